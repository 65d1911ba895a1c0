"""The page on writing a scenario: every block on it is valid, and every key of a story is met there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.scenario.changing import CHANGEABLE, FIXED
from simulator.scenario.firm import Programme, Season
from simulator.scenario.incidents import Incident, Reach
from simulator.scenario.interventions import Intervention, When
from simulator.scenario.log import OUTCOMES, EventLog, LogColumns
from simulator.scenario.market import Campaign
from simulator.scenario.people import PeopleFile
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import story_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
SHOP, *MORE = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", MORE, ids=lambda block: block.splitlines()[-1].split(":")[0].strip())
def test_each_block_adds_to_the_first(tmp_path: Path, block: str) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(block, encoding="utf-8")
    plain, more = read_scenario(tmp_path / "shop.yaml"), read_scenario(tmp_path / "more.yaml")
    assert more != plain
    assert story_of(more).never == ()


@pytest.mark.parametrize(
    "part", [Incident, Reach, Programme, Intervention, When, EventLog, LogColumns, PeopleFile, Season, Campaign]
)
def test_every_key_is_met(part: type[Incident]) -> None:
    assert set(part.model_fields) - set(re.findall(r"\w+", PAGE)) == set()


def test_every_outcome_is_met() -> None:
    assert [word for word in OUTCOMES if f": {word}" not in PAGE] == []


def test_what_can_be_changed_and_what_cannot_is_met() -> None:
    assert [path for path in (*CHANGEABLE, *FIXED) if f"`{path}`" not in PAGE] == []
