"""Every mechanism explains something: with it the effect is there, with it off the effect is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenario.mechanisms import MECHANISMS
from tests.mechanisms.page import EXPERIMENTS, page
from tests.mechanisms.trying import Experiment

PAGE = Path(__file__).parents[2] / "docs" / "mechanisms.md"


def name_of(experiment: Experiment) -> str:
    return f"{experiment.mechanism}, {experiment.effect.__name__}"


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=name_of)
def test_the_effect_is_there_with_it_and_gone_without(experiment: Experiment) -> None:
    assert experiment.effect({}) >= experiment.at_least
    assert abs(experiment.effect({experiment.mechanism: False})) <= experiment.left < 0.5 * experiment.at_least


def test_every_mechanism_is_tried() -> None:
    assert {experiment.mechanism for experiment in EXPERIMENTS} == set(MECHANISMS)


def test_the_page_lists_them_all() -> None:
    command = "python -m tests.mechanisms.page > docs/mechanisms.md"
    assert PAGE.read_text(encoding="utf-8") == page(), f"run: {command}"
