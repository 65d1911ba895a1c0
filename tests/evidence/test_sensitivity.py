"""Every default is moved by a quarter, and a verdict that flips is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.evidence import sensitivity as room
from simulator.evidence.finding import Finding
from simulator.evidence.keeping import Kept, identity_of
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.sensitivity import Effect, Left, Move, effect_of, measured, moves, sensitivity
from simulator.evidence.sensitivity_words import flips_words, sensitivity_page, summary
from simulator.scenario.psychology import Psychology
from tests.evidence.made import finding

SMALL = Laboratory(10, 4)
UP, DOWN = Move("loss_aversion", 1.955, 2.44375), Move("loss_aversion", 1.955, 1.46625)


def known(one: Finding, psychology: dict[str, float] | None = None) -> room.Figures:
    outcome = one.experiment(Laboratory(10, 4, psychology=psychology or {}))
    return {one.code: {name: list(map(float, values)) for name, values in outcome.values.items()}}


def effect(one: Finding, move: Move) -> Effect:
    return effect_of(move, [one], known(one), known(one, {move.name: move.to}))


def test_every_default_is_moved_both_ways_or_it_is_said_why_not() -> None:
    found, left = moves()
    names = {name for name, field in Psychology.model_fields.items() if field.annotation in (int, float)}
    assert {each.name for each in found} | {each.name for each in left} == names
    ways = [(each.name, each.to > each.default) for each in found]
    assert len(set(ways)) == len(ways)
    assert len(found) + sum(2 if each.default == 0 else 1 for each in left) == 2 * len(names)
    assert len({each.key for each in found}) == len(found)


def test_a_move_is_a_quarter_inside_the_range() -> None:
    found = {each.key: each for each in moves()[0]}
    assert found["loss_aversion-up"].to == pytest.approx(1.25 * 1.955)
    assert found["voice_base-down"].to == pytest.approx(-4.2 * 1.25)
    assert found["contribution_within_weeks-up"].to == 32
    for each in found.values():
        assert (
            0
            < abs(each.to - each.default)
            <= abs(each.default) * 0.25 * (1 + 1e-9) + 0.51 * isinstance(each.default, int)
        )
        Psychology.model_validate({each.name: each.to})


def test_a_verdict_that_flips_is_told() -> None:
    found = effect(finding(ratio=2.3), UP)
    (flip,) = found.flips
    assert (flip.code, flip.check, flip.holds, flip.is_sure) == ("P91", "ratio", False, True)
    assert found.moved == ("P91",)
    assert flips_words(found) == "loss_aversion 1.96 to 2.44: P91 ratio is missed"


def test_a_verdict_that_stays_is_not() -> None:
    found = effect(finding(ratio=2.0), DOWN)
    assert (found.flips, found.moved) == ((), ("P91",)) or found.flips[0].check == "ratio"
    assert effect(finding(ratio=2.0), Move("affinity_spread", 0.15, 0.1875)) == Effect(
        Move("affinity_spread", 0.15, 0.1875), (), ()
    )


def test_near_an_edge_a_flip_is_not_sure() -> None:
    found = effect(finding(ratio=2.02, spread=0.2), UP)
    assert [each.is_sure for each in found.flips] == [False]
    assert found.sure == ()
    assert "perhaps P91 ratio is missed" in flips_words(found)


def test_a_whole_series_that_was_kept_takes_no_time(tmp_path: Path) -> None:
    one = finding(ratio=2.3)
    kept = Kept.at(tmp_path / "run", identity_of(SMALL, "sensitivity"))
    kept.write(room.DEFAULTS, known(one))
    for move in moves()[0]:
        kept.write(move.key, known(one, {move.name: move.to}))
    found = list(sensitivity([one], SMALL, kept))
    assert [each.move for each in found] == moves()[0]
    assert [each.move for each in found if each.flips] == [UP]
    page = sensitivity_page(found, [Left("x", 0.0, "nothing has no quarter")], [one], SMALL)
    assert "| `loss_aversion` | 1.96 | 2.44 | P91 ratio is missed |  |" in page
    assert "| P91 | What was made up is found | `loss_aversion` up |  |" in page
    assert "`affinity_spread*`" in page
    assert "nothing has no quarter" in page
    assert summary(found).startswith(f"Of {len({each.name for each in moves()[0]})} defaults of people")
    assert "one flips the verdict on at least one figure surely" in summary(found)


@pytest.mark.slow
def test_what_does_not_matter_is_found_out_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real findings, real processes, few defaults: the same as one after the other without any screening."""
    from simulator.evidence.findings import FINDINGS

    some = [move for move in moves()[0] if move.name in ("loss_aversion", "talk_base", "answer_noise")]
    monkeypatch.setattr(room, "moves", lambda: (some, []))
    one = [each for each in FINDINGS if each.code == "P02"]
    laboratory = Laboratory(50, 2)
    found = {each.move.key: each for each in sensitivity(one, laboratory)}
    _, before = measured(({}, ["P02"], (50, 2, 1), "defaults"))
    for move in some:
        _, after = measured(({move.name: move.to}, ["P02"], (50, 2, 1), move.key))
        assert found[move.key] == effect_of(move, one, before, after)
    assert found["loss_aversion-up"].moved == ("P02",)
    assert found["talk_base-up"].moved == ()
