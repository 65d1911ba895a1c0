"""Rules between the keys of a scenario: what each finds wrong, and at which key it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.scenario.file.words import listed, nearest

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario

Path = tuple[str | int, ...]
"""Keys, and positions in lists from 0, on the way to a value."""


@dataclass(frozen=True)
class Misfit:
    """One value that does not fit the rest: where it stands, and what is wrong."""

    path: Path
    message: str


class MisfitsError(ValueError):
    """Everything in a scenario that does not fit together; a reader of files finds the place of each."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__("; ".join(misfit.message for misfit in misfits))


def misfits_of(scenario: Scenario) -> list[Misfit]:
    """Return all that does not fit together in a scenario whose single values are allowed."""
    from simulator.scenario.changing import misfits_of_interventions  # it reads scenarios itself

    names = _Names(
        [segment.name for segment in scenario.segments],
        [touchpoint.name for touchpoint in scenario.touchpoints],
        [channel.name for channel in scenario.recovery.channels],
    )
    rules: tuple[Callable[[Scenario, _Names], Iterable[Misfit]], ...] = (
        _shares,
        _touchpoints,
        _incidents,
        _programmes,
        _money,
        _files,
    )
    found = [misfit for rule in rules for misfit in rule(scenario, names)]
    # What interventions make of a scenario that does not fit together by itself would say all of it again.
    return found or list(misfits_of_interventions(scenario))


@dataclass(frozen=True)
class _Names:
    segments: list[str]
    touchpoints: list[str]
    channels: list[str]


def _shares(scenario: Scenario, _: _Names) -> Iterator[Misfit]:
    total = sum(segment.share for segment in scenario.segments)
    if abs(total - 1.0) > 1e-6:
        yield Misfit(("segments",), f"the shares of the segments add up to {total:g}, not to 1")


def _touchpoints(scenario: Scenario, names: _Names) -> Iterator[Misfit]:
    for at, touchpoint in enumerate(scenario.touchpoints):
        path: Path = ("touchpoints", at)
        asked = touchpoint.complaint_channel
        if asked is not None and asked not in names.channels:
            yield Misfit(
                (*path, "complaint_channel"),
                f"complaint_channel {asked!r} of touchpoint {touchpoint.name!r} is not a channel of the recovery"
                f"{_meant(asked, names.channels)}",
            )
        for name in touchpoint.segments:
            if name not in names.segments:
                said = f"touchpoint {touchpoint.name!r} has contacts for segment {name!r}"
                yield Misfit((*path, "segments", name), f"{said}, {_no_segment(name, names)}")


def _incidents(scenario: Scenario, names: _Names) -> Iterator[Misfit]:
    for at, incident in enumerate(scenario.incidents):
        path: Path = ("incidents", at)
        where = incident.touchpoint
        if where is None and incident.name in names.touchpoints:
            yield Misfit(
                (*path, "name"),
                f"incident {incident.name!r} has the name of a touchpoint; give it another name, or say that it "
                f"happens there with `touchpoint: {incident.name}`",
            )
        if where is not None and where not in names.touchpoints:
            yield Misfit(
                (*path, "touchpoint"),
                f"incident {incident.name!r} happens at touchpoint {where!r}, which is not one of the touchpoints"
                f"{_meant(where, names.touchpoints)}",
            )
        for index, name in enumerate(incident.reach.segments or ()):
            if name not in names.segments:
                said = f"incident {incident.name!r} reaches segment {name!r}"
                yield Misfit((*path, "reach", "segments", index), f"{said}, {_no_segment(name, names)}")
        for index, number in enumerate(incident.reach.customers or ()):
            if not 1 <= number <= scenario.persons:
                yield Misfit(
                    (*path, "reach", "customers", index),
                    f"incident {incident.name!r} reaches customer {number}; customers have numbers from 1 to "
                    f"{scenario.persons:,}",
                )


def _programmes(scenario: Scenario, names: _Names) -> Iterator[Misfit]:
    for at, programme in enumerate(scenario.programmes):
        for index, name in enumerate(programme.segments or ()):
            if name not in names.segments:
                said = f"programme {programme.name!r} is for segment {name!r}"
                yield Misfit(("programmes", at, "segments", index), f"{said}, {_no_segment(name, names)}")


def _money(scenario: Scenario, names: _Names) -> Iterator[Misfit]:
    for name in scenario.economics.segments:
        if name not in names.segments:
            said = f"economics has revenue of segment {name!r}"
            yield Misfit(("economics", "segments", name), f"{said}, {_no_segment(name, names)}")
    for name in scenario.economics.revenue_per_contact:
        if name not in names.touchpoints:
            yield Misfit(
                ("economics", "revenue_per_contact", name),
                f"economics has revenue of contacts at {name!r}, which is not one of the touchpoints"
                f"{_meant(name, names.touchpoints)}",
            )
    for at, incident in enumerate(scenario.incidents):
        if incident.cost > 0.0 and incident.touchpoint is not None:
            yield Misfit(
                ("incidents", at, "cost"),
                f"incident {incident.name!r} has a cost and happens at touchpoint {incident.touchpoint!r}, where those "
                "it reaches are counted with all other contacts; leave out `touchpoint`, and it is counted, and paid "
                "for, on its own",
            )


def _files(scenario: Scenario, names: _Names) -> Iterator[Misfit]:
    log, people = scenario.events, scenario.people
    if log is not None and log.touchpoint is not None and log.touchpoint not in names.touchpoints:
        yield Misfit(
            ("events", "touchpoint"),
            f"the log is of touchpoint {log.touchpoint!r}, which is not one of the touchpoints"
            f"{_meant(log.touchpoint, names.touchpoints)}",
        )
    if people is not None and scenario.warm_up_weeks > 0:
        yield Misfit(
            ("warm_up_weeks",), "people come from a file with a history of their own: warm_up_weeks must then be 0"
        )
    for word, name in (people.segments if people is not None else {}).items():
        if name not in names.segments:
            said = f"{word!r} in the file of people means segment {name!r}"
            yield Misfit(("people", "segments", word), f"{said}, {_no_segment(name, names)}")


def _no_segment(name: str, names: _Names) -> str:
    return f"which is not one of the segments{_meant(name, names.segments)}"


def _meant(name: str, there: Sequence[str]) -> str:
    near = nearest(name, there)
    return f"; did you mean {near!r}? There are {listed(there)}" if near else f"; there are {listed(there)}"
