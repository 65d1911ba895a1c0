"""How experiences are felt: losses against gains, promises (P02, P11)."""

from __future__ import annotations

import numpy as np

from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.regressing import coefficients, correlation, scaled
from simulator.scenario.mechanisms.neutral import in_force
from simulator.scenario.schema import Scenario

SIZES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""How far from what is expected, in charge: outside the zone of tolerance, and small."""

RENEWAL = 53
"""Week of the first renewal of a contract of a year."""

QUALITY = 0.0
"""What the service of P11 is really like, as a charge: as everyone's, so that nothing but the promise surprises."""

GAPS = (-0.6, -0.3, 0.0, 0.3, 0.6)
"""Promise less quality, from modest to boastful: half of the scale, around what is delivered."""


def alike(charge: float, sd: float = 0.0) -> dict[str, object]:
    """Return an experience whose components all have this charge, so that it has it whatever somebody's weights are.

    Example:
        >>> alike(0.5)["ease"]
        {'mean': 0.5, 'sd': 0.0}
    """
    part = {"mean": charge, "sd": sd}
    return {"success": part, "ease": part, "emotion": part, "ending": charge}


def diminishing(effect: np.ndarray) -> float:
    """Return by what share the last further bit of surprise adds less than the first; `effect` is one for each size.

    Example:
        >>> diminishing(3.0 * np.array(SIZES))
        0.0
    """
    growth = np.diff(effect) / np.diff(SIZES)
    return float(np.round(1.0 - growth[-1] / growth[0], 4)) + 0.0


def loss_and_gain(lab: Laboratory) -> Outcome:
    """Surprise customers by x, or by -x, in the week of their renewal; read the account and who renews (P02)."""

    def world(charge: float) -> Scenario:
        return lab.scenario(
            weeks=RENEWAL,
            # Met only when the experiment says so, in a market that stands still: a moment of 0 is as expected.
            touchpoints=[{"name": "visit", "contacts_per_week": 0.0}],
            incidents=[{"name": "one moment", "week": RENEWAL, "experience": alike(charge)}],
            relationship={"kind": "contract", "term_weeks": RENEWAL - 1},
            market={"norm_rise_per_year": 0.0},
            psychology={"affinity_spread": 0.0},
        )

    def one(replicate: int) -> dict[str, object]:
        def after(charge: float) -> tuple[np.ndarray, float]:
            rows = lab.rows(world(charge), replicate)
            return rows["balance"].astype(float), float((rows["left_week"] == RENEWAL).mean())

        _, ordinary = after(0.0)
        gains = [after(size) for size in SIZES]
        losses = [after(-size) for size in SIZES]
        gain = np.array([balance.mean() for balance, _ in gains])
        loss = -np.array([balance.mean() for balance, _ in losses])
        stay = ordinary - np.array([left for _, left in gains])
        go = np.array([left for _, left in losses]) - ordinary
        return {
            "gain": gain,
            "loss": loss,
            "stay": stay,
            "go": go,
            "ratio": float(np.mean(loss / gain)),
            # Added up first: of the smallest surprises few renewals hang.
            "renewal": float(go.sum() / max(stay.sum(), 1e-9)),
            "gains diminish": diminishing(gain),
            "losses diminish": diminishing(loss),
        }

    found = lab.each(one)
    x = np.array(SIZES)
    return Outcome(
        {name: found[name] for name in ("ratio", "renewal", "gains diminish", "losses diminish")},
        (
            Panel(
                "What one moment does to the account",
                "surprise, up or down (charge)",
                "change of the balance",
                (Curve("better than expected: paid in", x, found["gain"]), Curve("worse: taken out", x, found["loss"])),
            ),
            Panel(
                "What it does to the renewal of the same week",
                "surprise, up or down (charge)",
                "share of customers who decide otherwise",
                (Curve("better: stay", x, found["stay"]), Curve("worse: leave", x, found["go"])),
            ),
        ),
    )


def promised(lab: Laboratory) -> Outcome:
    """Let half a year of the same service be lived under modest and under boastful promises (P11)."""

    def world(gap: float) -> Scenario:
        # A contact every other week for half a year, of which some are good and some bad: the spread between contacts
        # is that of the library's personal service.
        return lab.scenario(
            weeks=26,
            touchpoints=[
                {"name": "service", "contacts_per_week": 0.5, "by_usage": False, "experience": alike(QUALITY, 0.3)}
            ],
            brand={"promise": QUALITY + gap},
            market={"involuntary_leaving_per_year": 0.0, "norm_rise_per_year": 0.0},
            # One term covers the half year, so that all are asked and not only those who stayed.
            relationship={"kind": "contract", "term_weeks": 52},
        )

    weight = in_force(world(0.0)).psychology.promise_weight

    def one(replicate: int) -> dict[str, object]:
        worlds = [lab.rows(world(gap), replicate) for gap in GAPS]
        satisfied = np.array([rows["balance"] for rows in worlds], dtype=float)
        lived = np.array([rows["memory_mean"] for rows in worlds], dtype=float)
        # Nobody has a history: what is expected differs by what was promised, with the weight that a promise has.
        expected = np.repeat(weight * (QUALITY + np.array(GAPS))[:, None], satisfied.shape[1], axis=1)
        gap = lived - expected
        level = satisfied.mean(axis=1)
        hurt, helped = kept_by_promise(level)
        below, above = coefficients(satisfied, np.minimum(gap, 0.0), np.maximum(gap, 0.0))
        of_gap, of_expected = (abs(correlation(each, satisfied)) for each in (gap, expected))
        direct = coefficients(scaled(satisfied), scaled(gap), scaled(expected))
        return {
            "level": level,
            "shortfall": hurt - helped,
            "too much": -hurt,
            "slopes": below / above,
            "correlations": of_gap - of_expected,
            "direct": abs(direct[0]) - abs(direct[1]),
        }

    found = lab.each(one)
    return Outcome(
        {name: found[name] for name in ("slopes", "shortfall", "too much", "correlations", "direct")},
        (
            Panel(
                "The same service under modest and boastful promises",
                "promise less what is delivered (charge)",
                "balance after half a year",
                (Curve("all customers", np.array(GAPS), found["level"]),),
            ),
        ),
    )


def kept_by_promise(level: np.ndarray) -> tuple[float, float]:
    """Return what promising too much takes from a mean, and promising too little adds, for each unit of promise.

    `level` has one value for each of `GAPS`.

    Example:
        >>> kept_by_promise(np.array([0.6, 0.3, 0.0, -0.6, -1.2]))
        (2.0, 1.0)
    """
    gaps, middle = np.array(GAPS), level[GAPS.index(0.0)]
    slopes = (level - middle)[gaps != 0.0] / gaps[gaps != 0.0]
    return float(-slopes[gaps[gaps != 0.0] > 0.0].mean()), float(-slopes[gaps[gaps != 0.0] < 0.0].mean())


FINDINGS = (
    Finding(
        code="P02",
        name="loss-aversion",
        title="A loss moves the account about twice as far as an equal gain, and each further bit moves it less",
        done=(
            "Customers without history meet one moment that is better than expected, or worse by as much, in the week "
            "of their renewal. Read: what it does to the account, and how many more leave or stay than after a moment "
            "that was as expected."
        ),
        source="Brown, Imai, Vieider & Camerer 2024: meta-analysis, 607 estimates in 150 articles",
        certainty=(
            "ratio read in the paper's abstract, grade A; that quality below expectation counts more for satisfaction "
            "and repurchase, ever less for each further bit: read in the abstracts of Anderson & Sullivan 1993 and "
            "Mittal, Ross & Baldasare 1998, sizes not at hand"
        ),
        checks=(
            Check(
                "ratio",
                "balance taken out for each unit paid in, mean over surprises of 0.3 to 0.8",
                Band(1.5, 2.5),
                published="1.955 (1.820 to 2.102)",
                gone=Band(0.9, 1.1),
            ),
            Check(
                "renewal",
                "customers who leave after a loss for each who stays after an equal gain, all sizes together",
                Band(1.5, 2.5),
                published="the band is that of the account; for repurchase only the direction is known",
            ),
            Check(
                "gains diminish",
                "share by which the last 0.1 of a gain adds less than the first 0.1 beyond 0.3",
                ABOVE_ZERO,
                published="each further bit counts less",
                gone=Band(-0.01, 0.01),
            ),
            Check(
                "losses diminish",
                "the same of a loss",
                ABOVE_ZERO,
                published="each further bit counts less",
                gone=Band(-0.01, 0.01),
            ),
        ),
        experiment=loss_and_gain,
        mechanisms=("loss_aversion", "diminishing_sensitivity"),
        note=(
            "Sensitivity diminishes beyond the zone of tolerance; within it nothing is felt, so that the effect for "
            "each unit from zero on first rises. Being read from the account as a whole, the ratio holds for those "
            "sizes that leave the zone on both sides."
        ),
    ),
    Finding(
        code="P11",
        name="promises",
        title="Falling short of a promise hurts more than exceeding it helps; it acts through what it is held against",
        done=(
            "Half a year of one and the same service, some contacts good and some bad, for newcomers who were promised "
            "less, as much, or more than that. Satisfaction is the account: the cumulative judgement that the studies "
            "ask for. What was expected is the promise with its weight, disconfirmation what was lived on average less "
            "that; satisfaction is regressed on disconfirmation below and above zero, as the study did."
        ),
        source=(
            "Anderson & Sullivan 1993: 22,300 customers of Swedish firms; Szymanski & Henard 2001: meta-analysis of "
            "satisfaction"
        ),
        certainty=(
            "direction and that expectations have no direct effect read in the abstract of the first; 0.46 and 0.27 of "
            "the second recalled, not checked; grade A-"
        ),
        checks=(
            Check(
                "slopes",
                "account lost for each unit of negative disconfirmation, by account gained for each of positive",
                Band(1.2),
                published="negative larger than positive; the figure is proposed",
                gone=Band(0.8, 1.2),
            ),
            Check(
                "shortfall",
                "account lost for each unit promised too much, less account gained for each unit promised too little",
                ABOVE_ZERO,
                published="a shortfall hurts more than an excess helps",
                gone=Band(-0.05, 0.05),
            ),
            Check(
                "too much",
                "difference of the account for each unit promised too much",
                BELOW_ZERO,
                published="below 0",
                gone=Band(-0.05, 0.05),
            ),
            Check(
                "correlations",
                "correlation with satisfaction of disconfirmation, less that of expectation, regardless of sign",
                ABOVE_ZERO,
                published="0.46 against 0.27",
            ),
            Check(
                "direct",
                "effect of disconfirmation less direct effect of expectation, both in standard deviations",
                ABOVE_ZERO,
                published="no direct effect of expectation, or a weak one",
            ),
        ),
        experiment=promised,
        mechanisms=("promise", "loss_aversion"),
        note=(
            "In surveys expectation goes with more satisfaction, for good firms promise more; here the service is the "
            "same for all, so more expectation can only mean less satisfaction. The service lies at the norm; tried "
            "first, a little above, it beat the norm before any promise was made, and the slope of the arms was 1.05."
        ),
    ),
)
"""P02 and P11."""
