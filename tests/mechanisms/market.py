"""What the mechanisms among people explain: talk, joining, answering, and how people differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.state import (
    ADVERTISING,
    ENGAGED,
    FORMER,
    OFFER,
    OWN_ACCORD,
    REFERRAL,
    REPUTATION,
    WON_BACK,
)
from simulator.customer.survey import answer_probability, how_easy
from simulator.customer.talk import talk_rate
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
)

BAD: dict[str, Any] = {**SERVICE, "failure": {"probability": 0.05, "severity": 0.8}}
NETWORK: dict[str, Any] = {"word_of_mouth": {"network": "small_world"}}


# Talk ---------------------------------------------------------------------------------------------------------------


@shown("talking_from_feeling", "further talks a year of somebody stirred by a delight or a failure of 1", at_least=2.0)
def stirred(on: Switches) -> float:
    p = rules(on).psychology
    hurt, calm = (talk_rate(customer(stirred=each, talkativeness=1.0), p) for each in (1.0, 0.0))
    return 52.0 * (hurt - calm)


@shown("word_of_mouth", "identification that people who hear each other lose under bad service", at_least=0.02)
def heard_from_others(on: Switches) -> float:
    alone, among = (lived(on, touchpoints=(BAD,), market={**NOBODY_LEAVES, **more}) for more in ({}, NETWORK))
    return float(column(alone, "identification").mean() - column(among, "identification").mean())


@shown("reviewing", "reputation after two years of bad service, below that of a firm nobody speaks of", at_least=0.1)
def bad_reviews(on: Switches) -> float:
    firm = lived({**on, "contributions": False}, touchpoints=(BAD,), market=NOBODY_LEAVES)
    return -float(firm.tally.public[-1, noted.PUBLIC_REPUTATION]) / noted.UNIT


@shown("reviewing", "share of the customers of a warm firm who are engaged by their reviews alone", at_least=0.02)
def engaged_by_reviewing(on: Switches) -> float:
    market = {**NOBODY_LEAVES, "room_for_deep_relationship": 1.0}
    firm = lived({**on, "contributions": False}, touchpoints=(WARM,), market=market)
    return float((column(firm, "tier") == ENGAGED).mean())


@shown("reputation", "identification lost to a bad name", at_least=0.05)
def bad_name(on: Switches) -> float:
    good, bad = (lived(on, weeks=52, market=NOBODY_LEAVES, brand={"reputation": each}) for each in (0.5, -0.5))
    return float(column(good, "identification").mean() - column(bad, "identification").mean())


@shown("reputation", "trust that newcomers do not bring to a firm of bad name", at_least=0.1)
def distrusted(on: Switches) -> float:
    good, bad = (lived(on, weeks=1, market=NOBODY_LEAVES, brand={"reputation": each}) for each in (0.5, -0.5))
    return float(column(good, "trust").mean() - column(bad, "trust").mean())


@shown("advertising", "identification from a year of advertising", at_least=0.1)
def advertised(on: Switches) -> float:
    quiet, loud = (lived(on, weeks=52, market=NOBODY_LEAVES, brand={"advertising": each}) for each in (0.0, 0.01))
    return float(column(loud, "identification").mean() - column(quiet, "identification").mean())


@shown("contagion", "share of customers who leave within two years because contacts left", at_least=0.01)
def left_by_example(on: Switches) -> float:
    alone, among = (lived({**on, "word_of_mouth": False}, market=more) for more in ({}, NETWORK))
    return float((column(among, "status") == FORMER).mean() - (column(alone, "status") == FORMER).mean())


# Joining ------------------------------------------------------------------------------------------------------------


def came_through(on: Switches, way: int) -> float:
    """Return the share of the prospects and former customers of a warm firm who come in by this way."""
    firm = lived(on, 500, touchpoints=(WARM,), market={"prospects": 1_500}, brand={"advertising": 0.01})
    return counted(firm, "customers", noted.JOINED + way) / 1_500


@shown("own_accord", "prospects who join unprompted within two years, as a share", at_least=0.01)
def unprompted(on: Switches) -> float:
    return came_through(on, OWN_ACCORD)


@shown("imitation", "prospects who join because others are customers, as a share", at_least=0.05)
def following_others(on: Switches) -> float:
    return came_through(on, REPUTATION)


@shown("joining_by_advertising", "prospects who join because of advertising, as a share", at_least=0.01)
def called_in(on: Switches) -> float:
    return came_through(on, ADVERTISING)


@shown("advertising", "prospects who join because of advertising, as a share", at_least=0.01)
def called_in_by_advertising(on: Switches) -> float:
    return came_through(on, ADVERTISING)


@shown("referrals", "prospects who join because a customer invited them, as a share", at_least=0.005)
def invited(on: Switches) -> float:
    return came_through(on, REFERRAL)


@shown("winning_back", "former customers who return, as a share of the prospects", at_least=0.001)
def returned(on: Switches) -> float:
    return came_through(on, WON_BACK)


# Surveys ------------------------------------------------------------------------------------------------------------


@shown("uneven_response", "how much likelier somebody with a strong memory is to answer", at_least=0.1, left=1e-12)
def answering_from_feeling(on: Switches) -> float:
    p = rules(on).psychology
    strong, none = (answer_probability(customer(memory_peak=each, memory_mean=each), p, 0.2) for each in (-1.0, 0.0))
    return strong - none


@shown(
    "uneven_response",
    "how far the recommendation of those who answer is from that of all who are asked",
    at_least=0.15,
    left=0.05,
)
def answers_of_those_who_answer(on: Switches) -> float:
    seen = lived(on, 8_000, 104, touchpoints=(SERVICE,)).tally.surveys.sum((0, 1))
    points = np.arange(11)
    asked, answered = seen[noted.RECOMMEND_ASKED :][:11], seen[noted.RECOMMEND_ANSWERED :][:11]
    return float(abs((asked * points).sum() / asked.sum() - (answered * points).sum() / answered.sum()))


@shown("halo", "points of seven that a bad memory takes off the rating of an easy contact", at_least=1.0)
def memory_in_ratings(on: Switches) -> float:
    p = rules(on).psychology
    fond, bitter = (how_easy(customer(memory_peak=each, memory_mean=each), p, 0.2, 0.0) for each in (1.0, -1.0))
    return float(fond - bitter)


# Differences --------------------------------------------------------------------------------------------------------


@shown(
    "differences_in_staying",
    "by how much the probability of leaving falls from the first year to the third",
    at_least=0.03,
    left=0.012,
)
def staying_the_longer(on: Switches) -> float:
    others = dict.fromkeys(("habit", "offers", "differences_in_fit", "hold_of_the_account", "circumstances"), False)
    firm = lived({**others, **on}, 8_000, 156)
    left, joined = column(firm, "left_week"), 8_000
    gone = [float(((left > 52 * year) & (left <= 52 * (year + 1))).sum()) for year in range(3)]
    return gone[0] / joined - gone[2] / (joined - gone[0] - gone[1])


@shown(
    "differences_in_usage",
    "share of all contacts that the heaviest fifth has, beyond a fifth",
    at_least=0.1,
    left=0.001,
)
def heavy_users(on: Switches) -> float:
    usage = np.sort(column(lived(on, weeks=1), "usage"))[::-1]
    return float(usage[: len(usage) // 5].sum() / usage.sum()) - 0.2


@shown(
    "differences_in_price_sensitivity",
    "how much more price-sensitive those are who leave for an offer",
    at_least=0.1,
)
def sensitive_leavers(on: Switches) -> float:
    firm = lived(on)
    sensitivity, cause = column(firm, "price_sensitivity"), column(firm, "root_cause")
    return float(sensitivity[cause == OFFER].mean() - sensitivity.mean())


@shown("differences_in_fit", "difference in balance between those whom the firm suits and the others", at_least=0.3)
def suited(on: Switches) -> float:
    firm = lived(on, touchpoints=(FLAT,), market=NOBODY_LEAVES)
    affinity, balance = column(firm, "affinity"), column(firm, "balance")
    better, worse = affinity > np.median(affinity), affinity < np.median(affinity)
    return float(balance[better].mean() - balance[worse].mean()) if better.any() else 0.0


@shown("differences_in_talkativeness", "share of people who talk less than half as much as is ordinary", at_least=0.05)
def quiet_by_nature(on: Switches) -> float:
    return float((column(lived(on, weeks=1), "talkativeness") < 0.5).mean())
