"""The same customer twice: known answers from rows made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.customer.state import (
    CUSTOMER,
    ENGAGED,
    FORMER,
    INDIFFERENT,
    LEAVING,
    LOYAL,
    PROSPECT,
    WON_BACK,
    new_rows,
)
from simulator.experiment.comparing.fates import LEFT, Ends, ends_of, fates_of


def rows(*persons: tuple[int, int, float]) -> np.ndarray:
    found = new_rows(len(persons))
    for row, (status, tier, balance) in zip(found, persons, strict=True):
        row["status"], row["tier"], row["balance"], row["joined_week"] = status, tier, balance, 1
    return found


BASE = rows(
    (CUSTOMER, LOYAL, 1.0),
    (FORMER, INDIFFERENT, 0.0),
    (CUSTOMER, INDIFFERENT, 0.5),
    (LEAVING, LOYAL, 2.0),
    (CUSTOMER, INDIFFERENT, 0.0),
    (PROSPECT, INDIFFERENT, 0.0),
    (CUSTOMER, LOYAL, 0.0),
)
OTHER = rows(
    (CUSTOMER, LOYAL, 1.0),
    (CUSTOMER, ENGAGED, 3.0),
    (CUSTOMER, LOYAL, 1.5),
    (FORMER, LOYAL, 2.0),
    (CUSTOMER, INDIFFERENT, -0.25),
    (CUSTOMER, LOYAL, 0.0),
    (FORMER, LOYAL, 0.0),
)


def both(customers: int = 5) -> tuple[Ends, Ends, int]:
    return ends_of(BASE), ends_of(OTHER), customers


def test_who_was_saved_lost_and_moved() -> None:
    fates = fates_of(*both())
    assert (fates.pairs, fates.saved, fates.lost, fates.up, fates.down) == (5, 1, 1, 1, 0)
    assert fates.matrix[LEFT, ENGAGED] == 1
    assert fates.matrix[LOYAL, LEFT] == 1
    assert fates.matrix[INDIFFERENT].tolist() == [0, 1, 0, 1, 0, 0]
    assert (fates.differing, fates.others) == (4, 0)
    assert (fates.won_base, fates.won_alternative) == (1, 1)


def test_the_balance_is_of_those_who_stay_in_both_and_whose_lives_differ() -> None:
    fates = fates_of(*both())
    assert fates.balance == pytest.approx((1.0 - 0.25) / 2)
    assert fates.higher == 0.5


def test_turned_round_it_is_mirrored() -> None:
    one, other, customers = both()
    there, back = fates_of(one, other, customers), fates_of(other, one, customers)
    assert np.array_equal(there.matrix, back.matrix.T)
    assert (there.saved, there.lost, there.up, there.down) == (back.lost, back.saved, back.down, back.up)
    assert there.balance == -back.balance


def test_nobody_differs_from_themselves() -> None:
    one, _, customers = both()
    fates = fates_of(one, one, customers)
    assert (fates.differing, fates.saved, fates.lost, fates.up, fates.down) == (0, 0, 0, 0, 0)
    assert math.isnan(fates.balance)


def test_who_took_the_place_of_another_in_the_warm_up_is_no_pair() -> None:
    other = OTHER.copy()
    other["joined_week"][0] = -20
    other["joined_week"][2] = 12
    other["joined_through"][2] = WON_BACK
    fates = fates_of(ends_of(BASE), ends_of(other), 5)
    assert (fates.others, fates.pairs, fates.up) == (1, 4, 1)


def test_prospects_are_the_same_whenever_they_join() -> None:
    other = OTHER.copy()
    other["joined_week"][5:] = 7
    assert fates_of(ends_of(BASE), ends_of(other), 5).others == 0


def test_the_example_is_saved_or_else_lost_up_or_down() -> None:
    base, other, customers = both()
    assert fates_of(base, other, customers).example == ("saved", 2)
    assert fates_of(other, base, customers).example == ("saved", 4)
    risen, lost = BASE.copy(), BASE.copy()
    risen["tier"][2] = ENGAGED
    lost["status"][2] = FORMER
    assert fates_of(base, ends_of(lost), customers).example == ("lost", 3)
    assert fates_of(base, ends_of(risen), customers).example == ("up", 3)
    assert fates_of(ends_of(risen), base, customers).example == ("down", 3)
    assert fates_of(base, base, customers).example is None
