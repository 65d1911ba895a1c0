"""The JSON Schema says the same as the reader, as far as such a schema can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.shapes import PartShape
from simulator.scenario.file.tree import plain
from simulator.scenario.json_schema import json_schema
from simulator.scenario.reading import library, read_scenario, resolve, to_yaml
from tests.scenario.files import SHOP, write
from tests.scenario.strategies import TOP, scenario_values

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def values_in(text: str) -> Any:
    node, problems = parsed(text, "x")
    assert problems == []
    assert node is not None
    return plain(node)


def allows(text: str) -> bool:
    return bool(VALIDATOR.is_valid(values_in(text)))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("name: Shop", False),
        ("touchpoints: [{name: bill, contacts_per_week: 1}]", False),
        ("{name: Shop, touchpoints: [{name: bill, contacts_per_week: 1}]}", True),
        ("{name: Shop, touchpoints: [{name: bill}]}", False),
        ("{name: Shop, touchpoints: []}", False),
        ("{name: Shop, touchpoints: [{name: bill, remove: true}]}", False),
        ("extends: shop", True),
        ("{extends: shop, touchpoints: [{name: bill}]}", True),
        ("{extends: shop, touchpoints: [{name: bill, remove: true}]}", True),
        ("{extends: shop, touchpoints: [{name: bill, remove: false}]}", False),
        ("{extends: shop, weeks: many}", False),
        ("{extends: shop, weeks: 0}", False),
        ("{extends: shop, weks: 1}", False),
        ("{extends: shop, recovery: {empathy: 0.5}}", True),
        ("{extends: shop, recovery: {empathy: {sd: 0.5}}}", True),
        ("{extends: shop, recovery: {empathy: 7}}", False),
        ("{extends: shop, recovery: {empaty: 0.5}}", False),
        ("{extends: shop, relationship: {kind: contrakt}}", False),
        ("{extends: shop, touchpoints: [{name: bill, experience: {ending: null}}]}", True),
        ("{extends: 1}", False),
    ],
)
def test_what_it_allows(text: str, fine: bool) -> None:
    assert allows(text) is fine


def test_a_default_need_not_be_repeated() -> None:
    assert allows("{name: S, touchpoints: [{name: b, contacts_per_week: 1}], recovery: {redress: {sd: 0.1}}}")


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(scenario_values())
def test_every_valid_scenario_is_allowed(drawn: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(drawn)) == []


def test_what_is_written_is_allowed(tmp_path: Path) -> None:
    assert allows(to_yaml(read_scenario(write(tmp_path, "shop.yaml", SHOP))))


def test_every_bundled_scenario_is_allowed() -> None:
    for path in library().values():
        for file in resolve(path).files:
            assert list(VALIDATOR.iter_errors(values_in(file.read_text(encoding="utf-8")))) == [], file


def test_every_key_is_explained_with_unit_source_and_default() -> None:
    seen = 0
    for name, definition in [("Scenario", SCHEMA), *SCHEMA["$defs"].items()]:
        for key, held in definition["properties"].items():
            if name != "removed item":
                assert held.get("description"), f"{name}.{key}"
                seen += 1
        assert definition["additionalProperties"] is False
    weeks = SCHEMA["properties"]["weeks"]
    assert (weeks["type"], weeks["minimum"], weeks["unit"]) == ("integer", 1, "weeks")
    assert "default" in weeks
    assert SCHEMA["$defs"]["Market"]["properties"]["climate"]["source"]
    assert seen > len(TOP.fields)


def test_it_knows_every_key_of_the_schema() -> None:
    assert set(SCHEMA["properties"]) == {"extends", *TOP.fields}
    recovery = TOP.fields["recovery"].shape
    assert isinstance(recovery, PartShape)
    assert set(SCHEMA["$defs"]["Recovery"]["properties"]) == set(recovery.fields)
