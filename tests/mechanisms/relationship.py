"""What the mechanisms of the relationship explain: what binds, what holds, what draws away."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.care import APPRECIATION, attend
from simulator.customer.decision import hold_of_balance, leave_probability, pull_of
from simulator.customer.experience import deposit
from simulator.customer.relationship import contribute, promise_broken, promise_kept
from simulator.customer.state import CIRCUMSTANCES, ENGAGED, FORMER, INDIFFERENT, LOYAL, OFFER, SATISFIED
from simulator.customer.survey import answer_probability
from simulator.customer.talk import talk_rate, tone
from simulator.customer.tiers import tier_of
from tests.customer import people
from tests.customer.people import customer
from tests.mechanisms.trying import (
    FLAT,
    NOBODY_LEAVES,
    SERVICE,
    WARM,
    Switches,
    column,
    counted,
    lived,
    rules,
    shown,
    story,
)

# What binds ---------------------------------------------------------------------------------------------------------


@shown("trust_gate", "share of those with a full account whom distrust keeps from being loyal", at_least=0.9)
def kept_out(on: Switches) -> float:
    p = rules(on).psychology
    tiers = [tier_of(customer(balance=3.0, trust=trust), p, 1) for trust in (0.1, 0.2, 0.3, 0.4)]
    return float(np.mean([tier < LOYAL for tier in tiers]))


@shown("fragile_trust", "kept promises that it takes to mend a broken one, beyond one", at_least=3.0)
def mending(on: Switches) -> float:
    p = rules(on).psychology
    c = customer(trust=0.5)
    promise_broken(c, p, 1.0)
    kept = 0
    while c.trust < 0.5 - 1e-3:
        promise_kept(c, p)
        kept += 1
    return kept - 1.0


@shown("habit", "share of customers of a flat and faultless firm who are loyal after two years", at_least=0.3)
def loyal_by_habit(on: Switches) -> float:
    steady = {**FLAT, "experience": {"success": {"mean": 0.05, "sd": 0.0}, "ease": {"mean": 0.0, "sd": 0.0}}}
    firm = lived({**on, "differences_in_fit": False}, touchpoints=(steady,), market=NOBODY_LEAVES)
    return float((column(firm, "tier") == LOYAL).mean())


def of_a_warm_firm(on: Switches, **parts: Any) -> Any:
    """Live a firm that people can love, with room for it."""
    return lived(on, touchpoints=(WARM,), market={**NOBODY_LEAVES, "room_for_deep_relationship": 1.0}, **parts)


@shown("participation", "mean fulfilment of the need to take part, in a warm firm", at_least=0.1)
def taking_part(on: Switches) -> float:
    return float(column(of_a_warm_firm(on), "participation").mean())


@shown("appreciation", "mean fulfilment of the need to feel special, in a warm firm", at_least=0.1)
def feeling_special(on: Switches) -> float:
    return float(column(of_a_warm_firm(on), "appreciation").mean())


@shown("sensation", "mean fulfilment of the need for something above the ordinary, in a warm firm", at_least=0.1)
def wonder(on: Switches) -> float:
    return float(column(of_a_warm_firm(on), "sensation").mean())


def of_a_programme(on: Switches, need: str) -> float:
    """Return the mean balance that a programme for this need adds in a flat firm."""
    programme = {"name": "attention", "fulfils": need, "amount": 0.6, "uptake": 1.0, "every_weeks": 13}
    without, care = (lived(on, market=NOBODY_LEAVES, programmes=each) for each in ((), (programme,)))
    return float(column(care, "balance").mean() - column(without, "balance").mean())


@shown("participation", "mean balance that invitations to take part add", at_least=0.3)
def invited_to_take_part(on: Switches) -> float:
    return of_a_programme(on, "participation")


@shown("appreciation", "mean balance that personal attention adds", at_least=0.3)
def attended_to(on: Switches) -> float:
    return of_a_programme(on, "appreciation")


@shown("sensation", "mean balance that surprises add", at_least=0.3)
def surprised(on: Switches) -> float:
    return of_a_programme(on, "sensation")


def balances_under_attention(on: Switches, amounts: tuple[float, ...]) -> list[float]:
    """Return the balance before and after each of these attentions."""
    now = people.now_of(story(on, programmes=(people.CARD,)))
    c, seen = customer(experiences=10_000), people.counters(now)
    balances = [0.0]
    for amount in amounts:
        attend(c, now.psychology, APPRECIATION, amount, 0, seen)
        balances.append(c.balance)
    return balances


@shown(
    "satiation", "how much less the fifth attention in a row adds than the first, as a share", at_least=0.4, left=1e-12
)
def fifth_attention(on: Switches) -> float:
    gains = [
        after - before
        for before, after in pairwise(balances_under_attention({**on, "first_impressions": False}, (0.8,) * 5))
    ]
    return 1.0 - gains[4] / gains[0]


@shown("satiation", "balance lost when an attention that had come ten times does not come", at_least=0.1)
def missed(on: Switches) -> float:
    *_, before, after = balances_under_attention(on, (0.8,) * 10 + (0.0,))
    return before - after


@shown("investment", "probability of leaving within a year that ten contributions take away", at_least=0.05)
def bound_by_taking_part(on: Switches) -> float:
    p = rules(on).psychology
    c = customer()
    before = leave_probability(c, p, 0.0, 52.0)
    for _ in range(10):
        contribute(c, p, 1)
    return before - leave_probability(c, p, 0.0, 52.0)


@shown("contributions", "contributions of a customer of a warm firm in two years", at_least=0.5)
def contributed(on: Switches) -> float:
    return counted(of_a_warm_firm(on), "customers", noted.CONTRIBUTIONS) / 2_000


@shown("contributions", "share of the customers of a warm firm without reviews in talk who are engaged", at_least=0.02)
def engaged_by_contributing(on: Switches) -> float:
    return float((column(of_a_warm_firm({**on, "reviewing": False}), "tier") == ENGAGED).mean())


@shown("room", "share of customers whom only the lack of room keeps from being engaged", at_least=0.02)
def without_room(on: Switches) -> float:
    shares = []
    for room in (1.0, 0.1):
        firm = lived(on, touchpoints=(WARM,), market={**NOBODY_LEAVES, "room_for_deep_relationship": room})
        shares.append(float((column(firm, "tier") == ENGAGED).mean()))
    return shares[0] - shares[1]


FAN, STRANGER = customer(identification=1.0), customer()


@shown("identification", "probability of leaving within a year that identifying takes away", at_least=0.1)
def staying_with_the_brand(on: Switches) -> float:
    p = rules(on).psychology
    return leave_probability(STRANGER, p, 0.0, 52.0) - leave_probability(FAN, p, 0.0, 52.0)


@shown("identification", "further talks a year of somebody who identifies", at_least=1.0)
def talking_of_the_brand(on: Switches) -> float:
    p = rules(on).psychology
    fan, stranger = (talk_rate(customer(identification=i, talkativeness=1.0), p) for i in (1.0, 0.0))
    return 52.0 * (fan - stranger)


@shown("identification", "how much warmer somebody who half identifies speaks, of tones from -1 to 1", at_least=0.1)
def warmth_of_talk(on: Switches) -> float:
    p = rules(on).psychology
    fan, stranger = (tone(customer(identification=i, memory_mean=0.1), p) for i in (0.5, 0.0))
    return fan - stranger


@shown("identification", "how much likelier somebody who identifies is to answer a survey", at_least=0.1)
def answering_for_the_brand(on: Switches) -> float:
    p = rules(on).psychology
    return answer_probability(FAN, p, 0.2) - answer_probability(STRANGER, p, 0.2)


@shown(
    "identification", "prospects who join because they identify, per prospect and year of advertising", at_least=0.005
)
def drawn_by_the_brand(on: Switches) -> float:
    market, brand = {"prospects": 2_000, "joining": {"advertising_response": 0.0}}, {"advertising": 0.03}
    quiet, loud = (lived(on, 100, 52, market=market, brand=each) for each in ({}, brand))
    return (counted(loud, "customers", noted.JOINED + 1) - counted(quiet, "customers", noted.JOINED + 1)) / 2_000


# What holds, what draws away ----------------------------------------------------------------------------------------


@shown("hold_of_the_account", "how much likelier somebody in the red is to leave within a year", at_least=0.3)
def driven_by_the_account(on: Switches) -> float:
    p = rules(on).psychology
    red, black = (leave_probability(customer(balance=balance), p, 0.0, 52.0) for balance in (-1.0, 2.0))
    return red - black


@shown("hold_of_the_account", "how much more failing drives away, as a share of the customers", at_least=0.05)
def driven_by_failures(on: Switches) -> float:
    failing = {**FLAT, "failure": {"probability": 0.03, "severity": 0.8}}
    others = {"stopping_to_think": False, "habit": False, "walking_out": False, "shielding": False}
    others |= {"identification": False, "circumstances": False, "contributions": False, "grudges": False}
    faultless, faulty = (lived({**others, **on}, touchpoints=(each,)) for each in (FLAT, failing))
    gone = [float((column(firm, "status") == FORMER).mean()) for firm in (faultless, faulty)]
    return gone[1] - gone[0]


@shown(
    "steeper_in_the_red", "how much harder a balance of -1 drives away than one of 1 holds, as a share", at_least=0.1
)
def steeper(on: Switches) -> float:
    p = rules(on).psychology
    return -hold_of_balance(customer(balance=-1.0), p) / hold_of_balance(customer(balance=1.0), p) - 1.0


@shown("shielding", "share of an offer that does not reach a loyal customer", at_least=0.3)
def not_reached(on: Switches) -> float:
    now = rules(on)
    satisfied, loyal = (pull_of(customer(tier=tier), now.psychology, now.world, 1.0) for tier in (SATISFIED, LOYAL))
    return 1.0 - loyal / satisfied


@shown("overlooking", "balance that the same lapse takes from others and not from the loyal", at_least=0.05)
def overlooked(on: Switches) -> float:
    p = rules(on).psychology
    other, loyal = (deposit(customer(tier=tier), p, -0.35) for tier in (INDIFFERENT, LOYAL))
    return loyal - other


def share_gone(on: Switches, **market: Any) -> float:
    return float((column(lived(on, touchpoints=(SERVICE,), market=market), "status") == FORMER).mean())


@shown("offers", "share of customers gone in two years because competitors make offers", at_least=0.02)
def gone_for_offers(on: Switches) -> float:
    return share_gone(on) - share_gone(on, offers={"probability": 0.0})


@shown("campaigns", "share of customers gone in two years because of a campaign of a quarter of a year", at_least=0.005)
def gone_for_a_campaign(on: Switches) -> float:
    campaign = {"name": "cheap", "from_week": 20, "weeks": 13, "probability": 2.0, "size": 3.0}
    return share_gone(on, offers={"campaigns": (campaign,)}) - share_gone(on)


@shown(
    "campaigns", "how much more leave in the season of offers than half a year later, in a year's weeks", at_least=0.1
)
def season(on: Switches) -> float:
    offers = {"size": 2.0, "probability": 1.0, "season": {"amplitude": 1.0, "peak_week": 26}}
    seasonal, even = (lived(on, 8_000, 52, market={"offers": each}) for each in (offers, {**offers, "season": {}}))
    leavers = [firm.tally.reasons[1:, 0].sum((1, 2)) for firm in (seasonal, even)]
    return float((leavers[0] - leavers[1])[13:39].sum() / leavers[1].sum())


@shown("climate", "share of customers gone in two years because times are hard", at_least=0.02)
def hard_times(on: Switches) -> float:
    return share_gone(on, climate=2.0) - share_gone(on)


@shown("price_as_a_reason", "share of leavers who say it was the price and left for something else", at_least=0.1)
def said_price(on: Switches) -> float:
    firm = lived(on, touchpoints=(SERVICE,))
    reasons = firm.tally.reasons.sum((0, 1))
    said_so_falsely = reasons[:, OFFER].sum() - reasons[OFFER, OFFER]
    return float(said_so_falsely / reasons.sum())


@shown("circumstances", "leavers whom life itself took, as a share of the customers", at_least=0.02)
def taken_by_life(on: Switches) -> float:
    return float(lived(on).tally.reasons[:, :, CIRCUMSTANCES].sum()) / 2_000
