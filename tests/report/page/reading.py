"""A page read as a browser would, strictly: what is opened is closed, what is named is there once."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"meta", "br", "hr", "col", "wbr"}


@dataclass
class Element:
    """An element with what is in it."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> list[Element]:
        """Every element of these names below, in order."""
        found = []
        for child in self.children:
            if not names or child.name in names:
                found.append(child)
            found += child.all(*names)
        return found

    def words(self) -> str:
        """All text below."""
        return self.text + "".join(child.words() for child in self.children)


class Page(HTMLParser):
    """A page; `problems` says what is not well-formed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.at = self.root
        self.problems: list[str] = []
        self.declared = ""
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.problems.append(f"<{self.at.name}> is never closed")

    def handle_decl(self, decl: str) -> None:
        self.declared = decl

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"a comment: {data[:30]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> says an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in EMPTY:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != self.at.name or self.at.parent is None:
            self.problems.append(f"</{tag}> closes <{self.at.name}>")
            return
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.text += data
