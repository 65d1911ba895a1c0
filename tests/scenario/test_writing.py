"""A scenario as a file again, and its fingerprint."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import plain
from simulator.scenario.reading import fingerprint, read_scenario, to_yaml
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of
from tests.scenario.files import SHOP, write, write_values
from tests.scenario.strategies import scenario_values, scenarios

SHOP_VALUES = {"name": "Shop", "touchpoints": [{"name": "bill", "contacts_per_week": 0.25}]}


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_what_is_written_reads_back_equal(tmp_path: Path, scenario: Scenario) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(to_yaml(scenario), encoding="utf-8")
    again = read_scenario(file)
    assert again == scenario
    assert fingerprint(again) == fingerprint(scenario)
    assert to_yaml(again) == to_yaml(scenario)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(scenario_values())
def test_a_file_says_what_python_says(tmp_path: Path, drawn: dict[str, object]) -> None:
    assert read_scenario(write_values(tmp_path, "shop.yaml", drawn)) == Scenario.model_validate(drawn)


@settings(deadline=None, max_examples=300)
@given(st.text(min_size=1, max_size=30))
def test_any_text_survives(name: str) -> None:
    scenario = Scenario.model_validate({**SHOP_VALUES, "name": name, "why": name})
    node, problems = parsed(to_yaml(scenario), "x")
    assert problems == []
    assert node is not None
    assert plain(node) == values_of(scenario)


@pytest.mark.parametrize(
    "name",
    [
        "yes",
        "null",
        "52",
        "1e3",
        "a: b",
        "a #b",
        "- a",
        "",
        " a ",
        "é",
        "😀",
        "\u2028",
        "\x85",
        "\ufeff",
        "\t",
        "a\nb",
        "'",
        '"',
        "\\",
        "0x1F",
        "~",
    ],
)
def test_awkward_texts_survive(tmp_path: Path, name: str) -> None:
    scenario = Scenario.model_validate({**SHOP_VALUES, "why": name})
    assert read_scenario(write(tmp_path, "shop.yaml", to_yaml(scenario))).why == name


def test_the_file_is_easy_to_read(tmp_path: Path) -> None:
    lines = to_yaml(read_scenario(write(tmp_path, "shop.yaml", SHOP))).splitlines()
    assert lines[0] == "name: Shop"
    assert "  - name: bill" in lines
    assert "      probability: 0.01" in lines


def test_a_fingerprint_does_not_tell_how_a_value_was_given(tmp_path: Path) -> None:
    write(tmp_path, "base.yaml", SHOP)
    flat = read_scenario(write(tmp_path, "flat.yaml", SHOP.replace("weeks: 52", "weeks: 26")))
    extended = read_scenario(write(tmp_path, "top.yaml", "extends: base\nweeks: 26\n"))
    overridden = read_scenario(tmp_path / "base.yaml", ["weeks=26"])
    assert fingerprint(flat) == fingerprint(extended) == fingerprint(overridden)
    assert fingerprint(flat) != fingerprint(read_scenario(tmp_path / "base.yaml"))
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint(flat))


def test_minus_zero_is_zero() -> None:
    zero = Scenario.model_validate({**SHOP_VALUES, "brand": {"promise": 0.0}})
    minus = Scenario.model_validate({**SHOP_VALUES, "brand": {"promise": -0.0}})
    assert zero == minus
    assert fingerprint(zero) == fingerprint(minus)


def test_a_fingerprint_is_the_same_in_another_run(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP)
    code = f"from simulator.scenario.reading import *; print(fingerprint(read_scenario({str(file)!r})))"
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": ".", "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert prints == {fingerprint(read_scenario(file)) + "\n"}


def test_reading_loads_nothing_heavy() -> None:
    code = (
        "import sys, simulator.scenario.reading, simulator.scenario.json_schema;"
        "print([name for name in ('numpy', 'pandas', 'mesa', 'numba', 'matplotlib', 'dask') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
