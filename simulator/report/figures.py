"""The pictures of a projection; each has the finding for its title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.projection.ledger import ledger_of
from simulator.projection.projection import Projection
from simulator.report.account import account as of_ledger
from simulator.report.balance import balance
from simulator.report.market import has_market, market
from simulator.report.money import has_money, money
from simulator.report.moves import moves
from simulator.report.reasons import reasons
from simulator.report.staying import survival
from simulator.report.style import Picture
from simulator.report.surveys import has_surveys, surveys
from simulator.report.tiers import tiers
from simulator.report.touchpoints import touchpoints

PICTURES: dict[str, Callable[[Projection, str], Picture]] = {
    "tiers": tiers,
    "moves": moves,
    "survival": survival,
    "balance": balance,
    "reasons": reasons,
    "touchpoints": touchpoints,
    "surveys": surveys,
    "market": market,
    "money": money,
}

ONLY_WITH: dict[str, Callable[[Projection], bool]] = {
    "surveys": has_surveys,
    "market": has_market,
    "money": has_money,
}
"""Pictures of what not every scenario has."""


def drawn(projection: Projection) -> list[str]:
    """Return the names of the pictures that a projection has something for."""
    return [name for name in PICTURES if name not in ONLY_WITH or ONLY_WITH[name](projection)]


def account(projection: Projection, customer: int) -> Picture:
    """Draw the account of one customer, by number as in `customers`, counted from 1."""
    return of_ledger(ledger_of(projection, customer))


def save_all(projection: Projection, folder: Path) -> list[Path]:
    """Write every picture that there is something for, of everybody, as SVG for a document and as PNG for a slide."""
    written = []
    for name in drawn(projection):
        picture = PICTURES[name](projection, "all")
        written += [picture.write(folder / f"{name}.{kind}") for kind in ("svg", "png")]
    return written


__all__ = [
    "PICTURES",
    "account",
    "balance",
    "drawn",
    "market",
    "money",
    "moves",
    "reasons",
    "save_all",
    "surveys",
    "survival",
    "tiers",
    "touchpoints",
]
