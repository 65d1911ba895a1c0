"""Whatever a file holds, it is read or refused with problems at places; nothing else ever happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import Problem, ScenarioError
from simulator.scenario.reading import read_scenario, to_yaml
from tests.scenario.files import SHOP, write_values
from tests.scenario.strategies import TOP, scenarios

JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
QUICK = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))


def read_or_refused(file: Path, overrides: list[str] | None = None) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        assert to_yaml(read_scenario(file, overrides or []))
    except ScenarioError as error:
        problems = error.problems
        if not problems:
            raise
    places = [(each.line, each.column) for each in problems if each.file == str(file)]
    assert places == sorted(places)
    assert all(line >= 1 and column >= 1 for line, column in places)


@QUICK
@given(st.binary(max_size=60))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.yaml"
    file.write_bytes(data)
    read_or_refused(file)


@QUICK
@given(st.dictionaries(st.sampled_from([*TOP.fields, "extends", "junk"]), JUNK, max_size=5))
def test_any_value_at_any_key(tmp_path: Path, drawn: dict[str, Any]) -> None:
    values = {"name": "Shop", "touchpoints": [{"name": "bill", "contacts_per_week": 1}], **drawn}
    read_or_refused(write_values(tmp_path, "any.yaml", values))


@QUICK
@given(st.data(), scenarios())
def test_a_file_with_a_slip_of_the_hand(tmp_path: Path, data: st.DataObject, scenario: Any) -> None:
    text = to_yaml(scenario)
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 3))
    slip = data.draw(st.text(alphabet=":-[]{}'\"&*!#\t \nax1.", max_size=3))
    file = tmp_path / "slip.yaml"
    file.write_text(text[:at] + slip + text[at + gone :], encoding="utf-8")
    read_or_refused(file)


@QUICK
@given(st.text(max_size=30) | st.from_regex(r"[a-z]{1,12}(\[[a-z]*\])?(\.[a-z_]+)?=[-0-9.a-z\[{,]*", fullmatch=True))
def test_any_override(tmp_path: Path, override: str) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("\n".join(line[4:] for line in SHOP.splitlines()), encoding="utf-8")
    read_or_refused(file, [override])
