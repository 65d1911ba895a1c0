"""A sweep is read from a file or from flags, with the scenario that it varies, and says the same either way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import plain
from simulator.scenario.json_schema import sweep_schema
from simulator.scenario.library import library, starter, sweeps
from simulator.scenario.reading import read_scenario
from simulator.scenario.sweep import Sweep
from simulator.scenario.sweep_reading import ResolvedSweep, Varied, is_sweep, read_sweep, sweep_from_flags
from tests.scenario.files import SHOP, write, write_values

SCHEMA_FILE = Path(__file__).parents[2] / "schema" / "sweep.json"
VALIDATOR = jsonschema.Draft202012Validator(sweep_schema())


def read(folder: Path, text: str, overrides: tuple[str, ...] = ()) -> ResolvedSweep:
    write(folder, "shop.yaml", SHOP)
    return read_sweep(write(folder, "desk.sweep.yaml", "name: Desk\nscenario: shop\n" + text), overrides)


def only_varied(sweep: ResolvedSweep) -> Varied:
    (varied,) = sweep.varied
    return varied


def refusal(folder: Path, *vary: str, **flags: Any) -> str:
    write(folder, "shop.yaml", SHOP)
    with pytest.raises(ScenarioError) as caught:
        sweep_from_flags(folder / "shop.yaml", vary, **flags)
    return str(caught.value)


def test_the_least_that_is_a_sweep(tmp_path: Path) -> None:
    sweep = read(tmp_path, "vary: {recovery.empathy: [0.1, 0.5]}\n")
    assert only_varied(sweep) == Varied("recovery.empathy", present=0.2, levels=(0.1, 0.5))
    assert (sweep.name, sweep.sweep.kind, sweep.replicates) == ("Desk", "grid", 1)
    assert sweep.base == read_scenario(tmp_path / "shop.yaml")
    assert [file.name for file in sweep.files] == ["desk.sweep.yaml", "shop.yaml"]


@pytest.mark.parametrize(
    ("asked", "levels"),
    [
        ("{from: 0, to: 1, steps: 5}", (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("{from: 0.1, to: 0.4, steps: 4}", (0.1, 0.2, 0.3, 0.4)),
        ("{from: 0.01, to: 1, steps: 3, scale: log}", (0.01, 0.1, 1.0)),
        ("{from: 0, to: 2, steps: 3, whole: true}", (0.0, 1.0, 2.0)),
        ("[1, 0.5]", (1.0, 0.5)),
    ],
)
def test_values_and_steps(tmp_path: Path, asked: str, levels: tuple[float, ...]) -> None:
    varied = only_varied(read(tmp_path, f"vary: {{recovery.empathy: {asked}}}\n"))
    assert varied.levels == levels
    assert {type(each) for each in varied.levels} <= {float, int}


def test_what_counts_is_whole_without_being_told(tmp_path: Path) -> None:
    assert only_varied(read(tmp_path, "vary: {weeks: {from: 26, to: 104, steps: 4}}\n")).levels == (26, 52, 78, 104)
    drawn = read(tmp_path, "vary: {weeks: {from: 26, to: 104}}\ndesign: {kind: latin_hypercube, points: 4}\n")
    assert only_varied(drawn) == Varied("weeks", 52, 26.0, 104.0, is_whole=True)


def test_words_flags_and_nothing_are_values(tmp_path: Path) -> None:
    text = """vary:
  relationship.kind: [contract, open]
  mechanisms.habit: [true, false]
  touchpoints[bill].experience.ending: [null, 0.5]
"""
    assert [each.levels for each in read(tmp_path, text).varied] == [("contract", "open"), (True, False), (None, 0.5)]


def test_a_name_of_a_file_leads_there_from_the_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/shop.yaml", SHOP)
    text = "name: Nets\nscenario: shop\nvary: {market.word_of_mouth.file: [a.csv, b.csv]}\n"
    write(tmp_path, "in/nets.sweep.yaml", text)
    monkeypatch.chdir(tmp_path)
    assert only_varied(read_sweep("in/nets.sweep.yaml")).levels == ("in/a.csv", "in/b.csv")


def test_what_is_set_lies_over_the_scenario_and_overrides_over_both(tmp_path: Path) -> None:
    text = "set: {weeks: 20, recovery.redress: 0.3}\nvary: {recovery.empathy: [0.1, 0.5]}\n"
    assert read(tmp_path, text).base.weeks == 20
    later = read(tmp_path, text, ("weeks=30",)).base
    assert (later.weeks, later.recovery.redress.mean) == (30, 0.3)
    assert later.recovery.redress.sd == read_scenario(tmp_path / "shop.yaml").recovery.redress.sd


def test_a_list_fills_in_what_a_point_does_not_say(tmp_path: Path) -> None:
    sweep = read(tmp_path, "points:\n  - {recovery.empathy: 0.5}\n  - {weeks: 26}\n")
    assert sweep.sweep.kind == "list"
    assert sweep.rows == ({"recovery.empathy": 0.5, "weeks": 52}, {"recovery.empathy": 0.2, "weeks": 26})
    assert [each.levels for each in sweep.varied] == [(0.5, 0.2), (52, 26)]


FLAGS = [
    ("recovery.empathy=0:1:5", "{from: 0, to: 1, steps: 5}"),
    ("recovery.empathy=0.01:1:3:log", "{from: 0.01, to: 1, steps: 3, scale: log}"),
    ("recovery.empathy=0:2:3:whole", "{from: 0, to: 2, steps: 3, whole: true}"),
    ("recovery.empathy=-0.5,.5, 1e-1", "[-0.5, 0.5, 0.1]"),
    ("recovery.empathy={from: 0, to: 1, steps: 2}", "{from: 0, to: 1, steps: 2}"),
    ("recovery.empathy=[0, 1]", "[0, 1]"),
    ("relationship.kind=contract,open", "[contract, open]"),
    ("mechanisms.habit=true,false", "[true, false]"),
    ("weeks=1_0,20", "[10, 20]"),
    ("touchpoints[bill].failure.probability=0.01,0.02", "[0.01, 0.02]"),
]


@pytest.mark.parametrize(("flag", "text"), FLAGS)
def test_a_flag_says_what_a_file_says(tmp_path: Path, flag: str, text: str) -> None:
    path = flag.partition("=")[0]
    from_file = read(tmp_path, f'vary: {{"{path}": {text}}}\n')
    from_flag = sweep_from_flags(tmp_path / "shop.yaml", [flag])
    assert from_flag.varied == from_file.varied
    assert from_flag.base == from_file.base


@pytest.mark.parametrize("text", ["0.1..1", "0.1..1:log", "1..2:whole", "-1..-0.5"])
def test_a_range_is_drawn_from(tmp_path: Path, text: str) -> None:
    write(tmp_path, "shop.yaml", SHOP)
    sweep = sweep_from_flags(tmp_path / "shop.yaml", [f"recovery.empathy={text}"], points=6, seed=3)
    low, high = (float(each) for each in text.partition(":")[0].split(".."))
    expected = Varied("recovery.empathy", 0.2, low, high, is_whole=text.endswith("whole"), is_log=text.endswith("log"))
    assert only_varied(sweep) == expected
    assert (sweep.sweep.kind, sweep.sweep.model_dump()["design"]["seed"]) == ("latin_hypercube", 3)


@pytest.mark.parametrize(
    ("vary", "flags", "words"),
    [
        (
            ["recovery.empaty=0:1:5"],
            {},
            ["--vary recovery.empaty=0:1:5: unknown path", "did you mean `recovery.empathy`"],
        ),
        (["recovery.empathy"], {}, ["there is no `=`"]),
        (["recovery.empathy=0:1"], {}, ["write 0:1:5", "or 0..1"]),
        (["recovery.empathy=0:1:5:lag"], {}, ["`lag` is no kind of range"]),
        (["recovery.empathy=0,9"], {}, ["`recovery.empathy` is 9"]),
        (["recovery.empathy=[0, 1"], {}, ["cannot be read"]),
        (["recovery.empathy=0,1", "recovery.empathy=2"], {}, ["is varied twice"]),
        (["recovery.empathy=0..1"], {}, ["grid needs single values"]),
        (["recovery.empathy=0..1"], {"design": "sobol"}, ["--design sobol: `design` is sobol without a size"]),
        (["recovery.empathy=0..1"], {"design": "sobl", "points": 8}, ["sobl", "sobol"]),
        (["recovery.empathy=0..1"], {"design": "sobol", "points": 9}, ["such as 8 or 16"]),
        (["recovery.empathy=0,1"], {"replicates": 0}, ["--replicates: `replicates` is 0"]),
        ([], {}, ["nothing differs"]),
    ],
)
def test_a_wrong_flag_is_told_as_in_a_file(
    tmp_path: Path, vary: list[str], flags: dict[str, Any], words: list[str]
) -> None:
    message = refusal(tmp_path, *vary, **flags)
    for word in words:
        assert word in message
    assert "function-" not in message


def test_all_wrong_flags_are_told_at_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, "recovery.empaty=0,1", "weeks=0,5", design="gird", overrides=["customers=none"])
    assert len(message.splitlines()) == 4


def test_files_and_names_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_sweep("prices.sweep.yaml")
    assert not is_sweep("prices.yaml")
    assert all(is_sweep(name) for name in sweeps())
    assert not any(is_sweep(name) for name in library())
    assert not set(sweeps()) & set(library())
    with pytest.raises(ScenarioError, match="this is a sweep and no single scenario"):
        read_scenario(next(iter(sweeps())))
    with pytest.raises(ScenarioError, match="did you mean `complaint-desk`"):
        read_sweep("complain-desk")


@pytest.mark.parametrize("name", sweeps())
def test_every_bundled_sweep_is_allowed_and_says_why(name: str) -> None:
    sweep = read_sweep(name)
    assert len(sweep.sweep.why) > 60
    text = sweeps()[name].read_text(encoding="utf-8")
    assert list(VALIDATOR.iter_errors(values_in(text))) == []


def test_what_somebody_begins_with_is_allowed(tmp_path: Path) -> None:
    for name, path in starter().items():
        (tmp_path / name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_sweep(tmp_path / "shop.sweep.yaml").base.name == "Shop"


def values_in(text: str) -> Any:
    node, problems = parsed(text, "x")
    assert problems == []
    assert node is not None
    return plain(node)


def test_the_schema_file_is_what_engage_schema_prints() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == sweep_schema(), "run: make schema"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("{name: S, scenario: shop, vary: {recovery.empathy: [0, 1]}}", True),
        ("{name: S, scenario: shop, vary: {'touchpoints[bill].cost': {from: 0, to: 1, steps: 2}}}", True),
        ("{name: S, scenario: shop, vary: {recovery.empathy: 0.5}}", False),
        ("{name: S, scenario: shop, vary: {recovery.empathy: {from: 0, step: 1}}}", False),
        ("{name: S, vary: {recovery.empathy: [0, 1]}}", False),
        ("{name: S, scenario: shop, design: zip}", True),
        ("{name: S, scenario: shop, design: zap}", False),
        ("{name: S, scenario: shop, design: {kind: sobol, points: 8}}", True),
        ("{name: S, scenario: shop, design: {kind: morris, points: 8}}", False),
        ("{name: S, scenario: shop, replicats: 8}", False),
    ],
)
def test_what_the_schema_allows(text: str, fine: bool) -> None:
    jsonschema.Draft202012Validator.check_schema(sweep_schema())
    assert VALIDATOR.is_valid(values_in(text)) is fine


def test_every_key_is_explained() -> None:
    schema = sweep_schema()
    assert set(schema["properties"]) == set(Sweep.model_fields)
    for name, part in [("Sweep", schema), *schema["$defs"].items()]:
        for key, held in part.get("properties", {}).items():
            assert held.get("description"), f"{name}.{key}"
    assert schema["properties"]["vary"]["properties"]["recovery.empathy"]["description"]
    assert not {"seed", "replicates"} & set(schema["properties"]["vary"]["properties"])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["recovery.empathy", "weeks", "from", "to", "kind", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from([*Sweep.model_fields, "junk"]), JUNK, max_size=5))
def test_any_value_at_any_key_is_read_or_refused(tmp_path: Path, drawn: dict[str, Any]) -> None:
    write(tmp_path, "shop.yaml", SHOP)
    values = {"name": "Any", "scenario": "shop", "vary": {"recovery.empathy": [0.1, 0.5]}, **drawn}
    file = write_values(tmp_path, "any.sweep.yaml", values)
    try:
        assert read_sweep(file).varied
    except ScenarioError as error:
        assert error.problems  # noqa: PT017  either is fine; anything else is not
