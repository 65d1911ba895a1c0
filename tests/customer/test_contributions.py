"""What holds of contributing: who does, what it is, and what may rise or fall with it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import relationship
from simulator.customer.relationship import CO_CREATION, IDEA, INVITATION, REVIEW
from tests.customer import people
from tests.customer.strategies import SHARE, customers, psychologies

anybody = settings(deadline=None, derandomize=True, max_examples=150)

WEIGHT = st.one_of(st.just(0.0), st.floats(0.001, 1000.0))
NEED = st.floats(0.01, 1.0)


@anybody
@given(
    c=customers("balance", "participation", "appreciation", "sensation"),
    p=psychologies("contribution_rate"),
    needs=st.tuples(NEED, NEED, NEED),
    luck=st.one_of(SHARE, st.floats(0.0, 6.0)),
)
def test_who_contributes_is_bound_by_the_account_and_by_what_matters_to_them(
    c: SimpleNamespace, p: SimpleNamespace, needs: tuple[float, float, float], luck: float
) -> None:
    """However quickly it is told: the exact rate decides, also close to it."""
    strengths = {"participation_need": needs[0] / sum(needs), "appreciation_need": needs[1] / sum(needs)}
    someone = people.person(**vars(c) | strengths)
    rate = p.contribution_rate * relationship.relevance(someone)
    for tried in (luck, rate, rate * (1.0 - 1e-9), p.contribution_rate):
        assert relationship.contributes(someone, p, tried) == (someone.balance > 0.0 and tried < rate)


@anybody
@given(weights=st.tuples(WEIGHT, WEIGHT, WEIGHT, WEIGHT))
def test_each_kind_is_contributed_in_proportion_to_its_weight(weights: tuple[float, float, float, float]) -> None:
    names = ("review_weight", "idea_weight", "referral_weight", "co_creation_weight")
    p = people.psychology(**dict(zip(names, weights, strict=True)))
    total, begins = sum(weights), 0.0
    for kind, weight in zip((REVIEW, IDEA, INVITATION, CO_CREATION), weights, strict=True):
        for part in (0.001, 0.5, 0.999):
            if weight > 0.0:
                assert relationship.kind_of_contribution(p, (begins + part * weight) / total) == kind
        begins += weight


@anybody
@given(c=customers("investment", "participation"), p=psychologies("investment_gain", "participation_gain"))
def test_contributing_binds_and_fulfils_and_never_to_excess(c: SimpleNamespace, p: SimpleNamespace) -> None:
    investment, participation = c.investment, c.participation
    relationship.contribute(c, p, 30)
    assert investment <= c.investment <= 1.0
    assert participation <= c.participation <= 1.0
    assert c.contributed_week == 30
    assert c.investment - investment == pytest.approx(p.investment_gain * (1.0 - investment), abs=1e-12)
