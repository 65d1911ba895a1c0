"""What a slider may be, that the value as it is stands on it, and how every refusal reads."""

from __future__ import annotations

import pytest

from simulator.errors import ScenarioError, SimulatorError, UsageError
from simulator.explore.sliders import changes_of, said, sliders_of
from simulator.scenario.reading import changed
from tests.explore.made import shop


@pytest.mark.parametrize(
    ("text", "levels", "at"),
    [
        ("recovery.empathy=-0.4:0.8:4", [-0.4, 0.0, 0.1, 0.4, 0.8], 2),
        ("recovery.empathy.mean=0:0.2:3", [0.0, 0.1, 0.2], 1),
        ("recovery.empathy=0.8,0,0.1", [0.0, 0.1, 0.8], 1),
        ("recovery.empathy=0.3:0.5:2", [0.1, 0.3, 0.5], 0),
        ("recovery.answer_weeks=0:3:3", [0, 1, 2, 3], 1),
        ("recovery.channels[phone].answer_weeks=0:2:3", [None, 0, 1, 2], 0),
        ("touchpoints[order].failure.probability=0:0.1:2", [0.0, 0.1], 1),
        ("relationship.kind=contract", ["contract", "open"], 1),
        ("mechanisms.loss_aversion=true,false", [True, False], 0),
    ],
)
def test_the_value_as_it_is_is_among_the_levels(text: str, levels: list[object], at: int) -> None:
    (slider,) = sliders_of([text], shop())
    assert list(slider.levels) == levels
    assert slider.at == at
    assert changes_of(slider, at) == {}
    for level in set(range(len(levels))) - {at}:
        assert changed(shop(), changes_of(slider, level)) != shop()


@pytest.mark.parametrize(
    ("texts", "kind", "words"),
    [
        ([], UsageError, "--slider PATH=LO:HI:STEPS"),
        (["recovery.empathy"], UsageError, "write PATH=LO:HI:STEPS"),
        (["recovery.empathy=0:1"], UsageError, "write PATH=LO:HI:STEPS"),
        (["recovery.empathy=1:0:3"], UsageError, "1 is not below 0"),
        (["recovery.empathy=0:1:1"], UsageError, "a whole number from 2 to"),
        (["recovery.empathy=0:one:3"], UsageError, "'one' is no number"),
        (["recovery.empathy=nan:1:3"], UsageError, "'nan' is no number"),
        (["recovery.empathy=0,0"], UsageError, "twice"),
        (["recovery.answer_weeks=0:2.5:3"], UsageError, "whole numbers"),
        (["recovery=0:1:3"], UsageError, "name one below it"),
        (["weeks=10:20:3"], UsageError, "--set changes it for the whole page"),
        (["market.prospects=0:100:3"], UsageError, "who the customers are"),
        (["relationship.kind=0:1:3"], UsageError, "contract and open"),
        (["relationship.kind=subscription"], UsageError, "there is contract, open"),
        (["mechanisms.loss_aversion=maybe"], UsageError, "neither true nor false"),
        (["recovery.ease=0:1:3", "recovery.ease=0:1:4"], UsageError, "has a slider already"),
        ([f"recovery.empathy={level}:1:2" for level in range(7)], UsageError, "7 sliders"),
        (["recovery.empaty=0:1:3"], ScenarioError, "did you mean `recovery.empathy`"),
        (["touchpoints[oder].cost=0:1:3"], ScenarioError, "did you mean `order`"),
        (["recovery.empathy=0:9:3"], ScenarioError, "allowed is a number from -1 to 2"),
    ],
)
def test_a_refusal_says_how_to_mend_it(texts: list[str], kind: type[SimulatorError], words: str) -> None:
    with pytest.raises(kind) as refused:
        sliders_of(texts, shop())
    assert words in str(refused.value)
    lines = str(refused.value).splitlines()
    assert len(lines) == len(set(lines))


def test_a_level_is_said_as_a_file_would_say_it() -> None:
    assert [said(each) for each in (0.1 + 0.2, 3, True, None, "open")] == ["0.3", "3", "true", "null", "open"]
