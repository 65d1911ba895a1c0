"""What the moves of the defaults do, in words: a line for each, and the page `docs/evidence-sensitivity.md`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from simulator.evidence.finding import Finding
from simulator.evidence.keeping import fingerprint_of_defaults
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.page import FINGERPRINT
from simulator.evidence.pages import table
from simulator.evidence.sensitivity import Effect, Flip, Left
from simulator.evidence.telling import figure_of
from simulator.projection.wording import counted


def flips_words(effect: Effect) -> str:
    """Return a move with the verdicts that flip, in a line."""
    sure = _flips(effect.sure)
    close = _flips(each for each in effect.flips if not each.is_sure)
    parts = [sure] if sure else []
    if close:
        parts.append(f"perhaps {close}")
    return f"{effect.move.name} {_from_to(effect)}: {'; '.join(parts)}"


def summary(effects: Sequence[Effect]) -> str:
    """Return how many defaults flip a verdict."""
    names = {effect.move.name for effect in effects}
    sure = {effect.move.name for effect in effects if effect.sure}
    close = {effect.move.name for effect in effects if effect.flips} - sure
    idle = names - {effect.move.name for effect in effects if effect.moved}
    return (
        f"Of {counted(len(names), 'default')} of people, each moved by a quarter up and down, "
        f"{_some(sure, 'flips', 'flip')} the verdict on at least one figure surely; "
        f"{_some(close, 'more does', 'more do')} perhaps, where an interval crosses an edge of a band; "
        f"{_some(idle, 'moves', 'move')} no figure at all."
    )


def _some(names: set[str], one: str, many: str) -> str:
    return counted(len(names), one, many) if names else f"none {one}"


def sensitivity_page(
    effects: Sequence[Effect], left: Sequence[Left], findings: Sequence[Finding], laboratory: Laboratory
) -> str:
    """Return the page."""
    lines = [
        "# How sure the verdicts are",
        "",
        "Every default of people is moved by a quarter, up and down, alone, and all [findings](evidence.md) are "
        "judged again,",
        "with the same customers and the same luck. A verdict that flips hangs on that default: it deserves a better "
        "source",
        "than the others. A verdict that nothing flips is one of the rule and not of its numbers.",
        "",
        f"**{summary(effects)}**",
        "",
        f"The experiments are small here: {laboratory.customers} customers or more an arm, {laboratory.replicates} "
        "replicates, so",
        "that a verdict near an edge of its band may differ from that on the page of the evidence. *Surely* means that "
        "neither",
        "interval, before and after, crosses an edge; *perhaps*, that one does. Whether an effect goes with its "
        "mechanism is not",
        "asked again. This page is written by `make sensitivity`.",
        "",
        f"{FINGERPRINT}`{fingerprint_of_defaults(tuple(findings))}`",
        "",
        "## By default",
        "",
        *table(("Default", "From", "To", "Flips surely", "Perhaps"), map(_row, filter(_has_flips, effects))),
        "",
        "## By finding",
        "",
        *table(("Finding", "", "Flipped surely by", "Perhaps by"), _by_finding(effects, findings)),
        "",
        "## Without any flip",
        "",
        "Moved, and no verdict is another: "
        + ", ".join(f"`{name}`" for name in _quiet(effects))
        + ". A star marks those of which no figure moves by a bit.",
    ]
    if left:
        lines += ["", "## Not moved", "", *table(("Default", "Value", "Why"), map(_left, left))]
    return "\n".join(lines) + "\n"


def _has_flips(effect: Effect) -> bool:
    return bool(effect.flips)


def _row(effect: Effect) -> tuple[str, ...]:
    close = (each for each in effect.flips if not each.is_sure)
    return (
        f"`{effect.move.name}`",
        figure_of(effect.move.default),
        figure_of(effect.move.to),
        _flips(effect.sure),
        _flips(close),
    )


def _left(left: Left) -> tuple[str, ...]:
    return (f"`{left.name}`", figure_of(left.default), left.why)


def _by_finding(effects: Sequence[Effect], findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    sure: defaultdict[str, list[str]] = defaultdict(list)
    close: defaultdict[str, list[str]] = defaultdict(list)
    for effect in effects:
        way = "up" if effect.move.to > effect.move.default else "down"
        for code in dict.fromkeys(flip.code for flip in effect.flips):
            mine = [flip for flip in effect.flips if flip.code == code]
            (sure if any(flip.is_sure for flip in mine) else close)[code].append(f"`{effect.move.name}` {way}")
    return [
        (each.code, each.title, ", ".join(sure[each.code]) or "nothing", ", ".join(close[each.code]))
        for each in findings
    ]


def _quiet(effects: Sequence[Effect]) -> list[str]:
    loud = {effect.move.name for effect in effects if effect.flips}
    stirring = {effect.move.name for effect in effects if effect.moved}
    names = dict.fromkeys(effect.move.name for effect in effects if effect.move.name not in loud)
    return [name if name in stirring else f"{name}*" for name in names]


def _flips(flips: Iterable[Flip]) -> str:
    return ", ".join(f"{each.code} {each.check} {'holds' if each.holds else 'is missed'}" for each in flips)


def _from_to(effect: Effect) -> str:
    return f"{figure_of(effect.move.default)} to {figure_of(effect.move.to)}"
