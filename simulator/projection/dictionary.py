"""What every measure and column means, for a reader who has nothing but the folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.customer.noted import (
    AT_CHANNEL,
    AT_TOUCHPOINT,
    BINS,
    LEVELS,
    LOWEST_BIN,
    OF_CUSTOMERS,
    OF_PROGRAMME,
    OF_PUBLIC,
    Noted,
)
from simulator.projection.counts import BIN_WIDTH
from simulator.projection.names import (
    CAUSES,
    FROM,
    REASONS,
    TIERS,
    TO,
    channel_names,
    incident_names,
    intervention_names,
    programme_names,
    segment_names,
    touchpoint_names,
)
from simulator.projection.people import described as described_people
from simulator.projection.tidy import described
from simulator.scenario.schema import Scenario

COLUMNS = {
    "replicate": ("", "number of the run among those with the same seed, from 0"),
    "week": ("week", "week of the story, from 1"),
    "segment": (
        "",
        "name of the segment; all is everybody; what has no segments, as the reputation, is under all only",
    ),
    "measure": ("", "one of `measures`"),
    "value": ("see the measure", "value of the measure; not a number where there is nobody to ask"),
}


def dictionary_of(scenario: Scenario, tallies: Sequence[Noted]) -> dict[str, Any]:
    """Return the document behind `dictionary.json`."""
    measures = described(scenario, tallies)
    return {
        "projection.parquet": {
            "columns": {name: {"unit": unit, "meaning": meaning} for name, (unit, meaning) in COLUMNS.items()},
            "segments": list(segment_names(scenario)),
            "measures": {measure.name: {"unit": measure.unit, "meaning": measure.meaning} for measure in measures},
        },
        "customers.parquet": {"columns": described_people()},
        "counts.parquet": {
            "meaning": (
                "The raw counts from which everything else follows, a row a replicate; each column is an array, "
                "flattened with the last axis running fastest. Slot 0 of the weeks takes the warm-up. Amounts of "
                "feeling, and redress, are in units of 2**-20."
            ),
            "columns": {
                "touchpoints": {
                    "axes": ["week", "segment", "touchpoint, then incident that happens at none", list(AT_TOUCHPOINT)]
                },
                "customers": {"axes": ["week", "segment", list(OF_CUSTOMERS)]},
                "channels": {"axes": ["week", "segment", "channel", list(AT_CHANNEL)]},
                "programmes": {"axes": ["week", "segment", "programme", list(OF_PROGRAMME)]},
                "surveys": {
                    "axes": [
                        "week",
                        "segment",
                        {
                            "recommend, all asked": "0 to 10",
                            "recommend, answered": "0 to 10",
                            "satisfied, all asked": "1 to 5",
                            "satisfied, answered": "1 to 5",
                            "easy, all asked": "1 to 7",
                            "easy, answered": "1 to 7",
                        },
                    ]
                },
                "public": {"axes": ["week", list(OF_PUBLIC)]},
                "acting": {"axes": ["week", "intervention: 1 where it acts"]},
                "reasons": {"axes": ["week", "segment", {"real": list(REASONS)}, {"stated": list(REASONS)}]},
                "moves": {"axes": ["week", "segment", {"from": list(FROM)}, {"to": list(TO)}]},
                "sums": {"axes": ["week", "segment", list(LEVELS)]},
                "balances": {
                    "axes": ["week", "segment", f"{BINS} bins of {BIN_WIDTH}, the first from {LOWEST_BIN} and below"]
                },
                "tenure": {"axes": ["segment", "week of tenure", ["at risk", "left"]]},
            },
        },
        "names": {
            "tiers": list(TIERS),
            "reasons": list(CAUSES),
            "touchpoints": list(touchpoint_names(scenario)),
            "incidents": list(incident_names(scenario)),
            "interventions": list(intervention_names(scenario)),
            "channels": list(channel_names(scenario)),
            "programmes": list(programme_names(scenario)),
        },
    }
