"""What serving does and what it does not: flat service, programmes, a rising norm, promises (E06, E08, E09, E11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.state import CIRCUMSTANCES, ENGAGED, LOYAL, OFFER, TIERS
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.findings.tiers import A_YEAR, is_gone, shares_of, there
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import memories
from simulator.scenario.reading import read_scenario
from simulator.scenario.writing import values_of

# Flat but faultless ------------------------------------------------------------------------------------


FLAT_YEARS = 4
"""A bond by habit takes very many experiences (A3): weekly contacts for two years are too few for half of them."""


def flat_but_faultless(lab: Laboratory) -> Outcome:
    """Serve people every week without a fault and without a feeling, for four years (E06)."""
    quiet = lab.library("no-failures", weeks=FLAT_YEARS * A_YEAR)
    no_offers = quiet.model_copy(update={"mechanisms": quiet.mechanisms.model_copy(update={"offers": False})})

    def one(replicate: int) -> dict[str, Any]:
        rows, calm = lab.rows(quiet, replicate), lab.rows(no_offers, replicate)
        shares = shares_of(rows["tier"][there(rows)])
        left = is_gone(rows) & (rows["root_cause"] != CIRCUMSTANCES)
        causes = np.bincount(rows["root_cause"][left], minlength=OFFER + 3)
        return {
            "loyal": shares[LOYAL] - np.delete(shares, LOYAL).max(),
            "engaged": shares[ENGAGED],
            "for offers": float(is_gone(rows).mean() - is_gone(calm).mean()),
            "offers first": (causes[OFFER] - np.delete(causes, OFFER).max()) / max(left.sum(), 1),
            "shares": shares,
        }

    found = lab.each(one)
    return Outcome(
        {name: found[name] for name in ("loyal", "engaged", "for offers", "offers first")},
        (
            Panel(
                "Flat but faultless, after four years",
                "tier",
                "share of customers",
                (Curve("customers", TIERS, found["shares"]),),
                shape="bars",
            ),
        ),
    )


# Programmes or better days -----------------------------------------------------------------------------


def programmes_or_better_days(lab: Laboratory) -> Outcome:
    """Give an ordinary firm the programmes of the excellent one, or its everyday service (E08)."""
    best = values_of(read_scenario("excellent-firm"))
    firms = {
        "neither": lab.library("ordinary-firm", weeks=1, programmes=[]),
        "programmes": lab.library("ordinary-firm", weeks=1, programmes=best["programmes"]),
        # Better days, not fewer failures and no delights: those are moments, and recovery is a relationship.
        "better days": lab.library("ordinary-firm", weeks=1, programmes=[], touchpoints=_better_days(best)),
    }

    def one(replicate: int) -> dict[str, Any]:
        figures = {}
        for name, firm in firms.items():
            population = lab.live(firm, replicate, 0)
            here = there(population.columns.rows)
            figures[name] = (shares_of(population.columns.rows["tier"][here]), memories(population)[here].mean())
        (tiers, felt), (cared, felt_cared), (served, felt_served) = figures.values()
        return {
            "programmes engage": cared[ENGAGED] - tiers[ENGAGED],
            "more than better days": (cared[ENGAGED] - tiers[ENGAGED]) - (served[ENGAGED] - tiers[ENGAGED]),
            "better days satisfy": felt_served - felt,
            "more than programmes": felt_served - felt_cared,
            "better days make loyal": served[[LOYAL, ENGAGED]].sum() - tiers[[LOYAL, ENGAGED]].sum(),
            **{name: shares for name, (shares, _) in figures.items()},
        }

    found = lab.each(one)
    return Outcome(
        {name: values for name, values in found.items() if name not in firms},
        (
            Panel(
                "Five years of programmes, or of better days",
                "tier",
                "share of customers",
                tuple(Curve(name, TIERS, found[name]) for name in firms),
                shape="bars",
            ),
        ),
    )


def _better_days(best: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the touchpoints of the ordinary firm with the experience that the excellent one gives."""
    usual = values_of(read_scenario("ordinary-firm"))["touchpoints"]
    better = {each["name"]: each["experience"] for each in best["touchpoints"]}
    return [{**each, "experience": better[each["name"]]} for each in usual]


# The norm rises ----------------------------------------------------------------------------------------

YEARS = 5


def same_service_year_by_year(lab: Laboratory) -> Outcome:
    """Serve the same customers in the same way for five years while everyone gets better (E09)."""
    # Nobody leaves, so that the years are those of the same people: who stays would be whom the firm suits.
    market = {
        **values_of(read_scenario("ordinary-firm"))["market"],
        "stay_base": 15.0,
        "stay_spread": 0.0,
        "involuntary_leaving_per_year": 0.0,
        "norm_rise_per_year": 0.04,  # as in the library's webshop and software: a contested market
    }
    firm = lab.library("ordinary-firm", weeks=A_YEAR * YEARS, market=market)

    def one(replicate: int) -> dict[str, Any]:
        tally = lab.live(firm, replicate).tally.touchpoints[1:].sum(axis=(1, 2))
        by_year = tally.reshape(YEARS, A_YEAR, -1).sum(axis=1) / noted.UNIT / firm.customers
        earned = by_year[:, noted.DEPOSITED] + by_year[:, noted.WITHDRAWN]
        return {
            "last for the first": earned[-1] - earned[0],
            "year by year": float(np.diff(earned).max()),
            "earned": earned,
        }

    found = lab.each(one)
    return Outcome(
        {name: found[name] for name in ("last for the first", "year by year")},
        (
            Panel(
                "What the same service earns",
                "year",
                "paid in less taken out at touchpoints, a customer and year",
                (Curve("ordinary firm", np.arange(1, YEARS + 1), found["earned"]),),
            ),
        ),
    )


# Promises that are not kept ----------------------------------------------------------------------------

PROMISES = {"as it is": 0.1, "too much": 0.5}
"""What the ordinary firm gives, and what only the very best contacts are."""


def promising_too_much(lab: Laboratory) -> Outcome:
    """Let a firm promise what it gives, or far more, in a market with as many prospects as customers (E11)."""
    base = values_of(read_scenario("ordinary-firm"))
    firms = {
        name: lab.library(
            "ordinary-firm",
            warm_up_weeks=52,
            brand={**base["brand"], "promise": promise},
            market={**base["market"], "prospects": lab.customers},
        )
        for name, promise in PROMISES.items()
    }

    def one(replicate: int) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for name, firm in firms.items():
            population = lab.live(firm, replicate)
            rows, tally = population.columns.rows, population.tally
            customers = tally.public[1:, noted.PUBLIC_CUSTOMERS]
            leavers = tally.moves[1:, :, :, noted.LEFT].sum()
            figures[name] = (
                tally.customers[1:, :, noted.JOINED :].sum() / lab.customers,
                rows["trust"][there(rows)].mean(dtype=float),
                leavers / customers.sum() * A_YEAR,
            )
        honest, loud = (np.array(figures[name]) for name in PROMISES)
        joined, trust, left = loud - honest
        return {"joiners": joined, "trust": trust, "leaving": left, "honest": honest, "loud": loud}

    found = lab.each(one)
    names = ("joined, of 1", "trust", "leaving a year")
    return Outcome(
        {name: found[name] for name in ("joiners", "trust", "leaving")},
        (
            Panel(
                "A promise that is kept, and one that is not",
                "after two years",
                "share",
                (
                    Curve("promises what it gives", names, found["honest"]),
                    Curve("promises far more", names, found["loud"]),
                ),
                shape="bars",
            ),
        ),
    )


FINDINGS = (
    Finding(
        code="E06",
        name="flat-but-faultless",
        title="Flat but faultless service makes people loyal by habit, engages hardly anybody and loses them to offers",
        done="Customers are served once a week, without a fault or a feeling, for four years, with and without offers.",
        source="the model's own claim (A2, A3, B5, B6)",
        certainty="direction only; what must emerge by itself",
        checks=(
            Check("loyal", "share of the loyal, less that of the next largest tier", ABOVE_ZERO, gone=BELOW_ZERO),
            Check("engaged", "share of the engaged", Band(high=0.02)),
            Check("for offers", "share who left in four years, less that without offers", ABOVE_ZERO),
            Check("offers first", "share of leaving caused by offers, less that by the next largest cause", ABOVE_ZERO),
        ),
        experiment=flat_but_faultless,
        mechanisms=("habit",),
    ),
    Finding(
        code="E08",
        name="programmes-or-better-days",
        title="Programmes move the share of the engaged; better days alone move satisfaction and loyalty",
        done=(
            "An ordinary firm without programmes gets those of the excellent firm, or the everyday contacts of it "
            "with as many failures and delights as before, for five years. Satisfaction is what is remembered."
        ),
        source="the model's own claim (B8, B9, B10, B11); relationship investment (Palmatier et al. 2006)",
        certainty="direction only; what must emerge by itself",
        checks=(
            Check(
                "programmes engage",
                "share of the engaged with programmes, less without",
                ABOVE_ZERO,
                gone=Band(-0.01, 0.01),
            ),
            Check("more than better days", "the same, less what better days do to it", ABOVE_ZERO),
            Check("better days satisfy", "satisfaction with better days, less without", ABOVE_ZERO),
            Check("more than programmes", "the same, less what programmes do to it", ABOVE_ZERO),
            Check(
                "better days make loyal", "share of the loyal and engaged with better days, less without", ABOVE_ZERO
            ),
        ),
        experiment=programmes_or_better_days,
        mechanisms=("participation", "appreciation", "sensation"),
    ),
    Finding(
        code="E09",
        name="rising-norm",
        title="While everyone gets better the same service earns less each year",
        done=(
            "The same customers of an ordinary firm, none of whom leaves, are served for five years as ever while the"
            " market's norm rises by 0.04 a year. Read is what contacts pay in and take out."
        ),
        source="the model's own claim (B3)",
        certainty="direction only; what must emerge by itself",
        checks=(
            Check(
                "last for the first",
                "net deposits a customer in the fifth year, less those in the first",
                BELOW_ZERO,
                gone=Band(-0.1, 0.1),
            ),
            Check("year by year", "largest change from one year to the next", BELOW_ZERO),
        ),
        experiment=same_service_year_by_year,
        mechanisms=("rising_norm",),
    ),
    Finding(
        code="E11",
        name="promising-too-much",
        title="Promising too much brings joiners, costs trust and drives people away",
        done=(
            "An ordinary firm with as many prospects as customers promises what it gives, or 0.4 more, for a year "
            "before the two that are counted."
        ),
        source="the model's own claim (C9, D1)",
        certainty="direction only; what must emerge by itself",
        checks=(
            Check(
                "joiners",
                "joiners for each customer at the start, more than with an honest promise",
                ABOVE_ZERO,
                gone=Band(-1e-9, 1e-9),
            ),
            Check(
                "trust", "mean trust at the end, more than with an honest promise", BELOW_ZERO, gone=Band(-1e-9, 1e-9)
            ),
            Check(
                "leaving",
                "leavers for each customer and year, more than with an honest promise",
                ABOVE_ZERO,
                gone=Band(-1e-9, 1e-9),
            ),
        ),
        experiment=promising_too_much,
        mechanisms=("promise",),
    ),
)
