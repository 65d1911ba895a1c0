"""Any valid scenario, drawn from the shapes of the schema: a new field there is drawn here without a change."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.scenario.changing import CHANGEABLE, FIXED
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
FILES = ("events", "people")
"""Keys that name a file; a file that is made up does not exist."""
FITTED = ("incidents", "interventions")
"""Keys that speak of others, made up when those are known."""
WEEKS = st.integers(-3, 8)
PRINTABLE = {"exclude_categories": ("C", "Z"), "exclude_characters": "[]"}
NAMES = st.builds(
    operator.add,
    st.characters(**PRINTABLE),
    st.text(st.characters(**PRINTABLE, include_characters=" "), max_size=20),
)


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Plain values that a shape allows."""
    match shape:
        case NumberShape(whole=True):
            return st.integers(int(shape.low or 0), int(shape.high if shape.high is not None else 1000))
        case NumberShape():
            # Beyond 1e308 a number is refused, for sums of such have no end.
            low = next((end for end in (shape.low, shape.above) if end is not None), -1e308)
            high = next((end for end in (shape.high, shape.below) if end is not None), 1e308)
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
    apart = (*FILES, *FITTED) if shape.model is Scenario else ()
    optional = [key for key, known in shape.fields.items() if not known.required and key not in apart]
    chosen = draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else []
    keys = [key for key in shape.fields if shape.fields[key].required or key in chosen]
    result = {key: draw(values(shape.fields[key].shape)) for key in keys}
    if shape.model is Scenario and "segments" in result:
        total = sum(each["share"] for each in result["segments"])
        for each in result["segments"]:
            each["share"] = each["share"] / total if total > 0 else 1 / len(result["segments"])
    if shape.model is Scenario:
        speak_of_what_is_there(result)
    return result


def speak_of_what_is_there(drawn: dict[str, Any]) -> None:
    """Put the names of segments, touchpoints and channels where others were drawn: hardly ever those that there are."""
    economics = drawn.get("economics", {})
    named = [(economics, "revenue_per_contact", "touchpoints"), (economics, "segments", "segments")]
    named += [(touchpoint, "segments", "segments") for touchpoint in drawn["touchpoints"]]
    for part, key, of in named:
        if key in part:
            part[key] = dict(zip(names_of(drawn, of), part[key].values(), strict=False))
    channels = drawn.get("recovery", {}).get("channels")
    for touchpoint in drawn["touchpoints"]:
        if touchpoint.get("complaint_channel") is not None:
            touchpoint["complaint_channel"] = channels[0]["name"] if channels else None


def names_of(drawn: dict[str, Any], key: str) -> list[str]:
    """Return the names of the parts of what was drawn; without segments there is the one of the schema's default."""
    return [each["name"] for each in drawn.get(key, [{"name": "all"}] if key == "segments" else [])]


def is_valid(drawn: dict[str, Any]) -> bool:
    """Return whether the schema takes what was drawn."""
    try:
        Scenario.model_validate(drawn)
    except ValidationError:
        return False
    return True


@st.composite
def fitting(draw: st.DrawFn, drawn: dict[str, Any], *, often: bool = False) -> dict[str, Any]:
    """The same with incidents and interventions that fit it, now and then or often."""
    for key, made_up in (("incidents", incidents), ("interventions", interventions)):
        if often or draw(st.integers(0, 2)) == 0:
            more = draw(st.lists(made_up(drawn), min_size=1, max_size=3, unique_by=lambda each: str(each["name"])))
            kept: list[Any] = []
            for each in more:  # one that does not go with the rest is left out, not the whole scenario
                if is_valid({**drawn, key: [*kept, each]}):
                    kept.append(each)
            drawn = {**drawn, key: kept} if kept else drawn
    return drawn


@st.composite
def incidents(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    """An incident that may happen in the story that was drawn."""
    places, fields = names_of(drawn, "touchpoints"), item_of("incidents").fields
    kind = draw(st.sampled_from(["severity", "experience"]))
    where = draw(st.sampled_from([None, *places]))
    reach = {"share": draw(st.sampled_from([1.0, 0.4]))} | draw(values(fields["reach"].shape))
    if reach.get("segments"):
        reach["segments"] = names_of(drawn, "segments")[:1]
    if draw(st.booleans()):
        reach["customers"] = draw(st.lists(st.integers(1, drawn.get("customers", 10_000)), max_size=4))
    cause = {"cause": draw(values(fields["cause"].shape))} if kind == "severity" and draw(st.booleans()) else {}
    name = draw(NAMES)
    while name in places:
        name += "x"
    return {
        "name": name,
        "touchpoint": where,
        "week": draw(WEEKS),
        "weeks": draw(st.integers(1, 4)),
        "reach": reach,
        "reputation": draw(st.sampled_from([0.0, -0.2])),
        kind: draw(values(said(fields[kind].shape))),
        **cause,
        **({"recovery": {"answer_weeks": draw(st.integers(0, 3))}} if where is None and draw(st.booleans()) else {}),
    }


@st.composite
def interventions(draw: st.DrawFn, drawn: dict[str, Any]) -> dict[str, Any]:
    """An intervention that sets some numbers and choices of the story that was drawn."""
    changeable = list(paths(drawn))
    chosen = draw(st.lists(st.sampled_from(changeable), min_size=1, max_size=3, unique_by=lambda each: each[0]))
    begins = draw(WEEKS)
    made_up: dict[str, Any] = {
        "name": draw(NAMES),
        "from_week": begins,
        "until_week": begins + draw(st.integers(0, 6)),
        "ramp_weeks": draw(st.integers(0, 4)),
        "set": {path: draw(values(shape)) for path, shape in chosen},
    }
    if draw(st.booleans()):
        when = said(item_of("interventions").fields["when"].shape)
        assert isinstance(when, PartShape)
        del made_up["ramp_weeks"]
        made_up["when"] = {
            "measure": draw(values(when.fields["measure"].shape)),
            "stays_weeks": draw(st.integers(1, 4)),
            draw(st.sampled_from(["above", "below"])): draw(st.floats(-1.0, 1.0)),
        }
    return made_up


def item_of(key: str) -> PartShape:
    """Return the shape of one of the parts of a list of the scenario."""
    shape = TOP.fields[key].shape
    assert isinstance(shape, ListShape)
    assert isinstance(shape.item, PartShape)
    return shape.item


def said(shape: Shape) -> Shape:
    """Return the shape of a value that may be left out, of one that is not."""
    return shape.alternatives[0] if isinstance(shape, EitherShape) else shape


def paths(drawn: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    """Yield the paths to numbers and choices that an intervention may set, and what they may be."""
    for key in CHANGEABLE:
        shape = TOP.fields[key].shape
        if isinstance(shape, ListShape):
            for name in names_of(drawn, key):
                yield from leaves(shape.item, f"{key}[{name}]")
        else:
            yield from leaves(shape, key)


def leaves(shape: Shape, path: str) -> Iterator[tuple[str, Shape]]:
    """Yield the paths to the numbers and choices below a path."""
    if path in FIXED:
        return
    shape = said(shape)
    if isinstance(shape, NumberShape | ChoiceShape | FlagShape):
        yield path, shape
    elif isinstance(shape, PartShape):
        for key, known in shape.fields.items():
            yield from leaves(known.shape, f"{path}.{key}")


@st.composite
def scenario_values(draw: st.DrawFn) -> dict[str, Any]:
    """What a file of a valid scenario could say."""
    drawn: dict[str, Any] = draw(parts(TOP))
    assume(is_valid(drawn))
    return draw(fitting(drawn))


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
            programme["segments"] = names_of(drawn, "segments")[:1]
    assume(is_valid(drawn))
    return draw(fitting(drawn, often=True))


def societies() -> st.SearchStrategy[Scenario]:
    """Valid scenarios with a network, an open market, programmes, surveys, incidents and interventions."""
    return society_values().map(Scenario.model_validate)
