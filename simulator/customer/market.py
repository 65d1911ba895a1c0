"""Outside: prospects who may become customers, and former customers who may return (B2, B5, C9).

Joining follows Bass (1969): some come of their own accord, more when many others are customers. What they heard of the
firm, and what it promises, multiplies that.
"""

from __future__ import annotations

import math

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, rule
from simulator.customer.memory import forget, remembered
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.relationship import hear_the_public
from simulator.customer.state import (
    ADVERTISING,
    CIRCUMSTANCES,
    FORMER,
    NOT_YET,
    OWN_ACCORD,
    PROSPECT,
    REFERRAL,
    REPUTATION,
    WON_BACK,
)
from simulator.customer.talk import hear
from simulator.customer.voices import Voices


@rule
def is_outside(c: Row) -> bool:
    """Return whether this person is in the market and no customer: a prospect, or one who left and could return."""
    return ((c.status == PROSPECT) & (c.joined_week == NOT_YET)) | (
        (c.status == FORMER) & (c.root_cause != CIRCUMSTANCES)
    )


@rule
def attraction(c: Row, now: Now) -> float:
    """Return how much what was heard and what is promised multiply the inclination to join (B2, C9)."""
    market, world = now.market, now.world
    return math.exp(market.identification_pull * c.identification + market.promise_pull * (world.promise - world.norm))


@rule
def strongest_attraction(now: Now) -> float:
    """Return the most that `attraction` can be this week, for anybody: a bound that spares most of its exponentials."""
    market, world = now.market, now.world
    return math.exp(market.identification_pull + market.promise_pull * (world.promise - world.norm))


@rule
def surely_stays_outside(now: Now, invitations: float, luck: float) -> bool:
    """Return whether `luck` cannot mean that a prospect joins this week, whatever they have heard."""
    market, world = now.market, now.world
    plain = market.own_accord + market.advertising_response * world.advertising
    plain += market.imitation * now.public.market_share + market.invitation_accepted * invitations
    return luck >= plain * strongest_attraction(now)


@rule
def hazard_of_joining(c: Row, now: Now, invitations: float) -> tuple[float, float, float, float]:
    """Return the hazards of a prospect this week: of their own accord, by advertising, by imitation, by referral."""
    market, pull = now.market, attraction(c, now)
    return (
        pull * market.own_accord,
        pull * market.advertising_response * now.world.advertising,
        pull * market.imitation * now.public.market_share,
        pull * market.invitation_accepted * invitations,
    )


@rule
def hazard_of_returning(c: Row, now: Now) -> float:
    """Return the hazard of a former customer this week: it is the memory that decides (D9)."""
    market = now.market
    return market.win_back * attraction(c, now) * math.exp(market.win_back_memory * remembered(c, now.psychology))


@rule
def way_in(hazards: tuple[float, float, float, float], luck: float) -> int:
    """Return how a prospect joins this week, or -1 for not; `luck` is compared with the hazards one after the other."""
    own, advertising, imitation, referral = hazards
    total = own + advertising + imitation + referral
    if luck >= total or luck >= 1.0 - math.exp(-total):
        return -1
    place = luck / (1.0 - math.exp(-total)) * total
    if place < own:
        return OWN_ACCORD
    if place < own + advertising:
        return ADVERTISING
    return REPUTATION if place < own + advertising + imitation else REFERRAL


@rule
def consider(c: Row, person: int, now: Now, word: draws.Word, letters: Voices, seen: Noted) -> None:
    """A week outside: hear of the firm, forget, and perhaps come in next week."""
    p = now.psychology
    invitations = now.public.invitations
    if now.world.network == 1:
        invitations = hear(c, person, now, letters)
    c.identification = c.identification * p.hearsay_kept
    hear_the_public(c, p, now.world, now.public)
    luck = draws.uniform(word)
    if c.status == FORMER:
        forget(c, p, 0)
        seen.public[noted.PUBLIC_FORMER] += 1
        hazard = hazard_of_returning(c, now)
        if luck < hazard and luck < 1.0 - math.exp(-hazard):
            c.joined_through = WON_BACK
            come_in_next_week(c, now)
        return
    seen.public[noted.PUBLIC_PROSPECTS] += 1
    c.unsettled = 0.0  # who is no customer has nothing to leave
    if surely_stays_outside(now, invitations, luck):
        return
    way = way_in(hazard_of_joining(c, now, invitations), luck)
    if way >= 0:
        c.joined_through = way
        come_in_next_week(c, now)


@rule
def come_in_next_week(c: Row, now: Now) -> None:
    """Decide to become a customer, or to be one again."""
    c.status = PROSPECT
    c.joined_week = now.week + 1
