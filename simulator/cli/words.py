"""Words and tables as they are printed: lines that fit the terminal, columns that stand below each other."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Collection, Sequence

USUAL = 100
"""Letters of a line where no terminal says how many it has, and the most that prose gets."""
WIDEST = 120
"""The most that lists get, whose lines are indented."""


def width(most: int = USUAL) -> int:
    """Return how many letters a line may have."""
    return min(shutil.get_terminal_size((USUAL, 24)).columns, most)


def wrapped(text: str, first: str = "", rest: str = "", wide: int | None = None) -> str:
    """Return sentences as lines that fit the terminal, or are `wide`: the first after `first`, the others after `rest`.

    A number and its unit stay together. Names are what somebody will search for: none is broken, not even at a hyphen.
    """
    tied = text.replace(" %", "\0%").replace(" euro", "\0euro")
    lines = textwrap.fill(
        tied,
        width() if wide is None else wide,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines.replace("\0", " ")


def paragraphs(text: str) -> str:
    """Return paragraphs, which an empty line parts, each as lines that fit the terminal."""
    return "\n\n".join(wrapped(part) for part in text.split("\n\n"))


def columns(lines: Sequence[Sequence[str]], words: Collection[str] | None = None) -> str:
    """Return cells below each other, the first line being the headings: words to the left, numbers to the right.

    `words` are the headings of columns that hold words; by default that of the first column.
    """
    headings = lines[0]
    to_the_left = [not place if words is None else heading in words for place, heading in enumerate(headings)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    return "\n".join(
        "  ".join(
            cell.ljust(wide) if is_left else cell.rjust(wide)
            for is_left, cell, wide in zip(to_the_left, line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
