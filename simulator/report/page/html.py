"""Building HTML so that no text can become a tag: every text is escaped unless this module made it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

EMPTY = frozenset({"meta", "br", "hr", "col", "wbr"})
"""Elements without content."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class Html(str):
    """Text that is HTML already. Made by `tag`, `escaped` and `together` only."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return a text as HTML in which nothing is special.

    Example:
        >>> escaped("<script>alert('1 & 2')</script>")
        '&lt;script&gt;alert(&#x27;1 &amp; 2&#x27;)&lt;/script&gt;'
    """
    return text if isinstance(text, Html) else Html(html.escape(_printable(text), quote=True))


def together(*children: Html | str | Iterable[Html | str] | None) -> Html:
    """Return several pieces as one; what is not HTML yet is escaped, nothing is left out."""
    found: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            found.append(escaped(child))
        else:
            found.extend(escaped(each) for each in child)
    return Html("".join(found))


def tag(name: str, /, *children: Html | str | Iterable[Html | str] | None, **attributes: str | bool | None) -> Html:
    """Return an element; `class_` is the attribute class, `aria_label` is aria-label; None and False leave one out.

    Example:
        >>> tag("p", "5 < 6", class_="note")
        '<p class="note">5 &lt; 6</p>'
    """
    words = [_checked(name)]
    for given, value in attributes.items():
        attribute = _checked(given.rstrip("_").replace("_", "-"))
        if attribute.startswith("on"):
            raise ValueError(f"{attribute}: the page runs nothing")
        if value is True:
            words.append(attribute)
        elif value is not None and value is not False:
            words.append(f'{attribute}="{escaped(str(value))}"')
    start = f"<{' '.join(words)}>"
    return Html(start) if name in EMPTY else Html(f"{start}{together(*children)}</{name}>")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name == "script":
        raise ValueError(f"{name!r} is no name for an element or attribute of the page")
    return name


def _printable(text: str) -> str:
    """Replace what a page may not contain at all; control characters but for line ends and tabs."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
