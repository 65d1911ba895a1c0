"""The page docs/mechanisms.md, made of what the code says: `python -m tests.mechanisms.page > docs/mechanisms.md`."""

from __future__ import annotations

import sys

from simulator.scenario.mechanisms import MECHANISMS
from simulator.scenario.mechanisms.switch import FOR_EVER, Mechanism, Neutral
from tests.mechanisms import experience, market, relationship  # noqa: F401  # each adds its experiments to the list
from tests.mechanisms.trying import EXPERIMENTS, Experiment

TOP = """# The mechanisms

Everything in people and in the market that explains something has a switch. `mechanisms: {arousal: false}` in a
scenario, or `--set mechanisms.arousal=false` on the command line, turns one off; all are on otherwise. Turned off, the
parameters that carry a mechanism take neutral values when the run begins, whatever the scenario says of them, and
nothing else changes: the same people meet the same luck, so the difference between two runs is what the mechanism
explains. The rule itself knows no switches.

Each mechanism is tried: an effect is measured with it and with it off, and `tests/mechanisms/` holds both figures.
*Shown by* says what is measured, the least it has to be, and the most that may be left, either way, with the mechanism
off: 0 is zero to the last bit, anything else is luck. Codes such as A9 stand for the claims in [claims.md](claims.md).
This page is made from the code and checked against it.

What has no switch is no mechanism but a measure (how wide, how strong, how fast), part of what the firm does, or the
definition of a tier. One effect needs several mechanisms, and one mechanism is rarely alone in what it explains:

- The **recovery paradox** needs arousal, by which an answer is felt at all, and complaining, without which there is
  none. It comes about because little is expected of a recovery and because the failure, not its answer, is softened by
  the zone of tolerance; being felt in proportion to the failure, the answer to a trifle stays a trifle.
- **Retention that rises with tenure** comes from differences in staying alone, where nothing else is at work; habit,
  the account and investment add to it.
- Turning a **need** off leaves it open in everybody. How far the relationship matters falls by its share, so fewer are
  engaged; the strength of the other needs stays what it was.
"""


def page() -> str:
    """Return the page."""
    lines = [TOP]
    groups = dict.fromkeys(each.group for each in MECHANISMS.values())
    for group in groups:
        lines.append(f"\n## {group}\n\n| Switch | What it is | Explains | Off | Shown by |\n|---|---|---|---|---|\n")
        lines.extend(_row(each) for each in MECHANISMS.values() if each.group == group)
    return "".join(lines)


def _row(mechanism: Mechanism) -> str:
    shown = "<br>".join(_shown(each) for each in EXPERIMENTS if each.mechanism == mechanism.name)
    off = "<br>".join(f"`{path}` {_neutral(value)}" for path, value in mechanism.off.items())
    cells = (f"`{mechanism.name}`", f"{mechanism.meaning} ({mechanism.claims})", mechanism.explains, off, shown)
    return f"| {' | '.join(cells)} |\n"


def _shown(experiment: Experiment) -> str:
    return f"{experiment.shows}: {experiment.at_least:g}; off: {experiment.left:g}"


def _neutral(value: Neutral) -> str:
    if isinstance(value, str):
        return f"= `{value}`"
    if value is None:
        return "left out"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "for ever" if value >= FOR_EVER / 10.0 else f"{value:.3g}"


if __name__ == "__main__":
    sys.stdout.write(page())
