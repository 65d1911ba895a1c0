"""`engage compare`: the same customers with the same luck in two or more worlds."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, duration, overriding, talkative
from simulator.cli.report import beside
from simulator.cli.words import columns, paragraphs
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.experiment.comparing.comparison import Asked, Comparison
    from simulator.experiment.comparing.intervals import Interval
    from simulator.experiment.comparing.paired import Paired

NOT_NARROW = 6
"""Exit code where an interval did not become as narrow as was asked for; the result is there all the same."""


@click.command(short_help="Compare scenarios: the same customers with the same luck in each.")
@click.argument("base", metavar="BASE")
@click.argument("alternatives", metavar="[ALT]...", nargs=-1)
@overriding
@click.option("--weeks", type=int, help="As --set weeks=N, for all of them.")
@click.option("--customers", type=int, help="As --set customers=N, for all of them.")
@click.option("--seed", type=int, help="As --set seed=N, for all of them.")
@click.option(
    "--replicates",
    type=click.IntRange(min=1),
    help="Repeat with other luck, for intervals. Default: as the scenarios say, or 5. With --until: at most so many.",
)
@click.option(
    "--until",
    metavar="METRIC:HALFWIDTH",
    help="Add replicates until the 95 % interval of that paired difference is so narrow, as saved:0.005; at most 200.",
)
@click.option(
    "--fork",
    "at",
    metavar="incident:NAME",
    help="No ALT, but worlds that part at this incident: it never happens, nobody answers, poor, as is, excellent; "
    "or at intervention:NAME, without and with it.",
)
@click.option("--threads", type=click.IntRange(min=1), help="Cores to use; changes the time only. Default: all.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write; if it is taken, the next free name. Default: results/<base>-against-<alt>/run-001.",
)
@click.option("--report", is_flag=True, help="Write report.html into the folder as well: see engage report.")
@click.option("--no-figures", is_flag=True, help="Draw no pictures.")
@as_json
@talkative
@click.pass_obj
def compare(
    console: Console,
    /,
    base: str,
    alternatives: tuple[str, ...],
    overrides: tuple[str, ...],
    replicates: int | None,
    until: str | None,
    at: str | None,
    threads: int | None,
    out: Path | None,
    report: bool,
    no_figures: bool,
    as_json: bool,
    **shortcuts: int | None,
) -> None:
    """Follow the same customers through BASE and each ALT: scenario files, or names from `engage scenarios`.

    Who is saved, who is lost, who rises or falls, what it earns, each with its interval. BASE alone may be the folder
    of an earlier comparison, to repeat it.
    """
    from simulator.projection.whole import check_writable

    given = [*overrides, *(f"{key}={value}" for key, value in shortcuts.items() if value is not None)]
    asked, place = _asked(base, alternatives, given, replicates, until, at)
    target = out if out is not None else Path("results") / place / "run-001"
    check_writable(target)
    console.detail(f"comparing {base} with {', '.join(alternatives) or at or 'what it was compared with'}")
    comparison = _compared(asked, threads, console)
    for note in comparison.notes:
        console.say(note)
    if not as_json:
        console.result(f"{paragraphs(comparison.answer())}\n\n{tables(comparison)}\n")
    if not no_figures:
        console.detail("drawing the figures")
    written = comparison.save(target, figures=not no_figures, command=["engage", *sys.argv[1:]])
    console.written = written
    if report:
        beside(written, console)
    if as_json:
        import json

        document: dict[str, Any] = {"folder": str(written), "seconds": round(comparison.times.seconds, 3)}
        document |= comparison.summary()
        console.result(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        console.result(f"Tables{'' if no_figures else ' and figures'}: {written}")
    if not comparison.is_met:
        console.say(
            f"{until or asked.until} was not reached with {comparison.replicates} replicates; --replicates allows more"
        )
        raise click.exceptions.Exit(NOT_NARROW)


def _asked(
    base: str,
    alternatives: tuple[str, ...],
    given: list[str],
    replicates: int | None,
    until: str | None,
    at: str | None,
) -> tuple[Asked, str]:
    """Return what is compared, and what its folder is called among the results."""
    from simulator.experiment.comparing.comparison import Asked
    from simulator.experiment.comparing.folder import asked_in

    earlier = asked_in(base)
    if earlier is not None:
        if alternatives or given or replicates is not None or until is not None or at is not None:
            raise UsageError(f"{base} holds a comparison, which is repeated as it was; compare scenarios to change it")
        folder = Path(base).resolve()
        return earlier, (folder if folder.is_dir() else folder.parent).parent.name
    if at is not None and alternatives:
        raise UsageError("--fork makes the alternatives from BASE; name no ALT beside it")
    if at is None and not alternatives:
        raise UsageError("name at least one ALT to compare with, or say --fork incident:NAME")
    from simulator.scenario.reading import resolve

    found = [resolve(file, given) for file in (base, *alternatives)]
    names = [_name(each.files[0]) for each in found]
    if at is not None:
        place = (
            f"{names[0]}-fork-{re.sub(r'[^0-9A-Za-z]+', '-', at.partition(':')[2]).strip('-').lower() or 'incident'}"
        )
    else:
        place = f"{names[0]}-against-{'-and-'.join(names[1:])}"
    return Asked(tuple(each.scenario for each in found), at, replicates, until), place[:120]


def _name(file: Path) -> str:
    from simulator.cli.run import name_of

    return name_of(file)


def _compared(asked: Asked, threads: int | None, console: Console) -> Comparison:
    from simulator.experiment.compare import compare as lived
    from simulator.experiment.comparing.fork import is_at_intervention

    console.tell_of_compiling()
    scenario = asked.scenarios[0]
    worlds = f"{len(asked.scenarios)} worlds"
    if asked.at is not None:
        worlds = "two worlds" if is_at_intervention(asked.at) else "five worlds"
    progress = console.progress(f"{scenario.customers:,} customers, {scenario.weeks} weeks, {worlds}")
    try:
        comparison = lived(
            *asked.scenarios,
            at=asked.at,
            replicates=asked.replicates,
            until=asked.until,
            threads=threads,
            progress=progress,
        )
    finally:
        progress.close()
    count = comparison.replicates
    console.say(f"{progress.label}, {count} times: lived in {duration(comparison.times.seconds)}")
    for each in comparison.inputs:
        console.say(str(each))
    return comparison


def tables(comparison: Comparison) -> str:
    """Return the tables below the answer: the fork, or the key figures and who moved of each alternative."""
    if comparison.forked is not None:
        return forked(comparison)
    parts = []
    for each in comparison.paired:
        head = f"{each.label} against {comparison.label}\n" if len(comparison.paired) > 1 else ""
        parts.append(f"{head}{metrics(each)}\n\n{moved(each)}")
    return "\n\n".join(parts)


def metrics(paired: Paired) -> str:
    """Return the key figures as lines of text: both means, difference, interval."""
    from simulator.experiment.comparing.metrics import METRICS, PAIRED

    lines: list[tuple[str, ...]] = [("at the end, or in all weeks", "base", "alternative", "difference", "from", "to")]
    for name in paired.names():
        unit = METRICS[name][0]
        one, other = paired.means(name)
        found = paired.paired(name)
        lines.append((_named(name, unit), *(_value(each, unit) for each in (one, other)), *_spread(found, unit)))
    for name, (unit, _) in PAIRED.items():
        lines.append((_named(name, unit), "", "", *_spread(paired.paired(name), unit, signed=unit != "share")))
    return columns(lines)


def moved(paired: Paired) -> str:
    """Return where the same customers are in both worlds, mean numbers, as lines of text."""
    from simulator.projection.names import TO

    lines: list[tuple[str, ...]] = [("base \\ alternative", *TO)]
    for row, name in enumerate(TO):
        lines.append((name, *(f"{each:,.1f}".removesuffix(".0") for each in paired.matrix[row])))
    return columns(lines)


def forked(comparison: Comparison) -> str:
    """Return what each world of a fork did to those whom the incident reached, and to those who were heard."""
    from simulator.projection.wording import sign

    found = comparison.forked
    assert found is not None
    lines: list[tuple[str, ...]] = [
        ("against it never happening", "who", "customers", "balance", "from", "to", "higher", "still there", "profit")
    ]
    for index, paired in enumerate(comparison.paired):
        profit = _value(paired.paired("profit").mean, "euro", signed=True) if "profit" in paired.names() else ""
        for which in ("reached", "heard"):
            group = found.group(which, index)
            lines.append(
                (
                    paired.label if which == "reached" else "",
                    which,
                    f"{group.customers.mean:,.0f}",
                    *_spread(group.balance, "balance"),
                    _value(group.higher.mean, "share"),
                    _value(group.staying.mean, "share", signed=True),
                    profit if which == "reached" else "",
                )
            )
    budgets: list[tuple[str, ...]] = [("at most for each complaint heard", "", "euro", "", "from", "to", "", "", "")]
    for name, most in comparison.budgets().items():
        mean, *ends = ("" if each is None else sign(each, 2, False) for each in (most.mean, most.low, most.high))
        budgets.append((name, "", mean, "", *ends, "", "", ""))
    return columns(lines) + (f"\n\n{columns(budgets)}" if len(budgets) > 1 else "")


def _named(name: str, unit: str) -> str:
    return f"{name}, %" if unit == "share" else name


def _spread(found: Interval, unit: str, signed: bool = True) -> tuple[str, str, str]:
    low, high = ("" if end is None else _value(end, unit, signed) for end in (found.low, found.high))
    return _value(found.mean, unit, signed), low, high


def _value(number: float, unit: str, signed: bool = False) -> str:
    import math

    from simulator.projection.wording import sign

    if not math.isfinite(number):
        return ""
    if unit == "share":
        return sign(number * 100.0, 2, signed)
    digits = 0 if abs(number) >= 1000.0 else 1 if unit in {"customers", "complaints", "points", "euro"} else 3
    return sign(number, digits, signed)
