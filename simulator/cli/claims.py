"""`engage claims`: the 43 points the model is built on, and what carries each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.cli.words import WIDEST, width, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.evidence.claims import Claim

MARGIN = 11
"""Columns before the text of a row: room for its heading."""


@click.command(short_help="Show what the model is built on, and where each point lives.")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="Print the page docs/claims.md.")
@as_json
@talkative
@click.pass_obj
def claims(console: Console, code: str | None, markdown: bool, as_json: bool) -> None:
    """Show the 43 points that the model is built on with the keys, functions and measures that carry each.

    CODE, from A1 to D10, shows one point in full: what its keys mean, their defaults and the sources of these.
    """
    if markdown and (as_json or code is not None):
        raise UsageError("--markdown prints the whole page; leave out CODE and --json")
    from simulator.evidence.claims import claim_of
    from simulator.evidence.claims import claims as all_claims

    chosen = [claim_of(code)] if code is not None else list(all_claims())
    if as_json:
        import json

        console.result(json.dumps({"claims": list(map(_document, chosen))}, indent=2, ensure_ascii=False))
    elif markdown:
        from simulator.evidence.pages import claims_page

        console.result(claims_page().rstrip("\n"))
    elif code is not None:
        console.result(in_full(chosen[0], width(WIDEST)))
    else:
        console.result("\n\n".join(in_short(claim, width(WIDEST)) for claim in chosen))


def in_short(claim: Claim, wide: int) -> str:
    """Return a point in a few lines: the names of what carries it."""
    rows = {
        "keys": [key.path for key in claim.keys],
        "functions": [function.name for function in claim.functions],
        "measures": [measure.name for measure in claim.measures],
    }
    lines = [_row(claim.code, claim.claim + ".", wide)]
    return "\n".join([*lines, *(_row(heading, ", ".join(names) or "none", wide) for heading, names in rows.items())])


def in_full(claim: Claim, wide: int) -> str:
    """Return a point with what its keys, functions and measures mean, and the sources of the defaults."""
    from simulator.evidence.keys import AS_BELOW

    lines = [_row(claim.code, claim.claim + ".", wide), "", "Keys"]
    for key in claim.keys:
        lines += [f"  {key.path}", _text(key.meaning, wide)]
        if key.default != AS_BELOW:
            default = f"Default: {key.default}{f' ({key.unit})' if key.unit else ''}."
            source = f" Source: {key.source}." if key.source else ""
            lines.append(_text(default + source, wide))
    lines += ["", "Functions"]
    for function in claim.functions:
        lines += [f"  {function.name}", _text(function.meaning, wide)]
    lines += ["", "Measures"]
    for measure in claim.measures:
        unit = f" Unit: {measure.unit}." if measure.unit else ""
        lines += [f"  {measure.name}", _text(f"{measure.meaning}.{unit}", wide)]
    return "\n".join(lines)


def _row(heading: str, text: str, wide: int) -> str:
    return wrapped(text, heading.ljust(MARGIN), " " * MARGIN, wide)


def _text(text: str, wide: int) -> str:
    return wrapped(text, " " * 4, " " * 4, wide)


def _document(claim: Claim) -> dict[str, Any]:
    return {
        "code": claim.code,
        "claim": claim.claim,
        "keys": [
            {
                "path": key.path,
                "meaning": key.meaning,
                "unit": key.unit,
                "range": key.range,
                "default": key.default,
                "source": key.source,
            }
            for key in claim.keys
        ],
        "functions": [{"name": function.name, "meaning": function.meaning} for function in claim.functions],
        "measures": [
            {"name": measure.name, "unit": measure.unit, "meaning": measure.meaning} for measure in claim.measures
        ],
    }
