"""`engage why`: what moved the accounts of all, or the ledger of one customer's account, event by event."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.cli.picture import check_name, write_new
from simulator.cli.words import columns, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.projection.ledger import Ledger
    from simulator.projection.projection import Projection

HEADINGS = ("week", "what", "where", "surprise", "amount", "balance", "ident.", "needs")
WORDS = ("kind", "source", "what", "where")
NOTE = (
    "ident.: what was heard added to identification or took from it; needs: fulfilment of participation, appreciation "
    "and sensation afterwards, 0 to 1, where it changed."
)

LONG_SECONDS = 5.0
"""Living again what took longer than this is announced."""


@click.command(short_help="Show what moved the accounts, or one of them event by event.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("customer", required=False)
@click.option("--replicate", type=int, default=0, show_default=True, help="Which of the replicates, from 0.")
@click.option("--flat", is_flag=True, help="List also the contacts that left no trace.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Draw the account: a new .png or .svg.")
@as_json
@talkative
@click.pass_obj
def why(
    console: Console, folder: Path, customer: str | None, replicate: int, flat: bool, out: Path | None, as_json: bool
) -> None:
    """Show what moved the accounts in the result folder DIR: which touchpoint, answer or programme adds and takes.

    With CUSTOMER: how that one came to stay or to leave, every deposit and withdrawal. CUSTOMER is a number from 1, as
    in customers.parquet and as Mesa's unique_id. A word picks the first such customer: leaver, overdrawn, indifferent,
    satisfied, loyal or engaged.
    """
    if out is not None:
        if customer is None:
            raise UsageError("--out draws the account of one customer; name one, by number or by a word such as leaver")
        check_name(out)
    from simulator.projection.results import load

    projection = load(folder)
    if customer is None:
        _all(console, projection, as_json)
        return
    ledger = _ledger(console, projection, _number(projection, customer, replicate), replicate)
    if out is not None:
        from simulator.report.account import account

        write_new(account(ledger), out)
    if as_json:
        import json

        console.result(json.dumps(ledger.document(), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        console.result(f"{wrapped(ledger.story())}\n\n{table(ledger, flat)}\n\n{wrapped(NOTE)}")
    if out is not None:
        console.say(f"Picture: {out}")


def _ledger(console: Console, projection: Projection, customer: int, replicate: int) -> Ledger:
    """Return the ledger; where everybody has to live again for it, say so, and how far it is."""
    from simulator.cli.console import duration
    from simulator.population.hearing import weeks_again
    from simulator.projection.ledger import ledger_of

    scenario = projection.scenario
    weeks = weeks_again(scenario)
    share = weeks / (scenario.weeks + scenario.warm_up_weeks)
    seconds = projection.times.seconds / projection.replicates * share
    if seconds > LONG_SECONDS:
        console.say(
            f"{scenario.persons:,} people live {weeks} weeks again, for what they said to customer {customer:,}; "
            f"it took about {duration(seconds)} before"
        )
    progress = console.progress(f"{scenario.persons:,} people, {weeks} weeks")
    try:
        return ledger_of(projection, customer, replicate, progress)
    finally:
        progress.close()


def _all(console: Console, projection: Projection, as_json: bool) -> None:
    """Print what moved the accounts of all customers."""
    if as_json:
        import json

        document = {"attribution": projection.summary()["attribution"]}
        console.result(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from simulator.projection.ledger import attributed

    console.result(f"{wrapped(attributed(projection))}\n\n{attribution(projection)}")


def attribution(projection: Projection) -> str:
    """Return what moved the accounts as lines of text: the sources that add most first, time last."""
    frame = projection.attribution().reset_index()
    *sources, time = frame.to_dict("records")
    sources.sort(key=lambda source: -source["net"])
    headings = ("kind", "source", "times", "added", "took", "net", "each time", "per customer and year")
    lines: list[tuple[str, ...]] = [headings]
    for source in [*(each for each in sources if each["times"]), time]:
        times = "" if math.isnan(source["times"]) else f"{source['times']:,.0f}"
        totals = (_whole(source[name]) for name in ("deposited", "withdrawn", "net"))
        means = (_signed(source[name]) for name in ("net_per_time", "net_per_customer_year"))
        lines.append((source["kind"], source["source"], times, *totals, *means))
    return columns(lines, WORDS)


def table(ledger: Ledger, flat: bool = False) -> str:
    """Return the ledger as lines of text; amounts to the right, words to the left."""
    from simulator.projection.ledger import NEEDS

    lines: list[tuple[str, ...]] = [HEADINGS]
    for event in (ledger.everything if flat else ledger.events).to_dict("records"):
        what = f"{event['what']}: {event['note']}" if event["note"] else event["what"]
        numbers = (event["surprise"], event["amount"] or math.nan, event["balance_after"])
        week = str(event["week"]).replace("-", "−")
        heard = _signed(event["identification"] or math.nan)
        needs = "" if math.isnan(event[NEEDS[0]]) else " ".join(f"{event[name]:.2f}" for name in NEEDS)
        lines.append((week, what, event["where"], *(_signed(number) for number in numbers), heard, needs))
    return columns(lines, WORDS)


def _whole(number: float) -> str:
    return f"{number:+,.0f}".replace("-", "−")


def _signed(number: float) -> str:
    return "" if math.isnan(number) else f"{number:+.3f}".replace("-", "−")


def _number(projection: Projection, customer: str, replicate: int) -> int:
    from simulator.projection.ledger import PICKS, picked

    if customer in PICKS:
        return picked(projection, customer, replicate)
    try:
        return int(customer)
    except ValueError:
        from simulator.scenario.file.words import nearest

        meant = nearest(customer, PICKS)
        raise UsageError(
            f"{customer!r} is no customer; allowed is a whole number from 1 to {projection.scenario.persons:,}, "
            f"or one of {', '.join(PICKS)}{f'; did you mean {meant}?' if meant else ''}"
        ) from None
