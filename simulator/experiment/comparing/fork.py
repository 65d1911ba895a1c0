"""A fork: worlds that are one until an incident, and differ only in whether it happens and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import UsageError
from simulator.scenario.fields import Spread
from simulator.scenario.file.words import listed, nearest
from simulator.scenario.firm import Recovery
from simulator.scenario.incidents import Incident
from simulator.scenario.schema import Scenario

NEVER = "it never happens"
NOBODY = "nobody answers"
POOR = "poor recovery"
AS_IS = "as the scenario says"
EXCELLENT = "excellent recovery"
WORLDS = (NEVER, NOBODY, POOR, AS_IS, EXCELLENT)
"""What the worlds of a fork are called; the first is the base."""

POOR_RECOVERY = Recovery(
    why="Three weeks, a fifth gets something, and a cold tone: most answers make it worse (Hart, Heskett & Sasser "
    "1990, recalled). The figures are judgements.",
    answer_weeks=3,
    solved_probability=0.2,
    redress=Spread(mean=0.3, sd=0.2),
    ease=Spread(mean=-0.4, sd=0.2),
    empathy=Spread(mean=-0.3, sd=0.25),
    hero_probability=0.0,
)
"""What poor recovery is."""

EXCELLENT_RECOVERY = Recovery(
    why="Answered at once, made whole and more, warmly: redress beyond the 80 % of the price at which satisfaction "
    "recovered in two hotel studies (Edstroem et al. 2022). The figures are judgements, as in failures-well-recovered.",
    answer_weeks=0,
    solved_probability=1.0,
    redress=Spread(mean=1.3, sd=0.1),
    ease=Spread(mean=0.6, sd=0.15),
    empathy=Spread(mean=0.8, sd=0.15),
    hero_probability=0.02,
)
"""What excellent recovery is."""


@dataclass(frozen=True)
class Fork:
    """The worlds of a fork, and where they part."""

    incident: str
    week: int
    """The first week of the incident: until its beginning all worlds are one."""
    place: int
    """The number under which its complaints are kept: after the touchpoints, among incidents on their own."""
    scenarios: tuple[Scenario, ...]
    """In the order of `WORLDS`."""
    moved_from: str | None
    """The touchpoint that the incident was taken from, so that it could be answered in its own way."""


def fork(scenario: Scenario, at: str) -> Fork:
    """Return the worlds that part at an incident; `at` is such as `incident:outage`.

    Raises:
        UsageError: when there is no such incident, or nothing in it that could be put right.

    Example:
        >>> shop = Scenario(
        ...     name="Shop",
        ...     touchpoints=({"name": "buy", "contacts_per_week": 1},),
        ...     incidents=({"name": "outage", "week": 3, "severity": 1},),
        ... )
        >>> len(fork(shop, "incident:outage").scenarios)
        5
    """
    incident = _found(scenario, at)
    own = incident.model_copy(update={"touchpoint": None})
    reach = incident.reach.model_copy(update={"share": 0.0})
    # Who is not heard by any channel feels the poorest answer in the same week; nobody answering is that, for all.
    silence = Recovery(
        why="No answer at all: as when no channel hears a complaint.",
        answer_weeks=0,
        solved_probability=0.0,
        redress=Spread(mean=0.0, sd=0.0),
        ease=Spread(mean=0.0, sd=0.0),
        empathy=Spread(mean=scenario.psychology.unheard_emotion, sd=0.0),
        hero_probability=0.0,
    )
    variants = (
        own.model_copy(update={"reach": reach, "reputation": 0.0}),
        own.model_copy(update={"recovery": silence}),
        own.model_copy(update={"recovery": POOR_RECOVERY}),
        own,
        own.model_copy(update={"recovery": EXCELLENT_RECOVERY}),
    )
    worlds = tuple(_with(scenario, incident, variant) for variant in variants)
    alone = [each.name for each in worlds[0].incidents if each.touchpoint is None]
    place = len(scenario.touchpoints) + alone.index(incident.name)
    return Fork(incident.name, incident.week, place, worlds, incident.touchpoint)


def is_at_intervention(at: str | None) -> bool:
    """Return whether a fork is at an intervention rather than at an incident."""
    return at is not None and at.partition(":")[0].strip() == "intervention"


def without_and_with(scenario: Scenario, at: str) -> tuple[tuple[Scenario, Scenario], tuple[str, str]]:
    """Return the world without an intervention and the one with it, and what they are called.

    Interventions have no luck of their own, so that the worlds are one until its first week.

    Raises:
        UsageError: when there is no such intervention, or it never begins.
    """
    name = at.partition(":")[2].strip()
    names = [each.name for each in scenario.interventions]
    if name not in names:
        if not names:
            raise UsageError(f"{scenario.name!r} has no intervention to fork at; give it one under `interventions`")
        meant = nearest(name, names)
        raise UsageError(
            f"{scenario.name!r} has no intervention {name!r}; there is {listed(names)}"
            + (f"; did you mean {meant}?" if meant else "")
        )
    rest = tuple(each for each in scenario.interventions if each.name != name)
    first = scenario.interventions[names.index(name)].from_week
    if first > scenario.weeks:
        raise UsageError(f"intervention {name!r} begins in week {first}, after the last one")
    without = scenario.model_copy(update={"interventions": rest})
    return (without, scenario), (f"no {name}", name)


def _with(scenario: Scenario, before: Incident, after: Incident) -> Scenario:
    incidents = tuple(after if each is before else each for each in scenario.incidents)
    return scenario.model_copy(update={"incidents": incidents})


def _found(scenario: Scenario, at: str) -> Incident:
    kind, _, name = at.partition(":")
    names = [incident.name for incident in scenario.incidents]
    if kind.strip() != "incident" or not name.strip():
        raise UsageError(
            f"--fork is {at!r}; allowed is incident:NAME, such as incident:{names[0] if names else 'outage'}, "
            "or intervention:NAME"
        )
    name = name.strip()
    if name not in names:
        if not names:
            raise UsageError(f"{scenario.name!r} has no incident to fork at; give it one under `incidents`")
        meant = nearest(name, names)
        raise UsageError(
            f"{scenario.name!r} has no incident {name!r}; there is {listed(names)}"
            + (f"; did you mean {meant}?" if meant else "")
        )
    incident = scenario.incidents[names.index(name)]
    if incident.severity is None:
        raise UsageError(f"incident {name!r} is no failure, so that nobody complains; a fork needs one with `severity`")
    if not 1 <= incident.week <= scenario.weeks:
        raise UsageError(
            f"incident {name!r} begins in week {incident.week}; a fork needs one within weeks 1 to {scenario.weeks}"
        )
    return incident
