"""`engage why`: the ledger of one customer's account, event by event."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.errors import ResultsError, UsageError

if TYPE_CHECKING:
    from simulator.projection.ledger import Ledger
    from simulator.projection.projection import Projection

KINDS = (".png", ".svg")
HEADINGS = ("week", "what", "touchpoint", "surprise", "amount", "balance")
WORDS = ("what", "touchpoint")


@click.command(short_help="Show one customer's account, event by event.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("customer")
@click.option("--replicate", type=int, default=0, show_default=True, help="Which of the replicates, from 0.")
@click.option("--flat", is_flag=True, help="List also the contacts that left no trace.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Draw the account: a new .png or .svg.")
@as_json
@talkative
@click.pass_obj
def why(
    console: Console, folder: Path, customer: str, replicate: int, flat: bool, out: Path | None, as_json: bool
) -> None:
    """Show how CUSTOMER of the result folder DIR came to stay or to leave: every deposit and withdrawal.

    CUSTOMER is a number from 1, as Mesa's unique_id: the column `customer` of customers.parquet, plus 1. A word picks
    the first such customer: leaver, overdrawn, indifferent, satisfied, loyal or engaged.
    """
    if out is not None:
        _check(out)
    from simulator.projection.ledger import ledger_of
    from simulator.projection.results import load

    projection = load(folder)
    ledger = ledger_of(projection, _number(projection, customer, replicate), replicate)
    if out is not None:
        _draw(ledger, out)
    if as_json:
        import json

        console.result(json.dumps(ledger.document(), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        from simulator.cli.run import wrapped

        console.result(f"{wrapped(ledger.story())}\n\n{table(ledger, flat)}")
    if out is not None:
        console.say(f"Picture: {out}")


def table(ledger: Ledger, flat: bool = False) -> str:
    """Return the ledger as lines of text; amounts to the right, words to the left."""
    lines: list[tuple[str, ...]] = [HEADINGS]
    for event in (ledger.everything if flat else ledger.events).to_dict("records"):
        what = f"{event['what']}: {event['note']}" if event["note"] else event["what"]
        numbers = (event["surprise"], event["amount"] or math.nan, event["balance_after"])
        week = str(event["week"]).replace("-", "−")
        lines.append((week, what, event["touchpoint"], *(_signed(number) for number in numbers)))
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if heading in WORDS else cell.rjust(width)
            for heading, cell, width in zip(HEADINGS, line, widths, strict=True)
        )
        for line in lines
    )


def _signed(number: float) -> str:
    return "" if math.isnan(number) else f"{number:+.3f}".replace("-", "−")


def _number(projection: Projection, customer: str, replicate: int) -> int:
    from simulator.projection.ledger import PICKS, picked

    if customer in PICKS:
        return picked(projection, customer, replicate)
    try:
        return int(customer)
    except ValueError:
        raise UsageError(
            f"{customer!r} is no customer; allowed is a whole number from 1 to {projection.scenario.customers:,}, "
            f"or one of {', '.join(PICKS)}"
        ) from None


def _check(out: Path) -> None:
    if out.suffix not in KINDS:
        raise UsageError(f"{out} is no name for a picture: it must end in {' or '.join(KINDS)}")
    if out.exists() or out.is_symlink():
        raise UsageError(f"{out} is there already; name a new file")
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent} is no folder")


def _draw(ledger: Ledger, out: Path) -> None:
    from simulator.report.account import account

    picture = account(ledger)
    try:
        with out.open("xb"):  # taken, should somebody else want the same name
            pass
        picture.write(out)
    except OSError as error:
        raise ResultsError(f"{out} cannot be written: {error.strerror or error}") from error
