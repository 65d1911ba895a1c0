"""The errors a user can meet: each says what was found, where, what is allowed and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SimulatorError(Exception):
    """Root of every error that is the user's to mend; `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(SimulatorError):
    """The command or the call was put together wrongly."""

    exit_code = 2


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in one place of a scenario file.

    `line` and `column` count from 1; 0 means the place is a whole file or a `--set`.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class ScenarioError(SimulatorError):
    """A scenario could not be read; carries every problem found, in the order of the file."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ResultsError(SimulatorError):
    """A result folder could not be written or read; nothing half written was left behind."""

    exit_code = 4


class MissingPartError(SimulatorError):
    """An optional part is not installed; the message names it."""

    exit_code = 8

    @classmethod
    def of(cls, what: str, library: str, part: str) -> MissingPartError:
        """Return the error of what needs a library, with the part of this package that brings it.

        Example:
            >>> print(MissingPartError.of("the lab", "nicegui", "lab"))
            the lab needs nicegui, which is not installed: pip install 'engagement-simulator[lab]'
        """
        return cls(f"{what} needs {library}, which is not installed: pip install 'engagement-simulator[{part}]'")


class ClusterError(SimulatorError):
    """A cluster cannot be reached, or is gone; what was finished before is kept."""

    exit_code = 9
