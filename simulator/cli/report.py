"""`engage report`: a result folder as one page that opens without a network."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import Console, talkative
from simulator.errors import ResultsError, UsageError

PAGE = "report.html"


@click.command(short_help="Write a result folder as one page: a memo with figures.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A new file to write. Default: report.html in DIR, or the next free name.",
)
@click.option("--no-story", is_flag=True, help="Leave out the story of one customer, for which people may live again.")
@talkative
@click.pass_obj
def report(console: Console, /, folder: Path, out: Path | None, no_story: bool) -> None:
    """Write the result folder DIR of a run or a comparison as one HTML page that needs nothing but itself.

    It holds the question, the answer, figures with their words, one customer's story, assumptions with their sources,
    limits, and how to reproduce it.
    """
    if out is not None:
        check_new(out)
    page = page_of(folder, console, story=not no_story)
    target = out if out is not None else free_name(folder / PAGE)
    write_new(page, target)
    console.result(f"Report, {len(page.encode()) / 1e3:,.0f} kB: {target}")


def page_of(folder: Path, console: Console, story: bool = True) -> str:
    """Return the page of a folder."""
    from simulator.cli.reporting import comparison_page, run_page
    from simulator.experiment.comparing.reading import stored

    found = stored(folder)
    if found is not None:
        return comparison_page(found, console, story)
    return run_page(folder, console, story)


def beside(folder: Path, console: Console) -> None:
    """Write the page into the folder of a run or a comparison that was just made."""
    page = page_of(folder, console)
    write_new(page, folder / PAGE)
    console.say(f"Report, {len(page.encode()) / 1e3:,.0f} kB: {folder / PAGE}")


def free_name(place: Path) -> Path:
    """Return a place, or the next free name beside it: report.html, report-002.html."""
    number = 1
    found = place
    while found.exists() or found.is_symlink():
        number += 1
        found = place.with_name(f"{place.stem}-{number:03}{place.suffix}")
    return found


def write_new(page: str, place: Path) -> None:
    """Write the page under a free name; nothing half written stays.

    Raises:
        ResultsError: when it cannot be written.
    """
    part = place.with_name(f".{place.name}.part")
    try:
        part.write_text(page, encoding="utf-8")
        part.rename(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ResultsError(f"{place} cannot be written: {error.strerror or error}") from error


def check_new(out: Path) -> None:
    """Refuse at once a page that cannot be written in the end."""
    if out.suffix not in (".html", ".htm"):
        raise UsageError(f"{out} is no name for a page: it must end in .html")
    if out.exists() or out.is_symlink():
        raise UsageError(f"{out} is there already; name a new file")
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent} is no folder")
