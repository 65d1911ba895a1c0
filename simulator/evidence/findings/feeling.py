"""How experiences are felt: losses against gains, promises (P02, P11)."""

from __future__ import annotations

import numpy as np

from simulator.evidence.finding import PUBLISHED, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory

SIZES = (0.3, 0.4, 0.5, 0.6, 0.8)
"""How far from what is expected, in charge: outside the zone of tolerance, and small."""


def loss_and_gain(lab: Laboratory) -> Outcome:
    """Surprise customers by x, or by -x, and read what it does to the balance (P02)."""

    def world(charge: float) -> dict[str, object]:
        # All three components alike make that charge, whatever the weights of a person.
        part = {"mean": charge, "sd": 0.0}
        return {
            "name": "one moment",
            "week": 1,
            "experience": {"success": part, "ease": part, "emotion": part, "ending": charge},
        }

    quiet = [{"name": "visit", "contacts_per_week": 0.0}]

    def one(replicate: int) -> dict[str, object]:
        moved = [
            [
                lab.rows(
                    lab.scenario(
                        weeks=1,
                        touchpoints=quiet,
                        incidents=[world(sign * size)],
                        brand={"promise": 0.0},
                        psychology={"affinity_spread": 0.0},
                    ),
                    replicate,
                )["balance"].mean(dtype=float)
                for size in SIZES
            ]
            for sign in (1.0, -1.0)
        ]
        gain, loss = np.array(moved)
        return {"gain": gain, "loss": -loss, "ratio": float(np.mean(-loss / gain))}

    found = lab.each(one)
    x = np.array(SIZES)
    return Outcome(
        {"ratio": found["ratio"]},
        (
            Panel(
                "What one moment does to the account",
                "surprise, up or down",
                "change of the balance",
                (Curve("better than expected: paid in", x, found["gain"]), Curve("worse: taken out", x, found["loss"])),
            ),
        ),
    )


FINDINGS = (
    Finding(
        code="P02",
        name="loss-aversion",
        title="A loss moves the account about twice as far as an equal gain",
        done="Customers without history meet one moment that is better than expected, or worse by as much.",
        source="Brown, Imai, Vieider & Camerer 2024: meta-analysis, 607 estimates in 150 articles",
        certainty="read in the paper's abstract; grade A",
        checks=(
            Check(
                "ratio",
                "taken out for each unit paid in, mean over surprises of 0.3 to 0.8",
                Band(1.5, 2.5),
                published="1.955 (1.820 to 2.102)",
                basis=PUBLISHED,
                gone=Band(0.9, 1.1),
            ),
        ),
        experiment=loss_and_gain,
        mechanisms=("loss_aversion",),
    ),
)
