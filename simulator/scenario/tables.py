"""From the parts of a scenario to tables with plain numbers, which the rule reads by field name."""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np

from simulator.scenario.fields import Heavy, Spread
from simulator.scenario.firm import (
    TIERS,
    Cause,
    Channel,
    Experience,
    Failure,
    Programme,
    Recovery,
    Season,
    Targets,
    Touchpoint,
)
from simulator.scenario.incidents import Incident
from simulator.scenario.market import Market, Offers
from simulator.scenario.psychology import Psychology
from simulator.scenario.schema import Scenario, Segment

WEEKS_PER_YEAR = 52.0
HALF_LIFE = "_half_life_weeks"
_NO_LIMIT = 1e30
NEEDS = ("participation", "appreciation", "sensation")


def stream_of(name: str) -> int:
    """Return the number (32 bits) under which a named thing draws its luck, whatever its place in the file.

    Example:
        >>> stream_of("bill") == stream_of("bill"), stream_of("bill") == stream_of("shop")
        (True, False)
    """
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "little")


def kept_per_week(half_life_weeks: float) -> float:
    """Return the share that a week leaves of what halves in `half_life_weeks`.

    Example:
        >>> kept_per_week(1.0)
        0.5
    """
    return float(0.5 ** (1.0 / half_life_weeks))


def psychology(psychology: Psychology) -> dict[str, Any]:
    """How people feel, remember and decide; half-lives as the share that a week leaves."""
    values: dict[str, Any] = {}
    for name, value in psychology.model_dump(exclude={"why"}).items():
        if name.endswith(HALF_LIFE):
            values[name.removesuffix(HALF_LIFE) + "_kept"] = kept_per_week(value)
        else:
            values[name] = value
    return values


def world(scenario: Scenario, week: int) -> dict[str, Any]:
    """What holds for everybody in a week: norm, promise, advertising, climate, offers, and who is asked."""
    market, brand = scenario.market, scenario.brand
    involuntary = 1.0 - (1.0 - market.involuntary_leaving_per_year) ** (1.0 / WEEKS_PER_YEAR)
    running = [incident for incident in scenario.incidents if incident.week <= week < incident.week + incident.weeks]
    return {
        "norm": market.norm + market.norm_rise_per_year * max(week - 1, 0) / WEEKS_PER_YEAR,
        "promise": brand.promise,
        "advertising": brand.advertising,
        "climate": market.climate,
        **_offers(market.offers, week),
        "involuntary_probability": involuntary,
        "stay_base": market.stay_base,
        "stay_spread": market.stay_spread,
        "room_for_deep_relationship": market.room_for_deep_relationship,
        "turn_about_us": _turn(scenario.surveys.relationship_every_weeks, week),
        "turn_about_contacts": _turn(scenario.surveys.contact_every_weeks, week),
        "reputation_shift": math.fsum(incident.reputation for incident in running),
        "network": int(market.word_of_mouth.network != "none"),
        # The market opens with the story: the warm-up is there to give as many customers as asked a history.
        "open_market": int(market.prospects > 0 and week >= 1),
        # In the weeks of a log it is the log that says who is there; the population fills this in.
        "as_logged": 0,
    }


def _turn(every_weeks: int, week: int) -> int:
    """Whose turn it is this week, in a round of so many; nobody's where there is none."""
    return week % every_weeks if every_weeks else -1


def season_factor(season: Season, week: int) -> float:
    """Return by how much something is more, or less, in this week of the year.

    Example:
        >>> christmas = Season(amplitude=0.5, peak_week=48)
        >>> season_factor(christmas, 48), season_factor(christmas, 22)
        (1.5, 0.5)
    """
    return 1.0 + season.amplitude * math.cos(2.0 * math.pi * (week - season.peak_week) / WEEKS_PER_YEAR)


def _offers(offers: Offers, week: int) -> dict[str, float]:
    probability, size = offers.probability, offers.size * season_factor(offers.season, week)
    for campaign in offers.campaigns:
        if campaign.from_week <= week < campaign.from_week + campaign.weeks:
            probability, size = probability * campaign.probability, size * campaign.size
    return {"offer_probability": min(probability, 1.0), "offer_size": size}


def market(market: Market) -> dict[str, float]:
    """How prospects join and former customers return, as hazards of a week."""
    joining = market.joining
    return {
        "own_accord": hazard_per_week(joining.own_accord_per_year),
        "imitation": joining.imitation_per_year / WEEKS_PER_YEAR,
        "advertising_response": joining.advertising_response,
        "invitation_accepted": -math.log(max(1.0 - joining.invitation_accepted, 1e-6)),
        "identification_pull": joining.identification_pull,
        "promise_pull": joining.promise_pull,
        "win_back": hazard_per_week(joining.win_back_per_year),
        "win_back_memory": joining.win_back_memory,
    }


def hazard_per_week(probability_per_year: float) -> float:
    """Return the constant hazard of a week under which this is the probability of a year.

    A probability of 1 is taken as one that leaves one in a million after a year.

    Example:
        >>> round(1.0 - math.exp(-52 * hazard_per_week(0.3)), 9)
        0.3
    """
    return -math.log(max(1.0 - probability_per_year, 1e-6)) / WEEKS_PER_YEAR


def public(scenario: Scenario) -> np.ndarray:
    """One row a week and one more: what everybody knows of the week before, as it is at the start."""
    first = {
        "reputation": scenario.brand.reputation,
        "market_share": scenario.customers / scenario.persons,
        "invitations": 0.0,
    }
    return table([first] * (scenario.warm_up_weeks + scenario.weeks + 1))


def surveys(scenario: Scenario) -> dict[str, Any]:
    """Who is asked how often, and how readily people answer."""
    return scenario.surveys.model_dump(exclude={"why"})


def segment(segment: Segment) -> dict[str, float]:
    """How the people of a segment differ from people at large."""
    return {
        "contacts": segment.contacts,
        "price_sensitivity": segment.price_sensitivity,
        "affinity": segment.affinity,
        "talkativeness": segment.talkativeness,
        "participation_need": segment.needs.participation,
        "appreciation_need": segment.needs.appreciation,
        "sensation_need": segment.needs.sensation,
    }


def channel(channel: Channel) -> dict[str, Any]:
    """A way to complain; -1 weeks until the answer are those of the recovery."""
    return {
        "reach": channel.reach,
        "effort": channel.effort,
        "preference": channel.preference,
        "answer_weeks": -1 if channel.answer_weeks is None else channel.answer_weeks,
        "public": int(channel.public),
        "stream": channel.name,
    }


def programmes(scenario: Scenario) -> np.ndarray:
    """The programmes, one row each; perhaps none."""
    nothing = Programme(name="none", fulfils="sensation")
    names = [segment.name for segment in scenario.segments]
    rows = [_programme(programme, names) for programme in (nothing, *scenario.programmes)]
    return table(rows)[1:].copy()


def _programme(programme: Programme, names: list[str]) -> dict[str, Any]:
    return {
        "need": NEEDS.index(programme.fulfils),
        **_normal("amount", programme.amount),
        "every_weeks": programme.every_weeks,
        "uptake": programme.uptake,
        **_targets(programme, names),
        "from_week": programme.from_week,
        "until_week": programme.until_week,
        "stream": programme.name,
    }


def relationship(scenario: Scenario) -> dict[str, Any]:
    """How customers are tied, and how many weeks a decision is for."""
    contract = scenario.relationship.kind == "contract"
    return {
        "contract": int(contract),
        "term_weeks": scenario.relationship.term_weeks,
        "decision_weeks": float(scenario.relationship.term_weeks) if contract else 1.0,
    }


def recoveries(scenario: Scenario) -> np.ndarray:
    """How complaints are answered: in general, then those incidents that have an answer of their own."""
    own = [incident.recovery for incident in scenario.incidents if incident.recovery is not None]
    return table([_recovery(recovery) for recovery in (scenario.recovery, *own)])


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {
        "answer_weeks": recovery.answer_weeks,
        "solved_probability": recovery.solved_probability,
        "hero_probability": recovery.hero_probability,
        **_normal("redress", recovery.redress),
        **_normal("ease", recovery.ease),
        **_normal("empathy", recovery.empathy),
    }


def places(scenario: Scenario) -> np.ndarray:
    """The touchpoints, and after them the incidents that happen nowhere else; one row each."""
    rows = [_touchpoint(touchpoint, scenario.recovery) for touchpoint in scenario.touchpoints]
    answered = 0
    for incident in scenario.incidents:
        if incident.recovery is not None:
            answered += 1
        if incident.touchpoint is None:
            rows.append(_incident_as_touchpoint(incident, scenario.recovery, answered))
    return table(rows)


def _incident_as_touchpoint(incident: Incident, recovery: Recovery, answered: int) -> dict[str, Any]:
    stand_in = Touchpoint(
        name=incident.name,
        contacts_per_week=0.0,
        experience=incident.experience or Experience(),
        failure=Failure(probability=0.0, severity=incident.severity or Heavy(mean=1.0)),
    )
    return _touchpoint(stand_in, recovery) | {"recovery": 0 if incident.recovery is None else answered}


def _touchpoint(touchpoint: Touchpoint, recovery: Recovery) -> dict[str, Any]:
    channels = [channel.name for channel in recovery.channels]
    asked = touchpoint.complaint_channel
    return {
        **_experience(touchpoint.experience),
        "failure_probability": touchpoint.failure.probability,
        **_lognormal("severity", touchpoint.failure.severity),
        **_cause(touchpoint.failure.cause),
        "delight_probability": touchpoint.delight.probability,
        **_lognormal("delight", touchpoint.delight.size),
        "complaint_channel": -1 if asked is None else channels.index(asked),
        "recovery": 0,
        "by_usage": int(touchpoint.by_usage),
        "stream": touchpoint.name,
    }


def _cause(cause: Cause) -> dict[str, float]:
    return {"cause_stable": cause.stable, "cause_controllable": cause.controllable}


def _experience(experience: Experience) -> dict[str, float]:
    return {
        **_normal("success", experience.success),
        **_normal("ease", experience.ease),
        **_normal("emotion", experience.emotion),
        "ending_mean": experience.emotion.mean if experience.ending is None else experience.ending,
    }


def rates(scenario: Scenario, week: int) -> np.ndarray:
    """Contacts a week of a customer of ordinary usage, [place, segment]; with the season of the year."""
    result = np.zeros((len(scenario.touchpoints), len(scenario.segments)))
    for index, touchpoint in enumerate(scenario.touchpoints):
        in_season = touchpoint.contacts_per_week * season_factor(touchpoint.season, week)
        for number, segment in enumerate(scenario.segments):
            result[index, number] = in_season * touchpoint.segments.get(segment.name, 1.0)
    return result


def incidents(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """The incidents that reach customers, one row each; and the numbers of those they name, incident by incident."""
    nothing = Incident(name="none", week=0, reputation=0.1)
    names = [segment.name for segment in scenario.segments]
    where = [touchpoint.name for touchpoint in scenario.touchpoints]
    rows, named = [_incident(nothing, names, 0, 0, [], 0)], list[int]()
    numbered: list[tuple[Incident, int, int]] = []  # with the place and the number among those that may meet there
    place = len(where)
    for incident in scenario.incidents:
        at = place if incident.touchpoint is None else where.index(incident.touchpoint)
        place += incident.touchpoint is None
        if incident.severity is not None or incident.experience is not None:
            people = sorted({number - 1 for number in incident.reach.customers or ()})
            taken = {nth for other, there, nth in numbered if there == at and _may_meet(incident, other)}
            nth = min(set(range(len(numbered) + 1)) - taken)
            rows.append(_incident(incident, names, at, nth, people, len(named)))
            named += people
            numbered.append((incident, at, nth))
    return table(rows)[1:].copy(), np.array(named, np.uint32)


def _may_meet(one: Incident, other: Incident) -> bool:
    """Whether two incidents may befall one customer in one week; those that may not can have the same luck."""
    if one.week + one.weeks <= other.week or other.week + other.weeks <= one.week:
        return False
    named = (one.reach.customers, other.reach.customers)
    return None in named or not set(named[0] or ()).isdisjoint(named[1] or ())


def _incident(
    incident: Incident, names: list[str], place: int, nth: int, people: list[int], named_from: int
) -> dict[str, Any]:
    reach = incident.reach
    return {
        "place": place,
        "nth": nth,
        "fails": int(incident.severity is not None),
        **_experience(incident.experience or Experience()),
        **_lognormal("severity", incident.severity or Heavy(mean=1.0)),
        **_cause(incident.cause or Cause()),
        "from_week": incident.week,
        "last_week": incident.week + incident.weeks - 1,
        **_targets(reach, names),
        "names_people": int(reach.customers is not None),
        "named_from": named_from,
        "named_to": named_from + len(people),
        "stream": incident.name,
    }


def _targets(targets: Targets, names: list[str]) -> dict[str, Any]:
    segments = names if targets.segments is None else targets.segments
    return {
        "share": targets.share,
        "segments": sum(1 << names.index(name) for name in set(segments)),
        "tiers": sum(1 << TIERS.index(tier) for tier in set(targets.tiers)),
        "balance_from": _NO_LIMIT * -1.0 if targets.balance_from is None else targets.balance_from,
        "balance_to": _NO_LIMIT if targets.balance_to is None else targets.balance_to,
        "tenure_from": 0 if targets.tenure_from_weeks is None else targets.tenure_from_weeks,
        "tenure_to": 100_000 if targets.tenure_to_weeks is None else targets.tenure_to_weeks,
        "at_risk_from": 0.0 if targets.at_risk_from is None else targets.at_risk_from,
    }


def _normal(name: str, spread: Spread) -> dict[str, float]:
    return {f"{name}_mean": spread.mean, f"{name}_sd": spread.sd}


def _lognormal(name: str, heavy: Heavy) -> dict[str, float]:
    return {f"{name}_mean": heavy.mean, f"{name}_spread": heavy.spread}


def table(rows: list[dict[str, Any]]) -> np.ndarray:
    """Return a structured array: float64 for numbers, int64 for whole ones, a 32-bit word for the names of streams."""
    first = rows[0]
    result = np.zeros(len(rows), np.dtype([(name, _kind(value)) for name, value in first.items()], align=True))
    for name, value in first.items():
        column = [row[name] for row in rows]
        result[name] = [stream_of(each) for each in column] if isinstance(value, str) else column
    return result


def one(row: dict[str, Any]) -> np.void:
    """Return one row of such a table."""
    record: np.void = table([row])[0]
    return record


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "u8"
    return "i8" if isinstance(value, int) else "f8"
