"""Any valid scenario, drawn from the shapes of the schema: a new field there is drawn here without a change."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

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
from simulator.scenario.schema import Scenario

TOP = shape_of(Scenario)
NAMES = st.from_regex(r"[^\s\[\]][^\[\]\n]{0,20}", fullmatch=True).filter(lambda text: text.isprintable())


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Plain values that a shape allows."""
    match shape:
        case NumberShape(whole=True):
            return st.integers(int(shape.low or 0), int(shape.high if shape.high is not None else 1000))
        case NumberShape():
            low = shape.low if shape.low is not None else shape.above
            high = shape.high if shape.high is not None else shape.below
            return st.floats(
                low,
                high,
                allow_nan=False,
                allow_infinity=False,
                exclude_min=shape.above is not None,
                exclude_max=shape.below is not None,
            )
        case TextShape():
            return (
                NAMES if shape.pattern else st.text(min_size=shape.shortest or 0, max_size=min(shape.longest or 30, 30))
            )
        case FlagShape():
            return st.booleans()
        case ChoiceShape():
            return st.sampled_from(shape.choices)
        case PartShape():
            return parts(shape)
        case ListShape():
            most = min(shape.most or 3, max(shape.fewest or 0, 3))
            unique = (lambda item: item["name"]) if shape.named else None
            return st.lists(values(shape.item), min_size=shape.fewest or 0, max_size=most, unique_by=unique)
        case MapShape():
            return st.dictionaries(values(shape.key), values(shape.value), max_size=3)
        case EitherShape():
            return st.one_of([values(alternative) for alternative in shape.alternatives])
        case _:
            return st.none()


@st.composite
def parts(draw: st.DrawFn, shape: PartShape) -> Any:
    """A mapping with what is required and a few of the other keys; now and then the number that stands for it."""
    if shape.takes_number and draw(st.booleans()):
        return draw(values(shape.fields["mean"].shape))
    optional = [key for key, known in shape.fields.items() if not known.required]
    chosen = draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else []
    keys = [key for key in shape.fields if shape.fields[key].required or key in chosen]
    result = {key: draw(values(shape.fields[key].shape)) for key in keys}
    if shape.model is Scenario and "segments" in result:
        total = sum(each["share"] for each in result["segments"])
        for each in result["segments"]:
            each["share"] = each["share"] / total if total > 0 else 1 / len(result["segments"])
    return result


@st.composite
def scenario_values(draw: st.DrawFn) -> dict[str, Any]:
    """What a file of a valid scenario could say."""
    drawn: dict[str, Any] = draw(parts(TOP))
    try:
        Scenario.model_validate(drawn)
    except ValidationError:
        assume(False)
    return drawn


def scenarios() -> st.SearchStrategy[Scenario]:
    """Valid scenarios."""
    return scenario_values().map(Scenario.model_validate)


@st.composite
def society_values(draw: st.DrawFn) -> dict[str, Any]:
    """What a file could say in which people hear each other, join, return, are cared for and asked."""
    drawn: dict[str, Any] = draw(parts(TOP))
    talk = {"network": draw(st.sampled_from(["none", "small_world", "scale_free", "blocks"])), "contacts": 4}
    open_market = {"prospects": draw(st.integers(1, 60)), "word_of_mouth": talk}
    drawn["market"] = {**drawn.get("market", {}), **open_market}
    for name in ("programmes", "surveys", "psychology"):
        drawn[name] = draw(values(TOP.fields[name].shape))
    for programme in drawn["programmes"]:
        if programme.get("segments"):  # names drawn at random are hardly ever those of segments
            programme["segments"] = [each["name"] for each in drawn.get("segments", [{"name": "all"}])][:1]
    try:
        Scenario.model_validate(drawn)
    except ValidationError:
        assume(False)
    return drawn


def societies() -> st.SearchStrategy[Scenario]:
    """Valid scenarios with a network, an open market, programmes and surveys."""
    return society_values().map(Scenario.model_validate)
