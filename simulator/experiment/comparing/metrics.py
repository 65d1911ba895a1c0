"""The few figures of a world that a comparison is about, one number a replicate each."""

from __future__ import annotations

from simulator.projection import money, surveys
from simulator.projection.counts import Counts, ratio
from simulator.projection.names import TIERS

METRICS: dict[str, tuple[str, str]] = {
    "customers": ("customers", "customers at the end"),
    "staying": ("share", "customers at the end by customers of the start; above 1 where more joined than left"),
    "leavers": ("customers", "who left, in all weeks"),
    **{f"share[{tier}]": ("share", f"share of the customers at the end who are {tier}") for tier in TIERS},
    "mean[balance]": ("balance", "mean of the emotional bank account at the end"),
    "mean[trust]": ("0 to 1", "mean trust at the end"),
    "mean[identification]": ("-1 to 1", "mean identification with the brand at the end"),
    "complaints": ("complaints", "complaints in all weeks"),
    "complaints_answered": ("complaints", "complaints that were answered, in all weeks"),
    "nps": ("points", "Net Promoter Score of the last round of asking, of those who answered"),
    "revenue": ("euro", "revenue of all weeks"),
    "cost": ("euro", "all costs of all weeks"),
    "spending": (
        "euro",
        "what the firm decides to spend: complaints, redress, programmes, interventions, acquisition, advertising",
    ),
    "recovery": ("euro", "what handling complaints and redress cost"),
    "profit": ("euro", "revenue less all costs, of all weeks"),
    "lifetime_value": (
        "euro per customer of the start",
        "discounted profit of all weeks for each customer of the start",
    ),
}
"""Name, unit and meaning; money only where something has a price, the NPS only where somebody is asked."""

PAIRED: dict[str, tuple[str, str]] = {
    "saved": ("share", "customers of the start who left in the base and stay in the alternative"),
    "lost": ("share", "customers of the start who stay in the base and left in the alternative"),
    "up": ("share", "customers of the start who stay in both, in a higher tier in the alternative"),
    "down": ("share", "customers of the start who stay in both, in a lower tier in the alternative"),
    "differing": ("share", "customers of the start whose lives differ at all"),
    "balance": ("balance", "mean difference of the balance of those who stay in both and whose lives differ"),
    "higher": ("share", "share of those whose balance is higher in the alternative"),
}
"""What is known of pairs only; shares are of the customers of the start who are the same person in both worlds."""

SPENDING = ("complaints", "redress", "programmes", "interventions", "acquisition", "advertising")
"""Costs that follow from what the firm decides; goods, contacts and incidents follow the customers."""

RECOVERY = ("complaints", "redress")


def metrics_of(counts: Counts) -> dict[str, float]:
    """Return the metrics of one replicate, everybody together; those that the scenario has."""
    start, end = float(counts.at_start[0, 0]), float(counts.customers[0, -1, 0])
    shares = ratio(counts.tiers[0, -1, 0], counts.customers[0, -1, 0])
    levels = dict(zip(("balance", "trust", "habit", "identification"), counts.means[0, -1, 0], strict=False))
    found = {
        "customers": end,
        "staying": end / start if start else float("nan"),
        "leavers": float(counts.leavers[0, :, 0].sum()),
        **{f"share[{tier}]": float(shares[index]) for index, tier in enumerate(TIERS)},
        **{f"mean[{name}]": float(levels[name]) for name in ("balance", "trust", "identification")},
        "complaints": float(counts.at_touchpoints("complaints")[0, :, 0].sum()),
        "complaints_answered": float(counts.of("complaints_answered")[0, :, 0].sum()),
    }
    if surveys.asks_about_us(counts):
        found["nps"] = float(surveys.nps(surveys.round_at_end(counts).answered)[0])
    if money.has_money(counts):
        costs = {kind: float(euros[0, :, 0].sum()) for kind, euros in money.costs(counts).items()}
        found["cost"] = sum(costs.values())
        found["spending"] = sum(costs[kind] for kind in SPENDING)
        found["recovery"] = sum(costs[kind] for kind in RECOVERY)
    if money.has_revenue(counts):
        found["revenue"] = float(money.revenue(counts)[0, :, 0].sum())
        found["profit"] = found["revenue"] - found["cost"]
        found["lifetime_value"] = float(money.lifetime_value(counts)[0, -1, 0])
    return {name: found[name] for name in METRICS if name in found}
