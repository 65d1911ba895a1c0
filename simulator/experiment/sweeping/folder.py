"""The folder of a sweep: its ledger from the first moment on, its tables at every stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from simulator.errors import ResultsError
from simulator.experiment.sweeping.documents import differences, document_of, plan_from
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from simulator.experiment.sweeping.plan import Plan, Run
from simulator.experiment.sweeping.tables import RUNS, WEEKLY, write_runs, write_weekly
from simulator.projection.files import write_json
from simulator.projection.results import DICTIONARY, MANIFEST, SUMMARY
from simulator.projection.whole import write_file, write_whole

SWEEP = "sweep"
"""What a manifest says of its kind when the folder holds a sweep."""
PLAN = "plan.json"
FORMAT_VERSION = 1


@dataclass(frozen=True)
class Place:
    """A folder and what is to be lived in it."""

    folder: Path
    plan: Plan
    shard: tuple[int, int] | None

    @property
    def ledger(self) -> Ledger:
        """Its ledger."""
        return Ledger(self.folder / LEDGER)

    def runs(self) -> Iterator[Run]:
        """Yield the runs that belong here: all, or every n-th of them."""
        runs = self.plan.runs()
        return runs if self.shard is None else islice(runs, self.shard[0] - 1, None, self.shard[1])


def opened(plan: Plan, folder: Path, shard: tuple[int, int] | None) -> Place:
    """Return a folder for a plan: made, or as it is if it holds the same plan.

    Raises:
        ResultsError: when it holds anything else; says what differs.
    """
    if (folder / LEDGER).is_file():
        place = place_of(folder)
        found = differences(place.plan, plan)
        if place.shard != shard:
            found.append(f"it holds {_shard(place.shard)}, and this is {_shard(shard)}")
        if found:
            raise ResultsError(
                f"{folder} holds another sweep, which is left as it is; --out writes this one elsewhere\n"
                + "\n".join(f"  {line}" for line in found)
            )
        return place
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ResultsError(f"{folder} is taken by something that is no sweep; --out writes elsewhere")

    def fill(inside: Path) -> None:
        document = document_of(plan, folder)
        Ledger.create(inside / LEDGER, {"format": FORMAT_VERSION, "plan": document, "shard": shard})
        write_json(inside / PLAN, document)

    return Place(write_whole(folder, fill), plan, shard)


def place_of(folder: Path) -> Place:
    """Return the sweep that a folder holds.

    Raises:
        ResultsError: when it holds none.
    """
    if not (folder / LEDGER).is_file():
        raise ResultsError(f"{folder} holds no sweep: there is no {LEDGER} in it")
    said = Ledger(folder / LEDGER).said()
    try:
        shard = said["shard"]
        return Place(folder, plan_from(said["plan"], folder), None if shard is None else (shard[0], shard[1]))
    except (KeyError, TypeError, ValueError) as error:
        raise ResultsError(f"{folder / LEDGER} is damaged: {error}") from error


def finished_in(folder: Path) -> Iterator[Finished]:
    """Yield the runs in a folder that are over."""
    return Ledger(folder / LEDGER).rows()


def taken(place: Place) -> str:
    """Return who works on a folder, in words."""
    sessions = place.ledger.sessions()
    who = f"process {sessions[-1].process} on {sessions[-1].host}" if sessions else "another process"
    return f"{place.folder} is being worked on by {who}; engage status {place.folder} tells how far it is"


def clean(folder: Path) -> None:
    """Remove what a process left that was killed while it wrote a table."""
    for name in (PLAN, RUNS, WEEKLY, SUMMARY, DICTIONARY, MANIFEST):
        for file in folder.glob(f".*-{name}"):
            file.unlink(missing_ok=True)


def write_tables(place: Place) -> None:
    """Write what follows from the ledger: the same bytes for the same runs, whoever lived them and when."""
    folder, plan, ledger = place.folder, place.plan, place.ledger
    write_file(folder / PLAN, lambda file: write_json(file, document_of(plan, folder)))
    write_file(folder / RUNS, lambda file: write_runs(file, plan, ledger.rows(weekly=False)))
    if plan.weekly:
        write_file(folder / WEEKLY, lambda file: write_weekly(file, plan, ledger.rows()))


def _shard(shard: tuple[int, int] | None) -> str:
    return "the whole sweep" if shard is None else f"shard {shard[0]} of {shard[1]}"
