"""Calibrations from beginning to end, of scenarios so small that all of it takes seconds."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ResultsError, ScenarioError, UsageError
from simulator.experiment.calibrating.answer import answer
from simulator.experiment.calibrating.bench import Bench
from simulator.experiment.calibrating.calibration import calibrate
from simulator.experiment.calibrating.fit import Fit
from simulator.experiment.calibrating.folder import alone_in
from simulator.experiment.calibrating.holdout import reference
from simulator.experiment.calibrating.optuna_study import Record
from simulator.experiment.calibrating.parameters import free_parameters
from simulator.experiment.calibrating.targets import Measuring, Target
from simulator.experiment.simulate import simulate
from simulator.population.population import Population
from simulator.projection.counts import Counts
from simulator.projection.projection import Projection
from simulator.scenario.reading import read_scenario, resolve
from tests.experiment.calibrating.made import asked, written

CONSTANT = "measure,year,value,sd\nsurvival,1,0.7,0.01\nsurvival,2,0.49,0.01\nsurvival,3,0.343,0.01\n"
UNITS = {"survival": "share", "retention": "share", "churn": "share"}


def same(one: Fit, other: Fit) -> bool:
    """Return whether two fits are the same to the last bit."""
    trials = zip(one.trials, other.trials, strict=True)
    return (
        all(
            (a.stage, a.values) == (b.stage, b.values) and np.array_equal(a.measured, b.measured)  # type: ignore[arg-type]
            for a, b in trials
        )
        and one.ranges == other.ranges
        and one.held_out == other.held_out
        and one.least == other.least
    )


def test_a_plain_constant_is_found(tmp_path: Path) -> None:
    """Who is there at a renewal stays with the logistic of stay_base, whoever it is: logit(0.7), by hand."""
    want = asked(tmp_path, CONSTANT, ["market.stay_base=-2:3"], holdout=52)
    fit = calibrate(want, tmp_path / "out").fit
    (found,) = fit.ranges
    exact = math.log(0.7 / 0.3)
    assert found.low < exact < found.high
    assert found.best == pytest.approx(exact, abs=0.1)
    assert found.high - found.low < 0.3
    assert fit.fits
    assert fit.before is not None
    assert fit.before > 100.0
    (scored,) = fit.held_out
    assert scored.simple == pytest.approx(0.343)
    assert scored.is_inside
    said = answer(fit, UNITS)
    assert "as near as their uncertainty lets one expect" in said
    assert "Of what was held out, the figure of survival" in said


def test_known_values_come_back_and_a_check_says_so(tmp_path: Path) -> None:
    """Two parameters, targets from a life with other luck: the whole search, and then sets of made-up data."""
    rows = "measure,year,value,sd\n" + "".join(f"survival,{year},0.5,0.02\n" for year in (1, 2, 3))
    want = asked(tmp_path, rows, ["market.stay_base=-1:3", "market.stay_spread=0:4"], check=6, looks=16)
    truth = (1.0, 2.0)
    with Bench(want.resolved.scenario, want.free, want.targets, want.replicates) as bench:
        lived = bench.lived(truth, other_luck=True).mean(0)
    targets = tuple(replace(each, value=float(value)) for each, value in zip(want.targets, lived, strict=True))
    fit = calibrate(replace(want, targets=targets), tmp_path / "out").fit
    for found, value in zip(fit.ranges, truth, strict=True):
        assert found.low <= value <= found.high
    assert [len(each.inside) for each in fit.recovered] == [6, 6]
    assert all(each.is_met for each in fit.recovered)
    assert all(each.error < 0.2 for each in fit.recovered)
    without = calibrate(replace(want, targets=targets, check=0), tmp_path / "without").fit
    assert without.ranges == fit.ranges
    assert len(without.trials) < len(fit.trials)


def test_stopped_and_gone_on_is_the_same_as_unbroken(tmp_path: Path) -> None:
    want = asked(tmp_path, CONSTANT, ["market.stay_base=-2:3"])
    done: list[int] = []

    def stop(number: int, _about: int, _least: float) -> None:
        done.append(number)
        if number in (3, 15):
            raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            calibrate(want, tmp_path / "broken", tell=stop)
    broken = calibrate(want, tmp_path / "broken", tell=stop, threads=1)
    whole = calibrate(want, tmp_path / "whole", threads=2)
    assert done == list(range(1, len(whole.fit.trials) + 1))
    assert broken.folder == tmp_path / "broken"
    assert same(broken.fit, whole.fit)


def test_another_question_gets_a_folder_of_its_own_and_the_same_one_is_not_lived_again(tmp_path: Path) -> None:
    want = asked(tmp_path, CONSTANT, ["market.stay_base=-2:3"], looks=5)
    first = calibrate(want, tmp_path / "run")
    other = calibrate(replace(want, replicates=2), tmp_path / "run")
    assert (first.folder.name, other.folder.name) == ("run", "run-002")
    told: list[int] = []
    again = calibrate(want, tmp_path / "run", tell=lambda done, *_: told.append(done))
    assert again.folder == first.folder
    assert told == []
    assert same(again.fit, first.fit)


def test_two_processes_do_not_work_in_one_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(ResultsError, match="another process"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_record_of_something_else_is_refused(tmp_path: Path) -> None:
    want = asked(tmp_path, CONSTANT, ["market.stay_base=-2:3"], looks=5)
    found = calibrate(want, tmp_path / "run")
    (found.folder / "study.db").unlink()
    record = Record(found.folder, want.free)
    record.add(replace(found.fit.trials[3], number=0), 1.0)
    record.close()
    with pytest.raises(ResultsError, match="point 0 would be another one"):
        calibrate(want, tmp_path / "run")
    (found.folder / "study.db").write_bytes(b"no database" * 1000)
    with pytest.raises(ResultsError, match=r"study\.db cannot be read"):
        calibrate(want, tmp_path / "run")


def test_points_that_cannot_be_lived_are_passed_over(tmp_path: Path) -> None:
    """Nobody is left to be measured in year 3 where next to nobody stays."""
    rows = "measure,year,value,sd\nretention,1,0.7,0.02\nretention,3,0.7,0.02\n"
    fit = calibrate(asked(tmp_path, rows, ["market.stay_base=-10:3"], looks=16), tmp_path / "run").fit
    refused = [trial for trial in fit.trials if trial.measured is None]
    assert refused
    assert all("nobody was there to measure retention, year 3" in trial.why for trial in refused)
    assert fit.ranges[0].best == pytest.approx(math.log(0.7 / 0.3), abs=0.15)
    with pytest.raises(UsageError, match="could be lived"):
        calibrate(asked(tmp_path, rows, ["market.stay_base=-10:-9"]), tmp_path / "none")


def projected(*targets: Target) -> tuple[np.ndarray, Projection]:
    scenario = read_scenario("telecom", ["customers=300", "weeks=105"])
    population = Population(scenario, 0, 1)
    population.live(105)
    return Measuring(scenario, targets).of(Counts(scenario, [population.tally])), simulate(scenario)


def test_what_is_measured_is_what_a_projection_tells() -> None:
    kept = [
        Target(name, segment, start, end, 0.5, 0.1, "sd", adds=adds)
        for name, segment, start, end, adds in [
            ("survival", "all", 0, 104, False),
            ("survival", "business", 0, 52, False),
            ("retention", "all", 52, 104, False),
            ("churn", "consumer", 53, 104, False),
            ("share[loyal]", "all", 40, 60, False),
            ("complaints", "all", 1, 52, True),
            ("nps", "all", 104, 104, False),
        ]
    ]
    found, projection = projected(*kept)
    whole, business = projection.survival()["survival"], projection.survival("business")["survival"]
    tidy = projection.table
    tidy = tidy[tidy["segment"] == "all"].set_index(["measure", "week"])["value"]
    assert found.tolist() == pytest.approx(
        [
            whole[104],
            business[52],
            whole[104] / whole[52],
            projection.churn("consumer")["churn"][2],
            tidy["share[loyal]"].loc[40:60].mean(),
            tidy["complaints"].loc[1:52].sum(),
            tidy["nps"].loc[104],
        ]
    )


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("survival", 0.4 * (0.4 / 0.5) ** 2), ("retention", 0.4), ("churn", 0.4)],
)
def test_the_reference_carries_on_what_was_last_seen(measure: str, expected: float) -> None:
    known = [Target(measure, "all", 0, 52 * year, value, 0.1, "sd") for year, value in ((2, 0.4), (1, 0.5))]
    late = Target(measure, "all", 0, 208, 0.3, 0.1, "sd", is_held_out=True)
    assert reference(late, [*known, late])[0] == pytest.approx(expected)
    assert math.isnan(reference(replace(late, segment="young"), [*known, late])[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("market.stay_bse=0:1", "did you mean `market.stay_base`"),
        ("market.stay_base=0:100", "allowed is a number from -10 to 15"),
        ("market.stay_base=2:1", "the lower end comes first"),
        ("market.stay_base=0:1:log", "begin above 0"),
        ("market.stay_base=one:two", "is no range"),
        ("market.stay_base", "no range that goes without saying"),
        ("relationship.kind=0:1", "only numbers can be fitted"),
        ("mechanisms.habit=0:1", "only numbers can be fitted"),
        ("touchpoints[vist].contacts_per_week=0:1", "did you mean `visit`"),
        ("seed=1:5", "luck is not fitted"),
    ],
)
def test_what_cannot_be_free_is_refused_before_anything_runs(tmp_path: Path, text: str, words: str) -> None:
    scenario = resolve(written(tmp_path, CONSTANT)[0]).scenario
    with pytest.raises(ScenarioError) as caught:
        free_parameters(scenario, [text])
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"--fit {text}: ")


def test_ranges_from_a_file_and_by_default(tmp_path: Path) -> None:
    scenario = resolve(written(tmp_path, CONSTANT)[0]).scenario
    file = tmp_path / "fit.yaml"
    file.write_text(
        "fit:\n  market.stay_base: [-1, 2]\n  recovery.answer_weeks: {low: 1, high: 9, log: true}\n"
        "  market.offers.probability:\n"
    )
    base, weeks, share, size = free_parameters(scenario, ["market.offers.size"], file)
    assert (base.low, base.high, base.is_log, base.is_whole) == (-1.0, 2.0, False, False)
    assert (weeks.is_log, weeks.is_whole, weeks.value(1.0)) == (True, True, 9)
    assert (share.low, share.high, share.by_default) == (0.0, 1.0, True)
    assert size.is_log
    assert (size.low, size.high) == pytest.approx((size.was / 4.0, size.was * 4.0))
    file.write_text("fit:\n  market.stay_base: {lo: 1, high: 9}\n  market.stay_spread: 3\n")
    with pytest.raises(
        ScenarioError, match=r"fit\.yaml:2:21: unknown key `lo`; did you mean `low`(?s:.)*fit\.yaml:3:23"
    ):
        free_parameters(scenario, [], file)


def test_values_are_round_and_come_back(tmp_path: Path) -> None:
    scenario = resolve(written(tmp_path, CONSTANT)[0]).scenario
    free = free_parameters(scenario, ["market.stay_base=-1:2", "market.offers.size=0.01:5:log"])
    assert free == free_parameters(scenario, ["market.stay_base=-1..2", "market.offers.size=0.01..5:log"])
    for each in free:
        for unit in np.linspace(0.0, 1.0, 57):
            value = each.value(float(unit))
            assert each.low <= value <= each.high
            assert len(f"{value:.12g}".lstrip("-0.").replace(".", "")) <= 7
            assert each.unit(value) == pytest.approx(unit, abs=1e-4)
