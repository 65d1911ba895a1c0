"""What holds of talk, of the reputation and of the example that leavers set, for anybody and under any parameters."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import decision, joining, memory, relationship, talk, week
from simulator.customer.state import ENGAGED, INDIFFERENT, LOYAL, PROSPECT, SATISFIED
from tests.customer import people
from tests.customer.strategies import SHARE, customers, psychologies

anybody = settings(deadline=None, derandomize=True, max_examples=100)

MEMORIES = ("memory_peak", "memory_end", "memory_mean")
HEARD = st.floats(-500.0, 500.0)
TONE = st.floats(-1.0, 1.0)


# Who talks ----------------------------------------------------------------------------------------------------------


@anybody
@given(c=customers(*MEMORIES, "identification"), p=psychologies("tone_half", "tone_identification"), more=SHARE)
def test_the_tone_is_that_of_the_memory_and_of_the_bond(c: SimpleNamespace, p: SimpleNamespace, more: float) -> None:
    sound = talk.tone(c, p)
    felt = memory.remembered(c, p) + p.tone_identification * c.identification
    assert -1.0 <= sound <= 1.0
    assert talk.tone(people.changed(c, {"identification": c.identification + more}), p) >= sound
    assert (sound > 0.0) == (felt > 0.0)
    assert (sound < 0.0) == (felt < 0.0)


@anybody
@given(
    c=customers("stirred", "identification", "talkativeness", "tier"),
    p=psychologies("talk_base", "talk_stirred", "talk_identification", "talk_engaged"),
)
def test_feelings_for_and_against_make_people_talk_as_far_as_they_are_talkers(
    c: SimpleNamespace, p: SimpleNamespace
) -> None:
    rate = talk.talk_rate(c, p)
    assert rate >= 0.0
    assert rate == talk.talk_rate(people.changed(c, {"identification": -c.identification}), p)
    assert rate <= talk.talk_rate(people.changed(c, {"stirred": c.stirred + 1.0}), p)
    assert rate <= talk.talk_rate(people.changed(c, {"tier": ENGAGED}), p)
    assert talk.talk_rate(people.changed(c, {"talkativeness": 0.0}), p) == 0.0


def test_some_fans_are_quiet_and_most_are_not() -> None:
    """Of fans alike in all but talkativeness some talk once a quarter at most, most more than people without a bond."""
    now = people.circumstances(psychology={"talkativeness_spread": 0.6})
    fans = [people.customer(status=PROSPECT) for _ in range(300)]
    for person, fan in enumerate(fans):
        joining.join(fan, person, now)
        fan.tier, fan.identification, fan.stirred = ENGAGED, 0.5, 0.3
    ordinary = talk.talk_rate(people.customer(), now.psychology)
    rates = np.array([talk.talk_rate(fan, now.psychology) for fan in fans])
    assert 0.05 < np.mean(rates < 1 / 13) < 0.5
    assert np.mean(rates > ordinary) > 0.95
    assert len({relationship.relevance(fan) for fan in fans}) == 1, "they are fans alike"


@pytest.mark.parametrize("taken_by_life", [0.0, 0.0004, 0.1, 0.9, 1.0])
def test_who_stays_talks_with_the_same_luck_as_if_life_took_nobody(taken_by_life: float) -> None:
    words = np.linspace(0, 2**32 - 1, 2000).astype(np.uint64)
    left = np.array([week.luck_left(taken_by_life, word) for word in words])
    assert np.mean(left > 0.0) == pytest.approx(1.0 - taken_by_life, abs=0.002)
    staying = left[left > 0.0]
    assert (staying < 1.0).all()
    if taken_by_life < 1.0:
        quantiles = np.quantile(staying, [0.1, 0.5, 0.9])
        assert quantiles == pytest.approx([0.1, 0.5, 0.9], abs=0.01)


@anybody
@given(
    c=customers(*MEMORIES, "stirred", "talkativeness"), luck=st.floats(1e-9, 1.0), public_share=st.sampled_from([0, 1])
)
def test_what_is_said_is_said_once_and_lies_on_the_scale(c: SimpleNamespace, luck: float, public_share: float) -> None:
    now = people.circumstances(psychology={"public_share": public_share}, world={"network": 1})
    letters, seen = people.letters(persons=3), people.counters(now)
    talk.speak(c, 1, now, luck, letters, seen)
    talks = int(seen.customers.sum()) - int(seen.public[0])  # a public talk is a talk and a review
    assert talks == int(letters.said[1] != 0) == int((letters.said != 0).sum())
    assert abs(int(letters.said[1])) <= 100
    assert int(seen.public[0]) == talks * public_share


# Who hears ----------------------------------------------------------------------------------------------------------


@anybody
@given(c=customers("identification"), p=psychologies("talk_pull", "bad_talk_weight"), one=HEARD, other=HEARD)
def test_hearing_more_praise_never_leaves_less_identification(
    c: SimpleNamespace, p: SimpleNamespace, one: float, other: float
) -> None:
    worse, better = (people.changed(c, {}) for _ in range(2))
    talk.listen(worse, p, min(one, other))
    talk.listen(better, p, max(one, other))
    assert -1.0 <= worse.identification <= better.identification + 1e-12
    assert better.identification <= 1.0 + 1e-12


@anybody
@given(
    c=customers("identification"),
    p=psychologies("talk_pull", "bad_talk_weight"),
    sizes=st.lists(st.floats(0.0, 50.0), min_size=1, max_size=6),
    sign=st.sampled_from([1.0, -1.0]),
)
def test_a_talk_after_the_other_moves_as_much_as_all_at_once(
    c: SimpleNamespace, p: SimpleNamespace, sizes: list[float], sign: float
) -> None:
    """So it makes no difference into how many weeks what is heard is cut, nor in which order it comes."""
    at_once = people.changed(c, {})
    talk.listen(at_once, p, sign * sum(sizes))
    for size in sizes:
        talk.listen(c, p, sign * size)
    assert c.identification == pytest.approx(at_once.identification, abs=1e-9)


@anybody
@given(
    start=customers("identification"),
    p=psychologies("talk_pull", "bad_talk_weight", "reputation_pull"),
    advertising=st.floats(0.0, 0.1),
    heard=st.lists(st.tuples(TONE, HEARD), max_size=30),
)
def test_whatever_is_heard_identification_stays_on_its_scale(
    start: SimpleNamespace, p: SimpleNamespace, advertising: float, heard: list[tuple[float, float]]
) -> None:
    c = people.person(identification=start.identification)
    world = people.circumstances(world={"advertising": advertising}).world
    for reputation, tones in heard:
        talk.listen(c, p, tones)
        assert -1.0 <= c.identification <= 1.0
        before = c.identification
        relationship.hear_the_public(c, p, world, SimpleNamespace(reputation=reputation))
        assert -1.0 <= c.identification <= 1.0
        assert reputation < 0.0 or c.identification >= before


# Reputation ---------------------------------------------------------------------------------------------------------


@anybody
@given(
    p=psychologies("reputation_step", "reputation_kept"),
    reputation=TONE,
    voices=st.integers(0, 10_000),
    mean_tone=st.floats(-5.0, 1.0),
    members=st.integers(0, 10_000),
)
def test_the_reputation_moves_towards_what_is_said_and_never_beyond(
    p: SimpleNamespace, reputation: float, voices: int, mean_tone: float, members: int
) -> None:
    """Also where public complaints sound worse than any review: what is said counts as -1 at most."""
    after = talk.reputation_after(p, reputation, voices, mean_tone * voices, members)
    kept, said = reputation * p.reputation_kept, max(mean_tone, -1.0)
    low, high = (kept, kept) if voices == 0 else (min(kept, said), max(kept, said))
    assert low - 1e-12 <= after <= high + 1e-12
    assert -1.0 <= after <= 1.0


def test_a_complaint_that_sounds_worse_than_a_review_drowns_several_of_them() -> None:
    """One public complaint and four warm reviews: as bad as a review it is outvoted, five times as bad it prevails."""
    p = people.psychology(reputation_step=15.0, reputation_kept=1.0)
    reputations = [talk.reputation_after(p, 0.0, 5, 4.0 - harm, 1000) for harm in (1.0, 5.0)]
    assert reputations[0] > 0.0 > reputations[1]


# The example of leavers ---------------------------------------------------------------------------------------------


@anybody
@given(
    c=customers("balance", "habit", "identification", "stay_base", "unsettled"),
    p=psychologies("contagion"),
    more=st.floats(0.1, 10.0),
)
def test_departures_lower_the_inclination_to_stay_and_less_for_the_loyal(
    c: SimpleNamespace, p: SimpleNamespace, more: float
) -> None:
    def lowered(tier: int) -> float:
        calm, restless = (people.changed(c, {"tier": tier, "unsettled": c.unsettled + extra}) for extra in (0.0, more))
        return decision.inclination(calm, p, 0.0) - decision.inclination(restless, p, 0.0)

    assert lowered(SATISFIED) == pytest.approx(p.contagion * more, abs=1e-9)
    assert lowered(SATISFIED) >= lowered(LOYAL) >= lowered(ENGAGED) >= 0.0
    assert p.contagion < 1e-6 or lowered(INDIFFERENT) > lowered(LOYAL)


def test_the_departure_of_one_like_them_weighs_most_at_first_and_is_forgotten_in_half_a_year() -> None:
    """Of a contact of the same segment, without a shield: more than the 1.8 of the average contact, which P04 holds."""
    p = people.psychology()
    c = people.customer(stay_base=1.1, tier=SATISFIED, unsettled=1.0)
    calm = decision.leave_probability(people.customer(stay_base=1.1), p, 0.0, 1.0)
    ratios = []
    for _ in range(26):
        memory.forget(c, p, 1)
        ratios.append(decision.leave_probability(c, p, 0.0, 1.0) / calm)
    assert 1.8 < np.mean(ratios[:4]) < 2.7
    assert all(later < earlier for earlier, later in pairwise(ratios))
    assert ratios[-1] < 1.2
