"""One customer's life lived once more, alone and watched: every event in order, with what it did to the account.

Nobody's luck depends on anybody else, so a customer can be relived without the others. The week is the very same
`live_week`, in plain Python; who watches stands where the counters are, and where the account is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.experience import deposit
from simulator.customer.joining import settle
from simulator.customer.noted import Noted
from simulator.customer.recovery import deposit_of_recovery
from simulator.customer.state import COLUMNS, INDIFFERENT, PROSPECT, REASONS, TIERS, new_rows
from simulator.population.plain import PlainWeek
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

JOINED = "joined"
FLAT = "flat contact"
DEPOSIT = "deposit"
WITHDRAWAL = "withdrawal"
DELIGHT = "delight"
FAILURE = "failure"
COMPLAINT = "complaint"
UNHEARD = "complaint unheard"
RECOVERED_WELL = "recovered well"
RECOVERED_POORLY = "recovered poorly"
WALK_OUT = "walk-out"
CONTRIBUTION = "contribution"
TIER_CHANGE = "tier change"
LEFT = "left"


@dataclass(frozen=True)
class Moment:
    """One thing that happened; `touchpoint` is its number, `surprise` not a number where nothing was judged."""

    week: int
    what: str
    balance: float
    touchpoint: int | None = None
    surprise: float = math.nan
    amount: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class WeekEnd:
    """A week of the account: `before + deposited + withdrawn + faded` is `balance`."""

    week: int
    before: float
    deposited: float
    withdrawn: float
    faded: float
    balance: float
    trust: float
    habit: float
    tier: str


@dataclass(frozen=True)
class Relived:
    """The life of the last person who held an account; those before were replaced in the warm-up."""

    row: np.ndarray
    """The customer as they are at the end: one row, to the last bit as in the whole population."""
    moments: tuple[Moment, ...]
    weeks: tuple[WeekEnd, ...]
    predecessors: int


def relive(scenario: Scenario, person: int, replicate: int = 0) -> Relived:
    """Live the whole story of the person with this number, counted from 0, without anybody else.

    Example:
        >>> shop = Scenario(name="Shop", weeks=4, customers=10, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> relive(shop, 9).moments[0].what
        'joined'
    """
    alone = Population(scenario.model_copy(update={"customers": 1}), replicate)
    watched = _Watched()
    key = PlainWeek(alone, alone.timeline.first_week).now.key
    shares = np.cumsum([segment.share for segment in scenario.segments])
    settle(watched, person, shares, alone.timeline.first_week, alone.first_joining_weeks, key)
    for week in range(alone.timeline.first_week, scenario.weeks + 1):
        plain = PlainWeek(alone, week, watched.seen)
        watched.begin(plain)
        plain.live(watched, person)
        watched.end()
    return Relived(watched.rows, tuple(watched.moments), tuple(watched.weeks), watched.predecessors)


class _Counter:
    """Stands where an array of counts would: always zero, and tells what is added where."""

    def __init__(self, tell: Callable[[Any], None]) -> None:
        self._tell = tell

    def __getitem__(self, at: Any) -> int:
        return 0

    def __setitem__(self, at: Any, count: int) -> None:
        self._tell(at)


class _Watched:
    """A customer whose columns are attributes, stored as the column stores them; notes whatever happens."""

    def __init__(self) -> None:
        self.rows = new_rows(1)
        self.moments: list[Moment] = []
        self.weeks: list[WeekEnd] = []
        self.predecessors = 0
        nothing = _Counter(lambda at: None)
        watching = {
            "touchpoints": _Counter(self._at_touchpoint),
            "customers": _Counter(self._of_customer),
            "moves": _Counter(self._moved),
        }
        self.seen = Noted(**{name: watching.get(name, nothing) for name in Noted._fields})
        self._clear()

    def __getattr__(self, name: str) -> Any:
        if name not in _NAMES:
            raise AttributeError(name)
        return self.rows[name].item(0)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _NAMES:
            super().__setattr__(name, value)
            return
        before = self.balance
        self.rows[name][0] = value
        if name == "balance":
            self._written(self.balance - before)

    # The doors of the rule ---------------------------------------------------------------------------------------

    def feel(self, surprise: float) -> float:
        self._surprise, self._is_felt = float(surprise), True
        return deposit(self, self._now.psychology, surprise)

    def feel_recovery(self, surprise: float, severity: float) -> float:
        self._surprise, self._is_felt = float(surprise), True
        return deposit_of_recovery(self, self._now.psychology, surprise, severity)

    # A week ------------------------------------------------------------------------------------------------------

    def begin(self, plain: PlainWeek) -> None:
        """Look at what there is before the week."""
        self._clear()
        self._now, self._week = plain.now, plain.week
        self._starts_afresh = self.status == PROSPECT
        self._before: float = 0.0 if self._starts_afresh else self.balance
        self._tier_before: int = INDIFFERENT if self._starts_afresh else self.tier

    def end(self) -> None:
        """Close the week; who left in the warm-up has a successor, whose account is another one."""
        if self._has_left and self.status == PROSPECT:
            self.moments.clear()
            self.weeks.clear()
            self.predecessors += 1
        elif self._has_lived:
            amounts = [moment.amount for moment in self.moments if moment.week == self._week]
            self.weeks.append(
                WeekEnd(
                    week=self._week,
                    before=self._before,
                    deposited=math.fsum(amount for amount in amounts if amount > 0.0),
                    withdrawn=math.fsum(amount for amount in amounts if amount < 0.0),
                    faded=self._faded,
                    balance=self.balance,
                    trust=self.trust,
                    habit=self.habit,
                    tier=TIERS[self.tier],
                )
            )

    def _clear(self) -> None:
        self._is_felt = self._has_left = self._has_lived = False
        self._faded = self._amount = 0.0
        self._kind, self._surprise = "", math.nan

    # What is noted -----------------------------------------------------------------------------------------------

    def _written(self, change: float) -> None:
        """The account was written: as it was opened, by an experience, or by time."""
        if self._starts_afresh:
            self._starts_afresh = False
            self._note(JOINED)
        elif self._is_felt:
            self._amount, self._is_felt = change, False
        else:
            self._faded += change

    def _at_touchpoint(self, at: tuple[int, int, int]) -> None:
        _, index, what = at
        if what == noted.CONTACT:
            self._kind, self._surprise, self._amount = "", math.nan, 0.0
        elif what in _KINDS:
            self._kind = _KINDS[what]
        elif what == noted.FLAT:
            self._note(FLAT, index)
        elif what == noted.COMPLAINT:
            self._note(COMPLAINT, index)
        elif what == noted.UNHEARD:
            self.moments[-1] = replace(self.moments[-1], what=UNHEARD)
        elif what in _AMOUNTS:
            self._note(self._kind or _AMOUNTS[what], index, self._surprise, self._amount)

    def _of_customer(self, at: tuple[int, int]) -> None:
        if at[1] == noted.CONTRIBUTIONS:
            self._note(CONTRIBUTION)
        elif at[1] == noted.WALK_OUTS:
            self._note(WALK_OUT, note="gives notice")

    def _moved(self, at: tuple[int, int, int]) -> None:
        self._has_lived = True
        self._has_left = at[2] == noted.LEFT
        if self._has_left:
            self._note(LEFT, note=f"{REASONS[self.root_cause]}; said {REASONS[self.stated_reason]}")
        elif self.tier != self._tier_before:
            self._note(TIER_CHANGE, note=f"{TIERS[self._tier_before]} to {TIERS[self.tier]}")

    def _note(
        self, what: str, touchpoint: int | None = None, surprise: float = math.nan, amount: float = 0.0, note: str = ""
    ) -> None:
        self.moments.append(Moment(self._week, what, self.balance, touchpoint, surprise, amount, note))


_NAMES = frozenset(column.name for column in COLUMNS)
_KINDS = {
    noted.DELIGHT: DELIGHT,
    noted.FAILURE: FAILURE,
    noted.RECOVERED_WELL: RECOVERED_WELL,
    noted.RECOVERED_POORLY: RECOVERED_POORLY,
}
_AMOUNTS = {
    noted.DEPOSITED: DEPOSIT,
    noted.WITHDRAWN: WITHDRAWAL,
    noted.RECOVERY_DEPOSITED: DEPOSIT,
    noted.RECOVERY_WITHDRAWN: WITHDRAWAL,
}
