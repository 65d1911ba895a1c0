"""From a scenario to the parameters in force each week, as tables that the rule reads by field name."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.scenario.fields import Heavy, Spread
from simulator.scenario.firm import TIERS, Channel, Programme, Recovery, Touchpoint
from simulator.scenario.market import Market, Offers
from simulator.scenario.mechanisms.neutral import in_force
from simulator.scenario.psychology import Psychology
from simulator.scenario.schema import Scenario, Segment

WEEKS_PER_YEAR = 52.0
HALF_LIFE = "_half_life_weeks"
NEEDS = ("participation", "appreciation", "sensation")


@dataclass(frozen=True)
class Timeline:
    """Everything the rule needs to know of a scenario; plain tables, nothing compiled in."""

    first_week: int
    """The first week that is lived; below 1 when there is a warm-up."""
    weeks: int
    """The last week; weeks 1 to this one are projected."""
    psychology: np.void
    world: np.ndarray
    """One row a week, from `first_week` on."""
    relationship: np.void
    market: np.void
    public: np.ndarray
    """One row a week and one more: what everybody knows of the week before; only the first is filled in."""
    recovery: np.void
    surveys: np.void
    channels: np.ndarray
    touchpoints: np.ndarray
    programmes: np.ndarray
    segments: np.ndarray
    seed: int


def timeline_of(scenario: Scenario) -> Timeline:
    """Return the tables of a scenario, with the mechanisms that it turns off at their neutral values."""
    scenario = in_force(scenario)
    return Timeline(
        first_week=1 - scenario.warm_up_weeks,
        weeks=scenario.weeks,
        psychology=_one(_psychology(scenario.psychology)),
        world=_table(_worlds(scenario)),
        relationship=_one(_relationship(scenario)),
        market=_one(_market(scenario.market)),
        public=_public(scenario),
        recovery=_one(_recovery(scenario.recovery)),
        surveys=_one(_surveys(scenario)),
        channels=_table([_channel(channel, scenario.recovery) for channel in scenario.recovery.channels]),
        touchpoints=_table([_touchpoint(touchpoint, scenario.recovery) for touchpoint in scenario.touchpoints]),
        programmes=_programmes(scenario),
        segments=_table([_segment(segment) for segment in scenario.segments]),
        seed=scenario.seed,
    )


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


def _psychology(psychology: Psychology) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in psychology.model_dump(exclude={"why"}).items():
        if name.endswith(HALF_LIFE):
            values[name.removesuffix(HALF_LIFE) + "_kept"] = kept_per_week(value)
        else:
            values[name] = value
    return values


def _worlds(scenario: Scenario) -> list[dict[str, Any]]:
    market, brand = scenario.market, scenario.brand
    involuntary = 1.0 - (1.0 - market.involuntary_leaving_per_year) ** (1.0 / WEEKS_PER_YEAR)
    network = int(market.word_of_mouth.network != "none")
    is_open = market.prospects > 0
    return [
        {
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
            "network": network,
            # The market opens with the story: the warm-up is there to give as many customers as asked a history.
            "open_market": int(is_open and week >= 1),
        }
        for week in range(1 - scenario.warm_up_weeks, scenario.weeks + 1)
    ]


def _turn(every_weeks: int, week: int) -> int:
    """Whose turn it is this week, in a round of so many; nobody's where there is none."""
    return week % every_weeks if every_weeks else -1


def _offers(offers: Offers, week: int) -> dict[str, float]:
    season = math.cos(2.0 * math.pi * (week - offers.season.peak_week) / WEEKS_PER_YEAR)
    probability, size = offers.probability, offers.size * (1.0 + offers.season.amplitude * season)
    for campaign in offers.campaigns:
        if campaign.from_week <= week < campaign.from_week + campaign.weeks:
            probability, size = probability * campaign.probability, size * campaign.size
    return {"offer_probability": min(probability, 1.0), "offer_size": size}


def _market(market: Market) -> dict[str, float]:
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


def _public(scenario: Scenario) -> np.ndarray:
    first = {
        "reputation": scenario.brand.reputation,
        "market_share": scenario.customers / scenario.persons,
        "invitations": 0.0,
    }
    return _table([first] * (scenario.warm_up_weeks + scenario.weeks + 1))


def _surveys(scenario: Scenario) -> dict[str, Any]:
    return scenario.surveys.model_dump(exclude={"why"})


def _segment(segment: Segment) -> dict[str, float]:
    return {
        "contacts": segment.contacts,
        "price_sensitivity": segment.price_sensitivity,
        "affinity": segment.affinity,
        "talkativeness": segment.talkativeness,
        "participation_need": segment.needs.participation,
        "appreciation_need": segment.needs.appreciation,
        "sensation_need": segment.needs.sensation,
    }


def _channel(channel: Channel, recovery: Recovery) -> dict[str, Any]:
    return {
        "reach": channel.reach,
        "effort": channel.effort,
        "preference": channel.preference,
        "answer_weeks": recovery.answer_weeks if channel.answer_weeks is None else channel.answer_weeks,
        "public": int(channel.public),
        "stream": channel.name,
    }


def _programmes(scenario: Scenario) -> np.ndarray:
    nothing = Programme(name="none", fulfils="sensation")
    names = [segment.name for segment in scenario.segments]
    rows = [_programme(programme, names) for programme in (nothing, *scenario.programmes)]
    return _table(rows)[1:].copy()


def _programme(programme: Programme, names: list[str]) -> dict[str, Any]:
    segments = names if programme.segments is None else programme.segments
    return {
        "need": NEEDS.index(programme.fulfils),
        **_normal("amount", programme.amount),
        "every_weeks": programme.every_weeks,
        "share": programme.share,
        "uptake": programme.uptake,
        "tiers": sum(1 << TIERS.index(tier) for tier in set(programme.tiers)),
        "segments": sum(1 << names.index(name) for name in set(segments)),
        "from_week": programme.from_week,
        "until_week": programme.until_week,
        "stream": programme.name,
    }


def _relationship(scenario: Scenario) -> dict[str, Any]:
    contract = scenario.relationship.kind == "contract"
    return {
        "contract": int(contract),
        "term_weeks": scenario.relationship.term_weeks,
        "decision_weeks": float(scenario.relationship.term_weeks) if contract else 1.0,
    }


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {
        "solved_probability": recovery.solved_probability,
        "hero_probability": recovery.hero_probability,
        **_normal("redress", recovery.redress),
        **_normal("ease", recovery.ease),
        **_normal("empathy", recovery.empathy),
    }


def _touchpoint(touchpoint: Touchpoint, recovery: Recovery) -> dict[str, Any]:
    channels = [channel.name for channel in recovery.channels]
    asked = touchpoint.complaint_channel
    experience = touchpoint.experience
    ending = experience.emotion.mean if experience.ending is None else experience.ending
    return {
        "contacts_per_week": touchpoint.contacts_per_week,
        **_normal("success", experience.success),
        **_normal("ease", experience.ease),
        **_normal("emotion", experience.emotion),
        "ending_mean": ending,
        "failure_probability": touchpoint.failure.probability,
        **_lognormal("severity", touchpoint.failure.severity),
        "delight_probability": touchpoint.delight.probability,
        **_lognormal("delight", touchpoint.delight.size),
        "complaint_channel": -1 if asked is None else channels.index(asked),
        "stream": touchpoint.name,
    }


def _normal(name: str, spread: Spread) -> dict[str, float]:
    return {f"{name}_mean": spread.mean, f"{name}_sd": spread.sd}


def _lognormal(name: str, heavy: Heavy) -> dict[str, float]:
    return {f"{name}_mean": heavy.mean, f"{name}_spread": heavy.spread}


def _table(rows: list[dict[str, Any]]) -> np.ndarray:
    """Return a structured array: float64 for numbers, int64 for whole ones, a 32-bit word for the names of streams."""
    first = rows[0]
    table = np.zeros(len(rows), np.dtype([(name, _kind(value)) for name, value in first.items()], align=True))
    for index, row in enumerate(rows):
        for name, value in row.items():
            table[index][name] = stream_of(value) if isinstance(value, str) else value
    return table


def _one(row: dict[str, Any]) -> np.void:
    table = _table([row])
    record: np.void = table[0]
    return record


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "u8"
    return "i8" if isinstance(value, int) else "f8"
