"""The pictures of the lab are stacked and coloured as all others."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from simulator.lab.drawing import areas
from simulator.lessons.words import PART
from simulator.report.colours import STACK

SHARES = np.array([[0.30, 0.25, 0.20, 0.15, 0.06, 0.04], [0.05, 0.10, 0.20, 0.25, 0.15, 0.25]])


def test_the_engaged_stand_on_firm_ground_and_who_left_is_at_the_top() -> None:
    picture = areas(SHARES, "", "nl")
    heights = {}
    for part, points in re.findall(r'<polygon class="tier (\w+)" points="([^"]+)"', picture):
        heights[part] = [float(point.split(",")[1]) for point in points.split()]
    assert tuple(heights) == STACK == ("engaged", "loyal", "satisfied", "indifferent", "overdrawn", "left")
    # Heights count downwards: each lies right on the one before it, from the foot to the top.
    last = {part: found[1:3] for part, found in heights.items()}
    for below, above in pairwise(STACK):
        assert last[above][1] == last[below][0]
    assert last["engaged"][1] == max(max(found) for found in heights.values())
    tall = last["engaged"][1] - last["left"][0]
    for place, part in enumerate(PART):
        assert abs((last[part][1] - last[part][0]) / tall - SHARES[1, place]) < 0.002
        assert f"{PART[part].nl} {SHARES[1, place] * 100:.0f}</text>" in picture
