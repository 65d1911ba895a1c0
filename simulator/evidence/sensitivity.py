"""Which verdicts hang on which default: each default of people is moved by a quarter, up and down, alone.

Everybody keeps their luck, so what differs between two runs is what the default does. The mechanisms stay on: whether
an effect goes with them is not asked again.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.evidence.finding import Finding
from simulator.evidence.keeping import Kept
from simulator.evidence.laboratory import Laboratory
from simulator.experiment.intervals import Interval, interval_of
from simulator.population.population import usable_cores
from simulator.scenario.file.shapes import NumberShape, only, shape_of
from simulator.scenario.psychology import Psychology

CUSTOMERS, REPLICATES = 100, 4
"""Small enough that twice as many series as there are defaults end in a quarter of an hour or so on two cores."""
QUARTER = 0.25
BLOCK = 6
"""Defaults that are moved together at first: a finding that does not change by a bit depends on none of them."""
DEFAULTS = "defaults"
"""What the file with the figures of the unchanged defaults is called."""

Progress = Callable[[str, int, int], None]

Figures = dict[str, dict[str, list[float]]]
"""Values of each check, one a replicate, by code of the finding and name of the check."""


@dataclass(frozen=True)
class Move:
    """A default that is moved, up or down."""

    name: str
    default: float
    to: float

    @property
    def key(self) -> str:
        """The name of its file."""
        return f"{self.name}-{'up' if self.to > self.default else 'down'}"


@dataclass(frozen=True)
class Left:
    """A default that is not moved one way or the other, and why."""

    name: str
    default: float
    why: str


@dataclass(frozen=True)
class Flip:
    """A check whose verdict is another after a move."""

    code: str
    check: str
    before: Interval
    after: Interval
    holds: bool
    """Whether it holds after the move."""
    is_sure: bool
    """Whether neither of the two intervals crosses an edge of the band."""


@dataclass(frozen=True)
class Effect:
    """What a move does."""

    move: Move
    flips: tuple[Flip, ...]
    moved: tuple[str, ...]
    """Codes of the findings of which any figure changes at all."""

    @property
    def sure(self) -> tuple[Flip, ...]:
        """The flips that are sure."""
        return tuple(each for each in self.flips if each.is_sure)


def moves() -> tuple[list[Move], list[Left]]:
    """Return every move of a default of people by a quarter, kept inside its range, and what cannot be moved."""
    found: list[Move] = []
    left: list[Left] = []
    standard = Psychology()
    for name, field in shape_of(Psychology).fields.items():
        default, shape = getattr(standard, name), only(field.shape, NumberShape)
        if shape is None:
            continue
        if default == 0:
            left.append(Left(name, default, "nothing has no quarter"))
            continue
        for factor in (1.0 + QUARTER, 1.0 - QUARTER):
            to = _inside(default * factor, shape)
            to = round(to) if isinstance(default, int) else to
            way = "up" if (factor > 1.0) == (default > 0.0) else "down"
            if to == default:
                left.append(Left(name, default, f"{way}: it lies at the end of its range"))
            elif not _allowed({name: to}):
                left.append(Left(name, default, f"{way}: what it must fit would have to move as well"))
            else:
                found.append(Move(name, default, to))
    return found, left


def sensitivity(
    findings: Sequence[Finding],
    laboratory: Laboratory,
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> Iterator[Effect]:
    """Yield what each move does, as soon as it is known; with `kept`, what is there already is not done again.

    `progress` is called with what is being done, how much of it is done, and of how much.
    """
    every, _ = moves()
    codes = [finding.code for finding in findings]
    size = (laboratory.customers, laboratory.replicates, laboratory.seed)
    known = _known(kept, DEFAULTS, codes)
    if known is None:
        known = measured(({}, codes, size, DEFAULTS))[1]
        _keep(kept, DEFAULTS, known)
    waiting: list[Move] = []
    done = 0
    for move in every:
        before = _known(kept, move.key, codes)
        if before is None:
            waiting.append(move)
        else:
            done += 1
            yield effect_of(move, findings, known, before)
    if not waiting:
        return
    # Spawned, for a process with threads in it cannot be copied safely; leaving the pool ends what is still at work.
    with multiprocessing.get_context("spawn").Pool(usable_cores(), _deaf) as pool:
        concerned = _screened(pool, waiting, known, codes, size, progress)
        by_key = {move.key: move for move in waiting}
        tasks = [({move.name: move.to}, concerned[move.key], size, move.key) for move in waiting]
        for key, figures in pool.imap_unordered(measured, tasks):
            done += 1
            # What a move does not concern is as it was.
            whole = {code: figures.get(code, known[code]) for code in codes}
            _keep(kept, key, whole)
            if progress is not None:
                progress("moves", done, len(every))
            yield effect_of(by_key[key], findings, known, whole)


Task = tuple[Mapping[str, float], Sequence[str], tuple[int, int, int], str]


def measured(task: Task) -> tuple[str, Figures]:
    """Return the figures of findings with other defaults; a process of its own knows findings by their codes."""
    from simulator.evidence.findings import FINDINGS

    psychology, codes, (customers, replicates, seed), key = task
    laboratory = Laboratory(customers, replicates, seed, psychology)
    return key, {
        finding.code: _plain(finding.experiment(laboratory).values) for finding in FINDINGS if finding.code in codes
    }


def _plain(values: Mapping[str, np.ndarray]) -> dict[str, list[float]]:
    return {name: [float(each) for each in np.ravel(array)] for name, array in values.items()}


def effect_of(move: Move, findings: Sequence[Finding], known: Figures, after: Figures) -> Effect:
    """Return which checks have another verdict than with the unchanged defaults."""
    flips = []
    for finding in findings:
        for check in finding.checks:
            was = interval_of(known[finding.code][check.name])
            now = interval_of(after[finding.code][check.name])
            held, holds = check.band.holds(was.mean), check.band.holds(now.mean)
            if held == holds:
                continue
            sure = {check.band.holds(end) for end in was} == {held} and {check.band.holds(end) for end in now} == {
                holds
            }
            flips.append(Flip(finding.code, check.name, was, now, holds, sure))
    moved = [finding.code for finding in findings if not _same(known[finding.code], after[finding.code])]
    return Effect(move, tuple(flips), tuple(moved))


def _screened(
    pool: Any,
    waiting: Sequence[Move],
    known: Figures,
    codes: Sequence[str],
    size: tuple[int, int, int],
    progress: Progress | None,
) -> dict[str, list[str]]:
    """Return the codes that each move may concern, by moving defaults that stand together all at once."""
    blocks: dict[str, list[Move]] = {}
    for rising in (True, False):
        some = [move for move in waiting if (move.to > move.default) == rising]
        for first in range(0, len(some), BLOCK):
            blocks[f"{'up' if rising else 'down'} {first}"] = some[first : first + BLOCK]
    tasks = []
    for key, block in blocks.items():
        together = {move.name: move.to for move in block}
        if len(block) > 1 and _allowed(together):
            tasks.append((together, codes, size, key))
    concerned = {move.key: list(codes) for move in waiting}
    for done, (key, figures) in enumerate(pool.imap_unordered(measured, tasks), start=1):
        if progress is not None:
            progress("blocks of defaults tried together", done, len(tasks))
        for move in blocks[key]:
            concerned[move.key] = [code for code in codes if not _same(known[code], figures[code])]
    return concerned


def _same(one: Mapping[str, list[float]], other: Mapping[str, list[float]]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name], equal_nan=True) for name in one)


def _inside(value: float, shape: NumberShape) -> float:
    low = value if shape.low is None else max(value, shape.low)
    return low if shape.high is None else min(low, shape.high)


def _allowed(psychology: Mapping[str, float]) -> bool:
    try:
        Psychology.model_validate(dict(psychology))
    except ValueError:
        return False
    return True


def _deaf() -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _known(kept: Kept | None, key: str, codes: Sequence[str]) -> Figures | None:
    """Return what was kept, if it has all that is asked for."""
    if kept is None or not kept.has(key):
        return None
    figures = kept.read(key)
    if not set(codes) <= set(figures):
        return None
    return {
        code: {name: [math.nan if each is None else each for each in values] for name, values in figures[code].items()}
        for code in codes
    }


def _keep(kept: Kept | None, key: str, figures: Figures) -> None:
    if kept is None:
        return
    written = {
        code: {name: [each if math.isfinite(each) else None for each in values] for name, values in checks.items()}
        for code, checks in figures.items()
    }
    # Other findings may have been asked for before.
    kept.write(key, {**(kept.read(key) if kept.has(key) else {}), **written})
