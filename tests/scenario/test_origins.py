"""Where each value of a resolved scenario comes from."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from simulator.scenario.reading import Origin, resolve
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of
from tests.scenario.files import SHOP, write, write_values
from tests.scenario.strategies import scenario_values


def test_each_kind_of_origin(tmp_path: Path) -> None:
    base = write(tmp_path, "base.yaml", SHOP)
    file = write(tmp_path, "shop.yaml", "extends: base\nweeks: 26\nrecovery:\n  empathy: 0.5\n")
    found = resolve(file, ["touchpoints[bill].failure.probability=0.02", "recovery.channels[phone].reach=0.3"]).origins
    assert {path: str(origin) for path, origin in found.items() if origin.kind != "default"} == {
        "name": f"base {base}:1",
        "weeks": f"{file}:2",
        "touchpoints[bill].name": f"base {base}:4",
        "touchpoints[bill].contacts_per_week": f"base {base}:5",
        "touchpoints[bill].failure.probability": "--set",
        "touchpoints[bill].failure.severity.mean": f"base {base}:6",
        "touchpoints[bill].failure.severity.spread": f"base {base}:6",
        "touchpoints[desk].name": f"base {base}:7",
        "touchpoints[desk].contacts_per_week": f"base {base}:8",
        "recovery.empathy.mean": f"{file}:4",
        "recovery.empathy.sd": f"base {base}:10",
        "recovery.channels[phone].reach": "--set",
    }
    assert str(found["seed"]) == "default"
    assert str(found["recovery.redress.sd"]) == "default"
    assert found["weeks"] == Origin("file", str(file), 2, 8)


def test_a_number_that_stands_for_a_spread_gives_its_mean_only(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP + "      redress: 0.5\n")
    found = resolve(file).origins
    assert str(found["recovery.redress.mean"]) == f"{file}:11"
    assert str(found["recovery.redress.sd"]) == "default"


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(scenario_values())
def test_every_value_has_an_origin_and_nothing_else_has(tmp_path: Path, drawn: dict[str, object]) -> None:
    resolved = resolve(write_values(tmp_path, "shop.yaml", drawn))
    assert isinstance(resolved.scenario, Scenario)
    assert len(resolved.origins) == leaves(values_of(resolved.scenario))
    assert {origin.kind for origin in resolved.origins.values()} <= {"default", "file"}


def leaves(value: object) -> int:
    if isinstance(value, dict) and value:
        return sum(leaves(each) for each in value.values())
    if isinstance(value, list) and value:
        return sum(leaves(each) for each in value)
    return 1
