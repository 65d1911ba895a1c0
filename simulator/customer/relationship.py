"""Beyond the account: trust, habit, identification, the three needs, contributions (A3, B1, B6-B11)."""

from __future__ import annotations

from simulator.customer.compiled import Row, Table, rule
from simulator.customer.experience import tolerance
from simulator.customer.numbers import within

MOST_RELEVANT = 1.001
"""More than any relevance: needs and their fulfilment are at most 1, but for the last digit of four bytes."""

REVIEW = 0
IDEA = 1
INVITATION = 2
CO_CREATION = 3
"""Kinds of contribution."""


@rule
def promise_kept(c: Row, p: Table) -> None:
    """Trust grows slowly, by a share of what is missing (B7)."""
    c.trust = c.trust + p.trust_gain * (1.0 - c.trust)


@rule
def promise_broken(c: Row, p: Table, by: float) -> None:
    """Trust falls fast, by a share of what there is (B7); `by` is how much was lacking, counted up to 1."""
    c.trust = c.trust * (1.0 - p.trust_loss * within(by, 0.0, 1.0))


@rule
def judge_promise(c: Row, p: Table, world: Table, charge: float) -> None:
    """Hold a contact against what the brand promised (D1, C9): near enough is kept, below tolerance is broken."""
    lacking = world.promise - charge
    if lacking < tolerance(c, p):
        promise_kept(c, p)
    else:
        promise_broken(c, p, lacking)


@rule
def undisturbed_use(c: Row, p: Table) -> None:
    """Habit grows with each use that gives no reason to think (A3)."""
    c.habit = c.habit + p.habit_gain * (1.0 - c.habit)


@rule
def habit_broken(c: Row, p: Table, severity: float) -> None:
    """A failure makes people stop and think."""
    c.habit = c.habit * (1.0 - p.habit_broken * within(severity, 0.0, 1.0))


@rule
def feel_appreciated(c: Row, p: Table, emotion: float) -> None:
    """Personal, warm treatment fulfils the need for appreciation (B10)."""
    if emotion > p.appreciation_threshold:
        c.appreciation = c.appreciation + p.appreciation_gain * within(emotion, 0.0, 1.0) * (1.0 - c.appreciation)


@rule
def feel_sensation(c: Row, p: Table, surprise: float) -> None:
    """A moment far above the ordinary fulfils the need for sensation (B11)."""
    beyond = surprise - p.sensation_threshold
    if beyond > 0.0:
        c.sensation = c.sensation + within(p.sensation_gain * beyond, 0.0, 1.0) * (1.0 - c.sensation)


@rule
def relevance(c: Row) -> float:
    """Return how far the relationship matters: the needs' fulfilments, weighted by their strengths (B8)."""
    sensation_need = 1.0 - c.participation_need - c.appreciation_need
    return (
        1.0 * c.participation_need * c.participation
        + 1.0 * c.appreciation_need * c.appreciation
        + sensation_need * c.sensation
    )


@rule
def contributes(c: Row, p: Table, luck: float) -> bool:
    """Return whether the customer contributes this week: it matters to them, and the account is not in the red (C3)."""
    if luck >= p.contribution_rate * MOST_RELEVANT:
        return False
    return (c.balance > 0.0) & (luck < p.contribution_rate * relevance(c))


@rule
def contribute(c: Row, p: Table, week: int) -> None:
    """Contributing is taking part: it fulfils that need, and what was put in binds (B9)."""
    c.participation = c.participation + p.participation_gain * (1.0 - c.participation)
    invest(c, p, week)


@rule
def invest(c: Row, p: Table, week: int) -> None:
    """Put something of oneself in (C3): what was put in binds (B9)."""
    c.contributed_week = week
    c.investment = c.investment + p.investment_gain * (1.0 - c.investment)


@rule
def kind_of_contribution(p: Table, luck: float) -> int:
    """Return what is contributed, by `luck` between 0 and 1: a review, an idea, an invitation, co-creation (C3)."""
    total = p.review_weight + p.idea_weight + p.referral_weight + p.co_creation_weight
    place = luck * total
    if place < p.review_weight:
        return REVIEW
    if place < p.review_weight + p.idea_weight:
        return IDEA
    return INVITATION if place < p.review_weight + p.idea_weight + p.referral_weight else CO_CREATION


@rule
def identify(c: Row, p: Table, world: Table, public: Table) -> None:
    """Identification follows own experience slowly (B1), and all that is heard and seen of the brand (B2)."""
    drawn_to = c.balance / (2.0 + abs(c.balance))
    c.identification = c.identification + p.identification_step * (drawn_to - c.identification)
    hear_the_public(c, p, world, public)


@rule
def hear_the_public(c: Row, p: Table, world: Table, public: Table) -> None:
    """Be drawn by advertising, and by the reputation either way: a share of the room that is left (B2)."""
    identification = c.identification + world.advertising * (1.0 - c.identification)
    pulled = p.reputation_pull * public.reputation
    room = (1.0 - identification) if pulled >= 0.0 else (1.0 + identification)
    c.identification = identification + pulled * room
