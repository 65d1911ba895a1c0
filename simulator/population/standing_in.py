"""What stands where the rule counts, reads and empties letterboxes, so that somebody can watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


class Counter:
    """Stands where an array of counts would: always zero, and tells what is added where."""

    def __init__(self, tell: Callable[[Any], None]) -> None:
        self._tell = tell

    def __getitem__(self, at: Any) -> int:
        return 0

    def __setitem__(self, at: Any, count: int) -> None:
        self._tell(at)


class Shown:
    """Stands where a table would be of what may happen to somebody: tells which row is looked at."""

    def __init__(self, rows: Sequence[Any], tell: Callable[[int], None]) -> None:
        self._rows, self._tell = rows, tell

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> Any:
        self._tell(at)
        return self._rows[at]


class Box:
    """A letterbox for one: tells what lay in it when it is emptied."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell
        self.content = 0

    def __getitem__(self, person: int) -> int:
        return self.content

    def __setitem__(self, person: int, content: int) -> None:
        if self.content:
            self._tell(self.content)
        self.content = content
