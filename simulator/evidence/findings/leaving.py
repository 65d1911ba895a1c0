"""What holds those who feel bound, and what one severe failure costs against many delights (P14, E05)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer.state import CUSTOMER, FORMER
from simulator.evidence.finding import ABOVE_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Figures, Laboratory
from simulator.population.asking import inclinations
from simulator.population.population import Population

YEAR = 52
DISASTER = {"mean": 2.0, "spread": 0.0}
"""By the scale of failures 0.5 is a broken promise, 1 a bad day, 2 or more a disaster."""


def gone_by(rows: np.ndarray, week: int) -> np.ndarray:
    """Return who has left by the end of a week."""
    return np.asarray((rows["status"] == FORMER) & (rows["left_week"] <= week))


# --- P14: what satisfaction and what identification hold ---

SILENCE = 43
"""Weeks of the study, in which here nothing happens at all."""
IDENTIFIED = 0.8
"""Identification of one group; the other one's balance holds as much."""


def two_roads(lab: Laboratory) -> Outcome:
    """Make two groups equally loyal, by the account or by identification, and let time pass (P14)."""
    quiet = lab.scenario(
        weeks=SILENCE + 1,
        touchpoints=[{"name": "visit", "contacts_per_week": 0.0}],
        relationship={"kind": "contract", "term_weeks": YEAR},
        # Life takes nobody in these weeks: the same people are compared at both ends.
        market={"involuntary_leaving_per_year": 0.0},
    )
    weeks = np.arange(SILENCE + 1)

    def held_by(road: str, replicate: int) -> np.ndarray:
        """Return by how much people are held above neutral in each week."""
        world = lab.live(quiet, replicate, until_week=1)
        neutral = inclinations(world)
        world.columns["identification"][:] = IDENTIFIED
        if road == "satisfaction":
            wanted = float((inclinations(world) - neutral).mean())
            world.columns["identification"][:] = 0.0
            world.columns["balance"][:] = balance_that_holds(world, wanted)
        held = [float((inclinations(world) - neutral).mean())]
        for week in range(2, SILENCE + 2):
            world.live(week)
            held.append(float((inclinations(world) - neutral).mean()))
        return np.array(held)

    def one(replicate: int) -> Figures:
        figures: dict[str, Any] = {road: held_by(road, replicate) for road in ("satisfaction", "identification")}
        lost = {road: 1.0 - held[-1] / held[0] for road, held in figures.items()}
        ratio = lost["satisfaction"] / lost["identification"] if lost["identification"] != 0.0 else np.nan
        start = figures["satisfaction"][0] - figures["identification"][0]
        return {**figures, "start": start, "ratio": ratio}

    found = lab.each(one)
    curves = tuple(
        Curve(f"loyal through {road}", weeks, found.pop(road)) for road in ("satisfaction", "identification")
    )
    return Outcome(
        found, (Panel("What holds people when nothing happens", "weeks", "log odds of staying, above neutral", curves),)
    )


def balance_that_holds(world: Population, wanted: float) -> float:
    """Return the balance that holds a customer by so many log odds of staying a year."""
    from scipy.optimize import brentq  # a heavy import, and only needed here

    before = world.columns["balance"].copy()
    plain = inclinations(world)

    def short_of(balance: float) -> float:
        world.columns["balance"][:] = balance
        return float((inclinations(world) - plain).mean()) - wanted

    try:
        return float(brentq(short_of, 0.0, 20.0, xtol=1e-6))
    except ValueError:
        return 0.0  # with the hold of the account off no balance holds
    finally:
        world.columns["balance"][:] = before


# --- E05: one severe failure, ten strong delights ---

DELIGHTS = 10
SETTLED = 2 * YEAR
"""Weeks with the firm before anything is compared."""


def one_against_ten(lab: Laboratory) -> Outcome:
    """Give settled customers ten strong delights, or one severe failure, and compare what they do (E05)."""
    delight = {part: {"mean": 1.0, "sd": 0.0} for part in ("success", "ease", "emotion")} | {"ending": 1.0}
    last = SETTLED + DELIGHTS
    arms: dict[str, list[dict[str, Any]]] = {
        "calm": [],
        "ten": [{"name": "delight", "week": SETTLED + 1, "weeks": DELIGHTS, "experience": delight}],
        "one": [{"name": "failure", "week": last, "severity": DISASTER}],
    }

    def one(replicate: int) -> Figures:
        account, gone, climbed = {}, {}, [0.0]
        for arm, incidents in arms.items():
            firm = lab.library("ordinary-firm", warm_up_weeks=0, weeks=last + YEAR, incidents=incidents)
            world = lab.live(firm, replicate, until_week=1)
            if arm == "calm":
                for week in range(1, SETTLED + 1):
                    world.live(week)
                    climbed.append(float(world.columns["balance"][world.columns["status"] == CUSTOMER].mean()))
            world.live(SETTLED)
            there = world.columns["status"] == CUSTOMER
            world.live(last)
            account[arm] = np.where(world.columns["status"] == CUSTOMER, world.columns["balance"], np.nan)
            world.live()
            gone[arm] = 100.0 * np.mean(gone_by(world.columns.rows, last + YEAR)[there])
        taken = float(np.nanmean(account["calm"] - account["one"]))
        brought = float(np.nanmean(account["ten"] - account["calm"]))
        reached = np.flatnonzero(np.array(climbed) >= taken)
        return {
            "gone": np.array([gone["ten"], gone["calm"], gone["one"]]),
            "cost": gone["one"] - gone["calm"],
            "more": (gone["one"] - gone["calm"]) - (gone["calm"] - gone["ten"]),
            "weeks up": float(reached[0]) if len(reached) else float(SETTLED),
            "account": taken / brought if brought != 0.0 else np.nan,
            "climbed": np.array(climbed),
            "taken": taken,
        }

    found = lab.each(one)
    taken = float(found.pop("taken").mean())
    arms_shown = ("ten strong delights", "neither", "one severe failure")
    panels = (
        Panel(
            "Customers lost, from the settled to a year after",
            "what happened",
            "percent gone",
            (Curve("simulated", arms_shown, found.pop("gone")),),
            shape="bars",
        ),
        Panel(
            "Weeks up: the account of newcomers at an ordinary firm",
            "weeks with the firm",
            "balance, mean of those who are there",
            (Curve("everyday experience", np.arange(SETTLED + 1), found.pop("climbed")),),
            marks={"what one failure takes in one week": taken},
        ),
    )
    return Outcome(found, panels)


FINDINGS = (
    Finding(
        code="P14",
        name="two-roads-to-loyalty",
        title="Loyalty from satisfaction fades faster than loyalty from identification",
        done=(
            "New customers are given either a balance or an identification that holds them equally, and then nothing "
            "happens for 43 weeks. Loyalty is the log odds of staying above those of the same customer without "
            "either; its slope is the share that is lost."
        ),
        source="Haumann, Quaiser, Wieseke & Rese 2014, Journal of Marketing 78(6): nine waves in 43 weeks, n = 6,930",
        certainty="direction read in the abstract; growth slopes are not known; grade B+",
        checks=(
            Check(
                "ratio",
                "share of loyalty lost in 43 weeks: from satisfaction over from identification",
                Band(low=1.5),
                published="above 1; its size is not known",
                gone=Band(high=1.0),
            ),
            Check(
                "start",
                "difference of the two groups at the start, in log odds",
                Band(-0.01, 0.01),
                published="equal, as the experiment demands",
            ),
        ),
        experiment=two_roads,
        mechanisms=("forgetting",),
    ),
    Finding(
        code="E05",
        name="one-against-ten",
        title="One severe failure costs more customers than ten strong delights keep; weeks up, one week down",
        done=(
            "Customers of two years with an ordinary firm meet ten strong delights in ten weeks, or one disaster in "
            "the last of them, or neither. Counted are those who are gone a year later. The way up is that of the same "
            "people as newcomers: weeks until everyday experience had brought what the disaster takes in one; where "
            "two years do not, they count as 104."
        ),
        source="the model's own promise (section 9, 5)",
        certainty="a claim, not a measured figure: bands are proposed",
        checks=(
            Check(
                "more",
                "percent lost by one failure less percent kept by ten delights",
                ABOVE_ZERO,
                "more",
                gone=Band(-2.0, 2.0),
            ),
            Check("cost", "percent lost by one failure", ABOVE_ZERO, "above 0"),
            Check("weeks up", "weeks to bring what one week takes", Band(low=10.0), "many"),
        ),
        experiment=one_against_ten,
        mechanisms=("hold_of_the_account", "stopping_to_think", "identification", "grudges", "walking_out"),
        note=(
            "In the account itself one disaster takes only about half of what ten delights bring: a delight is the "
            "account's unit and a loss weighs about twice a gain (P02), so that one cannot undo ten. It is in what "
            "people do that it costs more: what holds saturates, what drives away less so, and a failure breaks habit."
        ),
    ),
)
