"""The ledger of one account: every event with its amount, the weeks, and the story in words."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from simulator.errors import ResultsError, UsageError
from simulator.population import moments as happened
from simulator.population.moments import REPUTATION_MATTERS, Moment, WeekEnd
from simulator.population.population import Progress
from simulator.population.reliving import Relived, relive
from simulator.projection.attribution import customer_years, sources, through_time
from simulator.projection.files import plain
from simulator.projection.names import REAL_REASON, REASONS, STATED_REASON, TIERS
from simulator.projection.people import KeptRows
from simulator.projection.projection import Projection
from simulator.projection.wording import counted, joined, often, printed
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

LEAVER = "leaver"
PICKS = (LEAVER, *TIERS)
"""Words that pick a customer: the first who left, the first who is in that tier at the end."""

MOST_NAMED = 3
"""Events and changes of tier that a sentence names."""

LEAST_NAMED = 0.005
"""An amount below this is no more than +0.00 in print."""

CUSTOMER = "customer"
"""The status of a week as a customer, given notice or not."""

NEEDS = ("participation", "appreciation", "sensation")


__all__ = [
    "CUSTOMER",
    "LEAVER",
    "NEEDS",
    "PICKS",
    "Ledger",
    "Moment",
    "attributed",
    "happened",
    "ledger_of",
    "picked",
    "signed",
]


@dataclass(frozen=True, eq=False, repr=False)
class Ledger:
    """The account of one customer, whose number counts from 1 as in Mesa.

    Example:
        >>> print(ledger_of(load("results/telecom/run-001"), 17).story())  # doctest: +SKIP
    """

    scenario: Scenario
    customer: int
    replicate: int
    relived: Relived

    @property
    def events(self) -> pd.DataFrame:
        """Return what happened, in order, a row each; flat contacts and talk that moved nothing are left out."""
        return self._table(self.moments)

    @property
    def everything(self) -> pd.DataFrame:
        """Return the same with nothing left out."""
        return self._table(self.relived.moments)

    @property
    def weekly(self) -> pd.DataFrame:
        """Return a row a week: what came, what went, what faded, and what the customer was like at its end.

        `before + deposited + withdrawn + faded` is `balance`. In an open market there are weeks before joining and
        after leaving as well: see `status`.
        """
        import pandas as pd

        names = [field.name for field in fields(WeekEnd)]
        return pd.DataFrame([asdict(week) for week in self.relived.weeks], columns=names)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What happened, without the flat contacts and without talk that moved nothing."""
        return tuple(moment for moment in self.relived.moments if not _is_nothing(moment))

    @property
    def weeks(self) -> tuple[WeekEnd, ...]:
        """The weeks as a customer."""
        return tuple(week for week in self.relived.weeks if week.status == CUSTOMER)

    @property
    def flat_contacts(self) -> int:
        """How many contacts left no trace."""
        return sum(moment.what == happened.FLAT for moment in self.relived.moments)

    @property
    def contacts(self) -> int:
        """How many contacts there were."""
        at_contact = {happened.FLAT, happened.DEPOSIT, happened.WITHDRAWAL, happened.DELIGHT, happened.FAILURE}
        return sum(moment.what in at_contact for moment in self.relived.moments)

    @property
    def segment(self) -> str:
        """The name of the customer's segment."""
        index: int = self.relived.row["segment"].item(0)
        return self.scenario.segments[index].name

    @property
    def left(self) -> Moment | None:
        """The moment in which the customer left, if they left and did not come back."""
        ends = {happened.LEFT, happened.WON_BACK}
        last = next((moment for moment in reversed(self.relived.moments) if moment.what in ends), None)
        return None if last is None or last.what == happened.WON_BACK else last

    @property
    def reasons(self) -> tuple[str, str] | None:
        """The real and the stated reason for leaving, as in `customers.parquet`."""
        if self.left is None:
            return None
        return tuple(REASONS[self.relived.row[name].item(0)] for name in ("root_cause", "stated_reason"))  # type: ignore[return-value]  # two of them

    def heaviest(self, most: int = MOST_NAMED) -> list[Moment]:
        """Return the events that moved the account most, the largest first."""
        moving = [moment for moment in self.moments if abs(moment.amount) >= LEAST_NAMED]
        return sorted(moving, key=lambda moment: (-abs(moment.amount), moment.week))[:most]

    def told(self, moment: Moment) -> str:
        """Return an event in a few words: what, where, and the amount if there is one."""
        place = f" ({moment.where})" if moment.where else ""
        return f"{moment.what}{place}{f' {signed(moment.amount)}' if moment.amount else ''}"

    def story(self) -> str:
        """Return who it is, what weighed most, the tiers, and why they left, in a few sentences."""
        if not self.weeks:
            nobody = f"{self._name()} has not become a customer by week {self.scenario.weeks}."
            return " ".join(each for each in (nobody, self._hearing()) if each)
        parts = (
            self._staying(),
            self._weighing(),
            self._tiers(),
            self._hearing(),
            self._saying(),
            self._taking_part(),
            self._leaving(),
        )
        return " ".join(each for each in parts if each)

    def document(self) -> dict[str, Any]:
        """Return all of it as a plain document; what is not a number is null."""
        return {
            "customer": self.customer,
            "replicate": self.replicate,
            "segment": self.segment,
            "story": self.story(),
            "contacts": self.contacts,
            "flat_contacts": self.flat_contacts,
            "predecessors": self.relived.predecessors,
            "reasons": None if self.reasons is None else dict(zip(("real", "stated"), self.reasons, strict=True)),
            "events": _records(self.everything),
            "weeks": _records(self.weekly),
        }

    def _table(self, moments: tuple[Moment, ...]) -> pd.DataFrame:
        import pandas as pd

        nothing = (math.nan, math.nan, math.nan)
        needs = [moment.needs or nothing for moment in moments]
        return pd.DataFrame(
            {
                "week": [moment.week for moment in moments],
                "what": [moment.what for moment in moments],
                "where": [moment.where for moment in moments],
                "surprise": [moment.surprise for moment in moments],
                "amount": [moment.amount for moment in moments],
                "balance_after": [moment.balance for moment in moments],
                "identification": [moment.identification for moment in moments],
                **{name: [each[place] for each in needs] for place, name in enumerate(NEEDS)},
                "note": [moment.note for moment in moments],
            }
        )

    def _name(self) -> str:
        one_of = f", of segment {self.segment}," if len(self.scenario.segments) > 1 else ""
        return f"Customer {self.customer:,}{one_of}"

    def _staying(self) -> str:
        last = self.weeks[-1]
        came = [moment for moment in self.relived.moments if moment.what in (happened.JOINED, happened.WON_BACK)]
        how = f" ({came[0].note})" if came and came[0].note else ""
        since = came[0].week if came else self.relived.row["joined_week"].item(0)
        before_it = " of the warm-up" if came else " before the story"
        when = f"in week {printed(since)}" + (before_it if since < 1 else "") + how
        back = [f"week {moment.week}" for moment in came if moment.what == happened.WON_BACK]
        returned = f", left and came back in {joined(back)}," if back else ""
        account = signed(last.balance)
        if self.left is not None:
            stay = f"left in week {last.week} of {self.scenario.weeks}, {last.tier}, with {account} on the account"
        else:
            stay = f"is still there after week {last.week}, {last.tier}, with {account} on the account"
        predecessors = self.relived.predecessors
        before = f"; {counted(predecessors, 'customer')} came and went before, in the warm-up" if predecessors else ""
        return f"{self._name()} joined {when}{returned} and {stay}{before}."

    def _weighing(self) -> str:
        flat = counted(self.flat_contacts, "was", "were") if self.flat_contacts else "none was"
        had = f"Of {counted(self.contacts, 'contact')} {flat} flat"
        if not self.contacts:
            return "There was no contact at all."
        heaviest = self.heaviest()
        if not heaviest:
            return f"{had}, and nothing moved the account."
        told = joined([f"{self.told(moment)} in week {printed(moment.week)}" for moment in heaviest])
        return f"{had}; what weighed most: {told}."

    def _tiers(self) -> str:
        changes = [moment for moment in self.moments if moment.what == happened.TIER_CHANGE]
        if not changes:
            return f"They were {self.weeks[0].tier} all the time."
        if len(changes) <= MOST_NAMED:
            first = changes[0].note.partition(" to ")[0]
            steps = [f"{moment.note.rpartition(' to ')[2]} from week {printed(moment.week)}" for moment in changes]
            return f"They were {first} at first, {joined(steps)}."
        weeks = [week.tier for week in self.weeks]
        mostly = max(TIERS, key=weeks.count)
        many = f"{weeks.count(mostly)} of {len(weeks)} weeks"
        last = f"the last time in week {printed(changes[-1].week)}"
        return f"The tier changed {often(len(changes))}, {last}; most often they were {mostly}, {many}."

    def _hearing(self) -> str:
        """Say what others said and did, and what that did to identification."""
        heard = [self.all_of(what) for what in (happened.HEARD_GOOD, happened.HEARD_BAD)]
        told = []
        for moments, kind in zip(heard, ("good", "bad"), strict=True):
            if moments:
                change = math.fsum(moment.identification for moment in moments)
                weeks = counted(len(moments), "week")
                told.append(f"{kind} of the firm in {weeks} (identification {signed(change)})")
        if gone := self.all_of(happened.CONTACT_LEFT):
            told.append(f"that contacts had left in {counted(len(gone), 'week')}")
        if invited := self.all_of(happened.INVITED):
            told.append(f"an invitation in {counted(len(invited), 'week')}")
        pulled = math.fsum(moment.identification for moment in self.all_of(happened.REPUTATION))
        known = ""
        if abs(pulled) >= REPUTATION_MATTERS:
            known = (
                f" The reputation of the firm {'gave' if pulled > 0 else 'took'} {abs(pulled):.2f} of identification."
            )
        return (f"They heard {joined(told)}." if told else "") + known if told else known.strip()

    def _saying(self) -> str:
        """Say what the customer told others, and gave."""
        told = []
        for what, how in ((happened.SPOKE_WELL, "well"), (happened.SPOKE_BADLY, "badly")):
            if said := self.all_of(what):
                told.append(f"spoke {how} of the firm {often(len(said))}")
        if given := self.all_of(happened.CONTRIBUTION):
            told.append(f"contributed {often(len(given))}")
        return f"They {joined(told)}." if told else ""

    def _taking_part(self) -> str:
        """Say what programmes did."""
        had = [*self.all_of(happened.RECEIVED), *self.all_of(happened.TOOK_PART)]
        missed = self.all_of(happened.MISSED)
        if not had and not missed:
            return ""
        amount = signed(math.fsum(moment.amount for moment in (*had, *missed)))
        lost = f" and were missed {often(len(missed))}" if missed else ""
        return f"Programmes reached them {often(len(had))}{lost}, {amount} in all."

    def all_of(self, what: str) -> list[Moment]:
        """Return all events of one kind."""
        return [moment for moment in self.relived.moments if moment.what == what]

    def _leaving(self) -> str:
        if self.reasons is None:
            return ""
        real, stated = REAL_REASON[self.reasons[0]], STATED_REASON[self.reasons[1]]
        said = "and that is what they said" if real == stated else f"what they said was {stated}"
        walked_out = any(moment.what == happened.WALK_OUT for moment in self.moments)
        notice = "They had given notice after a failure. " if walked_out else ""
        return f"{notice}The real reason was {real}{',' if real == stated else ';'} {said}."


def ledger_of(projection: Projection, customer: int, replicate: int = 0, progress: Progress | None = None) -> Ledger:
    """Return the ledger of a customer, counted from 1, in a replicate, counted from 0.

    Prospects are numbered after the customers of week 1. Where people hear each other over a network, or there was a
    warm-up, everybody lives again; `progress` is then called now and then with the share that is done.

    Raises:
        UsageError: when there is no such customer or replicate.
        ResultsError: when the customer was not kept as this version makes them: the results are of another version.
    """
    scenario = projection.scenario
    if not 0 <= replicate < projection.replicates:
        raise UsageError(f"there is no replicate {replicate}; allowed is 0 to {projection.replicates - 1}")
    if not 1 <= customer <= scenario.persons:
        raise UsageError(f"there is no customer {customer}; allowed is a whole number from 1 to {scenario.persons:,}")
    relived = relive(scenario, customer - 1, replicate, projection.tallies[replicate], progress)
    kept = _kept(projection, customer - 1, replicate)
    if kept is not None and kept != _row(scenario, relived):
        raise ResultsError(
            f"customer {customer} is not the same in these results: another version wrote them; run the scenario again"
        )
    return Ledger(scenario, customer, replicate, relived)


def picked(projection: Projection, word: str, replicate: int = 0) -> int:
    """Return the number, from 1, of the first customer whom a word of `PICKS` describes.

    Raises:
        UsageError: when nobody is like that, or the customers were not kept.
    """
    if not projection.people.count():
        raise UsageError(f"these results hold no customers to pick a {word} from; give a number instead")
    for batch in projection.people.batches():
        columns = [batch.column(name).to_pylist() for name in ("replicate", "customer", "status", "tier")]
        for number, person, status, tier in zip(*columns, strict=True):
            there = status in ("customer", "leaving")
            if number == replicate and (status == "former" if word == LEAVER else there and tier == word):
                return int(person)
    raise UsageError(f"nobody is {'a leaver' if word == LEAVER else word} at the end of these results")


def attributed(projection: Projection) -> str:
    """Return what the accounts of all customers owe to each source, in a few sentences (D3)."""
    counts = projection.counts
    years = customer_years(counts)
    if not years:
        return "There were no customers whose accounts could have moved."
    sides = []
    for sign in (1.0, -1.0):
        found = [source for source in sources(counts) if sign * source.net / years >= LEAST_NAMED]
        found.sort(key=lambda source: -sign * source.net)
        told = [f"{source.spoken} ({signed(source.net / years)})" for source in found[:MOST_NAMED]]
        more = f" and {counted(len(found) - MOST_NAMED, 'other')}" if len(found) > MOST_NAMED else ""
        if told:
            sides.append(f"{', '.join(told)}{more}" if more else joined(told))
        else:
            sides.append("nothing")
    faded = signed(through_time(counts).net / years)
    return (
        f"Per customer and year, what adds to the accounts on balance: {sides[0]}. What takes: {sides[1]}. "
        f"Time, and those who leave with their account, make {faded}."
    )


def signed(amount: float) -> str:
    """Return an amount with its sign.

    Example:
        >>> signed(0.5), signed(-1.234)
        ('+0.50', '−1.23')
    """
    return f"{amount:+.2f}".replace("-", "−")


def _is_nothing(moment: Moment) -> bool:
    """Return whether nothing came of it that could be seen in print."""
    heard = moment.what in (happened.HEARD_GOOD, happened.HEARD_BAD)
    return moment.what == happened.FLAT or (heard and abs(moment.identification) < LEAST_NAMED)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = table.to_dict("records")
    return [{str(name): plain(value) for name, value in row.items()} for row in rows]


def _row(scenario: Scenario, relived: Relived) -> dict[str, Any]:
    """Return the customer as the table of customers has them, but for the identity."""
    (batch,) = KeptRows(scenario, [relived.row]).batches()
    (row,) = batch.drop_columns(["replicate", "customer"]).to_pylist()
    return dict(row)


def _kept(projection: Projection, person: int, replicate: int) -> dict[str, Any] | None:
    """Return the customer as the projection kept them; the rows stand in the order of replicates and customers."""
    place = replicate * projection.scenario.persons + person
    for batch in projection.people.batches():
        if place < batch.num_rows:
            (row,) = batch.slice(place, 1).to_pylist()
            return {name: value for name, value in row.items() if name not in ("replicate", "customer")}
        place -= batch.num_rows
    return None
