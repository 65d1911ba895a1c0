"""One failure and what follows, in customers with a history: what the findings on recovery and complaining share.

A history is lived once and handed to every arm: the same persons, with the same luck from then on, so that what
differs between two arms is what was done in them and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from simulator.customer.state import CUSTOMER, LEAVING
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import memories, talk_rates, tones
from simulator.population.population import Population
from simulator.scenario.reading import read_scenario
from simulator.scenario.writing import values_of

MILD, SEVERE = 0.4, 1.5
"""Below a broken promise (0.5), and between a bad day (1) and a disaster (2), as the schema has it."""

HISTORY_WEEKS = 78
"""People join in the first year of it, so that on average they have been customers for a year when it ends."""

KNOWN_WEEKS = 26
"""Who has been a customer for less than half a year has no history to speak of, and is left out."""

EARLIER_WEEK = -25
"""Half a year before the failure that is looked at, which comes in week 1."""

WHO = (
    "Customers of the library's ordinary firm, who have been there for a year or so without a failure, are failed in "
    "one week; their doubles, with the same luck, are not. "
)
"""How the findings on recovery say what was done."""
ACCOUNT = (
    "Satisfaction is the account, the sum of all experiences, at the end of that week: it is what the tiers call "
    "satisfied."
)
"""How they say what is looked at."""

Complaining = Literal["all", "nobody", "by choice"]
"""Who complains: as the protocol decides, or by the rule."""


@dataclass(frozen=True)
class Answer:
    """How a complaint is answered, alike for everybody: redress as a share of the price, ease, empathy, and when."""

    redress: float
    ease: float
    empathy: float
    weeks: int = 0

    def as_asked(self) -> dict[str, object]:
        """Return it as a scenario says it."""
        return {
            "answer_weeks": self.weeks,
            "solved_probability": 1.0,
            "redress": {"mean": self.redress, "sd": 0.0},
            "ease": {"mean": self.ease, "sd": 0.0},
            "empathy": {"mean": self.empathy, "sd": 0.0},
            "hero_probability": 0.0,
        }


EXCELLENT = Answer(1.2, 0.6, 0.8)
"""More than was lost, with hardly any trouble, by somebody who is truly sorry, at once."""
POOR = Answer(0.0, -0.3, -0.2)
"""Nothing made good, after some trouble, coolly."""


@dataclass(frozen=True)
class Failing:
    """A failure for everybody, and how complaints about it are answered."""

    severity: float
    answer: Answer | None = None
    week: int = 1
    cause: Mapping[str, float] | None = None
    """Shares of stable and of controllable causes, where the schema knows causes."""

    def as_asked(self) -> dict[str, object]:
        """Return it as an incident of a scenario."""
        asked: dict[str, object] = {
            "name": f"failure of week {self.week}",
            "week": self.week,
            "severity": {"mean": self.severity, "spread": 0.0},
        }
        if self.answer is not None:
            asked["recovery"] = self.answer.as_asked()
        if self.cause is not None:
            asked["cause"] = dict(self.cause)
        return asked


@dataclass(frozen=True)
class Firm:
    """The ordinary firm of the library, seen customer by customer.

    Nothing goes wrong by itself, so that a failure is the first, and nobody hears of the others: a failure that met
    all at once would be a scandal, and what is meant is one customer's bad luck.
    """

    lab: Laboratory
    asked: Mapping[str, Any]
    """What the scenario of the library says of the firm and its market."""

    @classmethod
    def of(cls, lab: Laboratory) -> Firm:
        """Return the firm of a laboratory."""
        asked = values_of(read_scenario("ordinary-firm"))
        firm = {key: asked[key] for key in ("relationship", "programmes", "brand")}
        market = {**asked["market"], "word_of_mouth": {"network": "none"}}
        touchpoints = [{**each, "failure": {"probability": 0.0}} for each in asked["touchpoints"]]
        return cls(lab, {**firm, "market": market, "touchpoints": touchpoints})

    def history(self, replicate: int, *earlier: Failing) -> np.ndarray:
        """Return the customers after a year or so, at the end of week 0; `earlier` failures were complained about."""
        return self._live(replicate, 1, earlier, "all", None, 0).columns.rows

    def after(
        self,
        history: np.ndarray,
        replicate: int,
        *failing: Failing,
        weeks: int = 1,
        until_week: int | None = None,
        complaining: Complaining | None = None,
    ) -> Population:
        """Return those customers some weeks on, after failures or none; by default at the end of all `weeks`.

        Where nothing is said of complaining, all do if there is an answer to come, and nobody if there is none.
        """
        said = complaining or ("all" if any(each.answer for each in failing) else "nobody")
        return self._live(replicate, weeks, failing, said, history, until_week)

    def _live(
        self,
        replicate: int,
        weeks: int,
        failing: tuple[Failing, ...],
        complaining: Complaining,
        history: np.ndarray | None,
        until_week: int | None,
    ) -> Population:
        scenario = self.lab.scenario(
            **self.asked,
            weeks=weeks,
            warm_up_weeks=HISTORY_WEEKS,
            recovery={"channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}]},
            incidents=[each.as_asked() for each in failing],
            mechanisms={"reputation": False},
            psychology=as_told(complaining),
        )

        def prepare(population: Population) -> None:
            if history is not None:
                population.columns.rows[:] = history
                population.week = 0

        return self.lab.live(scenario, replicate, until_week, prepare)


def as_told(complaining: Complaining) -> dict[str, float]:
    """Return the psychology of a protocol that decides who complains: neither severity nor trust then has a say."""
    if complaining == "by choice":
        return {}
    return {"voice_base": 15.0 if complaining == "all" else -15.0, "voice_severity": 0.0, "voice_trust": 0.0}


def known(history: np.ndarray) -> np.ndarray:
    """Return who is a customer and has been one for half a year: those who are looked at."""
    return np.asarray((history["status"] == CUSTOMER) & (history["joined_week"] <= -KNOWN_WEEKS))


def standardised(difference: np.ndarray, control: np.ndarray) -> float:
    """Return Cohen's d: a mean difference in standard deviations between the customers of the control.

    Example:
        >>> standardised(np.array([0.5, 0.5]), np.array([-1.0, 1.0]))
        0.5
    """
    spread = float(np.std(control))
    return float(np.mean(difference)) / spread if spread > 0.0 else 0.0


@dataclass(frozen=True)
class Talk:
    """What each person says in a week, as the rule has it."""

    memory: np.ndarray
    """The experience as remembered."""
    good: np.ndarray
    """Talks a week to be expected that are warm."""
    bad: np.ndarray


def talk_of(population: Population) -> Talk:
    """Return what each person remembers and says, as things stand now; who is no customer says nothing."""
    status = population.columns.rows["status"]
    sound, rate = tones(population), talk_rates(population)
    rate[(status != CUSTOMER) & (status != LEAVING)] = 0.0
    return Talk(memories(population), np.where(sound > 0.0, rate, 0.0), np.where(sound < 0.0, rate, 0.0))
