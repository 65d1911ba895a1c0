"""`PATH=VALUE` on the command line: the same as editing the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import Problem, ScenarioError
from simulator.scenario.fields import Spread
from simulator.scenario.file.shapes import FlagShape, ListShape, NumberShape, PartShape
from simulator.scenario.reading import changed, read_scenario, resolve
from tests.scenario.files import SHOP, write, write_values
from tests.scenario.strategies import TOP, scenario_values, values


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(tmp_path, "shop.yaml", SHOP)


def get(value: Any, path: str) -> Any:
    for step in path.replace("[", ".[").split("."):
        if step.startswith("["):
            value = next(item for item in value if item.name == step[1:-1])
        else:
            value = getattr(value, step)
    return value


@pytest.mark.parametrize(
    ("override", "path", "value"),
    [
        ("weeks=26", "weeks", 26),
        (" weeks = 26 ", "weeks", 26),
        ("weeks=26.0", "weeks", 26),
        ("customers=100_000", "customers", 100_000),
        ("name=52", "name", "52"),
        ("name='52'", "name", "52"),
        ('name="a: b"', "name", "a: b"),
        ("name=Shop: the second, #2", "name", "Shop: the second, #2"),
        ("why=", "why", ""),
        ("why=a=b", "why", "a=b"),
        ("brand.promise=0.2", "brand.promise", 0.2),
        ("recovery.empathy=0.8", "recovery.empathy.mean", 0.8),
        ("recovery.empathy=0.8", "recovery.empathy.sd", 0.4),
        ("recovery.empathy.sd=0.1", "recovery.empathy.mean", 0.2),
        ("recovery.empathy={mean: 0.8, sd: 0.1}", "recovery.empathy.sd", 0.1),
        ("touchpoints[bill].failure.probability=0.02", "touchpoints[bill].failure.probability", 0.02),
        ("touchpoints[bill].failure.severity=0.9", "touchpoints[bill].failure.severity.mean", 0.9),
        ("touchpoints[bill].failure.severity=0.9", "touchpoints[bill].failure.severity.spread", 0.5),
        ("touchpoints[desk].experience.success.sd=0.3", "touchpoints[desk].experience.success.mean", 0.1),
        ("recovery.channels[phone].reach=0.3", "recovery.channels[phone].reach", 0.3),
        ("segments[all].contacts=2", "segments[all].contacts", 2.0),
        ("relationship.kind=contract", "relationship.kind", "contract"),
        ("touchpoints[desk].experience.ending=0.4", "touchpoints[desk].experience.ending", 0.4),
        ("touchpoints[desk].experience.ending=null", "touchpoints[desk].experience.ending", None),
        ("touchpoints=[{name: one, contacts_per_week: 1}]", "touchpoints[one].contacts_per_week", 1.0),
    ],
)
def test_a_value_is_set(shop: Path, override: str, path: str, value: object) -> None:
    found = get(read_scenario(shop, [override]), path)
    assert found == value
    assert type(found) is type(value)


def test_a_list_that_is_set_replaces_the_old_one(shop: Path) -> None:
    scenario = read_scenario(shop, ["touchpoints=[{name: one, contacts_per_week: 1}]"])
    assert [each.name for each in scenario.touchpoints] == ["one"]


def test_the_later_wins(shop: Path) -> None:
    assert read_scenario(shop, ["weeks=1", "weeks=2"]).weeks == 2


def test_a_name_with_dots_and_equals_signs(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP.replace("name: bill", "name: bill v1.2 a=b"))
    scenario = read_scenario(file, ["touchpoints[bill v1.2 a=b].contacts_per_week=3"])
    assert scenario.touchpoints[0].contacts_per_week == 3.0


def problems_of(shop: Path, *overrides: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(shop, overrides)
    return caught.value.problems


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (
            "recovery.empaty=1",
            ["unknown path `recovery.empaty`", "did you mean `recovery.empathy`?", "Allowed in `recovery` are"],
        ),
        ("recovry.empathy=1", ["did you mean `recovery.empathy`?"]),
        ("empathy=1", ["did you mean `recovery.empathy`?"]),
        ("touchpoints[bill].failure.probabilty=1", ["did you mean `touchpoints[bill].failure.probability`?"]),
        ("touchpoints[bil].failure.probability=1", ["`touchpoints` has no item `bil`", "did you mean `bill`?"]),
        ("touchpoints[xyzzy].failure.probability=1", ["there is bill and desk"]),
        ("touchpoints.bill.contacts_per_week=1", ["`touchpoints` is a list", "touchpoints[bill]"]),
        ("recovery.channels[phon].reach=1", ["did you mean `phone`?"]),
        ("weeks.x=1", ["`weeks` holds a single value"]),
        ("xyzzy=1", ["unknown path `xyzzy`", "allowed are name, touchpoints"]),
        ("weeks", ["there is no `=`", "write PATH=VALUE"]),
        ("=1", ["`` is not a path"]),
        ("a..b=1", ["`a..b` is not a path"]),
        ("[bill]=1", ["is not a path"]),
        ("touchpoints[bill=1", ["there is no `=`"]),
        ("extends=other", ["`extends` cannot be set here"]),
        ("weeks=many", ["`weeks` is the text `many`", "a whole number from 1 to 2080 (weeks)"]),
        ("weeks='52'", ['is the text "52"', "write 52 without quotes"]),
        ("weeks=", ["`weeks` is empty"]),
        ("weeks=1,5", ["write 1.5"]),
        ("recovery.empathy=7", ["is 7", "a number from -1 to 2"]),
        ("recovery.empathy=true", ["is true"]),
        ("brand={promise: 0.1", ["the value `{promise: 0.1` cannot be read", "is not closed"]),
        ("weeks=!!python/object:a.b 1", ["is a tag"]),
        ("touchpoints=[{name: a, contacts_per_week: 1}, {name: a, contacts_per_week: 1}]", ["`a` is given twice"]),
        ("segments[all].share=0.5", ["the shares of the segments add up to 0.5"]),
    ],
)
def test_what_is_said_of_a_mistake(shop: Path, override: str, words: list[str]) -> None:
    (problem,) = problems_of(shop, override)
    assert (problem.file, problem.line, problem.column) == (f"--set {override}", 0, 0)
    for word in words:
        assert word in problem.message


def test_mistakes_of_the_file_and_of_every_override_at_once(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP + "      hero_probability: 2\n")
    problems = problems_of(file, "weks=1", "seed=-1")
    assert [problem.file for problem in problems] == [str(file), "--set seed=-1", "--set weks=1"]


@pytest.mark.parametrize("spread", [{"mean": 0.3, "sd": 0.2}, 0.3])
def test_changed_follows_the_same_rules(shop: Path, spread: object) -> None:
    scenario = read_scenario(shop)
    result = changed(scenario, {"recovery.empathy": spread, "touchpoints[bill].failure.probability": 0.5})
    assert result.recovery.empathy.mean == 0.3
    assert result.recovery.empathy.sd == (0.2 if isinstance(spread, dict) else 0.4)
    assert result.touchpoints[0].failure.probability == 0.5
    assert changed(scenario, {}) == scenario


def test_changed_takes_parts_and_numbers_out_of_arrays(shop: Path) -> None:
    new = Spread(mean=0.3, sd=0.2)
    result = changed(
        read_scenario(shop), {"recovery.empathy": new, "weeks": np.int64(9), "brand.promise": np.float32(0.5)}
    )
    assert (result.recovery.empathy, result.weeks, result.brand.promise) == (new, 9, 0.5)


def test_changed_says_every_mistake(shop: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        changed(read_scenario(shop), {"weks": 1, "seed": "1"})
    assert [problem.file for problem in caught.value.problems] == ["weks", "seed"]


def settable(shape: PartShape, at: str = "") -> list[tuple[str, Any]]:
    """Paths of single numbers and flags outside lists, with their shapes."""
    found: list[tuple[str, Any]] = []
    for key, known in shape.fields.items():
        if isinstance(known.shape, PartShape) and not known.shape.takes_number:
            found += settable(known.shape, f"{at}{key}.")
        elif isinstance(known.shape, NumberShape | FlagShape):
            found.append((f"{at}{key}", known.shape))
    return found


PATHS = settable(TOP)
IN_TOUCHPOINTS = [
    (key, known.shape)
    for shape in [TOP.fields["touchpoints"].shape]
    if isinstance(shape, ListShape) and isinstance(shape.item, PartShape)
    for key, known in shape.item.fields.items()
    if isinstance(known.shape, NumberShape)
]


def edited(given: dict[str, Any], keys: list[str], value: Any) -> dict[str, Any]:
    """What an editor would make of the file."""
    head, *rest = keys
    return {**given, head: edited(given.get(head, {}), rest, value) if rest else value}


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(data=st.data(), given_=scenario_values())
def test_setting_is_the_same_as_editing(tmp_path: Path, data: st.DataObject, given_: dict[str, Any]) -> None:
    path, shape = data.draw(st.sampled_from(PATHS))
    value = data.draw(values(shape))
    touched = data.draw(st.integers(0, len(given_["touchpoints"]) - 1))
    key, number = data.draw(st.sampled_from(IN_TOUCHPOINTS))
    other = data.draw(values(number))
    by_hand = edited(given_, path.split("."), value)
    by_hand["touchpoints"] = [
        {**item, key: other} if index == touched else item for index, item in enumerate(given_["touchpoints"])
    ]
    name = given_["touchpoints"][touched]["name"]
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    overrides = [f"{path}={text}", f"touchpoints[{name}].{key}={other!r}"]
    file = write_values(tmp_path, "shop.yaml", given_)
    hand = write_values(tmp_path, "hand.yaml", by_hand)
    try:
        expected = read_scenario(hand)
    except ScenarioError:
        with pytest.raises(ScenarioError):
            read_scenario(file, overrides)
        return
    resolved = resolve(file, overrides)
    assert resolved.scenario == expected
    assert str(resolved.origins[path]) == "--set"
