"""What holds of complaining: where people start, where they go when nobody listens, and what it costs them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import failure, joining, noted
from simulator.customer.state import PROSPECT
from tests.customer import people

anybody = settings(deadline=None, derandomize=True, max_examples=150)

CHANNEL = st.fixed_dictionaries(
    {"reach": st.sampled_from([0.0, 0.5, 1.0]), "effort": st.floats(0.0, 1.0), "public": st.integers(0, 1)}
)


@anybody
@given(
    channels=st.lists(CHANNEL, min_size=1, max_size=8),
    preferred=st.integers(0, 7),
    asked_for=st.integers(-1, 7),
    unwanted=st.floats(0.0, 1.0),
    person=st.integers(0, 10_000),
)
def test_a_complaint_goes_upward_only_and_every_step_costs(
    channels: list[dict[str, float]], preferred: int, asked_for: int, unwanted: float, person: int
) -> None:
    last = len(channels) - 1
    c = people.customer(preferred_channel=min(preferred, last))
    now = people.circumstances(
        psychology={"unwanted_channel_effort": unwanted},
        touchpoint={"complaint_channel": min(asked_for, last)},
        channels=[{"stream": np.uint64(place)} | each for place, each in enumerate(channels)],
    )
    seen = people.counters(now)
    heard = failure.complain(c, person, now, now.touchpoints[0], 0, seen)
    first = c.preferred_channel if asked_for < 0 else min(asked_for, last)
    tried = range(first, (last if heard < 0 else heard) + 1)
    assert heard < 0 or first <= heard <= last
    assert seen.channels[0, :, noted.TRIED].tolist() == [int(place in tried) for place in range(last + 1)]
    assert seen.channels[0, :, noted.HEARD].tolist() == [int(place == heard) for place in range(last + 1)]
    costs = [channels[place]["effort"] + (0.0 if place == c.preferred_channel else unwanted) for place in tried]
    assert c.case_effort == pytest.approx(sum(costs))
    assert seen.public[noted.PUBLIC_VOICES] == sum(channels[place]["public"] for place in tried)
    for place in tried:
        reach = channels[place]["reach"]
        assert reach != 1.0 or place == heard
        assert reach != 0.0 or place != heard


@anybody
@given(weights=st.lists(st.one_of(st.just(0.0), st.floats(0.001, 1000.0)), min_size=1, max_size=8))
def test_each_channel_is_preferred_in_proportion_to_its_weight(weights: list[float]) -> None:
    now = people.circumstances(channels=[{"preference": weight} for weight in weights])
    total = sum(weights)
    if total == 0.0:
        assert {joining.preferred_channel(now, luck) for luck in (1e-9, 0.5, 1.0 - 1e-9)} == {0}
        return
    begins = 0.0
    for place, weight in enumerate(weights):
        for part in (0.001, 0.5, 0.999):
            if weight > 0.0:
                assert joining.preferred_channel(now, (begins + part * weight) / total) == place
        begins += weight


def test_people_who_join_prefer_channels_as_people_at_large_do() -> None:
    weights = [1.0, 0.0, 3.0]
    now = people.circumstances(channels=[{"preference": weight} for weight in weights])
    counts = np.zeros(3)
    for person in range(600):
        c = people.customer(status=PROSPECT)
        joining.join(c, person, now)
        counts[c.preferred_channel] += 1
    assert counts / 600 == pytest.approx(np.array(weights) / 4.0, abs=0.06)
