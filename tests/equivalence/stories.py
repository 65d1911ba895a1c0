"""Scenarios in which everything happens to a few people, and a comparison of what became of them, bit for bit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

FRIENDS = Path(__file__).with_name("friends.csv")
"""Who knows whom among the persons of the story, for a network from a file."""

EVENTS = Path(__file__).with_name("events.csv")
"""A log of the story: contacts, failures, complaints with and without channel and answer, delights, several at once."""

PEOPLE = Path(__file__).with_name("people.csv")
"""Who the persons of the story are; some of it is left open, and there are more than the story has customers."""

TOUCHPOINTS: tuple[dict[str, Any], ...] = (
    {
        "name": "bill",
        "contacts_per_week": 0.5,
        "failure": {"probability": 0.08, "severity": {"mean": 0.9, "spread": 0.8}},
        "delight": {"probability": 0.05},
        "complaint_channel": "form",
    },
    {
        "name": "shop",
        "contacts_per_week": 1.4,
        "experience": {"success": 0.3, "ease": 0.2, "emotion": {"mean": 0.4, "sd": 0.3}, "ending": 0.5},
        "failure": {"probability": 0.03, "severity": {"mean": 1.2, "spread": 1.0}},
        "delight": {"probability": 0.1},
    },
    {"name": "app", "contacts_per_week": 0.2, "experience": {"ease": {"mean": -0.3, "sd": 0.4}}},
)

PROGRAMMES: tuple[dict[str, Any], ...] = (
    {"name": "birthday call", "fulfils": "appreciation", "amount": 1.2, "every_weeks": 3, "until_week": 20},
    {"name": "panel", "fulfils": "participation", "every_weeks": 4, "uptake": 0.5, "tiers": ("loyal", "engaged")},
    {
        "name": "evening",
        "fulfils": "sensation",
        "amount": {"mean": 0.9, "sd": 0.4},
        "every_weeks": 5,
        "share": 0.6,
        "segments": ("few",),
        "from_week": -3,
    },
)

INCIDENTS: tuple[dict[str, Any], ...] = (
    {"name": "outage", "touchpoint": "shop", "week": 3, "weeks": 4, "reach": {"share": 0.4}, "severity": 0.8},
    {"name": "second outage", "touchpoint": "shop", "week": 5, "weeks": 9, "reach": {"share": 0.3}, "severity": 1.1},
    {"name": "wrong bill", "touchpoint": "bill", "week": 7, "reach": {"customers": (2, 3, 5, 31, 40)}, "severity": 1.5},
    {
        "name": "concert",
        "week": 9,
        "reach": {"segments": ("few",)},
        "experience": {"emotion": {"mean": 0.9, "sd": 0.2}},
    },
    {
        "name": "flood",
        "week": 12,
        "weeks": 2,
        "reach": {"balance_to": 0.4, "share": 0.7, "tenure_from_weeks": 2},
        "severity": {"mean": 1.4, "spread": 1.0},
        "recovery": {"answer_weeks": 0, "redress": 1.2, "empathy": 0.9, "hero_probability": 0.5},
        "reputation": -0.05,
    },
    {
        "name": "gift",
        "touchpoint": "app",
        "week": 15,
        "reach": {"tiers": ("loyal", "engaged")},
        "experience": {"ending": 1},
    },
    {"name": "scandal", "week": 17, "weeks": 2, "reputation": -0.2},
    {"name": "before the story", "week": -3, "weeks": 5, "reach": {"share": 0.5}, "severity": 0.9},
)

INTERVENTIONS: tuple[dict[str, Any], ...] = (
    {"name": "training", "from_week": 6, "ramp_weeks": 5, "set": {"recovery.empathy": 0.9, "brand.promise": 0.0}},
    {
        "name": "busy months",
        "from_week": 10,
        "until_week": 14,
        "set": {"touchpoints[shop].contacts_per_week": 2.5, "recovery.answer_weeks": 4, "market.climate": 1.5},
    },
    {"name": "another prize", "from_week": 12, "set": {"programmes[evening].amount": 1.4}},
    {
        "name": "rescue",
        "set": {"touchpoints[bill].failure.probability": 0.0, "recovery.solved_probability": 1.0},
        "when": {"measure": "share[overdrawn]", "above": 0.15, "stays_weeks": 3},
    },
    {
        "name": "rest",
        "from_week": 4,
        "set": {"brand.advertising": 0.0},
        "when": {"measure": "mean[balance]", "above": 0.4},
    },
)

SEASONS: tuple[dict[str, Any], ...] = tuple(
    {**touchpoint, "season": {"amplitude": 0.6, "peak_week": 10}, "segments": {"few": 0.5}}
    for touchpoint in TOUCHPOINTS
)

LOG: dict[str, Any] = {"file": str(EVENTS), "columns": {"customer": "who"}}

STREAMS: dict[str, dict[str, Any]] = {
    "incidents": {"incidents": INCIDENTS},
    "interventions": {
        "interventions": INTERVENTIONS,
        "touchpoints": SEASONS,
        "programmes": tuple({**each, "cost": 2.0, "budget": 40.0, "at_risk_from": 0.01} for each in PROGRAMMES),
    },
    "a log": {"events": LOG},
    "a log that says no more than what happened": {
        "events": {**LOG, "leaving": "simulated", "joining": "simulated"},
        "warm_up_weeks": 0,
        "relationship": {"kind": "contract", "term_weeks": 8},
    },
    "people from a file": {"people": {"file": str(PEOPLE)}, "warm_up_weeks": 0},
    "all of it": {
        "incidents": INCIDENTS,
        "interventions": INTERVENTIONS,
        "touchpoints": SEASONS,
        "events": {**LOG, "joining": "simulated"},
        "people": {"file": str(PEOPLE)},
        "warm_up_weeks": 0,
    },
}
"""Changes to the story by which something happens beside rates, or the rates themselves change."""

OPEN_MARKET: dict[str, Any] = {
    "prospects": 14,
    "joining": {
        "own_accord_per_year": 0.4,
        "imitation_per_year": 1.5,
        "advertising_response": 1.5,
        "invitation_accepted": 0.5,
        "win_back_per_year": 0.99,
    },
}

ALONE: dict[str, Any] = {
    "market": {"room_for_deep_relationship": 0.8, "word_of_mouth": {"network": "none"}},
    "psychology": {"reputation_step": 0.0},
}
"""Changes after which nobody is moved by what others do: no network, no reputation, a closed market."""


def word_of_mouth(network: str) -> dict[str, Any]:
    """Return the market of the story with another network; `file` is that of the neighbours in a row."""
    file = str(FRIENDS) if network == "file" else None
    talk = {"network": network, "contacts": 6, "rewiring": 0.2, "within_segment": 0.7, "file": file}
    return {"room_for_deep_relationship": 0.8, **OPEN_MARKET, "word_of_mouth": talk}


def story(**changes: Any) -> Scenario:
    """Return a lively scenario of 50 persons in which everything can happen, in two segments; see the tests."""
    base: dict[str, Any] = {
        "name": "Lively",
        "weeks": 30,
        "customers": 36,
        "seed": 11,
        "warm_up_weeks": 12,
        "segments": (
            {"name": "many", "share": 0.7},
            {"name": "few", "share": 0.3, "contacts": 2.0, "affinity": 0.1, "price_sensitivity": 1.5},
        ),
        "relationship": {"kind": "open", "term_weeks": 8},
        "touchpoints": TOUCHPOINTS,
        "programmes": PROGRAMMES,
        "surveys": {"relationship_every_weeks": 5, "contact_every_weeks": 3, "response": 0.4},
        "recovery": {
            "channels": (
                {"name": "form", "reach": 0.4, "effort": 0.2},
                {"name": "phone", "reach": 0.5, "preference": 2.0, "answer_weeks": 1},
                {"name": "in public", "reach": 0.6, "preference": 1.0, "public": True},
            ),
            "hero_probability": 0.2,
            "solved_probability": 0.8,
            "answer_weeks": 2,
        },
        "market": word_of_mouth("small_world"),
        "brand": {"promise": 0.1, "advertising": 0.01, "reputation": 0.2},
        "psychology": {"talk_base": 0.1, "contribution_rate": 0.4, "public_share": 0.2, "contagion": 4.0},
    }
    return Scenario.model_validate({**base, **changes})


def lived(scenario: Scenario, **options: Any) -> Population:
    """Return the population of a scenario after its last week, by the compiled loop."""
    population = Population(scenario, **options)
    population.live()
    return population


def differing_columns(one: Population, other: Population) -> list[str]:
    """Return the names of the columns in which any bit differs."""
    return [name for name in one.columns if one.columns[name].tobytes() != other.columns[name].tobytes()]


def differing_counts(one: Noted, other: Noted) -> list[str]:
    """Return the names of the parts of the tally that differ."""
    return [name for name in one._fields if not np.array_equal(getattr(one, name), getattr(other, name))]


def differing_letters(one: Population, other: Population) -> list[str]:
    """Return the names of the letterboxes in which any bit differs."""
    letters, others = one.society.letters, other.society.letters
    return [name for name in letters._fields if getattr(letters, name).tobytes() != getattr(others, name).tobytes()]


def assert_same(one: Population, other: Population) -> None:
    """Assert that everybody is in the same state, that the same was counted on the way, said, and known by all."""
    assert one.week == other.week
    assert differing_columns(one, other) == []
    assert differing_counts(one.tally, other.tally) == []
    assert one.timeline.public.tobytes() == other.timeline.public.tobytes()
    assert differing_letters(one, other) == []
