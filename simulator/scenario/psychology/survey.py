"""How people answer when they are asked; read by `customer/survey.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

POINTS = "points"


class Answering(Part):
    """The fields of `psychology:` on this subject."""

    answer_strong_feeling: float = quantity(
        1.5,
        "How much more readily somebody answers whose memory is strong, good or bad.",
        unit="log odds per charge",
        low=0.0,
        high=20.0,
        source="judgement; extreme opinions are over-represented among those who answer (direction)",
    )
    answer_identification: float = quantity(
        0.8,
        "How much more readily somebody answers who fully identifies with the brand.",
        unit="log odds",
        low=0.0,
        high=20.0,
    )
    recommend_neutral: float = quantity(
        6.4,
        "Answer, 0 to 10, of somebody without any memory to 'would you recommend us': a flat purchase earns a six.",
        unit=POINTS,
        low=0.0,
        high=10.0,
        source="judgement; the sources: smooth and flat earns a nine for satisfaction and a six for recommending (D7)",
    )
    recommend_remembered: float = quantity(
        4.0, "Points more for each unit of remembered charge (D7, D9).", unit="points per charge", low=0.0, high=50.0
    )
    recommend_identification: float = quantity(
        3.0, "Points more at full identification.", unit=POINTS, low=0.0, high=50.0
    )
    satisfied_neutral: float = quantity(
        4.4,
        "Answer, 1 to 5, to 'were you satisfied' after a contact that was as expected.",
        unit=POINTS,
        low=1.0,
        high=5.0,
        source="judgement; nine of ten for a smooth and flat contact (D7)",
    )
    satisfied_surprise: float = quantity(
        1.6, "Points more for each unit of surprise.", unit="points per charge", low=0.0, high=50.0
    )
    halo: float = quantity(
        2.0,
        "How far what is remembered of the firm colours the rating of a single contact.",
        unit="points of seven per charge",
        low=0.0,
        high=50.0,
        source=(
            "judgement, set with one survey in view: 78 and 18 % likely to buy more at high and low ratings of effort, "
            "77 and 19 % of success, in the same answers (XM Institute 2024)"
        ),
    )
    easy_neutral: float = quantity(
        5.0, "Answer, 1 to 7, to 'how easy was it' after a contact of ordinary ease.", unit=POINTS, low=1.0, high=7.0
    )
    easy_ease: float = quantity(2.0, "Points more at full ease.", unit="points per charge", low=0.0, high=50.0)
    answer_noise: float = quantity(
        0.12,
        "Standard deviation of whim in an answer, as a share of the length of its scale.",
        unit="share of scale",
        low=0.0,
        high=1.0,
    )
