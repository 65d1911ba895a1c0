"""A customer who is watched: whatever the rule writes or counts of them becomes an event of their story."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from simulator.customer import noted
from simulator.customer.care import PARTICIPATION
from simulator.customer.experience import deposit
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.recovery import deposit_of_recovery
from simulator.customer.state import (
    COLUMNS,
    CUSTOMER,
    FROM_THE_START,
    LEAVING,
    PROSPECT,
    REASONS,
    STATUSES,
    TIERS,
    WAYS_IN,
    new_rows,
)
from simulator.customer.talk import tone
from simulator.customer.voices import DEPARTURE, Voices
from simulator.population.moments import (
    AS_LOGGED,
    COMPLAINT,
    CONTACT_LEFT,
    CONTRIBUTION,
    DELIGHT,
    DEPOSIT,
    FAILURE,
    FLAT,
    HEARD_BAD,
    HEARD_GOOD,
    INVITED,
    JOINED,
    LEFT,
    MISSED,
    PASSED_BY,
    RECEIVED,
    RECOVERED_POORLY,
    RECOVERED_WELL,
    REPUTATION,
    REPUTATION_MATTERS,
    SPOKE_BADLY,
    SPOKE_WELL,
    SURVEY,
    TIER_CHANGE,
    TOOK_PART,
    UNHEARD,
    WALK_OUT,
    WITHDRAWAL,
    WON_BACK,
    Moment,
    WeekEnd,
)
from simulator.population.standing_in import Box, Counter, Shown
from simulator.scenario.schema import Scenario


class Watched:
    """A customer whose columns are attributes, stored as the column stores them; notes whatever happens."""

    _fading: bool

    def __init__(self, scenario: Scenario) -> None:
        self.rows = new_rows(1)
        self.moments: list[Moment] = []
        self.weeks: list[WeekEnd] = []
        self.predecessors = 0
        alone = [incident.name for incident in scenario.incidents if incident.touchpoint is None]
        self._places = [*(touchpoint.name for touchpoint in scenario.touchpoints), *alone]
        those = [each for each in scenario.incidents if each.severity is not None or each.experience is not None]
        self._incidents = ["" if incident.touchpoint is None else incident.name for incident in those]
        """For each that reaches customers, what is to be told beside the place: its name, where it is not the place."""
        self._programmes = [programme.name for programme in scenario.programmes]
        self._channels = [channel.name for channel in scenario.recovery.channels]
        nothing = Counter(lambda at: None)
        watching = {
            "touchpoints": Counter(self._at_touchpoint),
            "customers": Counter(self._of_customer),
            "channels": Counter(self._at_channel),
            "programmes": Counter(self._of_programme),
            "surveys": Counter(self._asked),
            "public": Counter(self._in_public),
            "moves": Counter(self._moved),
        }
        self.seen = Noted(**{name: watching.get(name, nothing) for name in Noted._fields})
        self._boxes = (Box(self._heard_talk), Box(self._heard_of_departures), Box(self._heard_invitations))
        self.letters = Voices(*self._boxes, said=nothing, signals=nothing)
        self._pulled = 0.0
        self._settled, self._needs = 0, (0.0, 0.0, 0.0)
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
        elif name == "identification" and self._fading:
            # The first thing after forgetting: what the needs are now is no event's doing.
            self._fading, self._needs = False, self._needs_now()

    # The doors of the rule ---------------------------------------------------------------------------------------

    def feel(self, surprise: float) -> float:
        self._surprise, self._is_felt = float(surprise), True
        return deposit(self, self._now.psychology, surprise)

    def feel_recovery(self, surprise: float, severity: float) -> float:
        self._surprise, self._is_felt = float(surprise), True
        return deposit_of_recovery(self, self._now.psychology, surprise, severity)

    # A week ------------------------------------------------------------------------------------------------------

    def begin(self, now: Now, letters: Sequence[int]) -> Now:
        """Look at what there is before the week and return it as it is to be lived, so that what befalls is seen.

        `letters` are talk, departures and invitations.
        """
        self._clear()
        self._now = now
        for box, content in zip(self._boxes, letters, strict=True):
            box.content = content
        self._status, self._tier_before = self.status, self.tier
        self._before: float = self.balance
        self._identified: float = self.identification
        self._settled, self._needs = len(self.moments), self._needs_now()
        return now._replace(
            incidents=Shown(now.incidents, self._look_at_incident), events=Shown(now.events, self._look_at_record)
        )

    def end(self) -> None:
        """Close the week; who left in the warm-up has a successor, whose account is another one."""
        if self._has_left and self.status == PROSPECT:
            self.moments.clear()
            self.weeks.clear()
            self.predecessors += 1
            self._pulled = 0.0
            return
        if self._has_lived or self._is_outside:
            if not self._has_left:
                self._be_pulled()
            self._settle()
            self.weeks.append(self._week_end())

    def _week_end(self) -> WeekEnd:
        amounts = [moment.amount for moment in self.moments if moment.week == self._now.week]
        return WeekEnd(
            week=self._now.week,
            before=self._before,
            deposited=math.fsum(amount for amount in amounts if amount > 0.0),
            withdrawn=math.fsum(amount for amount in amounts if amount < 0.0),
            faded=self._faded,
            balance=self.balance,
            trust=self.trust,
            habit=self.habit,
            identification=self.identification,
            participation=self.participation,
            appreciation=self.appreciation,
            sensation=self.sensation,
            reputation=self._now.public.reputation,
            status=STATUSES[CUSTOMER] if self._has_lived else STATUSES[self._status],
            tier=TIERS[self.tier],
        )

    def _be_pulled(self) -> None:
        """Add up what the reputation did to identification; it comes last in a week, so it can be told from the end."""
        reputation = self._now.public.reputation
        pulled, end = self._now.psychology.reputation_pull * reputation, self.identification
        self._pulled += (
            pulled * (1.0 - end) / (1.0 - pulled) if pulled >= 0.0 else pulled * (1.0 + end) / (1.0 + pulled)
        )
        if abs(self._pulled) >= REPUTATION_MATTERS:
            self._note(REPUTATION, note=f"it is {reputation:+.2f}", identification=self._pulled)
            self._pulled = 0.0

    def _clear(self) -> None:
        self._is_felt = self._has_left = self._has_lived = self._is_outside = self._fading = self._by_hero = False
        self._may_take_part = False
        self._faded = self._amount = 0.0
        self._kind, self._surprise, self._answer = "", math.nan, ""
        self._at_hand = self._cause = ""

    def _needs_now(self) -> tuple[float, float, float]:
        return self.participation, self.appreciation, self.sensation

    def _settle(self) -> None:
        """Something is over: what it did to the needs belongs to the first that was noted of it."""
        needs = self._needs_now()
        if len(self.moments) > self._settled and needs != self._needs:
            self.moments[self._settled] = replace(self.moments[self._settled], needs=needs)
        self._settled, self._needs = len(self.moments), needs
        self._may_take_part = self._fading = False

    # What is noted -----------------------------------------------------------------------------------------------

    def _written(self, change: float) -> None:
        """The account was written: by an experience, or by time."""
        if self._is_felt:
            self._amount, self._is_felt = change, False
        else:
            self._settle()
            self._faded += change
            self._fading = True

    def _look_at_incident(self, number: int) -> None:
        self._at_hand = self._incidents[number]

    def _look_at_record(self, _: int) -> None:
        self._at_hand = AS_LOGGED

    def _at_touchpoint(self, at: tuple[int, int, int]) -> None:
        _, index, what = at
        where = self._places[index]
        if what == noted.CONTACT:
            self._settle()
            self._kind, self._surprise, self._amount = "", math.nan, 0.0
            self._cause = self._at_hand
        elif what in _KINDS:
            self._kind = _KINDS[what]
        elif what == noted.FLAT:
            self._note(FLAT, where, note=self._cause)
        elif what == noted.COMPLAINT:
            self._note(COMPLAINT, where)
        elif what == noted.UNHEARD:
            self.moments[-1] = replace(self.moments[-1], what=UNHEARD)
        elif what in _AMOUNTS:
            note = self._answer or self._cause
            self._note(self._kind or _AMOUNTS[what], where, self._surprise, self._amount, note)
            self._answer = ""

    def _at_channel(self, at: tuple[int, int, int]) -> None:
        _, index, what = at
        if what == noted.TRIED:
            channels = (*self.moments[-1].channels, self._channels[index])
            self.moments[-1] = replace(self.moments[-1], channels=channels, note=", then ".join(channels))

    def _of_customer(self, at: tuple[int, int]) -> None:
        what = at[1]
        if what >= noted.JOINED:
            self._came_in(what - noted.JOINED)
        elif what == noted.CONTRIBUTIONS:
            if not self._may_take_part:
                self._note(CONTRIBUTION)
        elif what in _CONTRIBUTED:
            self._add(_CONTRIBUTED[what])
        elif what == noted.REVIEWS:
            kind = "review" if self.moments[-1].what == CONTRIBUTION else "in public"
            self._add(f"{kind}, tone {tone(self, self._now.psychology):+.2f}")
        elif what in (noted.GOOD_TALKS, noted.BAD_TALKS):
            self._note(SPOKE_WELL if what == noted.GOOD_TALKS else SPOKE_BADLY)
        elif what == noted.PUBLIC_COMPLAINTS:
            self._add(f"{self.moments[-1].note}, for all to see")
        elif what == noted.WALK_OUTS:
            self._note(WALK_OUT, note="gives notice")
        elif what == noted.HEROES:
            self._by_hero = True
        elif what == noted.ANSWERS:
            self._settle()
            weeks = self.case_weeks
            self._answer = "at once" if weeks == 0 else f"after {weeks} week{'' if weeks == 1 else 's'}"
            self._answer += ", by a hero" if self._by_hero else ""
            self._by_hero = False

    def _came_in(self, way: int) -> None:
        self._faded, self._fading, self._needs = 0.0, False, self._needs_now()
        if WAYS_IN[way] == WON_BACK:
            self._note(WON_BACK)
        else:
            if way == FROM_THE_START:
                self.moments.clear()  # what lay in the letterbox before moved nobody: they start without any opinion
            self._before, self._tier_before = 0.0, self.tier
            self._settled = len(self.moments)
            self._note(JOINED, note="" if way == FROM_THE_START else WAYS_IN[way])

    def _of_programme(self, at: tuple[int, int, int]) -> None:
        _, index, what = at
        where = self._programmes[index]
        if what == noted.OFFERED:
            self._settle()
            self._kind = RECEIVED
            if self._now.programmes[index].need == PARTICIPATION:
                self._may_take_part = True
                self._note(PASSED_BY, where)
        elif what == noted.TAKEN:
            if self._may_take_part:
                self._kind = TOOK_PART
                self.moments.pop()
        elif what == noted.MISSED:
            self._settle()
            self._kind = MISSED
        else:
            self._note(self._kind, where, self._surprise, self._amount)

    def _asked(self, at: tuple[int, int]) -> None:
        answer = at[1]
        if noted.RECOMMEND_ANSWERED <= answer < noted.SATISFIED_ASKED:
            self._note(SURVEY, note=f"would recommend: {answer - noted.RECOMMEND_ANSWERED} of 10")
        elif noted.SATISFIED_ANSWERED <= answer < noted.EASY_ASKED:
            where = self.moments[-1].where
            self._note(SURVEY, where, note=f"satisfied: {answer - noted.SATISFIED_ANSWERED + 1} of 5")
        elif answer >= noted.EASY_ANSWERED:
            self._add(f"{self.moments[-1].note}, easy: {answer - noted.EASY_ANSWERED + 1} of 7")

    def _in_public(self, at: int) -> None:
        self._is_outside |= at in (noted.PUBLIC_PROSPECTS, noted.PUBLIC_FORMER)

    def _heard_talk(self, tones: int) -> None:
        change = self.identification - self._identified
        self._note(HEARD_GOOD if tones > 0 else HEARD_BAD, identification=change)

    def _heard_of_departures(self, departures: int) -> None:
        self._note(CONTACT_LEFT, note=f"unsettled by {departures / DEPARTURE:.1f}")

    def _heard_invitations(self, invitations: int) -> None:
        if self._status not in (CUSTOMER, LEAVING):
            self._note(INVITED, note="" if invitations == 1 else f"by {invitations}")

    def _moved(self, at: tuple[int, int, int]) -> None:
        self._has_lived = True
        self._has_left = at[2] == noted.LEFT
        if self._has_left:
            self._note(LEFT, note=f"{REASONS[self.root_cause]}; said {REASONS[self.stated_reason]}")
        elif self.tier != self._tier_before:
            self._note(TIER_CHANGE, note=f"{TIERS[self._tier_before]} to {TIERS[self.tier]}")

    def _add(self, note: str) -> None:
        self.moments[-1] = replace(self.moments[-1], note=note)

    def _note(
        self,
        what: str,
        where: str = "",
        surprise: float = math.nan,
        amount: float = 0.0,
        note: str = "",
        identification: float = 0.0,
    ) -> None:
        week = self._now.week
        self.moments.append(Moment(week, what, self.balance, where, surprise, amount, note, identification))


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
_CONTRIBUTED = {noted.IDEAS: "idea", noted.REFERRALS: "invitation", noted.CO_CREATIONS: "co-creation"}
