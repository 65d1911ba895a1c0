"""The folder of a sweep: its ledger from the first moment on, its tables at every stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from simulator.errors import ResultsError
from simulator.experiment.sweeping.best import summary_of
from simulator.experiment.sweeping.code import code_here, other_code
from simulator.experiment.sweeping.document import differences, document_of, plan_from
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.inputs import anywhere, changed_inputs, inputs_of
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from simulator.experiment.sweeping.plan import Plan, Run
from simulator.experiment.sweeping.tables import RUNS, WEEKLY, write_runs, write_weekly
from simulator.projection.files import write_json
from simulator.projection.results import DICTIONARY, MANIFEST, SUMMARY
from simulator.projection.whole import write_file, write_whole
from simulator.scenario.file.folders import held_by

PLAN = "plan.json"
LOCK = "ledger.lock"
FORMAT_VERSION = 1
Shard = tuple[int, int]
"""Which part of how many, from 1."""


@dataclass(frozen=True)
class Place:
    """A folder and what is to be lived in it."""

    folder: Path
    plan: Plan
    shard: Shard | None

    @property
    def ledger(self) -> Ledger:
        """Its ledger."""
        return Ledger(self.folder / LEDGER)

    @property
    def lock(self) -> Path:
        """What holds others off while somebody works on it."""
        return self.folder / LOCK

    def runs(self) -> Iterator[Run]:
        """Yield the runs that belong here: all, or every n-th of them."""
        runs = self.plan.runs()
        return runs if self.shard is None else islice(runs, self.shard[0] - 1, None, self.shard[1])


def opened(plan: Plan, folder: Path, shard: Shard | None) -> Place:
    """Return a folder for a plan: made, or as it is if it holds the same plan.

    Raises:
        ResultsError: when it holds anything else; says what differs.
    """
    if (folder / LEDGER).is_file():
        place = place_of(folder)
        found = differences(anywhere(place.plan), anywhere(plan))
        if place.shard != shard:
            found.append(f"it holds {_shard(place.shard)}, and this is {_shard(shard)}")
        if found:
            raise ResultsError(
                f"{folder} holds another sweep, which is left as it is; --out writes this one elsewhere"
                + "".join(f"\n  {line}" for line in found)
            )
        return place
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ResultsError(f"{folder} is taken by something that is no sweep; --out writes elsewhere")

    return Place(write_whole(folder, lambda inside: begin(inside, plan, folder, shard)), plan, shard)


def begin(inside: Path, plan: Plan, folder: Path, shard: Shard | None) -> None:
    """Write what a sweep begins with into a new folder, which will be called `folder`."""
    document = document_of(plan, folder)
    write_json(inside / PLAN, document)
    said = {"format": FORMAT_VERSION, "plan": document, "shard": shard, "code": code_here()}
    Ledger.create(inside / LEDGER, {**said, "inputs": inputs_of(plan, folder)})


def write_plan(place: Place) -> None:
    """Let the ledger hold the plan as it is now, extended perhaps; all else follows from the ledger."""
    document = document_of(place.plan, place.folder)
    if place.ledger.said()["plan"] != document:
        place.ledger.say({"plan": document})


def check_same(place: Place) -> None:
    """Raise where the files or the code are others than when the sweep began: its runs would not belong together."""
    said = place.ledger.said()
    found = changed_inputs(said["inputs"], inputs_of(place.plan, place.folder))
    if differs := other_code(code_here(), said["code"]):
        found.append(f"the simulator is another one: {differs}")
    if found:
        raise ResultsError(
            f"the runs in {place.folder} and those that are left would not belong together; --out begins anew elsewhere"
            + "".join(f"\n  {line}" for line in found)
        )


def place_of(folder: Path) -> Place:
    """Return the sweep that a folder holds.

    Raises:
        ResultsError: when it holds none.
    """
    if not (folder / LEDGER).is_file():
        held = held_by(folder)
        raise ResultsError(f"{folder} holds {held or f'no sweep: there is no {LEDGER} in it'}")
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


def write_tables(place: Place, folder: Path | None = None) -> None:
    """Write what follows from the ledger: the same bytes for the same runs, whoever lived them and when.

    `folder` is where it is written when it does not lie yet where it will.
    """
    from simulator.experiment.sweeping.manifest import dictionary_of, manifest_of
    from simulator.experiment.sweeping.stored import stored_in

    inside, plan, ledger = folder or place.folder, place.plan, Ledger((folder or place.folder) / LEDGER)
    stored = stored_in(place, ledger)
    write_file(inside / RUNS, lambda file: write_runs(file, plan, ledger.rows(weekly=False)))
    if plan.weekly:
        write_file(inside / WEEKLY, lambda file: write_weekly(file, plan, ledger.rows()))
    write_file(inside / PLAN, lambda file: write_json(file, document_of(plan, place.folder)))
    write_file(inside / SUMMARY, lambda file: write_json(file, summary_of(stored)))
    write_file(inside / DICTIONARY, lambda file: write_json(file, dictionary_of(stored)))
    # The manifest is last: where it fits the files, all of them are of one moment.
    write_file(inside / MANIFEST, lambda file: write_json(file, manifest_of(place, stored, ledger, inside)))


def _shard(shard: Shard | None) -> str:
    return "the whole sweep" if shard is None else f"shard {shard[0]} of {shard[1]}"
