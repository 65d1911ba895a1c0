"""What the page says when it cannot do what was asked: in its language where the sentence is ours."""

from __future__ import annotations

from html import escape

from simulator.errors import SimulatorError, UsageError
from simulator.lessons.language import Language, Text

IN_ENGLISH = "Dit kan niet; wat er mis is zegt engage in het Engels, zoals op de opdrachtregel:"
"""Before what other rooms say, such as the reader of scenarios, which speaks one language everywhere."""


class Refusal(UsageError):
    """Something that the page cannot do, said in both languages."""

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.text = Text(en, nl)


def refusal_of(error: SimulatorError, language: Language) -> str:
    """Return a refusal as the page shows it."""
    if isinstance(error, Refusal):
        said = escape(error.text.said(language))
    elif language == "en":
        said = escape(str(error))
    else:
        said = f'{IN_ENGLISH}\n<span lang="en">{escape(str(error))}</span>'
    return f'<p class="problem" role="alert">{said}</p>'
