"""The pictures of the page, as SVG: plain shapes whose colours come from the page, so that light and dark are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import numpy as np

from simulator.evidence.findings.mapping import SEVERITIES
from simulator.lab import words as say
from simulator.lessons.language import Language
from simulator.lessons.words import PART
from simulator.report.colours import STACK

WIDE, TALL = 400, 232
LEFT, RIGHT, TOP, BOTTOM = 38, 92, 10, 24
"""Room around the drawing; to the right there is room for names beside what they name."""
ROW_APART = 13.0
"""Between two names, so that they do not lie on each other."""


def areas(shares: np.ndarray, words: str, language: Language) -> str:
    """Draw shares [week, part] that add up to 1 as areas, stacked as in all our figures; parts as in `words.PART`."""
    weeks = len(shares)
    x, y = _scales(weeks, 0.0, 1.0)
    stacked = np.nan_to_num(shares)[:, [list(PART).index(part) for part in STACK]]
    edges = np.concatenate([np.zeros((weeks, 1)), np.cumsum(stacked, axis=1)], axis=1)
    body = [_weeks_below(weeks, x)]
    for share in (0.0, 0.5, 1.0):
        body.append(_text(LEFT - 5, y(share) + 4, say.share(share, language, 0), "end"))
    names: list[tuple[float, str, str]] = []
    for place, part in enumerate(STACK):
        low, high = edges[:, place], edges[:, place + 1]
        there = [(x(week + 1), y(high[week])) for week in range(weeks)]
        back = [(x(week + 1), y(low[week])) for week in reversed(range(weeks))]
        body.append(f'<polygon class="tier {part}" points="{_points([*there, *back])}"/>')
        last = float(stacked[-1, place])
        if last >= 0.005:
            middle = y((low[-1] + high[-1]) / 2.0)
            names.append((middle, f"{PART[part].said(language)} {last * 100.0:.0f}", part))
    body += _names_beside(names, x(weeks))
    return _svg(body, WIDE, TALL, words)


def lines(today: np.ndarray, what_if: np.ndarray, words: str, language: Language, percent: bool = False) -> str:
    """Draw two paths over the weeks, with the value of the last week beside each."""
    weeks = len(today)
    known = np.concatenate([today, what_if])
    known = known[np.isfinite(known)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    ticks = _ticks(min(low, 0.0), max(high, 1.0 if percent else 0.2))
    low, high = ticks[0], ticks[-1]
    x, y = _scales(weeks, low, high)
    unit = " %" if percent else ""
    body = [_weeks_below(weeks, x)]
    for tick in ticks:
        body.append(f'<line class="rule" x1="{LEFT}" x2="{x(weeks):.1f}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>')
        body.append(_text(LEFT - 5, y(tick) + 4, _tick(tick, language) + unit, "end"))
    names = []
    for values, kind in ((today, "today"), (what_if, "if")):
        points = [(x(week + 1), y(value)) for week, value in enumerate(values) if np.isfinite(value)]
        body.append(f'<polyline class="path {kind}" points="{_points(points)}"/>')
        if np.isfinite(values[-1]):
            said = say.number(float(values[-1]), 1 if percent else 2, language) + unit
            names.append((points[-1][1], said, kind))
    body += _names_beside(names, x(weeks))
    return _svg(body, WIDE, TALL, words)


MAP_WIDE, MAP_TALL = 300, 262
_MAP_LEFT, _MAP_TOP, _CELL_HIGH = 44, 8, 23


def paradox(found: np.ndarray, words: str, language: Language) -> str:
    """Draw the map: a cell for each severity (mild at the foot) and each quality of recovery (poor at the left)."""
    rows, columns = found.shape
    wide = (MAP_WIDE - _MAP_LEFT - 4) / columns
    body = []
    for row in range(rows):
        top = _MAP_TOP + (rows - 1 - row) * _CELL_HIGH
        severity = say.number(SEVERITIES[row], 2, language).rstrip("0").rstrip(".,")
        body.append(_text(_MAP_LEFT - 5, top + 15.5, severity, "end"))
        for column in range(columns):
            value = float(found[row, column])
            left = _MAP_LEFT + column * wide
            kind = "up" if value > 0.0 else "down"
            # Better off is rare and small, worse off soon large: each has a scale of its own, told by the number.
            strength = min(1.0, 0.25 + 0.75 * (value / 0.3 if value > 0.0 else min(-value / 4.0, 1.0)))
            body.append(
                f'<rect class="cell {kind}" x="{left:.1f}" y="{top}" width="{wide - 1:.1f}" height="{_CELL_HIGH - 1}" '
                f'fill-opacity="{strength if value > 0.0 else strength * 0.75:.2f}"/>'
            )
            on = " strong" if value > 0.0 and strength > 0.6 else ""
            body.append(
                f'<text class="value {kind}{on}" x="{left + wide / 2.0:.1f}" y="{top + 15.5}" text-anchor="middle">'
                f"{say.number(value, 1 if value <= -1.0 else 2, language, signed=True)}</text>"
            )
    foot = _MAP_TOP + rows * _CELL_HIGH
    body.append(_text(_MAP_LEFT, foot + 14, say.POOR.said(language), "start"))
    body.append(_text(MAP_WIDE - 4, foot + 14, say.EXCELLENT.said(language), "end"))
    body.append(_text((_MAP_LEFT + MAP_WIDE) / 2, foot + 30, say.QUALITY.said(language), "middle"))
    middle = _MAP_TOP + rows * _CELL_HIGH / 2.0
    body.append(
        f'<text class="axis" text-anchor="middle" transform="translate(11 {middle:.0f}) rotate(-90)">'
        f"{escape(say.SEVERITY.said(language))}</text>"
    )
    return _svg(body, MAP_WIDE, MAP_TALL, words)


def map_finding(found: np.ndarray, language: Language) -> str:
    """Tell up to which severity somebody ends better off."""
    better = [SEVERITIES[row] for row in range(len(found)) if (found[row] > 0.0).any()]
    if not better:
        return say.NO_PARADOX.said(language)
    return say.PARADOX_UP_TO.said(language).format(say.number(max(better), 2, language).rstrip("0").rstrip(".,"))


def map_words(found: np.ndarray, language: Language) -> str:
    """Tell the map row by row at its poorest and best recovery, for who cannot see it."""
    told = [
        f"{say.number(severity, 2, language)}: {say.number(float(row[0]), 2, language, True)} … "
        f"{say.number(float(row[-1]), 2, language, True)}"
        for severity, row in zip(SEVERITIES, found, strict=True)
    ]
    return f"{map_finding(found, language)}. {say.POOR.said(language)} … {say.EXCELLENT.said(language)}: " + "; ".join(
        told
    )


Point = tuple[float, float]
"""Week and balance."""
Event = tuple[float, float, float, str]
"""Week, balance after it, amount, and what it was."""


def account(
    paths: Sequence[Sequence[Point]],
    events: Sequence[Sequence[Event]],
    weeks: tuple[int, int],
    words: str,
    language: Language,
) -> str:
    """Draw the accounts of one customer in both worlds as steps, with a mark for what moved them."""
    first, last = weeks
    values = [balance for path in paths for _, balance in path]
    ticks = _ticks(min([0.0, *values]), max([0.5, *values]))
    low, high = ticks[0], ticks[-1]
    wide, tall = 2 * WIDE, TALL + 30
    right, floor = wide - 14, tall - BOTTOM

    def x(week: float) -> float:
        return LEFT + (week - first) / max(last - first, 1) * (right - LEFT)

    def y(value: float) -> float:
        return TOP + (high - value) / (high - low) * (floor - TOP)

    body = []
    for tick in ticks:
        body.append(f'<line class="rule" x1="{LEFT}" x2="{right}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>')
        body.append(_text(LEFT - 5, y(tick) + 4, _tick(tick, language), "end"))
    step = _week_step(last - first + 1)
    for week in range(-(-first // step) * step, last + 1, step):
        body.append(_text(x(week), tall - 7, _tick(week, language), "middle"))
    if first < 1:
        body.append(f'<line class="start" x1="{x(1):.1f}" x2="{x(1):.1f}" y1="{TOP}" y2="{floor}"/>')
    for path, marks, kind in zip(paths, events, ("today", "if"), strict=True):
        steps: list[Point] = []
        for place, (at_week, balance) in enumerate(path):
            if place:
                steps.append((x(at_week), y(path[place - 1][1])))
            steps.append((x(at_week), y(balance)))
        body.append(f'<polyline class="path {kind}" points="{_points(steps)}"/>')
        for at_week, after, amount, what in marks:
            at, height = x(at_week), y(after)
            size = 3.0 + min(3.0, 3.0 * abs(amount))
            tip = -size if amount > 0.0 else size
            shape = _points([(at, height + tip), (at - size, height - tip), (at + size, height - tip)])
            sign = "adds" if amount > 0.0 else "takes"
            title = escape(f"{at_week:.0f}: {what} {say.number(amount, 2, language, signed=True)}")
            body.append(f'<polygon class="mark {sign} {kind}" points="{shape}"><title>{title}</title></polygon>')
    return _svg(body, wide, tall, words)


def _svg(body: Sequence[str], wide: int, tall: int, words: str) -> str:
    label = escape(words, quote=True)
    return f'<svg viewBox="0 0 {wide} {tall}" role="img" aria-label="{label}">{"".join(body)}</svg>'


Scale = Callable[[float], float]


def _scales(weeks: int, low: float, high: float) -> tuple[Scale, Scale]:
    right, floor = WIDE - RIGHT, TALL - BOTTOM

    def x(week: float) -> float:
        return LEFT + (week - 1) / max(weeks - 1, 1) * (right - LEFT)

    def y(value: float) -> float:
        return float(TOP + (high - value) / (high - low) * (floor - TOP))

    return x, y


def _weeks_below(weeks: int, x: Scale) -> str:
    step = _week_step(weeks)
    shown = [1, *(week for week in range(step, weeks + 1, step))]
    return "".join(_text(x(week), TALL - 7, str(week), "middle") for week in shown)


def _week_step(weeks: int) -> int:
    return next((step for step in (1, 2, 4, 13, 26, 52, 104, 208) if weeks / step <= 6), 520)


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers between two values, some four or five, with 0 among them."""
    rough = max(high - low, 1e-9) / 4.0
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough)
    first, last = int(np.floor(low / step + 1e-9)), int(np.ceil(high / step - 1e-9))
    return [round(float(place * step), 9) for place in range(first, last + 1)]


def _names_beside(names: list[tuple[float, str, str]], right: float) -> list[str]:
    """Write names to the right at their heights, moved apart where they would lie on each other."""
    order = sorted(range(len(names)), key=lambda place: names[place][0])
    heights = [names[place][0] for place in order]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + ROW_APART)
    floor = TALL - BOTTOM + 2.0
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], floor - (len(heights) - 1 - place) * ROW_APART)
    written = []
    for place, height in zip(order, heights, strict=True):
        _, name, kind = names[place]
        written.append(f'<text class="beside {kind}" x="{right + 5:.1f}" y="{height + 4:.1f}">{escape(name)}</text>')
    return written


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text class="axis" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _tick(value: float, language: Language) -> str:
    """Write a round number of a scale.

    Example:
        >>> _tick(-0.5, "nl"), _tick(20.0, "en")
        ('−0,5', '20')
    """
    digits = next(digits for digits in range(5) if abs(value - round(value, digits)) < 1e-9)
    return say.number(value, digits, language)
