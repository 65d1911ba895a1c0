"""What holds for every projection, whatever the scenario."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.experiment.simulate import simulate
from simulator.projection.measures import measured
from simulator.projection.names import CAUSES
from simulator.projection.projection import Projection
from simulator.projection.staying import survival
from tests.projection.made import scenario


@st.composite
def projections(draw: st.DrawFn, market: dict[str, Any] | None = None, **more: Any) -> Projection:
    asked = scenario(
        customers=draw(st.integers(1, 80)),
        weeks=draw(st.integers(1, 70)),
        replicates=draw(st.integers(1, 3)),
        seed=draw(st.integers(0, 2**63 - 1)),
        warm_up_weeks=draw(st.integers(0, 30)),
        relationship={"kind": draw(st.sampled_from(["open", "contract"])), "term_weeks": draw(st.integers(1, 20))},
        market={"stay_base": draw(st.sampled_from([-4.0, 0.0, 4.0])), **(market or {})},
        **more,
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


WHOLE: dict[str, Any] = {
    "market": {"prospects": 40, "joining": {"own_accord_per_year": 0.9, "win_back_per_year": 0.9}},
    "programmes": [
        {"name": "card", "fulfils": "appreciation", "every_weeks": 3, "cost": 2},
        {"name": "panel", "fulfils": "participation", "every_weeks": 2, "until_week": 30},
    ],
    "brand": {"advertising": 0.01},
    "surveys": {"relationship_every_weeks": 4, "contact_every_weeks": 3},
    "recovery": {
        "channels": [{"name": "form", "reach": 0.4, "cost": 3}, {"name": "forum", "reach": 1, "public": True}]
    },
    "economics": {"revenue_per_week": 5, "margin": 0.5, "price_paid": 9, "acquisition_cost": 4},
}


@settings(max_examples=40, deadline=None)
@given(projections(**WHOLE))
def test_totals_are_the_sums_of_their_parts(projection: Projection) -> None:
    counts = projection.counts
    values = {measure.name: array for measure, array in measured(counts)}

    def parts(name: str) -> np.ndarray:
        return np.sum([array for each, array in values.items() if each.startswith(f"{name}[")], axis=0)

    ways = [name for name in values if name.startswith("joined_")]
    assert np.array_equal(values["joiners"], sum(values[name] for name in (*ways, "won_back")))
    assert np.array_equal(values["leavers"], parts("real_reason"))
    assert np.array_equal(values["leavers"], parts("stated_reason"))
    assert np.array_equal(values["customers"], parts("customers"))
    for name in ("contacts", "complaints", "offered", "received", "missed"):
        assert np.array_equal(values[name], parts(name))
    for name in ("deposited", "withdrawn", "programme_deposited", "cost"):
        assert np.allclose(values[name], parts(name))
    # Reviews are given as a contribution, or are talk that was public.
    kinds = sum(values[name] for name in ("reviews", "ideas", "referrals", "co_creations"))
    public_talk = kinds - values["contributions"]
    assert (public_talk >= 0).all()
    assert (public_talk <= values["good_talks"] + values["bad_talks"]).all()
    assert (values["programme_participation"] <= values["co_creations"]).all()
    # Each complaint tries the form, and the forum when the form does not hear, which always does.
    assert np.array_equal(values["complaints_made[form]"], values["complaints"])
    assert np.array_equal(parts("complaints_heard"), values["complaints"] - values["complaints_unheard"])
    assert np.array_equal(values["public_complaints"], values["complaints_made[forum]"])
    assert np.array_equal(values["profit"], values["revenue"] - values["cost"])
    assert (values["recommendation_answers"] <= values["recommendation_asked"]).all()
    assert np.array_equal(values["public_voices"], (values["reviews"] + values["public_complaints"])[..., :1])


@settings(max_examples=40, deadline=None)
@given(projections(**WHOLE))
def test_nobody_in_the_market_is_lost(projection: Projection) -> None:
    counts = projection.counts
    former, prospects = (counts.of_public(name)[..., 0] for name in ("former_customers", "prospects"))
    taken = counts.reasons[:, :, 0, CAUSES.index("circumstances") + 1].sum(-1)
    gone = taken.cumsum(1)
    left = counts.leavers[:, :, 0] - taken
    assert np.array_equal(counts.customers[:, :, 0], counts.of_public("public_customers")[..., 0])
    everybody = counts.customers[:, :, 0] + left + former + prospects + gone
    assert (everybody == projection.scenario.persons).all()
    assert (counts.gone >= 0).all()


@settings(max_examples=40, deadline=None)
@given(projections())
def test_there_is_always_an_answer_and_a_summary(projection: Projection) -> None:
    assert projection.answer().endswith(".")
    assert "nan" not in projection.answer()
    json.dumps(projection.summary(), allow_nan=False)
