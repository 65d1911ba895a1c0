"""`engage evidence --sensitivity`: which verdicts flip when a default is moved by a quarter."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.console import Console, duration
from simulator.cli.words import wrapped

if TYPE_CHECKING:
    from simulator.evidence.finding import Finding
    from simulator.evidence.keeping import Kept
    from simulator.evidence.sensitivity import Effect


def sensitivity_of(
    console: Console,
    findings: Sequence[Finding],
    size: tuple[int | None, int | None],
    out: Path | None,
    markdown: bool,
    as_json: bool,
) -> None:
    """Move every default; tell each flip as soon as it is found, and at the end all of them."""
    from simulator.evidence.keeping import Kept, identity_of
    from simulator.evidence.laboratory import Laboratory
    from simulator.evidence.sensitivity import CUSTOMERS, REPLICATES, moves, sensitivity
    from simulator.evidence.sensitivity_words import flips_words, sensitivity_page, summary

    laboratory = Laboratory(size[0] or CUSTOMERS, size[1] or REPLICATES)
    kept: Kept | None = None
    if out is not None:
        kept = Kept.at(out, identity_of(laboratory, "sensitivity"))
        if kept.folder != out:
            console.say(f"{out} is taken by something else; this is kept in {kept.folder}")
    every, left = moves()
    console.say(f"{len(every)} moves of {len({each.name for each in every})} defaults, {len(findings)} findings each")
    effects: list[Effect] = []

    began: dict[str, tuple[float, int]] = {}

    def progress(what: str, done: int, of_all: int) -> None:
        now = time.monotonic()
        # What came before is no measure of what comes now.
        since, first = began.setdefault(what, (now, done))
        left = f", about {duration((now - since) / (done - first) * (of_all - done))} left" if done > first else ""
        console.standing(f"{done} of {of_all} {what}{left}")

    known = 0 if kept is None else sum(kept.has(move.key) for move in every)
    console.standing("the findings with the defaults as they are")
    _say_what_is_left(console, kept, known, len(every))
    for effect in sensitivity(findings, laboratory, kept, progress):
        effects.append(effect)
        _say_what_is_left(console, kept, len(effects), len(every))
        if effect.flips and not (as_json or markdown):
            console.result(flips_words(effect))
    order = {move.key: index for index, move in enumerate(every)}
    effects.sort(key=lambda effect: order[effect.move.key])
    if as_json:
        console.result(_document(effects))
    elif markdown:
        console.result(sensitivity_page(effects, left, findings, laboratory).rstrip("\n"))
    else:
        console.result("\n" + wrapped(summary(effects)))
        if kept is not None:
            console.result(f"\nFigures: {kept.folder}")


def _say_what_is_left(console: Console, kept: Kept | None, done: int, of_all: int) -> None:
    many = f"{done} of {of_all} moves"
    if kept is not None:
        console.left = f"{many} are in {kept.folder}; the same command goes on from there"
    else:
        console.left = f"{many} were made; with --out DIR they are kept, and the command can go on"


def _document(effects: Sequence[Effect]) -> str:
    import json

    document: list[dict[str, Any]] = [
        {
            "default": effect.move.name,
            "from": effect.move.default,
            "to": effect.move.to,
            "moves": list(effect.moved),
            "flips": [
                {
                    "code": flip.code,
                    "check": flip.check,
                    "before": flip.before.mean,
                    "after": flip.after.mean,
                    "holds": flip.holds,
                    "sure": flip.is_sure,
                }
                for flip in effect.flips
            ],
        }
        for effect in effects
    ]
    return json.dumps({"sensitivity": document}, indent=2, ensure_ascii=False)
