"""The shards of a sweep put together: the folder that one process would have made of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.errors import ResultsError
from simulator.experiment.sweeping.code import other_code
from simulator.experiment.sweeping.document import differences
from simulator.experiment.sweeping.folder import Place, begin, place_of, write_tables
from simulator.experiment.sweeping.inputs import anywhere, changed_inputs, renamed
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from simulator.experiment.sweeping.standing import number_of_runs
from simulator.projection.whole import write_whole


def merge(folders: Sequence[str | Path], target: Path) -> Path:
    """Put the shards of a sweep together into a new folder; return it. The shards stay as they are.

    Raises:
        ResultsError: when they are not all shards of one sweep, one is missing, or one is not finished.
    """
    places = [place_of(Path(folder)) for folder in folders]
    _check_alike(places)
    _check_complete(places)
    first = places[0]

    def fill(inside: Path) -> None:
        begin(inside, first.plan, target, None)
        ledger = Ledger(inside / LEDGER)
        said = first.ledger.said()
        ledger.say({"inputs": renamed(said["inputs"], first.folder, target), "code": said["code"]})
        for place in places:
            ledger.take_all_from(place.ledger)
        write_tables(Place(target, first.plan, None), inside)

    return write_whole(target, fill)


def _check_alike(places: Sequence[Place]) -> None:
    first, *others = places
    said = first.ledger.said()
    for other in others:
        found = differences(anywhere(first.plan), anywhere(other.plan))
        also = other.ledger.said()
        found += changed_inputs(said["inputs"], also["inputs"])
        if differs := other_code(also["code"], said["code"]):
            found.append(f"the simulator was another one: {differs}")
        if found:
            raise ResultsError(
                f"{first.folder} and {other.folder} are not shards of one sweep"
                + "".join(f"\n  {line}" for line in found)
            )


def _check_complete(places: Sequence[Place]) -> None:
    for place in places:
        if place.shard is None:
            raise ResultsError(f"{place.folder} holds a whole sweep, no shard of one; there is nothing to merge")
    parts = places[0].shard[1] if places[0].shard else 1
    found: dict[int, Place] = {}
    for place in places:
        assert place.shard is not None
        part, of = place.shard
        if of != parts:
            raise ResultsError(f"{places[0].folder} is one of {parts} shards, {place.folder} one of {of}")
        if part in found:
            raise ResultsError(f"shard {part} of {of} is there twice: {found[part].folder} and {place.folder}")
        found[part] = place
    if missing := [str(part) for part in range(1, parts + 1) if part not in found]:
        word = "shard" if len(missing) == 1 else "shards"
        raise ResultsError(f"{word} {', '.join(missing)} of {parts} {'is' if len(missing) == 1 else 'are'} missing")
    lacking = {place.folder: number_of_runs(place) - sum(place.ledger.counts()) for place in found.values()}
    if lines := [f"\n  {left:,} runs are left: engage resume {folder}" for folder, left in lacking.items() if left]:
        raise ResultsError("not all shards are finished" + "".join(lines))
