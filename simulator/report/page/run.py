"""The page of one projection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.projection.findings import remembered
from simulator.projection.ledger import Ledger
from simulator.projection.names import TIERS
from simulator.projection.projection import Projection
from simulator.projection.wording import counted, sign
from simulator.report.page.document import document
from simulator.report.page.figures import every_section
from simulator.report.page.html import Html, together
from simulator.report.page.made import Made, reproducing
from simulator.report.page.pieces import Section, paragraph, table
from simulator.report.page.story import told
from simulator.report.page.taken import limits, taken

NO_WHY = "The scenario does not say what it asks (key `why`)."
NO_STORY = "There is no story to tell: nobody left and nobody is loyal, or the folder does not hold the customers."
ONE_REPLICATE = "One replicate: there is no range. With --replicates 5 every figure comes with one."


def page_of(
    projection: Projection, made: Made, ledger: Ledger | None = None, missed: Sequence[str] = (), story: bool = True
) -> str:
    """Return the page of a projection; with the ledger of one customer, told as a story, unless that was not asked."""
    scenario = projection.scenario
    many = f", {counted(projection.replicates, 'replicate')}" if projection.replicates > 1 else ""
    kicker = f"Projection · {scenario.customers:,} customers, {scenario.weeks} weeks, seed {scenario.seed}{many}"
    sections = [
        Section("question", "The question", paragraph(scenario.why or NO_WHY)),
        Section("answer", "The answer", answer(projection)),
        *every_section(projection),
        *([Section("story", "One customer's story", _story(ledger))] if story else []),
        taken(scenario),
        limits(missed),
        reproducing(made, scenario.seed, projection.replicates, "run"),
    ]
    return document(scenario.name, kicker, sections, "A report of engage; the numbers are of simulated customers.")


def _story(ledger: Ledger | None) -> Html:
    return paragraph(NO_STORY) if ledger is None else told(ledger, "figure-story")


def answer(projection: Projection) -> Html:
    """Return the answer in sentences, and the key figures."""
    parts = [paragraph(projection.answer(), "lead")]
    if goes := remembered(projection.goes_with):
        parts.append(paragraph(goes))
    several = projection.replicates > 1
    heads = ("Figure", "Mean", "Least", "Most") if several else ("Figure", "Value")
    caption = "Key figures, with their range over the replicates" if several else "Key figures"
    parts.append(table(caption, heads, _rows(projection, several)))
    if not several:
        parts.append(paragraph(ONE_REPLICATE, "note"))
    return together(parts)


def _rows(projection: Projection, several: bool) -> list[tuple[str, ...]]:
    summary = projection.summary()
    found: list[tuple[str, Any, float, int]] = [
        ("Customers at the end", summary["customers_at_end"], 1.0, 0),
        *(
            (f"Leavers per customer and year, year {year['year']}, %", year["leavers_per_customer_year"], 100.0, 1)
            for year in summary["years"]
        ),
        *((f"{tier.capitalize()} at the end, %", summary["tiers_at_end"][tier], 100.0, 1) for tier in TIERS),
        ("Mean balance at the end", summary["means_at_end"]["balance"], 1.0, 2),
        ("Mean trust at the end, 0 to 1", summary["means_at_end"]["trust"], 1.0, 2),
    ]
    if "surveys" in summary:
        found.append(("NPS as measured", summary["surveys"]["nps"], 1.0, 0))
        found.append(("NPS had everybody answered", summary["surveys"]["nps_of_all"], 1.0, 0))
    if "market" in summary:
        found.append(("Market share at the end, %", summary["market"]["market_share_at_end"], 100.0, 1))
    if "profit" in summary.get("money", {}):
        found.append(("Profit of all weeks, euro", summary["money"]["profit"], 1.0, 0))
        found.append(("Profit per customer and year, euro", summary["money"]["profit_per_customer_year"], 1.0, 2))
        found.append(("Lifetime value so far, euro", summary["money"]["lifetime_value"], 1.0, 2))
    rows = []
    for name, value, times, digits in found:
        ends = value if isinstance(value, dict) else {"mean": value, "low": value, "high": value}
        said = [_said(ends[end], times, digits) for end in (("mean", "low", "high") if several else ("mean",))]
        rows.append((name, *said))
    return rows


def _said(value: float | None, times: float, digits: int) -> str:
    return "–" if value is None else sign(value * times, digits, plus=False)
