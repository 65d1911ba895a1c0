"""What the scenarios of incidents, interventions and seasons show: each beside the same lives without its cause."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.projection.projection import Projection
from tests.library.lives import answers, at_end, leavers, lived, per_failure, reasons, staying, without

FREQUENT = 2
"""The frequent flyers among the segments of the airline; 0 is everybody."""


def balance(projection: Projection, week: int, segment: int = 0) -> float:
    return float(projection.counts.means[0, week - 1, segment, 0])


def tier(projection: Projection, name: str, week: int, segment: str = "all") -> float:
    return float(projection.tiers(segment).loc[week, name])


# The insurer ------------------------------------------------------------------------------------


def test_the_bond_with_an_insurer_hangs_on_the_few_claims() -> None:
    """D3: one contact in 25 is a claim, and moves an account many times as much as the others do."""
    told = lived("insurer").touchpoints()
    moved = told["deposited"] - told["withdrawn"] + told["recovery_deposited"] - told["recovery_withdrawn"]
    each = moved / told["contacts"]
    assert told.loc["claim", "contacts"] < 0.06 * told["contacts"].sum()
    assert each["claim"] > 5.0 * each["question"] > 5.0 * each["premium letter"]
    assert moved["claim"] > 0.2 * moved.sum()


def test_a_claim_that_goes_wrong_weighs_more_since_it_is_among_the_first_experiences() -> None:
    """A5: after years as a customer hardly anything has happened yet."""
    assert per_failure(lived("insurer"), "claim") < 1.2 * per_failure(without("insurer", "first_impressions"), "claim")


# Software ---------------------------------------------------------------------------------------


def test_an_outage_told_openly_costs_less_than_one_in_silence_and_more_than_none() -> None:
    """A8, C9: the answer decides how much is lost; it does not win back what the outage took."""
    told, silent, none = lived("software"), lived("software-silent"), lived("software", "incidents=[]")
    assert balance(none, 52) > balance(told, 52) + 0.1 > balance(silent, 52) + 0.2
    assert staying(none) > staying(told) > staying(silent)
    assert answers(told, "outage")["net"] > answers(silent, "outage")["net"] + 1.0


def test_what_follows_the_outage_is_felt_more_because_of_it() -> None:
    """A9: without arousal the same answers move the accounts far less, for good and for bad."""
    for name in ("software", "software-silent"):
        stirred, calm = answers(lived(name), "outage"), answers(without(name, "arousal"), "outage")
        assert abs(stirred["net"]) > 1.3 * abs(calm["net"]), name


def test_those_who_have_met_failures_before_ask_more_of_the_answer_to_the_outage() -> None:
    """D4: the same answers bring less to people who remember failures."""
    assert answers(without("software", "rising_demands"), "outage")["net"] > answers(lived("software"), "outage")["net"]


# The airline ------------------------------------------------------------------------------------


def test_a_week_of_strike_is_still_in_the_accounts_of_frequent_flyers_a_year_later() -> None:
    """A7: down in a week; the gap to the same lives without a strike closes over years."""
    strike, none = lived("airline"), lived("airline", "incidents=[]")
    gaps = [balance(none, week, FREQUENT) - balance(strike, week, FREQUENT) for week in (30, 31, 83, 104)]
    assert gaps[0] == 0.0
    assert gaps[1] > 0.5
    assert gaps[2] > 0.5 * gaps[1]
    assert staying(none) > staying(strike)


def test_some_walk_out_after_the_strike_whatever_they_had_on_the_account() -> None:
    """D5: twice as many leave in the week of the strike; without walking out they do not."""
    strike, none = lived("airline"), lived("airline", "incidents=[]")
    walked = [int(each.counts.of("walk_outs")[0, 30, 0]) for each in (strike, none)]
    assert walked[0] > 10 > walked[1]
    assert leavers(strike, 31, 31) > 1.4 * leavers(without("airline", "walking_out"), 31, 31)


def test_a_full_account_softens_the_strike_a_little() -> None:
    """A6: without the cushion each cancelled trip takes more."""
    for trip in ("strike, holidays", "strike, business"):
        assert per_failure(without("airline", "cushion"), trip) < 1.01 * per_failure(lived("airline"), trip)


def test_a_card_with_a_name_on_it_holds_those_who_fly_often() -> None:
    """B10: without the programmes they have less on the account, and fewer are loyal or engaged."""
    card, none = lived("airline"), lived("airline", "programmes=[]")
    assert balance(card, 104, FREQUENT) > balance(none, 104, FREQUENT) + 0.5
    fond = [sum(tier(each, name, 104, "frequent flyers") for name in ("loyal", "engaged")) for each in (card, none)]
    assert fond[0] > fond[1] + 0.08


# Energy -----------------------------------------------------------------------------------------


def test_a_price_rise_is_a_broken_promise_to_most_and_drives_many_away() -> None:
    """C9: in one week more are in the red than ever before; twice as many leave in the following quarter."""
    shock, none = lived("energy"), lived("energy", "incidents=[]", "interventions=[]")
    assert tier(shock, "overdrawn", 40) > tier(none, "overdrawn", 40) + 0.3
    assert leavers(shock, 40, 52) > 1.8 * leavers(none, 40, 52)


def test_in_hard_times_more_leave_for_a_better_offer() -> None:
    """D10: with ordinary times the same offers draw fewer away, above all of those who must count."""
    hard, ordinary = lived("energy"), without("energy", "climate")
    assert leavers(hard, 40, 104) > 1.05 * leavers(ordinary, 40, 104)
    pressed = [leavers(each, 40, 104, 2) / each.counts.at_risk[0, 39, 2] for each in (hard, ordinary)]
    comfortable = [leavers(each, 40, 104, 1) / each.counts.at_risk[0, 39, 1] for each in (hard, ordinary)]
    assert pressed[0] - pressed[1] > comfortable[0] - comfortable[1] > 0.0


def test_more_say_it_was_the_price_than_left_for_it() -> None:
    """D6: for many it was how they were treated."""
    real, stated = reasons(lived("energy"))
    assert stated["offer"] > real["offer"] + 0.08
    assert stated["service"] < real["service"] - 0.08


def test_where_nobody_is_cheaper_fewer_leave_and_as_many_are_angry() -> None:
    """B5: it was the offers that drew. Staying does not mean being content."""
    way_out, none = lived("energy"), lived("energy-no-way-out")
    assert leavers(none, 40, 104) < 0.8 * leavers(way_out, 40, 104)
    assert tier(none, "overdrawn", 52) > tier(way_out, "overdrawn", 52) - 0.02
    assert reasons(none)[0]["offer"] < reasons(way_out)[0]["offer"] - 0.15


# The hotel --------------------------------------------------------------------------------------


def test_guests_come_in_summer() -> None:
    stays = lived("hotel").counts.touchpoints[0, :, 0, 1, 0]
    assert stays[26:39].sum() > 2.0 * stays[:13].sum()


def test_the_last_five_minutes_stay_in_mind_and_bring_guests_back() -> None:
    """D7, D8: where a stay ends as it went, less is remembered, less is on the account, and fewer are there."""
    designed, plain = lived("hotel"), without("hotel", "endings")
    assert at_end(designed, "remembered") > at_end(plain, "remembered") + 0.02
    assert at_end(designed, "balance") > at_end(plain, "balance") + 0.1
    assert staying(designed) > staying(plain)


def test_peaks_are_kept_beside_the_mean() -> None:
    """B11, D7: without peak and end a stay is remembered as the average that it was."""
    assert at_end(lived("hotel"), "remembered") > at_end(without("hotel", "peak_and_end"), "remembered") + 0.01


# The hospital -----------------------------------------------------------------------------------


def test_listening_first_makes_answers_better_from_the_second_year_on() -> None:
    """A10, C5: a designed recovery, learned in half a year; until then both are the same lives."""

    def well(projection: Projection, year: int) -> float:
        told = projection.counts.touchpoints[0, 52 * year - 52 : 52 * year, 0].sum((0, 1))
        return float(told[6] / (told[6] + told[7]))

    listens, does_not = lived("hospital"), lived("hospital", "interventions=[]")
    assert well(listens, 1) == well(does_not, 1)
    assert well(listens, 2) > 1.5 * well(does_not, 2)
    assert well(listens, 3) > 2.5 * well(does_not, 3)
    assert at_end(listens, "balance") > at_end(does_not, "balance")


def test_few_complain_so_that_most_patients_never_notice() -> None:
    """C5: the tiers hardly move, since only a few in a hundred failures are ever heard of."""
    listens, does_not = lived("hospital"), lived("hospital", "interventions=[]")
    told = listens.touchpoints()
    assert told["complaints"].sum() < 0.25 * told["failures"].sum()
    assert abs(tier(listens, "overdrawn", 156) - tier(does_not, "overdrawn", 156)) < 0.02


# Public transport -------------------------------------------------------------------------------


def test_captives_stay_and_leave_as_soon_as_they_can() -> None:
    """B6: most are in the red and nearly all are there; what keeps them is the lack of another train, and habit."""
    captive, free = lived("public-transport"), lived("public-transport", "market.stay_base=1.1")
    assert tier(captive, "overdrawn", 104) > 0.5
    assert tier(captive, "engaged", 104) < 0.01
    assert captive.churn()["churn"][1] < 0.08
    assert free.churn()["churn"][1] > captive.churn()["churn"][1]
    assert staying(without("public-transport", "habit")) < staying(captive) - 0.03


@pytest.mark.xfail(reason="18 % of the free leave in the second year, since the levels are others")
def test_a_fifth_of_the_free_leave_in_the_second_year() -> None:
    assert lived("public-transport", "market.stay_base=1.1").churn()["churn"][1] > 0.2


def weight_of_earlier_failures() -> float:
    """Return how many times as much a failed ride takes because earlier ones are remembered."""
    forgetful = without("public-transport", "remembered_failures")
    return per_failure(lived("public-transport"), "ride") / per_failure(forgetful, "ride")


def test_small_failures_add_up() -> None:
    """D4: each one remembered makes the next weigh more, three times at most; without, a late train is a late train."""
    assert weight_of_earlier_failures() > 1.0


@pytest.mark.xfail(reason="1.87 times, since levels and remembered failures are others")
def test_small_failures_add_up_to_twice_as_much() -> None:
    assert weight_of_earlier_failures() > 2.0


# The charity ------------------------------------------------------------------------------------


def test_a_scandal_costs_donors_and_the_good_name() -> None:
    """B2: what is said in public moves everybody; the good name comes back sooner than the donors."""
    scandal, none = lived("charity"), lived("charity", "incidents=[]")
    names = [each.counts.of_public("reputation")[0, :, 0] for each in (scandal, none)]
    assert names[0][61] < names[1][61] - 0.4
    assert abs(names[0][103] - names[1][103]) < 0.5 * abs(names[0][61] - names[1][61])
    assert leavers(scandal, 60, 61) > 2 * leavers(none, 60, 61)
    assert staying(none) > staying(scandal) + 0.02
    assert np.array_equal(names[0][:59], names[1][:59])


def test_those_who_put_in_more_than_money_stay() -> None:
    """B9: volunteers leave less often than givers after the story; what they put in is part of that."""
    scandal, unbound = lived("charity"), without("charity", "investment")

    def lost(projection: Projection, segment: int) -> float:
        return leavers(projection, 60, 104, segment) / projection.counts.at_risk[0, 59, segment]

    assert lost(scandal, 2) < lost(scandal, 1)
    assert lost(unbound, 1) > lost(scandal, 1)
    assert lost(unbound, 2) > lost(scandal, 2)
    assert staying(lived("charity", "programmes=[]")) < staying(scandal) - 0.05


# The games studio -------------------------------------------------------------------------------


def test_makers_are_made_by_taking_part() -> None:
    """B8, B9: without it far fewer of them are engaged; those who only play hardly miss it."""
    taking_part, watching = lived("games-studio"), without("games-studio", "participation")
    lost = [
        tier(taking_part, "engaged", 156, each) - tier(watching, "engaged", 156, each) for each in ("makers", "players")
    ]
    assert lost[0] > 0.2
    assert lost[0] > 2.0 * lost[1]


def test_a_gift_that_became_usual_is_missed() -> None:
    """B3: after it stops the accounts go down, where they went up with it; those who never got used to it lose less."""
    stopped, went_on = lived("games-studio"), lived("games-studio", "programmes[gift from nowhere].until_week=2080")
    assert balance(stopped, 104) == balance(went_on, 104)
    assert balance(stopped, 156) < balance(stopped, 104) < balance(went_on, 156)
    unspoilt = without("games-studio", "satiation")
    assert balance(unspoilt, 156) - balance(unspoilt, 104) > balance(stopped, 156) - balance(stopped, 104)


def test_there_is_room_for_one_or_two_worlds_only() -> None:
    """B4: with room for all, nearly all would be engaged."""
    assert tier(without("games-studio", "room"), "engaged", 156) > 1.5 * tier(lived("games-studio"), "engaged", 156)


# The ordinary firm and the excellent one -----------------------------------------------------------


def test_at_the_ordinary_firm_about_four_in_ten_meet_a_failure_in_a_year() -> None:
    """32 to 45 % of households had a problem in a year in the earlier Customer Rage studies."""
    told, customers = lived("ordinary-firm").touchpoints(), lived("ordinary-firm").counts
    years = customers.customers[0, :, 0].sum() / 52.0
    assert 0.4 < told["failures"].sum() / years < 0.65


def test_what_a_firm_can_do_moves_people_up_and_keeps_them() -> None:
    """B8, C3: more are engaged, hardly anybody is in the red, and more stay."""
    usual, best = lived("ordinary-firm"), lived("excellent-firm")
    before, after = usual.summary()["tiers_at_end"], best.summary()["tiers_at_end"]
    assert after["engaged"] > before["engaged"] + 0.05
    assert after["overdrawn"] < 0.5 * before["overdrawn"]
    assert staying(best) > staying(usual) + 0.02


def test_the_excellent_firm_too_leaves_those_without_room_as_they_are() -> None:
    """B4: how many can be engaged at all is settled by the market; with room for everybody more are."""
    best, room = lived("excellent-firm"), without("excellent-firm", "room")
    assert best.summary()["tiers_at_end"]["engaged"] <= 0.62
    assert room.summary()["tiers_at_end"]["engaged"] > best.summary()["tiers_at_end"]["engaged"] + 0.2
