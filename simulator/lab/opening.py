"""What a lab begins with: a file, a name in the library, a lesson, or nothing in particular."""

from __future__ import annotations

from pathlib import Path

from simulator.lab.state import FIRST, State
from simulator.lab.worlds import Worlds, read_file, worlds_of
from simulator.lessons.language import Language
from simulator.lessons.lessons import LESSONS
from simulator.scenario.library import library


def opened(source: str | None, language: Language) -> tuple[State, dict[str, Worlds]]:
    """Return the state a page begins with, and the worlds of the file that was named.

    Raises:
        ScenarioError, UsageError: when it cannot be read, or there is nothing of that name.
    """
    if source is None:
        return State(FIRST, language=language), {}
    kind, colon, name = source.partition(":")
    lessons = {each.name for each in LESSONS}
    if source in lessons or (kind == "lesson" and colon):
        state = State(f"lesson:{name or source}", language=language)
        worlds_of(state, {})
        return state, {}
    path = Path(source)
    if source in library() and not path.exists():
        return State(f"library:{source}", language=language), {}
    worlds, state = read_file(path, State(language=language))
    return state, {path.name: worlds}
