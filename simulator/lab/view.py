"""What was lived, as the parts of the page that change when a slider moves."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np

from simulator.customer.noted import LEVELS
from simulator.lab import drawing, events
from simulator.lab import words as say
from simulator.lab.following import Followed
from simulator.lab.living import Lived
from simulator.lab.paradox import ParadoxMap
from simulator.lessons import words
from simulator.lessons.language import Language, Text
from simulator.population import moments as happened
from simulator.projection.counts import ratio
from simulator.projection.ledger import LEAST_NAMED, Ledger, Moment

BALANCE = LEVELS.index("balance")
BONDED = slice(3, 5)
"""The two upper tiers."""


@dataclass(frozen=True)
class Course:
    """What the page shows of a world, week by week; the figures are those of a projection."""

    shares: np.ndarray
    """[week, tier or left]: shares of all customers there ever were."""
    customers: np.ndarray
    bonded: np.ndarray
    """Share of the customers of the week who are loyal or engaged."""
    balance: np.ndarray

    @property
    def left(self) -> np.ndarray:
        """Share of all customers there ever were who have left."""
        return np.asarray(self.shares[:, -1])


def course_of(lived: Lived) -> Course:
    """Return what the page shows of a world."""
    counts = lived.counts
    tiers, gone = counts.tiers[0, :, 0], counts.gone[0, :, 0, None]
    parts = np.concatenate([tiers, gone], 1).astype(float)
    return Course(
        ratio(parts, parts.sum(-1, keepdims=True)),
        np.asarray(counts.customers[0, :, 0]),
        ratio(tiers[:, BONDED].sum(-1), counts.customers[0, :, 0]),
        np.asarray(counts.means[0, :, 0, BALANCE]),
    )


@dataclass(frozen=True)
class View:
    """The parts of the page, as HTML, and a sentence for who cannot see them."""

    figures: str
    charts: str
    maps: str
    said: str


Labels = tuple[Text, Text]


def view_of(
    today: Lived, what_if: Lived, maps: tuple[ParadoxMap, ParadoxMap] | str, labels: Labels, language: Language
) -> View:
    """Return the parts of the page for two worlds; a text in place of the maps says why there are none."""
    one, other = course_of(today), course_of(what_if)
    names = (labels[0].said(language), labels[1].said(language))
    figures, said = _figures(one, other, names, language)
    return View(figures, _charts(one, other, names, language), _maps(maps, names, language), said)


def _figures(one: Course, other: Course, names: tuple[str, str], language: Language) -> tuple[str, str]:
    """Return the figures of the last week in both worlds, and the same as a sentence."""

    def whole(value: float, signed: bool = False) -> str:
        return say.number(value, 0, language, signed)

    def points(value: float, signed: bool = False) -> str:
        if signed:  # what lies between two shares is no share
            return f"{say.number(value * 100.0, 1, language, True)} {say.POINTS.said(language)}"
        return say.share(value, language)

    def amount(value: float, signed: bool = False) -> str:
        return say.number(value, 2, language, signed)

    rows = (
        (words.STILL_THERE, one.customers, other.customers, whole, 1),
        (say.BONDED, one.bonded, other.bonded, points, 1),
        (words.MEAN_BALANCE, one.balance, other.balance, amount, 1),
        (say.LEFT_SO_FAR, one.left, other.left, points, -1),
    )
    worlds = [f'<span class="world" title="{escape(name, quote=True)}">{escape(name)}</span>' for name in names]
    tiles, told = [], []
    for label, before, after, write, better in rows:
        was, now = float(before[-1]), float(after[-1])
        change = now - was
        text = write(change, True)
        moved = any(digit in text for digit in "123456789")
        kind = "" if not moved else " up" if change * better > 0.0 else " down"
        known = np.isfinite(was) and np.isfinite(now)
        shown = [write(each) for each in (was, now)]
        tiles.append(
            f'<div class="tile"><dt>{escape(label.said(language))}</dt>'
            f'<dd><span class="was">{worlds[0]} {shown[0]}</span><span class="now">{worlds[1]} <b>{shown[1]}</b></span>'
            f'<span class="change{kind}">{text if known else ""}</span></dd></div>'
        )
        told.append(f"{label.said(language)} {shown[0]} → {shown[1]}")
    heading = escape(say.KEY_FIGURES.said(language))
    return f'<h2 class="quiet">{heading}</h2><dl class="tiles">{"".join(tiles)}</dl>', "; ".join(told) + "."


def _charts(one: Course, other: Course, names: tuple[str, str], language: Language) -> str:
    tiers = [part.said(language) for part in words.PART.values()]

    def told(course: Course) -> str:
        first, last = course.shares[0], course.shares[-1]
        parts = [f"{tier} {a * 100:.0f} → {b * 100:.0f} %" for tier, a, b in zip(tiers, first, last, strict=True)]
        return ", ".join(parts)

    def figure(title: str, picture: str, about: str = "") -> str:
        small = f"<small>{escape(about)}</small>" if about else ""
        return f"<figure><figcaption>{escape(title)} {small}</figcaption>{picture}</figure>"

    weeks = len(one.shares)
    paths = (one.balance, other.balance, one.left * 100.0, other.left * 100.0)
    ends = [(float(path[0]), float(path[-1])) for path in paths]
    told_ends = [
        f"{names[place % 2]}: {say.number(a, 2, language)} → {say.number(b, 2, language)}"
        for place, (a, b) in enumerate(ends)
    ]
    parts = (
        figure(names[0], drawing.areas(one.shares, told(one), language)),
        figure(names[1], drawing.areas(other.shares, told(other), language)),
        figure(
            say.BALANCE_OVER_TIME.said(language),
            drawing.lines(one.balance, other.balance, "; ".join(told_ends[:2]), language),
        ),
        figure(
            say.LEFT_OVER_TIME.said(language),
            drawing.lines(*paths[2:], "; ".join(told_ends[2:]), language, percent=True),
            say.OF_START.said(language),
        ),
    )
    heading = f"{say.TIERS_OVER_TIME.said(language)} ({weeks} {words.WEEKS.said(language)})"
    keys = "".join(
        f'<span><i class="key {kind}"></i>{escape(name)}</span>'
        for kind, name in zip(("today", "if"), names, strict=True)
    )
    return (
        f'<h2>{escape(heading)}</h2><div class="pair">{"".join(parts[:2])}</div>'
        f'<p class="keys">{keys}</p><div class="pair">{"".join(parts[2:])}</div>'
    )


def _maps(maps: tuple[ParadoxMap, ParadoxMap] | str, names: tuple[str, str], language: Language) -> str:
    heading = f"<h2>{escape(say.MAP.said(language))}</h2>"
    about = f'<p class="about">{escape(say.MAP_ABOUT.said(language))}</p>'
    if isinstance(maps, str):
        return f'{heading}{about}<p class="problem">{escape(say.MAP_NOT.said(language).format(maps))}</p>'
    groups = []
    for failure, which in ((say.FIRST_FAILURE, "first"), (say.SECOND_FAILURE, "second")):
        figures = []
        for name, each in zip(names, maps, strict=True):
            found = getattr(each, which)
            picture = drawing.paradox(found, drawing.map_words(found, language), language)
            figures.append(
                f"<figure><figcaption>{escape(name)}<small>{escape(drawing.map_finding(found, language))}</small>"
                f"</figcaption>{picture}</figure>"
            )
        heading_of_it = escape(failure.said(language).capitalize())
        groups.append(f'<h3>{heading_of_it}</h3><div class="pair maps">{"".join(figures)}</div>')
    return heading + about + "".join(f"<section>{group}</section>" for group in groups)


# One customer ---------------------------------------------------------------------------------------------------------


def account_of(followed: Followed, labels: Labels, language: Language) -> str:
    """Return the account of one customer in both worlds: a picture, and the events of each."""
    ledgers = (followed.today, followed.what_if)
    names = [label.said(language) for label in labels]
    weeks = [week for ledger in ledgers for week in ledger.weeks]
    if not weeks:
        return f"<p>{say.CUSTOMER.said(language)} {followed.number}: {escape(say.NEVER_JOINED.said(language))}</p>"
    first = max(min(week.week for week in weeks), 1 - 26)
    last = max(ledger.scenario.weeks for ledger in ledgers)
    paths = [[(week.week, week.balance) for week in ledger.weeks if week.week >= first] for ledger in ledgers]
    marks = [
        [
            (float(each.week), each.balance, each.amount, events.event(each.what, language))
            for each in ledger.moments
            if abs(each.amount) >= LEAST_NAMED and each.week >= first
        ]
        for ledger in ledgers
    ]
    told = "; ".join(f"{name}: {_end_of(ledger, language)}" for name, ledger in zip(names, ledgers, strict=True))
    picture = drawing.account(paths, marks, (first, last), told, language)
    note = "" if followed.same else f'<p class="note">{escape(say.NOT_THE_SAME.said(language))}</p>'
    tables = "".join(
        f'<section><h3><i class="key {kind}"></i>{escape(name)}</h3><p>{escape(_end_of(ledger, language))}</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(say.EVENTS.said(language))}: '
        f'{escape(name)}">{_table(ledger, language)}</div></section>'
        for name, ledger, kind in zip(names, ledgers, ("today", "if"), strict=True)
    )
    number = say.number(followed.number, 0, language)
    heading = f"{say.CUSTOMER.said(language)} {number}"
    return f"<h3>{escape(heading)}</h3>{note}<figure>{picture}</figure><div class='pair'>{tables}</div>"


def _end_of(ledger: Ledger, language: Language) -> str:
    """Tell how it ends for a customer."""
    if not ledger.weeks:
        return say.NEVER_JOINED.said(language)
    last = ledger.weeks[-1]
    balance = say.number(last.balance, 2, language, signed=True)
    tier = words.TIER[last.tier].said(language)
    if ledger.reasons is None:
        return f"{tier}, {words.BALANCE.said(language)} {balance}"
    reason = events.REASON_NAMES[ledger.reasons[0]].said(language)
    left = events.event(happened.LEFT, language)
    return f"{left}, {words.WEEK.said(language)} {last.week} ({reason}), {words.BALANCE.said(language)} {balance}"


def _table(ledger: Ledger, language: Language) -> str:
    heads = (words.WEEK, say.WHAT, say.AMOUNT, words.BALANCE)
    head = "".join(f'<th scope="col">{escape(each.said(language))}</th>' for each in heads)
    moments = [each for each in ledger.moments if each.what not in (happened.SPOKE_WELL, happened.SPOKE_BADLY)]
    rows = "".join(_row(each, language) for each in moments)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(moment: Moment, language: Language) -> str:
    amount = say.number(moment.amount, 2, language, signed=True) if moment.amount else ""
    kind = "" if not moment.amount else ' class="up"' if moment.amount > 0.0 else ' class="down"'
    where = f' <span class="where">{escape(moment.where)}</span>' if moment.where else ""
    note = events.note(moment, language)
    what = f"{escape(events.event(moment.what, language))}{where}{f' <small>{escape(note)}</small>' if note else ''}"
    balance = say.number(moment.balance, 2, language, signed=True)
    week = str(moment.week).replace("-", "−")
    cells = (("n", week), ("", what), ("n", f"<span{kind}>{amount}</span>"), ("n", balance))
    return "<tr>" + "".join(f'<td class="{how}">{cell}</td>' for how, cell in cells) + "</tr>"
