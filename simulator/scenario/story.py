"""The story that a scenario tells, in order: what befalls whom, what changes and when, as data to be shown or drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from simulator.scenario.changing import changes_in, with_changes
from simulator.scenario.file.words import listed, number, step
from simulator.scenario.firm import TIERS, Programme, Season, Targets
from simulator.scenario.incidents import Incident
from simulator.scenario.interventions import Intervention, When
from simulator.scenario.schema import Scenario
from simulator.scenario.tables import WEEKS_PER_YEAR
from simulator.scenario.writing import values_of

LANES = ("world", "firm", "incidents", "interventions")
"""Who or what an episode comes from, in the order in which they are drawn."""

CAREFUL = 12
"""Digits after which two numbers are the same: half-way on a ramp is no exact number."""


@dataclass(frozen=True)
class Change:
    """One value that an intervention changes: what it would be without, and once it has come to its end."""

    path: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.path} from {_shown(self.before)} to {_shown(self.after)}"


@dataclass(frozen=True)
class Episode:
    """Something that begins in one week and ends in another.

    Example:
        >>> Episode("incidents", "incident", "outage", 30, 31, ("a failure of severity 1.2",)).first_week
        30
    """

    lane: str
    """One of `LANES`."""
    kind: str
    name: str
    first_week: int
    last_week: int
    """The last week, at most that of the story."""
    words: tuple[str, ...] = ()
    """What there is to say of it, the most telling first."""
    changes: tuple[Change, ...] = ()
    marks: tuple[int, ...] = ()
    """Weeks in which something happens within it: a programme comes round, a season is at its peak."""
    amplitude: float = 0.0
    """Of a season: how much more at the peak."""
    ramp_weeks: int = 0
    conditional: bool = False
    """Whether it acts only while something holds, which nobody knows beforehand."""
    pleasant: bool = False
    """Of an incident: whether it is meant to please."""


@dataclass(frozen=True)
class Story:
    """A scenario in time."""

    name: str
    first_week: int
    """The first week that is lived, below 1 with a warm-up."""
    weeks: int
    """The last week."""
    who: str
    """How many customers there are, in words."""
    episodes: tuple[Episode, ...]
    """In the order in which they begin."""
    never: tuple[str, ...] = field(default=())
    """What the scenario names and this story never comes to, a sentence each."""

    def document(self) -> dict[str, Any]:
        """Return the story as plain values."""
        return asdict(self)


def story_of(scenario: Scenario, logged: tuple[int, int] | None = None) -> Story:
    """Return the story of a scenario; `logged` are the first and last week of its log, where it has one.

    Example:
        >>> shop = Scenario(name="Shop", weeks=9, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> story_of(shop).episodes
        ()
    """
    first = 1 - scenario.warm_up_weeks
    told = [*_world(scenario), *_firm(scenario), *_incidents(scenario), *_interventions(scenario)]
    if scenario.events is not None:
        begin, end = logged or (1, scenario.weeks)
        leaving, joining = scenario.events.leaving, scenario.events.joining
        words = ["events as they were logged"]
        words += ["nobody leaves up to its last week"] if leaving == "as logged" else []
        words += ["customers join with their first event"] if joining == "first event" else []
        told.append(Episode("world", "log", scenario.events.file, begin, end, tuple(words)))
    inside = [each for each in told if each.first_week <= scenario.weeks and each.last_week >= first]
    never = tuple(
        f"{each.kind} {each.name!r} would be in week {each.first_week}"
        + (f" to {each.last_week}" if each.last_week > each.first_week else "")
        for each in told
        if each not in inside
    )
    clipped = [_clipped(each, first, scenario.weeks) for each in inside]
    order = sorted(clipped, key=lambda each: (each.first_week, LANES.index(each.lane)))
    return Story(scenario.name, first, scenario.weeks, _who(scenario), tuple(order), never)


def _clipped(episode: Episode, first: int, last: int) -> Episode:
    within = {"first_week": max(episode.first_week, first), "last_week": min(episode.last_week, last)}
    marks = tuple(week for week in episode.marks if within["first_week"] <= week <= within["last_week"])
    return Episode(**{**episode.__dict__, **within, "marks": marks})


def _who(scenario: Scenario) -> str:
    segments = len(scenario.segments)
    many = f" in {segments} segments" if segments > 1 else ""
    return f"{scenario.customers:,} customers{many}"


def _world(scenario: Scenario) -> Iterator[Episode]:
    market, first, last = scenario.market, 1 - scenario.warm_up_weeks, scenario.weeks
    if scenario.warm_up_weeks:
        joining = min(scenario.relationship.term_weeks, scenario.warm_up_weeks)
        yield Episode(
            *("world", "warm-up", "before the story", first, 0),
            (
                "customers get a history",
                f"they join over the first {joining} weeks",
                "who leaves is replaced",
                f"{scenario.warm_up_weeks} weeks in all",
            ),
        )
    if scenario.people is not None:
        yield Episode("world", "people", scenario.people.file, 1, 1, ("who the customers are comes from this file",))
    if market.prospects:
        yield Episode("world", "market", "open market", 1, last, (f"{market.prospects:,} prospects may join",))
    if market.offers.season.amplitude:
        yield _season(market.offers.season, "competitors' offers", "size", first, last)
    for campaign in market.offers.campaigns:
        ratios = {"likely": campaign.probability, "large": campaign.size}
        said = tuple(f"offers {number(ratio)} times as {what}" for what, ratio in ratios.items() if ratio != 1.0)
        last_week = campaign.from_week + campaign.weeks - 1
        yield Episode("world", "campaign", campaign.name, campaign.from_week, last_week, said)
    for touchpoint in scenario.touchpoints:
        if touchpoint.season.amplitude and touchpoint.contacts_per_week:
            yield _season(touchpoint.season, touchpoint.name, "contacts", first, last)


def _season(season: Season, name: str, of_what: str, first: int, last: int) -> Episode:
    trough = (season.peak_week + 25) % 52 + 1
    share = f"{season.amplitude * 100:g} %"
    words = (f"{of_what} {share} more in week {season.peak_week} of a year, {share} less in week {trough}",)
    peaks = tuple(week for week in range(first, last + 1) if (week - season.peak_week) % int(WEEKS_PER_YEAR) == 0)
    return Episode("world", "season", name, first, last, words, marks=peaks, amplitude=season.amplitude)


def season_at(episode: Episode, week: float) -> float:
    """Return where a season stands in a week: 1 at its peak, -1 half a year later."""
    peak = episode.marks[0] if episode.marks else episode.first_week
    return math.cos(2.0 * math.pi * (week - peak) / WEEKS_PER_YEAR)


def _firm(scenario: Scenario) -> Iterator[Episode]:
    for programme in scenario.programmes:
        yield _programme(programme, scenario)


def _programme(programme: Programme, scenario: Scenario) -> Episode:
    first, last = max(programme.from_week, 1 - scenario.warm_up_weeks), min(programme.until_week, scenario.weeks)
    every = "every week" if programme.every_weeks == 1 else f"each once in {programme.every_weeks} weeks"
    words = [f"for {programme.fulfils}, strength {number(programme.amount.mean)}", every, _whom(programme)]
    if programme.fulfils == "participation":
        words.append(f"taken up by {programme.uptake * 100:g} % of those with an ordinary need")
    words += [f"costs {_euro(programme.cost)} a time"] if programme.cost else []
    words += [f"ends when {_euro(programme.budget)} are spent"] if programme.budget is not None else []
    # Turns are spread over the round: marks would say that all have theirs in one week.
    return Episode("firm", "programme", programme.name, first, last, tuple(words))


def _incidents(scenario: Scenario) -> Iterator[Episode]:
    for incident in scenario.incidents:
        last = incident.week + incident.weeks - 1
        felt = incident.experience
        charge = 0.0 if felt is None else felt.success.mean + felt.ease.mean + felt.emotion.mean
        yield Episode(
            *("incidents", "incident", incident.name, incident.week, last),
            tuple(_said_of_incident(incident, scenario)),
            pleasant=incident.severity is None and charge + incident.reputation > 0.0,
        )


def _said_of_incident(incident: Incident, scenario: Scenario) -> Iterator[str]:
    where = f" at {incident.touchpoint}" if incident.touchpoint else ""
    if incident.severity is not None:
        always = "" if incident.severity.spread else ", always the same"
        yield f"a failure{where} of severity {number(incident.severity.mean)}{always}"
    elif incident.experience is not None:
        parts = incident.experience
        felt = {"success": parts.success.mean, "ease": parts.ease.mean, "emotion": parts.emotion.mean}
        given = [f"{name} {number(mean)}" for name, mean in felt.items() if name in parts.model_fields_set]
        yield f"an experience{where}" + (f" of {listed(given)}" if given else "")
    if incident.severity is not None or incident.experience is not None:
        yield _whom(incident.reach, incident.reach.customers)
    if incident.reputation:
        each = " in each week" if incident.weeks > 1 else ""
        yield f"moves the reputation by {incident.reputation:+g}{each}".replace("-", "−")
    if incident.recovery is not None:
        values, usual = values_of_part(incident.recovery), values_of_part(scenario.recovery)
        own = [
            f"{path} {_shown(value)}"
            for path, value in values.items()
            if usual.get(path) != value and "channels" not in path
        ]
        yield "complaints answered in a way of its own" + (f": {listed(own)}" if own else "")
    if incident.cost:
        yield f"costs {_euro(incident.cost)} for each customer reached"


def _whom(targets: Targets, customers: tuple[int, ...] | None = None) -> str:
    """Say whom something reaches."""
    share = "everybody" if targets.share == 1.0 else f"{targets.share * 100:g} % of customers"
    limits = []
    if targets.segments is not None:
        limits.append(f"of segment {listed(targets.segments, 'or')}")
    if set(targets.tiers) != set(TIERS):
        limits.append(f"who are {listed(targets.tiers, 'or')}")
    for what, low, high in (
        ("a balance", targets.balance_from, targets.balance_to),
        ("weeks as a customer", targets.tenure_from_weeks, targets.tenure_to_weeks),
    ):
        if low is not None and high is not None:
            limits.append(f"with {number(low)} to {number(high)} {what}".replace(" a balance", " of balance"))
        elif low is not None or high is not None:
            most, value = ("at least", low) if low is not None else ("at most", high)
            limits.append(f"with {most} {number(value or 0)} {what}".replace(" a balance", " of balance"))
    if targets.at_risk_from is not None:
        limits.append(f"who leave within a year with a probability of {number(targets.at_risk_from)} or more")
    if customers is not None:
        named = f"customer {customers[0]:,}" if len(customers) == 1 else f"{len(customers):,} named customers"
        return " ".join([named if share == "everybody" else f"{targets.share * 100:g} % of {named}", *limits])
    return " ".join([share if share != "everybody" or not limits else "customers", *limits])


def _interventions(scenario: Scenario) -> Iterator[Episode]:
    for index, intervention in enumerate(scenario.interventions):
        changes = tuple(_changes(scenario, index, intervention))
        words = [str(change) for change in changes] or ["changes nothing: it is so already"]
        if intervention.ramp_weeks:
            words.append(f"evenly over {intervention.ramp_weeks} weeks")
        if intervention.when is not None:
            words.append(_said_of_condition(intervention.when))
        if intervention.until_week < scenario.weeks:
            words.append("then as before")
        words += [f"costs {_euro(intervention.cost)} once"] if intervention.cost else []
        words += [f"costs {_euro(intervention.cost_per_week)} a week"] if intervention.cost_per_week else []
        yield Episode(
            *("interventions", "intervention", intervention.name),
            intervention.from_week,
            intervention.until_week,
            tuple(words),
            changes,
            ramp_weeks=intervention.ramp_weeks,
            conditional=intervention.when is not None,
        )


def _changes(scenario: Scenario, index: int, intervention: Intervention) -> Iterator[Change]:
    """Yield what is otherwise than it would be without an intervention, when it begins; of conditions, none holds."""
    week = intervention.from_week
    acting = [
        other
        for other, each in enumerate(scenario.interventions)
        if other != index and each.when is None and each.from_week <= week <= each.until_week
    ]
    before = with_changes(scenario, changes_in(scenario, week, acting))
    # Who stands later in the file has the last word.
    ahead = [other for other in acting if other > index]
    set_ = dict(intervention.set) | changes_in(scenario, week, ahead)
    values = values_of_part(before)
    for path, after in values_of_part(with_changes(before, set_)).items():
        if _careful(values.get(path)) != _careful(after) and not path.startswith("interventions"):
            yield Change(path, values.get(path), after)


def values_of_part(part: Any) -> dict[str, Any]:
    """Return every single value of a scenario, or of a part of it, by its path; a mean under the path of its spread.

    Why a value is what it is moves nothing and is left out.
    """
    leaves = dict(_leaves(values_of(part), ""))
    return {path: value for path, value in leaves.items() if path.rpartition(".")[2] != "why"}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _leaves(each, path if key == "mean" and path else step(path, key))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for index, each in enumerate(value):
            yield from _leaves(each, f"{path}[{each.get('name', index + 1)}]")
    else:
        yield path, value


def _careful(value: Any) -> Any:
    return round(value, CAREFUL) if isinstance(value, float) else value


def _said_of_condition(when: When) -> str:
    limit = f"above {number(when.above)}" if when.above is not None else f"below {number(when.below or 0.0)}"
    stays = f", and for {when.stays_weeks} weeks once begun" if when.stays_weeks > 1 else ""
    return f"only while {when.measure} is {limit}{stays}"


def _shown(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, (int, float)):
        return number(round(value, 6)).replace("-", "−")
    return listed([str(each) for each in value]) if isinstance(value, list) else str(value)


def _euro(amount: float) -> str:
    return f"{amount:,.0f} euro" if float(amount).is_integer() else f"{amount:,.2f} euro"
