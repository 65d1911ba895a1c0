"""The story of a scenario as one picture: lanes of what the world, the firm, chance and management bring."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Polygon

from simulator.report.parts import label, nothing, weeks_below
from simulator.report.style import ADDS, INK, SOFT, Picture, look, picture
from simulator.scenario.story import LANES, Episode, Story, season_at

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {"world": "#8c8c8c", "firm": "#4a8fba", "incidents": "#a63a22", "interventions": "#12405f"}
INCHES_A_ROW = 0.34
MARGINS = 1.75
"""Inches above and below the rows: titles, weeks and the note."""
LOWEST, WIDTH = 3.6, 9.0
TALL = 0.56
"""Height of a bar, as a share of its row."""
BETWEEN = 0.45
"""Rows left free between two lanes."""
LETTERS_A_WIDTH = 118
"""Letters of the names that would fill the picture from left to right."""
LONGEST = 42
LEGEND = {
    "Dashed: only while a condition holds.": lambda each: each.conditional,
    "Slanting: moves evenly to its new value.": lambda each: each.ramp_weeks > 1 and not each.conditional,
    "Blue incidents are meant to please.": lambda each: each.pleasant,
    "Waves: seasons of the year.": lambda each: each.kind == "season",
}
"""What is said at the foot of a picture that has something of the kind."""


def timeline(story: Story) -> Picture:
    """Draw every episode as a bar from its first to its last week, in the lane that it comes from."""
    story = _closer(story)
    with look():
        rows = len(story.episodes) + BETWEEN * (len({each.lane for each in story.episodes}) - 1)
        tall = max(LOWEST, MARGINS + INCHES_A_ROW * rows)
        note = " ".join(said for said, shows in LEGEND.items() if any(map(shows, story.episodes)))
        picture_, axes = picture(_finding(story), _about(story), note)
        _resize(picture_, axes, tall)
        if not story.episodes:
            nothing(axes, "nothing happens but the contacts of every week")
            return picture_
        first, last = story.first_week, story.weeks + 1
        weeks_below(axes, first, last)
        axes.grid(axis="x")
        at, heights = 0.0, dict[str, list[float]]()
        by_lane = sorted(story.episodes, key=lambda each: LANES.index(each.lane))
        for lane, some in groupby(by_lane, key=lambda each: each.lane):
            heights[lane] = []
            for episode in some:
                _bar(axes, episode, at, story)
                heights[lane].append(at)
                at += 1.0
            at += BETWEEN
        axes.set_ylim(at - BETWEEN - 0.4, -0.6)  # the first row is the highest
        axes.set_yticks([float(np.mean(those)) for those in heights.values()], list(heights))
        axes.tick_params(axis="y", pad=8)
        for name, those in heights.items():
            axes.plot(
                [-0.008, -0.008],
                [those[0] - TALL / 2, those[-1] + TALL / 2],
                color=COLOURS[name],
                linewidth=2.5,
                transform=axes.get_yaxis_transform(),
                clip_on=False,
                solid_capstyle="butt",
            )
        axes.spines["left"].set_visible(False)
        if first < 1:
            axes.axvspan(first, 1, color="#f4f4f4", zorder=0)
            axes.axvline(1, color=SOFT, linewidth=0.9, zorder=0)
    return picture_


def _closer(story: Story) -> Story:
    """Return the story without most of a long warm-up in which nothing begins, so that the rest has room."""
    quiet = ("warm-up", "season")
    begins = [each.first_week for each in story.episodes if each.kind not in quiet]
    first = max(story.first_week, min([1 - story.weeks // 5, *(week for week in begins if week > story.first_week)]))
    return replace(
        story,
        first_week=first,
        episodes=tuple(replace(each, first_week=max(each.first_week, first)) for each in story.episodes),
    )


def _resize(picture_: Picture, axes: Axes, tall: float) -> None:
    """Make the picture as tall as its rows ask for; what stands above and below keeps its distance from the edge."""
    before = float(picture_.get_size_inches()[1])
    picture_.set_size_inches(WIDTH, tall)
    for text in picture_.texts:
        x, y = text.get_position()
        text.set_position((x, 1.0 - (1.0 - y) * before / tall if y > 0.5 else y * before / tall))
    axes.set_position((0.125, 0.72 / tall, 0.85, 1.0 - (0.72 + 0.92) / tall))


def _bar(axes: Axes, episode: Episode, at: float, story: Story) -> None:
    colour = ADDS if episode.pleasant else COLOURS[episode.lane]
    begin, end = float(episode.first_week), episode.last_week + 1.0
    span = story.weeks + 1 - story.first_week
    shown = max(end - begin, span / 220)  # a week of a long story is still to be seen
    if episode.kind == "season":
        weeks = np.linspace(begin, end, max(int(end - begin) * 4, 8))
        wave = np.array([season_at(episode, week) for week in weeks])
        axes.fill_between(weeks, at + TALL / 2, at + TALL / 2 - TALL * (0.5 + 0.5 * wave), color="#dcdcdc", linewidth=0)
    elif episode.ramp_weeks > 1 and not episode.conditional:
        top, full = at - TALL / 2, min(begin + episode.ramp_weeks, end)
        share = (full - begin) / episode.ramp_weeks
        corners = [(begin, at + TALL / 2), (full, at + TALL / 2 - TALL * share), (end, top), (end, at + TALL / 2)]
        axes.add_patch(Polygon(corners, closed=True, facecolor=colour, linewidth=0))
    else:
        style = {"facecolor": "white", "edgecolor": colour, "linestyle": (0, (3, 2)), "linewidth": 1.2}
        plain = {"facecolor": colour, "linewidth": 0.0}
        axes.barh(at, shown, TALL, begin, **(style if episode.conditional else plain))  # type: ignore[arg-type]
    _name(axes, episode, at, begin, begin + shown, story)


def _name(axes: Axes, episode: Episode, at: float, begin: float, end: float, story: Story) -> None:
    """Write what it is on its bar if there is room, else behind it, else before it; more of it where there is more."""
    first, last = story.first_week, story.weeks + 1
    letter = (last - first) / LETTERS_A_WIDTH
    dark = episode.kind != "season" and not episode.conditional
    slant = min(float(episode.ramp_weeks), end - begin) if dark and episode.ramp_weeks > 1 else 0.0

    def fitting(room: float) -> str | None:
        return next((each for each in _words(episode) if (len(each) + 2) * letter < room), None)

    ways = [
        (fitting(end - begin - slant), begin + slant + letter, "white" if dark else INK, "left"),
        (fitting(last - end), end + letter, INK, "left"),
        (fitting(begin - first), begin - letter, INK, "right"),
    ]
    # Of two that say as much the first: on the bar, behind it, before it.
    words, place, colour, side = max(ways, key=lambda way: len(way[0] or ""))
    words = words or _words(episode)[-1]
    axes.text(place, at, words, va="center", ha=side, fontsize=8.5, color=colour)


def _words(episode: Episode) -> list[str]:
    """Return what may be written of an episode, the longest first."""
    name = label(_named(episode), LONGEST)
    if episode.kind in ("log", "people", "warm-up"):
        return [name]
    ends = range(len(episode.words), 0, -1)
    return [*(f"{name}: {label('; '.join(episode.words[:end]), 10 * LONGEST)}" for end in ends), name]


def _named(episode: Episode) -> str:
    """Return the name of an episode, with its kind where the lane does not say it."""
    return {
        "season": f"season of {episode.name}",
        "log": f"log: {episode.name}",
        "people": f"customers from {episode.name}",
        "warm-up": "warm-up, " + (episode.words or ("",))[-1],
    }.get(episode.kind, episode.name)


def _finding(story: Story) -> str:
    count = {kind: sum(each.kind == kind for each in story.episodes) for kind in ("incident", "intervention")}
    said = [f"{many} {kind}{'s' if many > 1 else ''}" for kind, many in count.items() if many]
    return f"{story.weeks} weeks with {' and '.join(said)}" if said else f"{story.weeks} weeks"


def _about(story: Story) -> str:
    return f"Story · {label(story.name, 48)} · {story.who}"
