"""The same customers with the same luck in several worlds: zeros, mirrors, known answers, refusals."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import simulator
from simulator.customer.state import CUSTOMER, LEAVING
from simulator.errors import ResultsError, UsageError
from simulator.experiment.compare import REPLICATES, compare
from simulator.experiment.comparing.answer import break_even_in_words
from simulator.experiment.comparing.comparison import Comparison
from simulator.experiment.comparing.euros import Weeks, gains_of
from simulator.experiment.comparing.folder import asked_in
from simulator.experiment.simulate import simulate
from simulator.projection.results import load
from simulator.scenario.reading import changed
from tests.experiment.comparing.worlds import OUTAGE, TALK, kinder, shop

KEY = ["alternative", "week", "segment", "measure"]


@pytest.fixture(scope="module")
def there() -> Comparison:
    return compare(shop(), kinder(), replicates=3)


@pytest.fixture(scope="module")
def back() -> Comparison:
    return compare(kinder(), shop(), replicates=3)


def indexed(comparison: Comparison) -> pd.DataFrame:
    return comparison.table.drop(columns="alternative").set_index(KEY[1:]).sort_index()


@pytest.mark.parametrize("values", [{}, TALK, {"warm_up_weeks": 20}, {"incidents": [OUTAGE]}])
def test_a_world_against_itself_differs_in_nothing(values: dict[str, Any]) -> None:
    comparison = compare(shop(**values), shop(**values), replicates=2)
    table = comparison.table[["difference", "low", "high"]].to_numpy(float)
    assert not np.nan_to_num(table).any()
    (paired,) = comparison.paired
    assert paired.is_same
    assert all(paired.paired(name).mean == 0.0 for name in ("saved", "lost", "up", "down", "differing"))
    assert np.count_nonzero(paired.matrix - np.diag(np.diag(paired.matrix))) == 0
    assert "Nothing differs" in comparison.answer()


def test_there_and_back_mirror_each_other_to_the_last_bit(there: Comparison, back: Comparison) -> None:
    one, other = indexed(there), indexed(back)
    assert one.index.equals(other.index)
    assert np.array_equal(one["difference"], -other["difference"], equal_nan=True)
    assert np.array_equal(one["low"], -other["high"], equal_nan=True)
    assert np.array_equal(one["high"], -other["low"], equal_nan=True)
    assert one["difference"].abs().sum() > 0.0
    assert np.array_equal(there.paired[0].matrix, back.paired[0].matrix.T)
    for name, turned in (("saved", "lost"), ("up", "down"), ("differing", "differing")):
        assert there.paired[0].values(name) == back.paired[0].values(turned)
    for name in there.paired[0].names():
        assert there.paired[0].values(name) == [-value for value in back.paired[0].values(name)], name
        assert there.paired[0].variances(name) == back.paired[0].variances(name)


def test_differences_are_those_of_the_projections(there: Comparison) -> None:
    tables = [
        simulate(asked.model_copy(update={"replicates": 3})).table.set_index(["replicate", *KEY[1:]])["value"]
        for asked in (shop(), kinder())
    ]
    expected = (tables[1] - tables[0]).groupby(level=KEY[1:], observed=True)
    found = indexed(there)["difference"]
    own = found.index.get_level_values("measure").isin(["left_so_far", "profit_so_far"])
    mean = expected.mean().reindex(found.index[~own])
    assert np.allclose(found[~own], mean, equal_nan=True)
    assert len(expected) == (~own).sum()


def test_pairs_are_the_customers_of_the_runs(there: Comparison) -> None:
    frames = [simulate(asked).customers() for asked in (shop(), kinder())]
    stays = [frame["status"].isin(["customer", "leaving"]).to_numpy() for frame in frames]
    first = there.paired[0].fates[0]
    assert first.saved == int((~stays[0] & stays[1]).sum())
    assert first.lost == int((stays[0] & ~stays[1]).sum())
    assert (CUSTOMER, LEAVING) == (1, 2)


def test_a_better_desk_is_better(there: Comparison) -> None:
    (paired,) = there.paired
    assert paired.paired("mean[balance]").is_clear
    assert paired.paired("up").mean > paired.paired("down").mean
    assert paired.paired("higher").mean > 0.5


@pytest.mark.parametrize("values", [{}, {"customers": 17_000, "weeks": 12}], ids=["side by side", "one by one"])
def test_threads_change_nothing(values: dict[str, int]) -> None:
    one, many = (compare(shop(**values), kinder(**values), replicates=3, threads=count) for count in (1, 3))
    assert one.table.equals(many.table)
    assert one.summary() == many.summary()


def test_several_alternatives_are_each_paired_with_the_base(there: Comparison) -> None:
    both = compare(shop(), kinder(), kinder(name="Kinder", brand={"promise": 0.3}), replicates=3)
    assert [each.label for each in both.paired] == ["Kinder", "Kinder (2)"]
    assert both.paired[0].table().equals(there.paired[0].table())
    assert set(both.table["alternative"]) == {"Kinder", "Kinder (2)"}
    with pytest.raises(UsageError, match="allowed is one of Kinder, Kinder"):
        both.of("Kinda")
    assert both.of("Kinder (2)") is both.paired[1]


def test_replicates_as_asked() -> None:
    assert compare(shop(customers=20), kinder(customers=20)).replicates == REPLICATES
    assert compare(shop(customers=20, replicates=3), kinder(customers=20, replicates=3)).replicates == 3
    with pytest.raises(UsageError, match="`replicates` is 1 in one and 3 in another"):
        compare(shop(), kinder(replicates=3))
    with pytest.raises(UsageError, match="replicates is 0"):
        compare(shop(), kinder(), replicates=0)


def test_one_replicate_says_that_it_has_no_interval() -> None:
    comparison = compare(shop(), kinder(), replicates=1)
    assert comparison.table[["low", "high"]].isna().all(axis=None)
    assert "there is no interval" in comparison.answer()
    assert comparison.summary()["alternatives"][0]["metrics"]["customers"]["difference"]["low"] is None


SEGMENTS = [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"customers": 401}, "`customers` is 400 in one and 401 in the other; --set customers=400 makes them equal"),
        ({"weeks": 31}, "`weeks` is 30 in one and 31"),
        ({"seed": 2}, "`seed` is 1 in one and 2"),
        ({"warm_up_weeks": 4}, "`warm_up_weeks` is 0 in one and 4"),
        ({"market": {"prospects": 5}}, "`market.prospects` is 0 in one and 5"),
        ({"segments": SEGMENTS}, "the segments are all 1 in one and a 0.5, b 0.5 in the other"),
        ({"people": {"file": "people.csv"}}, "`people` differs"),
    ],
)
def test_worlds_with_other_people_are_refused(values: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        compare(shop(), kinder(**values))


def test_every_obstacle_is_named_at_once() -> None:
    with pytest.raises(UsageError, match=r"`customers` .*; `weeks` .*; `seed`"):
        compare(shop(), kinder(customers=9, weeks=9, seed=9))


def test_segments_may_have_other_traits() -> None:
    calm = [{"name": "a", "share": 0.5, "contacts": 0.5}, SEGMENTS[1]]
    comparison = compare(shop(segments=SEGMENTS), shop(segments=calm), replicates=2)
    assert set(comparison.table["segment"]) == {"all", "a", "b"}
    contacts = comparison.table.query("measure == 'contacts'").groupby("segment", observed=True)["difference"].sum()
    assert contacts["a"] < 0.0
    assert contacts["b"] == 0.0


def test_what_only_one_world_has_is_said_and_left_out() -> None:
    more = {"name": "chat", "contacts_per_week": 0.1}
    with_chat = shop(touchpoints=[*shop().model_dump()["touchpoints"], more])
    comparison = compare(shop(), with_chat, replicates=2)
    assert comparison.notes == ("touchpoint 'chat' is only in 'Shop'",)
    assert "contacts[chat]" in comparison.paired[0].left_out
    assert "contacts[chat]" not in set(comparison.table["measure"])
    assert not comparison.paired[0].is_same


def test_a_comparison_needs_something_to_compare_with() -> None:
    for arguments in ({}, {"at": None}):
        with pytest.raises(UsageError, match="one alternative or more, or a fork"):
            compare(shop(), **arguments)
    with pytest.raises(UsageError, match="not both"):
        compare(shop(incidents=[OUTAGE]), kinder(), at="incident:outage")


def test_progress_only_grows_and_stops_the_run() -> None:
    shares: list[float] = []
    compare(shop(customers=3000), kinder(customers=3000), until="customers:1", replicates=12, progress=shares.append)
    assert shares == sorted(shares)

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    for threads in (1, 2):
        with pytest.raises(KeyboardInterrupt):
            compare(shop(customers=9000), kinder(customers=9000), threads=threads, progress=stop)


def test_until_the_interval_is_narrow() -> None:
    first = compare(shop(), kinder(), replicates=5).paired[0]
    found = first.paired("mean[balance]")
    assert found.high is not None
    narrow = (found.high - found.mean) / 2
    comparison = compare(shop(), kinder(), until=f"mean[balance]:{narrow}")
    assert comparison.is_met
    assert comparison.half_width is not None
    assert comparison.half_width <= narrow
    assert 5 < comparison.replicates < 200
    # The same replicates as when their number is known beforehand: stopping changes only how many there are.
    plain = compare(shop(), kinder(), replicates=comparison.replicates)
    assert plain.table.equals(comparison.table)
    assert f"It took {comparison.replicates} replicates" in comparison.answer() or comparison.replicates <= 12


def test_until_the_most_that_are_allowed() -> None:
    comparison = compare(shop(), kinder(), until="customers:0.000001", replicates=7)
    assert comparison.replicates == 7
    assert not comparison.is_met
    assert comparison.summary()["until"]["met"] is False
    assert "as many as were allowed" in comparison.answer()


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("profit", "allowed is METRIC:HALFWIDTH"),
        ("profit:0", "allowed is METRIC:HALFWIDTH"),
        ("profit:wide", "allowed is METRIC:HALFWIDTH"),
        ("proft:3", "did you mean profit?"),
        ("nps:3", "nps is no metric of these scenarios"),
    ],
)
def test_what_until_cannot_mean(until: str, words: str) -> None:
    silent = {"surveys": {"relationship_every_weeks": 0}}
    with pytest.raises(UsageError) as refused:
        compare(shop(**silent), kinder(**silent), until=until)
    assert words in str(refused.value)


def test_money_by_hand() -> None:
    base = [{"revenue": 100.0, "cost": 60.0, "profit": 40.0, "lifetime_value": 4.0} for _ in range(3)]
    spent = {"spending": 5.0, "recovery": 2.0, "complaints_answered": 1.0}
    one = [{**each, **spent} for each in base]
    more = {"spending": 15.0, "recovery": 8.0, "complaints_answered": 10.0, "profit": 60.0, "revenue": 130.0}
    other = [{**each, **spent, **more, "cost": 70.0, "lifetime_value": 6.0} for each in base]
    weeks = Weeks()
    for path in ([-5.0, 1.0, 20.0], [-5.0, -1.0, 20.0], [-5.0, -4.0, -1.0]):
        weeks.add(np.array(path))
    gains = gains_of(one, other, np.array([-5.0, -1.0, 13.0]), weeks)
    assert gains is not None
    assert (gains.profit.mean, gains.spending.mean, gains.recovery.mean) == (20.0, 10.0, 6.0)
    assert gains.return_on_spending is not None
    assert gains.return_on_spending.mean == 2.0
    assert gains.break_even_week == 3
    assert gains.break_even_range == (2, 3)
    assert gains.break_even_share == pytest.approx(2 / 3)
    assert gains.budget.mean == 26.0  # spending 26 instead of 6 more on recovery, the profits would be equal
    assert gains.budget_per_answer is not None
    assert gains.budget_per_answer.mean == 2.0


@pytest.mark.parametrize(
    ("paths", "mean", "words"),
    [
        ([[-5.0, 1.0, 2.0], [-5.0, -1.0, 2.0]], [-5.0, -0.1, 2.0], "from week 2 (1 to 9) on"),
        ([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]], [1.0, 1.0, 1.0], ""),
        ([[-5.0, -1.0, 9.0], [-5.0, -4.0, -1.0]], [-5.0, -1.0, 4.0], "in 1 of 2 replicates it has by the last week"),
        ([[-5.0, -1.0, 1.0], [-5.0, -4.0, -9.0]], [-5.0, -1.0, -4.0], "by the last week; in 1 of 2 replicates it has."),
        ([[-5.0, -1.0, -1.0], [-5.0, -4.0, -9.0]], [-5.0, -1.0, -4.0], "It has not paid for itself by the last week."),
    ],
)
def test_break_even_is_as_sure_as_the_replicates(paths: list[list[float]], mean: list[float], words: str) -> None:
    row = dict.fromkeys(
        ("revenue", "cost", "profit", "lifetime_value", "spending", "recovery", "complaints_answered"), 1.0
    )
    weeks = Weeks()
    for path in paths:
        weeks.add(np.array(path))
    gains = gains_of([row, row], [row, row], np.array(mean), weeks)
    assert gains is not None
    assert (gains.break_even is None) == any(path[-1] < 0.0 for path in paths)
    said = break_even_in_words(gains, 2)
    assert words in said
    assert bool(words) == bool(said)


def test_at_the_largest_budget_the_profits_are_equal() -> None:
    """Raise the price of handling a complaint by what the comparison says it may cost more: the difference is gone."""
    sold = {"economics": {"revenue_per_week": 4, "margin": 0.5}}
    gains = compare(shop(**sold), kinder(**sold), replicates=3).paired[0].gains()
    assert gains is not None
    assert gains.budget_per_answer is not None
    each = gains.budget_per_answer.mean
    assert each > 0.0
    # Answered in the week in which it is heard, each complaint that costs something is an answer.
    dearer = changed(kinder(**sold), {"recovery.channels[phone].cost": each})
    paid = compare(shop(**sold), dearer, replicates=3).paired[0]
    assert paid.paired("recovery").mean == pytest.approx(gains.budget.mean)
    assert paid.paired("profit").mean == pytest.approx(0.0, abs=1e-6 * gains.budget.mean)


def test_without_prices_there_is_no_money() -> None:
    free = {"economics": {}}
    comparison = compare(shop(**free), kinder(**free), replicates=2)
    assert comparison.paired[0].gains() is None
    assert comparison.summary()["alternatives"][0]["money"] is None
    assert "euro" not in comparison.answer()


def test_pairing_saves(there: Comparison) -> None:
    ratio = there.pairing()["ratio"]
    assert ratio[("Kinder", "customers")] > 1.0
    one, _ = there.paired[0].variances("customers")
    values = [[each["customers"] for each in part] for part in (there.paired[0].base_metrics, there.paired[0].metrics)]
    assert one == pytest.approx(np.var(values[0], ddof=1) + np.var(values[1], ddof=1))


def test_a_folder_that_can_be_made_once_more(tmp_path: Path, there: Comparison) -> None:
    written = there.save(tmp_path / "run-001")
    asked = asked_in(written)
    assert asked is not None
    again = compare(*asked.scenarios, at=asked.at, replicates=asked.replicates, until=asked.until)
    second = again.save(tmp_path / "run-001")
    assert second.name == "run-002"
    files = sorted(path.relative_to(written) for path in written.rglob("*") if path.is_file())
    assert [file.as_posix() for file in files if file.parts[0] != "figures"] == [
        "comparison.parquet",
        "counts-0.parquet",
        "counts-1.parquet",
        "dictionary.json",
        "manifest.json",
        "summary.json",
    ]
    assert len([file for file in files if file.parts[0] == "figures"]) == 8
    for file in files:
        if file.name != "manifest.json":
            assert (written / file).read_bytes() == (second / file).read_bytes(), file
    table = pd.read_parquet(written / "comparison.parquet")
    assert np.array_equal(table["difference"], there.table["difference"], equal_nan=True)
    explained = json.loads((written / "dictionary.json").read_text())["comparison.parquet"]
    assert set(table["measure"]) == set(explained["measures"])
    assert set(table.columns) == set(explained["columns"])


def test_a_folder_of_another_kind(tmp_path: Path, there: Comparison) -> None:
    folder = there.save(tmp_path / "c", figures=False)
    with pytest.raises(ResultsError, match="holds a comparison of several worlds; engage compare"):
        load(folder)
    run = simulate(shop()).save(tmp_path / "r", figures=False)
    assert asked_in(run) is None
    assert asked_in(tmp_path / "nothing") is None
    (folder / "manifest.json").write_text('{"kind": "comparison", "format_version": 2}')
    with pytest.raises(ResultsError, match="is damaged: 'asked'"):
        asked_in(folder)
    (folder / "manifest.json").write_text('{"kind": "comparison", "format_version": 9}')
    with pytest.raises(ResultsError, match="is of format 9"):
        asked_in(folder)


def test_the_summary_is_plain(there: Comparison) -> None:
    document = there.summary()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    (only,) = document["alternatives"]
    assert math.isclose(sum(map(sum, only["matrix"]["customers"])), 400)
    assert only["metrics"]["profit"]["difference"]["mean"] == there.paired[0].paired("profit").mean
    assert only["money"]["profit"] == only["metrics"]["profit"]["difference"]
    assert repr(there) == "Comparison('Shop' against 'Kinder', replicates 3)"


def test_it_is_at_the_front_door() -> None:
    assert simulator.compare is compare
    metrics = compare(shop(customers=20), kinder(customers=20)).metrics()
    assert metrics.loc[("Kinder", "customers"), "base"] <= 20
