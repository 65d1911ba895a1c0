"""Anybody, under any parameters that a scenario may have; the ends of every range are tried often."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st

from simulator.customer.state import NEVER, TIERS
from simulator.scenario.file.shapes import (
    ChoiceShape,
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    PartShape,
    Shape,
    TextShape,
    shape_of,
)
from simulator.scenario.psychology import Psychology
from simulator.scenario.schema import Scenario
from simulator.scenario.tables import HALF_LIFE, kept_per_week
from tests.customer import people

SHARE = st.floats(0.0, 1.0)
SIZES = st.floats(-20.0, 20.0)

STATES = {
    "balance": SIZES,
    "expectation": st.floats(-1.0, 1.0),
    "trust": SHARE,
    "habit": SHARE,
    "identification": st.floats(-1.0, 1.0),
    "appreciation": SHARE,
    "sensation": SHARE,
    "participation": SHARE,
    "investment": SHARE,
    "memory_peak": SIZES,
    "memory_end": SIZES,
    "memory_mean": SIZES,
    "used_to_participation": st.floats(0.0, 5.0),
    "used_to_appreciation": st.floats(0.0, 5.0),
    "used_to_sensation": st.floats(0.0, 5.0),
    "stirred": st.floats(0.0, 20.0),
    "unsettled": st.floats(0.0, 20.0),
    "failures": st.floats(0.0, 50.0),
    "hurt": st.floats(0.0, 20.0),
    "avoidance": st.floats(0.0, 20.0),
    "experiences": st.integers(0, 65_535),
    "contributed_week": st.one_of(st.just(NEVER), st.integers(0, 100)),
    "tier": st.integers(0, len(TIERS) - 1),
    "room": st.integers(0, 1),
    "affinity": st.floats(-1.0, 1.0),
    "loss_aversion": st.floats(1.0, 5.0),
    "talkativeness": st.floats(0.0, 20.0),
    "price_sensitivity": st.floats(0.0, 20.0),
    "stay_base": st.floats(-20.0, 20.0),
}


@st.composite
def customers(draw: st.DrawFn, *columns: str, **fixed: float) -> SimpleNamespace:
    """Ordinary customers, of whom the named columns (or all that move) are anything that they can be."""
    names = [name for name in columns or STATES if name not in fixed]
    return people.customer(**{name: draw(STATES[name]) for name in names} | fixed)


def number(shape: NumberShape) -> st.SearchStrategy[float]:
    """A number that the schema allows; one in two is an end of the range, where it has one."""
    low = shape.low if shape.low is not None else shape.above
    high = shape.high if shape.high is not None else shape.below
    low, high = (-10.0 if low is None else low), (10.0 if high is None else high)
    ends = [end for end in (shape.low, shape.high) if end is not None] or [low, high]
    if shape.whole:
        return st.one_of(st.sampled_from([int(end) for end in ends]), st.integers(int(low), int(high)))
    inside = st.floats(low, high, exclude_min=shape.above is not None, exclude_max=shape.below is not None)
    return st.one_of(st.sampled_from(ends), inside)


@st.composite
def psychologies(draw: st.DrawFn, *names: str, **fixed: float) -> SimpleNamespace:
    """The default psychology, of which the named parameters have any value that the schema allows."""
    fields = shape_of(Psychology).fields
    values = {}
    for name in names:
        if name.endswith("_kept"):
            values[name] = kept_per_week(draw(number(fields[name.removesuffix("_kept") + HALF_LIFE].shape)))
        else:
            values[name] = draw(number(fields[name].shape))
    return people.psychology(**values | fixed)


def is_made_up(shape: Shape) -> bool:
    """Return whether `extreme` makes up values of this shape: not names and lists."""
    if isinstance(shape, EitherShape):
        return is_made_up(shape.alternatives[0])
    return not isinstance(shape, TextShape | ListShape | MapShape)


def extreme(shape: Shape) -> st.SearchStrategy[Any]:
    """A part of a scenario with some of its numbers at the ends of their ranges; names and lists are left out."""
    match shape:
        case NumberShape():
            return number(shape)
        case FlagShape():
            return st.booleans()
        case ChoiceShape():
            return st.sampled_from(shape.choices)
        case EitherShape():
            return extreme(shape.alternatives[0])
        case PartShape():
            parts = {key: extreme(known.shape) for key, known in shape.fields.items() if is_made_up(known.shape)}
            must = {key: part for key, part in parts.items() if shape.fields[key].required}
            return st.fixed_dictionaries(must, optional={key: part for key, part in parts.items() if key not in must})
        case _:
            raise AssertionError(f"no value is made up for {shape}")


@st.composite
def incident_at_the_ends(draw: st.DrawFn, shape: Shape, weeks: int) -> dict[str, Any]:
    """An incident of those weeks, bad or good, that reaches whom it may."""
    assert isinstance(shape, PartShape)
    kind = draw(st.sampled_from(["severity", "experience"]))
    drawn = {key: draw(extreme(shape.fields[key].shape)) for key in (kind, "reach", "reputation")}
    if kind == "severity":
        drawn["cause"] = draw(extreme(shape.fields["cause"].shape))
    return drawn | {"week": draw(st.integers(1, weeks)), "weeks": draw(st.integers(1, weeks))}


@st.composite
def scenarios_at_the_ends(draw: st.DrawFn, weeks: int, contacts_per_week: float) -> Scenario:
    """Short stories of one customer, any number of which is at an end of its range; only contacts are as given."""
    top = shape_of(Scenario).fields
    item_of = {
        key: cast(ListShape, top[key].shape).item for key in ("touchpoints", "programmes", "segments", "incidents")
    }
    parts = {
        key: draw(extreme(top[key].shape))
        for key in ("relationship", "recovery", "surveys", "brand", "market", "psychology")
    }
    parts["market"].pop("word_of_mouth", None)  # who hears whom is no matter of one customer's week
    parts["market"]["prospects"] = draw(st.sampled_from([0, 2]))
    for one, other in (("norm_weight", "promise_weight"), ("memory_peak_weight", "memory_end_weight")):
        if sum(parts["psychology"].get(name, 0.5) for name in (one, other)) > 1.0:
            parts["psychology"][other] = 1.0 - parts["psychology"].setdefault(one, 0.5)
    channel = cast(ListShape, cast(PartShape, top["recovery"].shape).fields["channels"].shape).item
    parts["recovery"]["channels"] = [draw(extreme(channel)) | {"name": name} for name in ("form", "phone")]
    touchpoints = [
        draw(extreme(item_of["touchpoints"])) | {"name": name, "contacts_per_week": contacts_per_week}
        for name in ("desk", "bill")
    ]
    parts["programmes"] = [
        draw(extreme(item_of["programmes"])) | {"name": name, "fulfils": need, "until_week": until}
        for name, need, until in (("club", "participation", weeks), ("card", "appreciation", weeks // 2))
    ]
    for programme in parts["programmes"]:  # which ends no earlier than it begins
        programme["from_week"] = min(programme.get("from_week", 1), programme["until_week"])
    parts["incidents"] = [
        kind | draw(incident_at_the_ends(item_of["incidents"], weeks))
        for kind in ({"name": "outage", "touchpoint": "desk"}, {"name": "flood"})
    ]
    segment = draw(extreme(item_of["segments"])) | {"name": "all", "share": 1.0, "contacts": 1.0}
    seed = draw(number(cast(NumberShape, top["seed"].shape)))
    story = {"name": "At the ends", "weeks": weeks, "customers": 1, "seed": seed}
    return Scenario.model_validate(story | parts | {"touchpoints": touchpoints, "segments": [segment]})
