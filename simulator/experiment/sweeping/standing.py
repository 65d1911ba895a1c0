"""How far a sweep is: what is done, what failed, what is left, how fast it goes, and what to do next."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path

from simulator.experiment.lock import is_held
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.folder import Place, place_of


@dataclass(frozen=True)
class Standing:
    """How far a sweep is."""

    folder: Path
    name: str
    runs: int
    """Runs that belong here; of a shard, only its own."""
    done: int
    failed: int
    is_running: bool
    seconds: float
    """How long was worked on it, all sessions together, up to the last run of each."""
    pace: float | None
    """Runs a minute of the last session; None before it finished two."""
    shard: tuple[int, int] | None

    @property
    def left(self) -> int:
        """Runs that nobody lived yet."""
        return self.runs - self.done - self.failed

    @property
    def minutes_left(self) -> float | None:
        """Minutes until all is lived, at the pace of the last session."""
        return None if not self.pace else self.left / self.pace

    @property
    def next(self) -> str:
        """What to do next, as a command; nothing where it is complete."""
        if self.is_running or (not self.left and not self.failed):
            return ""
        return f"engage resume {self.folder}" + ("" if self.left else " --retry")


def standing(folder: str | Path) -> Standing:
    """Return how far the sweep in a folder is; it may be running.

    Raises:
        ResultsError: when the folder holds no sweep.
    """
    place = place_of(Path(folder))
    done, failed = place.ledger.counts()
    sessions = [each for each in place.ledger.sessions() if each.last is not None]
    spans = [(each.runs, each.last - each.started) for each in sessions if each.last is not None]
    running = is_held(place.lock)
    pace = None
    if spans and spans[-1][0] >= 2 and spans[-1][1] > 0.0:
        runs, seconds = spans[-1]
        if running and sessions[-1].ended is None:
            seconds = time.time() - sessions[-1].started
        pace = 60.0 * runs / seconds
    total = number_of_runs(place)
    seconds = sum(seconds for _, seconds in spans)
    return Standing(place.folder, place.plan.name, total, done, failed, running, seconds, pace, place.shard)


def number_of_runs(place: Place) -> int:
    """Return how many runs belong into a folder."""
    total = len(place.plan.points) * place.plan.replicates
    if place.shard is None:
        return total
    part, parts = place.shard
    return len(range(part - 1, total, parts))


def errors_in(folder: str | Path) -> list[tuple[list[Finished], str, str]]:
    """Return the runs that failed, those with the same error together: runs, the error, and where it came from."""
    found: dict[str, list[Finished]] = {}
    for each in place_of(Path(folder)).ledger.rows(weekly=False):
        if each.outcome is None:
            found.setdefault(each.error, []).append(each)
    return [(runs, error, runs[0].traceback) for error, runs in found.items()]


def sessions_in(folder: str | Path) -> list[dict[str, object]]:
    """Return who worked on the sweep in a folder and when, as plain values."""
    return [asdict(each) for each in place_of(Path(folder)).ledger.sessions()]
