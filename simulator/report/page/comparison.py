"""The page of a comparison: the same customers with the same luck in several worlds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from simulator.projection.names import TIERS, TO
from simulator.projection.wording import counted, figure, joined, sign
from simulator.report.compared import both, differences, moved
from simulator.report.earned import earned
from simulator.report.money import has_money, money
from simulator.report.moves import moves
from simulator.report.page import words
from simulator.report.page.differences import fork, key_figures, money_of
from simulator.report.page.document import document
from simulator.report.page.figures import attribution_of, moves_of, reasons_of, shown
from simulator.report.page.html import Html, tag, together
from simulator.report.page.made import Made, reproducing
from simulator.report.page.pieces import Section, folded, pairs, paragraph, table
from simulator.report.page.story import told
from simulator.report.page.taken import differing, limits, taken
from simulator.report.page.told import Alternative, Told
from simulator.report.reasons import reasons
from simulator.report.touchpoints import touchpoints
from simulator.report.worlds import stays
from simulator.scenario.schema import Scenario

NOT_KEPT = "The folder holds no counts of its worlds: an earlier version wrote it. Repeat the comparison to have them."
NO_WHY = "not said"
MOST_DRAWN = 4
"""Of more alternatives there are tables instead of some pictures, or the page would be too large."""
NOBODY = "No customer fares differently in the first replicate, so there is no story to tell."


def page_of(found: Told, base: Scenario, made: Made, missed: Sequence[str] = (), story: bool = True) -> str:
    """Return the page of a comparison; with the story of one customer, unless that was not asked."""
    summary = found.summary
    many = counted(int(summary["replicates"]), "replicate")
    kicker = (
        f"Comparison · {summary['customers']:,} customers, {summary['weeks']} weeks, seed {summary['seed']}, {many}; "
        "the same customers with the same luck in every world"
    )
    about = f"{summary['customers']:,} customers, seed {summary['seed']}, {many}"
    every = found.alternatives
    sections = [
        Section("question", "The question", _question(found)),
        Section("answer", "The answer", _answer(found)),
        Section("tiers", "Tiers over time", _each(every, lambda each, name: _tiers(found, each, name, about))),
        Section(
            "differences", "Paired differences", _each(every, lambda each, name: _paired(found, each, name, about))
        ),
        Section("moved", "Who stands elsewhere", _each(every, lambda each, name: _moved(found, each, name, about))),
        *_of_worlds(found, about),
        *([Section("story", "One customer's story", _story(found))] if story else []),
        taken(base),
        limits(missed),
        reproducing(made, int(summary["seed"]), int(summary["replicates"]), "compare"),
    ]
    title = f"{joined([each.label for each in every])} against {found.label}"
    if "fork" in summary:
        title = f"{base.name}: what follows {summary['fork']['incident']}"
    return document(title, kicker, sections, "A report of engage; the numbers are of simulated customers.")


def _question(found: Told) -> Html:
    worlds = [(f"{found.label} (base)", found.why or NO_WHY)]
    worlds += [(each.label, each.why) for each in found.alternatives if each.why]
    changes = [differing(each.changes, each.label) for each in found.alternatives]
    if len(changes) == 1:
        return together(pairs(worlds), changes)
    named = zip(found.alternatives, changes, strict=True)
    return together(pairs(worlds), [folded(f"What {each.label} changes", change) for each, change in named])


def _answer(found: Told) -> Html:
    parts = [paragraph(each, "lead") for each in str(found.summary["answer"]).split("\n\n")]
    parts += [paragraph(str(note), "note") for note in found.summary.get("notes", [])]
    if "fork" in found.summary:
        parts.append(fork(found.summary["fork"]))
    parts += [key_figures(each, found.label, found.units) for each in found.alternatives]
    return together(parts)


def _each(alternatives: Sequence[Alternative], body: Any) -> Html:
    """Return what there is of each alternative, with its number in the names where there are several."""
    several = len(alternatives) > 1
    parts = []
    for number, each in enumerate(alternatives, start=1):
        if several:
            parts.append(paragraph(each.label, "world"))
        parts.append(body(each, f"-{number}" if several else ""))
    return together(parts)


def _tiers(found: Told, each: Alternative, name: str, about: str) -> Html:
    one, other = each.tiers
    shares = []
    for label, frame in ((found.label, one), (each.label, other)):
        last = frame.iloc[-1]
        total = max(float(last.sum()), 1.0)
        parts = [f"{tier} {figure(float(last[tier]) / total)} %" for tier in (*TIERS, "left")]
        shares.append(f"with {label}: {joined(parts)}")
    in_words = f"Two pictures of areas stacked over the weeks. Of all customers at the end, {'; '.join(shares)}."
    if len(found.alternatives) > MOST_DRAWN:
        return _tiers_table(found, each)
    picture = both(one, other, found.label, each.label, about)
    return shown(picture, f"figure-both{name}", in_words, _tiers_table(found, each))


def _tiers_table(found: Told, each: Alternative) -> Html:
    frames: list[Any] = list(each.tiers)
    one, other = frames
    weeks = sorted({1, *(week for week in range(0, len(one) + 1, max(len(one) // 8, 1)) if week), len(one)})
    rows = [
        (f"{week}", *(f"{one.loc[week, tier]:,.0f} / {other.loc[week, tier]:,.0f}" for tier in (*TIERS, "left")))
        for week in weeks
    ]
    return table(f"Customers by tier, {found.label} / {each.label}, means", ("Week", *TIERS, "left"), rows)


def _paired(found: Told, each: Alternative, name: str, about: str) -> Html:
    ends = {tier: frame.iloc[-1] for tier, frame in each.weekly.items()}
    told_ends = [
        f"{tier} {sign(float(row['difference']), 1)} ({_from_to(row)})"
        if np.isfinite(row["low"])
        else f"{tier} {sign(float(row['difference']), 1)}"
        for tier, row in ends.items()
    ]
    in_words = f"Lines with bands around zero, a line a tier; at the end, in customers: {joined(told_ends)}."
    picture = differences(each.weekly, found.label, each.label, about)
    parts = [shown(picture, f"figure-differences{name}", in_words, _weekly_table(each))]
    if each.profit is not None:
        last = each.profit.iloc[-1]
        spread = f" ({_from_to(last, 0)})" if np.isfinite(last["low"]) else ""
        in_words = f"A line with a band around zero; at the end {sign(float(last['difference']), 0)} euro{spread}."
        drawn = earned(each.profit, (None, ""), found.label, each.label, about)
        parts.append(shown(drawn, f"figure-gained{name}", in_words))
    return together(parts)


def _weekly_table(each: Alternative) -> Html:
    weeks = len(next(iter(each.weekly.values())))
    shown_weeks = sorted({1, *(week for week in range(0, weeks + 1, max(weeks // 8, 1)) if week), weeks})
    rows = []
    for week in shown_weeks:
        cells = []
        for frame in each.weekly.values():
            row: Any = frame.loc[week]
            spread = f" ({_from_to(row)})" if np.isfinite(row["low"]) else ""
            cells.append(f"{sign(float(row['difference']), 1)}{spread}")
        rows.append((f"{week}", *cells))
    return table("Difference in customers, with 95 % intervals", ("Week", *each.weekly), rows)


def _from_to(row: Any, digits: int = 1) -> str:
    return f"{sign(float(row['low']), digits)} to {sign(float(row['high']), digits)}"


def _moved(found: Told, each: Alternative, name: str, about: str) -> Html:
    numbers = np.array(each.summary["matrix"]["customers"], float)
    frame = pd.DataFrame(numbers, pd.Index(TO, name="base"), pd.Index(TO, name="alternative"))
    off = numbers.copy()
    np.fill_diagonal(off, 0.0)
    order = [np.unravel_index(place, off.shape) for place in np.argsort(-off, axis=None)[:5]]
    told_moves = [
        f"{TO[row]} there, {TO[column]} here: {off[row, column]:,.1f}" for row, column in order if off[row, column]
    ]
    in_words = (
        f"A table of shades: rows are where customers are with {found.label}, columns where the same are with "
        f"{each.label}. The largest differences: {'; '.join(told_moves) or 'none'}."
    )
    rows = [(state, *(f"{cell:,.1f}" for cell in numbers[row])) for row, state in enumerate(TO)]
    caption = f"The same customers: rows with {found.label}, columns with {each.label}; mean numbers"
    in_numbers = table(caption, ("Base", *TO), rows)
    if len(found.alternatives) > MOST_DRAWN:
        return in_numbers
    return shown(moved(frame, found.label, each.label, about), f"figure-moved{name}", in_words, in_numbers)


def _of_worlds(found: Told, about: str) -> list[Section]:
    """Return what needs the counts of the worlds themselves."""
    base = found.projection
    worlds = [(found.label, base), *((each.label, each.projection) for each in found.alternatives)]
    known = [(label, projection) for label, projection in worlds if projection is not None]
    gains = [money_of(each) for each in found.alternatives if each.summary.get("money")]
    if base is None or len(known) < len(worlds):
        body = together(gains) if gains else None
        money_section = [] if body is None else [Section("money", "Money", body)]
        return [Section("worlds", "Each world by itself", paragraph(NOT_KEPT)), *money_section]
    curves = [(label, each.survival()["survival"].to_numpy()) for label, each in known]
    after = [f"with {label} {figure(float(curve[-1]))} %" for label, curve in curves if len(curve)]
    lines = f"Lines that fall from 100 %, one a world; at the last tenure observed are still there {joined(after)}."
    kept = counted(base.replicates, "replicate")
    note = paragraph(f"From the counts of {kept} of each world, which the folder keeps.", "note")
    in_base = paragraph(f"The picture is of the base, {found.label}; the table has every world.", "note")
    sections = [
        Section(
            "moves",
            "Moves between tiers, in the base",
            together(note, shown(moves(base), "figure-moves", words.moves(base), moves_of(base))),
        ),
        Section("survival", "Who stays how long", shown(stays(curves, about), "figure-stays", lines)),
        Section(
            "reasons",
            "Reasons for leaving, stated and real",
            together(in_base, shown(reasons(base), "figure-reasons", words.reasons(base)), reasons_of(known)),
        ),
        Section(
            "touchpoints",
            "What each touchpoint adds and takes",
            together(
                in_base, shown(touchpoints(base), "figure-touchpoints", words.touchpoints(base)), attribution_of(known)
            ),
        ),
    ]
    if has_money(base):
        picture = shown(money(base), "figure-money", words.money(base))
        sections.append(Section("money", "Money", together(gains, in_base, picture)))
    return sections


def _story(found: Told) -> Html:
    if found.story is None:
        return paragraph(NOBODY if found.projection is not None else NOT_KEPT)
    base, one, other, two = found.story
    return together(
        paragraph(f"Customer {one.customer:,} of the first replicate, with the same luck in both worlds."),
        tag("h3", f"With {base}"),
        told(one, "figure-story-base"),
        tag("h3", f"With {other}"),
        told(two, "figure-story-other"),
    )
