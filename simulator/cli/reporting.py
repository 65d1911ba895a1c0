"""What a page is told: a folder read, a story chosen, the findings that are missed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.console import Console
from simulator.errors import SimulatorError

if TYPE_CHECKING:
    from simulator.experiment.comparing.reading import Stored
    from simulator.projection.ledger import Ledger
    from simulator.projection.projection import Projection
    from simulator.report.page.told import Alternative
    from simulator.scenario.schema import Scenario

STORIES = ("leaver", "engaged", "loyal")
"""Whose story is told: of the first kind of which there is somebody."""

EVIDENCE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
"""What was judged, where the repository is at hand."""
MISSED = "## What is missed"


def run_page(folder: Path, console: Console, story: bool) -> str:
    """Return the page of a run."""
    from simulator.projection.results import MANIFEST, load
    from simulator.report.page.made import Made
    from simulator.report.page.run import page_of

    projection = load(folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    ledger = _somebody(projection, console) if story else None
    return page_of(projection, Made.of(manifest, str(folder)), ledger, missed(), story)


def comparison_page(found: Stored, console: Console, story: bool) -> str:
    """Return the page of a comparison."""
    from simulator.experiment.comparing.metrics import METRICS, PAIRED
    from simulator.report.page.comparison import page_of
    from simulator.report.page.made import Made
    from simulator.report.page.told import Told

    alternatives = [_alternative(found, world) for world in range(1, len(found.labels))]
    base = found.projection(0)
    pair = _pair(found, base, alternatives, console) if story else None
    told = Told(found.labels[0], found.scenarios[0].why, found.summary, base, alternatives, {**METRICS, **PAIRED}, pair)
    return page_of(told, found.scenarios[0], Made.of(found.manifest, str(found.folder)), missed(), story)


def _alternative(found: Stored, world: int) -> Alternative:
    from simulator.projection.names import TIERS
    from simulator.report.page.told import Alternative
    from simulator.scenario.difference import differences, said

    label = found.labels[world]
    base, scenario = found.scenarios[0], found.scenarios[world]
    changes = [
        (
            each.path,
            said(each.one) if each.one != "there" else _item(base, each.path),
            said(each.other) if each.other != "there" else _item(scenario, each.path),
            each.meaning,
        )
        for each in differences(base, scenario)
    ]
    profit = "profit_so_far"
    return Alternative(
        label,
        scenario.why if scenario.why != base.why else "",
        found.summary["alternatives"][world - 1],
        (found.tiers(label, "base"), found.tiers(label, "other")),
        {tier: found.weekly(label, f"customers[{tier}]") for tier in TIERS},
        found.weekly(label, profit) if profit in found.measures(label) else None,
        changes,
        found.projection(world),
    )


def _item(scenario: Scenario, path: str) -> str:
    """Return what an item sets that only one of the scenarios has."""
    from simulator.scenario.assumptions import assumptions

    found = [each for each in assumptions(scenario) if each.is_set and each.path.startswith(f"{path}.")]
    return "; ".join(f"{each.path.removeprefix(path)[1:]} {each.said}" for each in found) or "there"


def missed(page: Path = EVIDENCE) -> list[str]:
    """Return the findings that the model misses, as docs/evidence.md has them; nothing where it is not at hand."""
    try:
        text = page.read_text(encoding="utf-8")
    except OSError:
        return []
    part = text.partition(f"\n{MISSED}\n")[2].partition("\n## ")[0]
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", part)
    return [line[2:].strip() for line in plain.splitlines() if line.startswith("- ")]


def _somebody(projection: Projection, console: Console) -> Ledger | None:
    """Return the ledger of a leaver, or else of somebody who became engaged or loyal; nothing where nobody was kept."""
    from simulator.projection.ledger import picked

    for word in STORIES:
        try:
            customer = picked(projection, word)
        except SimulatorError:
            continue
        return _ledger(projection, customer, console)
    return None


def _pair(
    found: Stored, base: Projection | None, alternatives: list[Alternative], console: Console
) -> tuple[str, Ledger, str, Ledger] | None:
    """Return the same customer in the base and in the first alternative in which somebody fares differently."""
    for each in alternatives:
        example: Any = each.summary.get("example")
        if example and base is not None and each.projection is not None:
            one, two = (_ledger(world, int(example["customer"]), console) for world in (base, each.projection))
            return (found.labels[0], one, each.label, two) if one is not None and two is not None else None
    return None


def _ledger(projection: Projection, customer: int, console: Console) -> Ledger | None:
    """Return a ledger; a story that cannot be told is no reason to have no page."""
    from simulator.population.hearing import weeks_again
    from simulator.projection.ledger import ledger_of

    scenario: Scenario = projection.scenario
    weeks = weeks_again(scenario)
    progress = console.progress(f"one customer's story: {scenario.persons:,} people live {weeks} weeks again")
    try:
        return ledger_of(projection, customer, 0, progress)
    except SimulatorError as error:
        console.say(f"no story is told: {error}")
        return None
    finally:
        progress.close()
