"""What holds for every projection, whatever the scenario."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.experiment.simulate import simulate
from simulator.projection.measures import measured
from simulator.projection.projection import Projection
from simulator.projection.staying import survival
from tests.projection.made import scenario


@st.composite
def projections(draw: st.DrawFn) -> Projection:
    asked = scenario(
        customers=draw(st.integers(1, 80)),
        weeks=draw(st.integers(1, 70)),
        replicates=draw(st.integers(1, 3)),
        seed=draw(st.integers(0, 2**63 - 1)),
        warm_up_weeks=draw(st.integers(0, 30)),
        relationship={"kind": draw(st.sampled_from(["open", "contract"])), "term_weeks": draw(st.integers(1, 20))},
        market={"stay_base": draw(st.sampled_from([-4.0, 0.0, 4.0]))},
        segments=draw(
            st.sampled_from([[{"name": "all", "share": 1}], [{"name": "a", "share": 0.3}, {"name": "b", "share": 0.7}]])
        ),
    )
    return simulate(asked, threads=draw(st.integers(1, 2)))


@settings(max_examples=60, deadline=None)
@given(projections())
def test_nobody_is_lost_and_nobody_appears(projection: Projection) -> None:
    counts = projection.counts
    before = np.concatenate([counts.at_start[:, None] - counts.joiners[:, :1], counts.customers[:, :-1]], axis=1)
    assert np.array_equal(counts.customers, before + counts.joiners - counts.leavers)
    assert np.array_equal(counts.at_risk, before + counts.joiners)
    assert (counts.at_start[:, 0] == projection.scenario.customers).all()
    assert np.array_equal(counts.reasons.sum((-2, -1)), counts.leavers)


@settings(max_examples=60, deadline=None)
@given(projections())
def test_shares_quantiles_and_survival_are_what_they_are_called(projection: Projection) -> None:
    counts = projection.counts
    values = {measure.name: array for measure, array in measured(counts)}
    there = counts.customers > 0
    shares = sum(array for name, array in values.items() if name.startswith("share["))
    assert np.allclose(shares[there], 1.0)
    assert np.isnan(shares[~there]).all()
    assert (np.diff(counts.balance_quantiles[there], axis=-1) >= 0.0).all()
    for segment in counts.tenure[:, :]:
        for tenure in segment:
            curve = survival(tenure[:, 0], tenure[:, 1])
            assert (np.diff(curve) <= 0.0).all()
            assert ((curve >= 0.0) & (curve <= 1.0)).all()


@settings(max_examples=30, deadline=None)
@given(projections())
def test_the_rows_at_the_end_tell_the_same_as_the_counts(projection: Projection) -> None:
    people = projection.customers()
    for replicate, rows in people.groupby("replicate"):
        there = rows[rows["status"].isin(["customer", "leaving"])]
        assert len(rows) == projection.scenario.customers
        assert len(there) == projection.counts.customers[replicate, -1, 0]
        assert there["tier"].value_counts(sort=False).tolist() == projection.counts.tiers[replicate, -1, 0].tolist()
        assert rows["left_week"].notna().sum() == projection.counts.leavers[replicate, :, 0].sum()


@settings(max_examples=40, deadline=None)
@given(projections())
def test_there_is_always_an_answer_and_a_summary(projection: Projection) -> None:
    assert projection.answer().endswith(".")
    assert "nan" not in projection.answer()
    json.dumps(projection.summary(), allow_nan=False)
