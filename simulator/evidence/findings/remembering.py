"""What is remembered: peak, end and mean; great moments before a renewal (P01, P13)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import CIRCUMSTANCES, CUSTOMER
from simulator.evidence.finding import ABOVE_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.findings.feeling import alike
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.regressing import correlation, given
from simulator.evidence.reliving import contacts, relive
from simulator.population.asking import recommendations

SHORTEST, LONGEST = 5, 30
"""Moments of an episode."""

LEVEL, MOMENT = 0.15, 0.3
"""How much episodes differ from each other and moments within one, in charge.

With the differences between persons about a third of the variance lies between episodes, as of feelings sampled over
a day (recalled). The moments differ as contacts with people do in the library.
"""

KINDS = (0.3, -0.3)
"""Mean charge of a moment in pleasant episodes and in unpleasant ones: the emotion of the library's better contacts."""

AVERAGE = 0.1
"""Average quality of P13, a little better than ordinary, and of its great moments; how many there are."""
GREAT = 0.8
MANY = 3

RENEWAL = 105
"""Week in which a contract of two years is renewed; the great moments lie 2 months before it, or 18."""
LATE, EARLY = RENEWAL - 9, RENEWAL - 78

OTHERS = ("first", "trough", "trend", "variability")
PARTS = ("peak-end", "mean", *OTHERS, "duration")


def episodes(lab: Laboratory) -> Outcome:
    """Let everybody live an episode of random moments and ask what they think of it; correlate with its parts (P01).

    One half lives pleasant episodes, the other unpleasant ones. As in the studies pooled, where one is of pain and
    another of a film, the correlations are those within a kind; then their mean is taken.
    """
    desk = {"name": "stay", "contacts_per_week": 0.0}
    scenario = lab.scenario(weeks=1, touchpoints=[desk], market={"involuntary_leaving_per_year": 0.0})

    def one(replicate: int) -> dict[str, object]:
        luck = np.random.default_rng((lab.seed, replicate, 1))
        people = scenario.customers
        length = luck.integers(SHORTEST, LONGEST + 1, people)
        kind = np.arange(people) % len(KINDS)
        level = np.array(KINDS)[kind] + LEVEL * luck.standard_normal(people)
        moments = np.clip(level[:, None] + MOMENT * luck.standard_normal((people, LONGEST)), -1.0, 1.0)
        lived = np.arange(LONGEST) < length[:, None]
        each = moments[lived]
        population = relive(scenario, replicate, contacts(np.nonzero(lived)[0], each, each, each))
        answer = recommendations(population, luck.standard_normal(people))
        # What somebody feels in a moment has in it how well the firm suits them.
        moments = moments + population.columns.rows["affinity"][:, None]
        studies = [
            study(moments[kind == number], length[kind == number], answer[kind == number], mean > 0.0)
            for number, mean in enumerate(KINDS)
        ]
        found = {name: float(np.mean([each[name] for each in studies])) for name in studies[0]}
        return {
            "all": np.array([found[name] for name in PARTS]),
            "peak-end": found["peak-end"],
            "apart": abs(found["peak-end"] - found["mean"]),
            "others": min(found["peak-end"], found["mean"]) - max(abs(found[name]) for name in OTHERS),
            "duration": abs(found["duration, mean held"]),
            "beyond": found["peak-end, mean held"],
        }

    found = lab.each(one)
    return Outcome(
        {name: found[name] for name in ("peak-end", "apart", "others", "duration", "beyond")},
        (
            Panel(
                "What is said of an episode afterwards, and its parts",
                "part of the episode",
                "correlation with the answer",
                (Curve("all customers", PARTS, found["all"]),),
                shape="bars",
                marks={"peak-end, 174 effects": 0.581},
            ),
        ),
    )


def extremes(lab: Laboratory) -> Outcome:
    """Let two years of a support contract be even, or have three great moments, late or early; count renewals (P13)."""

    def renewed(great_from: int | None, replicate: int) -> float:
        # The same contacts and the same average in all worlds: where three are great the others are a little poorer.
        ordinary = AVERAGE if great_from is None else AVERAGE - MANY * (GREAT - AVERAGE) / (RENEWAL - MANY)
        first = EARLY if great_from is None else great_from
        scenario = lab.scenario(
            weeks=RENEWAL,
            # Somebody of the supplier is there nearly every week, as the equipment of such contracts needs it.
            touchpoints=[
                {
                    "name": "support",
                    "contacts_per_week": (RENEWAL - MANY) / RENEWAL,
                    "by_usage": False,
                    "experience": alike(ordinary, 0.1),
                }
            ],
            incidents=[
                {
                    "name": f"moment {number}",
                    "week": first + number,
                    "experience": alike(AVERAGE if great_from is None else GREAT, 0.1),
                }
                for number in range(MANY)
            ],
            relationship={"kind": "contract", "term_weeks": RENEWAL - 1},
        )
        rows = lab.rows(scenario, replicate)
        # Those who moved or died decided nothing.
        decided = (rows["left_week"] == RENEWAL) | (rows["status"] == CUSTOMER)
        decided &= rows["root_cause"] != CIRCUMSTANCES
        return float((rows["status"][decided] == CUSTOMER).mean())

    def one(replicate: int) -> dict[str, object]:
        even, late, early = (renewed(first, replicate) for first in (None, LATE, EARLY))
        recent, old = odds(late) / odds(even), odds(early) / odds(even)
        return {"renewed": np.array([even, late, early]), "recent": recent, "old": old, "fades": recent - old}

    found = lab.each(one)
    return Outcome(
        {name: found[name] for name in ("recent", "old", "fades")},
        (
            Panel(
                "Renewal after two years of the same average quality",
                "how it came about",
                "share that renews",
                (
                    Curve(
                        "all customers", ("evenly", "great moments lately", "great moments long ago"), found["renewed"]
                    ),
                ),
                shape="bars",
            ),
        ),
    )


def odds(share: float) -> float:
    """Return the odds of a share.

    Example:
        >>> odds(0.75)
        3.0
    """
    return share / (1.0 - share)


def study(moments: np.ndarray, length: np.ndarray, answer: np.ndarray, is_pleasant: bool) -> dict[str, float]:
    """Return the correlations of an answer with the parts of an episode, over those who lived one kind of it."""
    parts = parts_of(moments, length, is_pleasant)
    return {
        **{name: correlation(part, answer) for name, part in parts.items()},
        "duration, mean held": given(parts["duration"], answer, parts["mean"]),
        "peak-end, mean held": given(parts["peak-end"], answer, parts["mean"]),
    }


def parts_of(moments: np.ndarray, length: np.ndarray, is_pleasant: bool) -> dict[str, np.ndarray]:
    """Return what the literature takes from an episode; `moments` has one a row, of which the first `length` count.

    Peak and trough are the moments that were most and least of what the episode was about: of a pleasant one the best
    and the worst, of an unpleasant one the worst and the best. The trend is the slope over the moments.

    Example:
        >>> parts = parts_of(np.array([[0.1, -0.6, 0.2, 9.0]]), np.array([3]), is_pleasant=False)
        >>> {name: round(float(part[0]), 2) for name, part in parts.items()}  # doctest: +NORMALIZE_WHITESPACE
        {'peak-end': -0.2, 'mean': -0.1, 'first': 0.1, 'trough': 0.2, 'trend': 0.05, 'variability': 0.36,
        'duration': 3.0}
    """
    places = np.arange(moments.shape[1])
    lived = np.where(places < length[:, None], moments, np.nan)
    best, worst = np.nanmax(lived, axis=1), np.nanmin(lived, axis=1)
    end = lived[np.arange(len(moments)), length - 1]
    middle = (length[:, None] - 1) / 2.0
    return {
        "peak-end": ((best if is_pleasant else worst) + end) / 2.0,
        "mean": np.nanmean(lived, axis=1),
        "first": lived[:, 0],
        "trough": worst if is_pleasant else best,
        "trend": np.nansum((places - middle) * lived, axis=1) / (length * (length**2 - 1) / 12.0),
        "variability": np.nanstd(lived, axis=1),
        "duration": length.astype(float),
    }


FINDINGS: tuple[Finding, ...] = (
    Finding(
        code="P01",
        name="peak-and-end",
        title="Peak and end predict what is remembered about as well as the mean does, and better than all else",
        done=(
            "Everybody lives one episode of 5 to 30 random moments, half of them mostly pleasant ones and half mostly "
            "unpleasant ones, and is asked as the firm asks: on a scale of 0 to 10, with the whim of any answer. "
            "Within each kind the answer is correlated with parts of the episode, and the mean of both kinds taken, "
            "as the studies that were pooled are each of one kind. The peak-end value is the mean of peak and end."
        ),
        source="Alaybek et al. 2022: meta-analysis, 174 effect sizes",
        certainty="read in the paper's abstract; grade A",
        checks=(
            Check(
                "peak-end",
                "correlation of the answer with the mean of peak and end",
                Band(0.45, 0.75),
                published="0.581 (0.487 to 0.661)",
            ),
            Check(
                "apart",
                "difference between the correlations of peak-end and of the mean, regardless of sign",
                Band(high=0.15),
                published="about equal",
            ),
            Check(
                "others",
                "the smaller of the two, less the largest of first, trough, trend and variability",
                ABOVE_ZERO,
                published="both stronger than these",
            ),
            Check(
                "duration",
                "correlation with the number of moments, the mean held constant, regardless of sign",
                Band(high=0.10),
                published="essentially nil",
            ),
            Check(
                "beyond",
                "correlation with peak-end, the mean held constant",
                ABOVE_ZERO,
                published="above 0",
                gone=Band(-0.05, 0.05),
            ),
        ),
        experiment=episodes,
        mechanisms=("peak_and_end",),
        note=(
            "With peak and end out of memory the correlation itself stays, for an episode with a high peak and a good "
            "end has a high mean; what goes is what peak and end say beyond the mean. Pleasant and unpleasant episodes "
            "are taken apart, as the pooled studies are each of one kind; in episodes around neutral, tried first, the "
            "peak was mostly the trough, and the order was missed by 0.002 to 0.009."
        ),
    ),
    Finding(
        code="P13",
        name="recent-extremes",
        title="A few great moments raise renewal beyond the average, if they lie within the last year",
        done=(
            "Two years of a support contract with the same number of contacts and the same average quality: all alike, "
            "or three great ones and the others a little poorer; the great ones 2 months before the renewal or 18. "
            "Read: who renews."
        ),
        source="Bolton, Lemon & Bramlett 2006: support contracts of businesses, Germany and United Kingdom, records",
        certainty="both directions read in the abstract; sizes not at hand, the bands are proposed; grade B+",
        checks=(
            Check(
                "recent",
                "odds of renewing after great moments lately, by odds after even service",
                Band(1.1),
                published="above 1",
                gone=Band(0.9, 1.1),
            ),
            Check(
                "old",
                "the same of great moments 18 months ago",
                Band(0.95, 1.05),
                published="only the past year counts",
            ),
            Check(
                "fades",
                "the first less the second",
                ABOVE_ZERO,
                published="above 0",
                gone=Band(-0.1, 0.1),
            ),
        ),
        experiment=extremes,
        mechanisms=("zone_of_tolerance", "diminishing_sensitivity", "forgetting"),
        note=(
            "Missed: what three great moments put into the account fades by its half-life, and eighteen months leave a "
            "good part of it. Tried: even with a half-life of a quarter of a year the odds stay a tenth higher, and "
            "that would also take away what years of good experience build up."
        ),
    ),
)
"""P01 and P13."""
