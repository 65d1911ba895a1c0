"""`engage show`: every value in force, and where it comes from; or the story that a scenario tells, in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, overriding, talkative
from simulator.cli.picture import check_name, write_new
from simulator.cli.words import WIDEST, width, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.scenario.reading import Resolved
    from simulator.scenario.schema import Scenario
    from simulator.scenario.story import Episode, Story

MARGIN = 44
"""Column in which the origins stand, when the value leaves room for it."""


@click.command(short_help="Show every value in force and where it comes from, or the story in order.")
@click.argument("file")
@overriding
@click.option("--timeline", is_flag=True, help="The story in order: what befalls whom, what changes and when.")
@click.option("--picture", type=click.Path(path_type=Path), metavar="FILE", help="Draw that story: a new .png or .svg.")
@as_json
@talkative
@click.pass_obj
def show(
    console: Console, file: str, overrides: tuple[str, ...], timeline: bool, picture: Path | None, as_json: bool
) -> None:
    """Show the whole scenario of FILE, defaults and bases included, with the origin of each value as a comment.

    What is shown is a scenario file itself. With --timeline: seasons, incidents, interventions, programmes and
    campaigns week by week; a log is read for the weeks that it covers.
    """
    if picture is not None:
        if not timeline:
            raise UsageError("--picture draws the story; say --timeline as well")
        check_name(picture)
    from simulator.scenario.reading import resolve

    resolved = resolve(file, overrides)
    if timeline:
        _tell(console, resolved.scenario, picture, as_json)
    elif as_json:
        from simulator.scenario.reading import fingerprint
        from simulator.scenario.writing import values_of

        document = {
            "fingerprint": fingerprint(resolved.scenario),
            "scenario": values_of(resolved.scenario),
            "origins": {path: str(origin) for path, origin in resolved.origins.items()},
        }
        _print(console, document)
    else:
        console.result(annotated(resolved))


def _tell(console: Console, scenario: Scenario, picture: Path | None, as_json: bool) -> None:
    from simulator.scenario.story import story_of

    story = story_of(scenario, _logged(scenario))
    if picture is not None:
        from simulator.report.timeline import timeline

        write_new(timeline(story), picture)
    if as_json:
        _print(console, story.document())
    else:
        console.result(told(story, width(WIDEST)))
    if picture is not None:
        console.say(f"Picture: {picture}")


def _logged(scenario: Scenario) -> tuple[int, int] | None:
    """Return the first and the last week that the log of a scenario covers."""
    if scenario.events is None:
        return None
    from simulator.population.records import records_of

    log = records_of(scenario.model_copy(update={"people": None})).log
    return None if log is None else (int(log.first_week.min()), int(log.last_week.max()))


def told(story: Story, wide: int) -> str:
    """Return a story as lines of text of at most this width: weeks, what kind of thing, its name, what it does."""
    begins = f", after {1 - story.first_week} of warm-up" if story.first_week < 1 else ""
    head = _filled(f"{story.name}: {story.weeks} weeks{begins}; {story.who}", wide)
    if not story.episodes:
        return f"{head}\n\nNothing happens but the contacts of every week." + _never(story, wide)
    rows = [(weeks_of(each), each.kind, each) for each in story.episodes]
    weeks, kinds = (max(len(str(row[column])) for row in rows) for column in (0, 1))
    lines = [f"{'weeks'.rjust(weeks)}  {'what'}"]
    for when, kind, episode in rows:
        margin = f"{when.rjust(weeks)}  {kind.ljust(kinds)}  "
        text = "; ".join(episode.words)
        lines.append(_filled(f"{episode.name}: {text}" if text else episode.name, wide, margin))
    return f"{head}\n\n" + "\n".join(lines) + _never(story, wide)


def _never(story: Story, wide: int) -> str:
    return "".join(f"\n\n{_filled(f'Not in this story: {each}.', wide)}" for each in story.never)


def _filled(text: str, wide: int, margin: str = "") -> str:
    return wrapped(text, margin, " " * (len(margin) + 2) if margin else "", wide)


def weeks_of(episode: Episode) -> str:
    """Return the weeks of an episode as they are printed, the minus as it is printed elsewhere."""
    first, last = (str(week).replace("-", "−") for week in (episode.first_week, episode.last_week))
    return first if first == last else f"{first} to {last}"


def _print(console: Console, document: dict[str, Any]) -> None:
    import json

    console.result(json.dumps(document, indent=2, ensure_ascii=False))


def annotated(resolved: Resolved) -> str:
    """Return a resolved scenario as YAML, each value followed by its origin as a comment."""
    from simulator.scenario.reading import to_yaml
    from simulator.scenario.writing import values_of

    paths = _paths(values_of(resolved.scenario), "", resolved)
    lines = []
    for line in to_yaml(resolved.scenario).splitlines():
        # Only a line that opens a mapping or a list ends in a colon: a text that ends so is in quotes.
        lines.append(line if line.endswith(":") else f"{line:<{MARGIN}}  # {resolved.origins[next(paths)]}")
    return "\n".join(lines)


def _paths(value: Any, path: str, resolved: Resolved) -> Iterator[str]:
    """Yield the path of every single value, in the order in which the file has them: a name before all else."""
    from simulator.scenario.file.words import step

    if isinstance(value, dict) and value:
        for key in sorted(value, key=lambda key: key != "name"):
            yield from _paths(value[key], step(path, key), resolved)
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            named = f"{path}[{each['name']}]" if isinstance(each, dict) and "name" in each else ""
            yield from _paths(each, named if f"{named}.name" in resolved.origins else f"{path}[{index + 1}]", resolved)
    else:
        yield path
