"""Tables of what differs between two worlds: key figures, the pairs, money, a fork."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.projection.wording import sign
from simulator.report.page.html import Html, together
from simulator.report.page.pieces import paragraph, table
from simulator.report.page.told import Alternative

MONEY = {
    "revenue": "Revenue",
    "cost": "Costs",
    "profit": "Profit",
    "lifetime_value": "Lifetime value, each customer of the start",
    "spending": "Of the costs, what the firm decides to spend",
    "recovery": "Of that, complaints and redress",
    "return_on_spending": "Profit for each euro spent more",
    "budget": "Largest spending on recovery that still pays, more than the base spends",
    "budget_per_answer": "The same for each answered complaint",
}
"""Parts of the money of an alternative, in the order in which they are told; euro, all of them differences."""


TITLES = {
    "staying": "Customers at the end by those of the start, %",
    "leavers": "Leavers",
    "mean[balance]": "Mean balance",
    "mean[trust]": "Mean trust, 0 to 1",
    "mean[identification]": "Mean identification, −1 to 1",
    "complaints": "Complaints",
    "complaints_answered": "Complaints answered",
    "nps": "NPS of the last round",
    "revenue": "Revenue, euro",
    "cost": "Costs, euro",
    "spending": "Of them, what the firm decides to spend",
    "recovery": "Of that, complaints and redress",
    "profit": "Profit, euro",
    "lifetime_value": "Lifetime value so far, euro",
    "saved": "Saved: left in the base, stay in the alternative, %",
    "lost": "Lost: stay in the base, left in the alternative, %",
    "up": "Stay in both, in a higher tier in the alternative, %",
    "down": "Stay in both, in a lower tier in the alternative, %",
    "differing": "Lives that differ at all, %",
    "balance": "Difference of the balance, where lives differ",
    "higher": "Share of those whose balance is higher, %",
}
"""Shorter than the meanings; a figure without a title here is called by its meaning."""


def key_figures(each: Alternative, base: str, units: Mapping[str, tuple[str, str]]) -> Html:
    """Return both means, the paired difference and its interval, and below it who was saved, lost, up and down."""
    rows = []
    for name, found in each.summary["metrics"].items():
        unit, meaning = units.get(name, ("", name))
        both = [found[which] for which in ("base", "alternative")]
        known = [said(value, unit, False, digits_of(both, unit)) for value in both]
        rows.append((_titled(name, meaning, unit), *known, *_spread(found["difference"], unit)))
    of_pairs = []
    for name, found in each.summary["pairs"].items():
        unit, meaning = units.get(name, ("", name))
        of_pairs.append((_titled(name, meaning, unit), *_spread(found, unit, signed=unit != "share")))
    return together(
        table(
            f"{each.label} against {base}: at the end, or in all weeks, with 95 % intervals of the difference",
            ("Figure", "Base", "Alternative", "Difference", "From", "To"),
            rows,
        ),
        table(f"The same customers with {each.label} and with {base}", ("Figure", "Mean", "From", "To"), of_pairs),
    )


def money_of(each: Alternative) -> Html:
    """Return what an alternative earns more than the base."""
    gains = each.summary["money"]
    rows = [(words, *_spread(gains[name], "euro")) for name, words in MONEY.items() if gains.get(name) is not None]
    week, span, share = (gains.get(f"break_even_{part}") for part in ("week", "range", "share"))
    if week is None:
        when = "On average it has not paid for itself by the last week."
    elif week == 1:
        when = "On average it is never behind."
    else:
        when = f"On average it has paid for itself from week {week} on."
    if span and share is not None and week != 1:
        when += (
            f" That week lies between {span[0]} and {span[1]} in the {share * 100:.0f} % of replicates that have one."
        )
    heading = f"{each.label}: what it earns more than the base, euro, with 95 % intervals"
    return together(table(heading, ("Difference", "Mean", "From", "To"), rows), paragraph(when))


def fork(found: Mapping[str, Any]) -> Html:
    """Return what each world of a fork did to those whom the incident reached, and to those who were heard."""
    rows = []
    for world in found["worlds"]:
        for which in ("reached", "heard"):
            group = world[which]
            rows.append(
                (
                    f"{world['name']}, {which}",
                    said(group["customers"]["mean"], "customers", signed=False),
                    *_spread(group["balance"], "balance"),
                    said(group["higher"]["mean"], "share", signed=False),
                    said(group["staying"]["mean"], "share"),
                )
            )
    return table(
        f"{found['incident']}, week {found['week']}: balance and stay, against it never happening",
        ("World and group", "Customers", "Balance", "From", "To", "Higher, %", "Still there, points"),
        rows,
    )


def digits_of(values: Sequence[float | None], unit: str) -> int:
    """Return how many digits after the point the values of a row have: fewer where one of them is large."""
    most = max((abs(each) for each in values if each is not None and math.isfinite(each)), default=0.0)
    if unit == "share":
        return 2
    if most >= 100.0:
        return 0
    return 1 if most >= 10.0 or unit in {"customers", "complaints", "points"} else 3 if "euro" not in unit else 2


def said(number: float | None, unit: str, signed: bool = True, digits: int | None = None) -> str:
    """Return a number as it stands in a table; shares are in percent.

    Example:
        >>> said(0.031, "share"), said(1234.0, "euro", signed=False), said(None, "euro")
        ('+3.10', '1,234', '')
    """
    if number is None or not math.isfinite(number):
        return ""
    if unit == "share":
        return sign(number * 100.0, 2, signed)
    return sign(number, digits_of([number], unit) if digits is None else digits, signed)


def _titled(name: str, meaning: str, unit: str) -> str:
    if name in TITLES:
        return TITLES[name]
    if name.startswith("share["):
        return f"{name[6:-1].capitalize()}, % of the customers"
    words = meaning[:1].upper() + meaning[1:]
    return f"{words}, %" if unit == "share" else words


def _spread(found: Mapping[str, float | None], unit: str, signed: bool = True) -> tuple[str, str, str]:
    values = [found[end] for end in ("mean", "low", "high")]
    mean, low, high = (said(value, unit, signed, digits_of(values, unit)) for value in values)
    return mean, low, high
