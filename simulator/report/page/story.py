"""One customer's story: the account drawn, told in words, and its heaviest events."""

from __future__ import annotations

from simulator.projection.ledger import Ledger, signed
from simulator.projection.wording import printed
from simulator.report.account import account
from simulator.report.page.figures import shown
from simulator.report.page.html import Html, together
from simulator.report.page.pieces import paragraph, table

MOST = 12


def told(ledger: Ledger, name: str) -> Html:
    """Return the story of one account."""
    last = f" The last balance was {signed(ledger.weeks[-1].balance)}." if ledger.weeks else ""
    words = f"A line for the balance of the account, week by week, with the tier below it.{last} {ledger.story()}"
    heaviest = sorted(ledger.heaviest(MOST), key=ledger.moments.index)
    rows = [
        (printed(each.week), each.what, each.where, signed(each.amount), signed(each.balance), each.note)
        for each in heaviest
    ]
    numbers = table(
        f"The {len(rows)} events that moved the account most, in order",
        ("Week", "What", "Where", "Amount", "Balance after", "Note"),
        rows,
        frozenset({0, 1, 2, 5}),
    )
    return together(paragraph(ledger.story()), shown(account(ledger), name, words, numbers if rows else None))
