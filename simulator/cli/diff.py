"""`engage diff`: what differs between two scenarios, in words."""

from __future__ import annotations

import click

from simulator.cli.console import Console, as_json, overriding, talkative


@click.command(short_help="Say what differs between two scenarios, key by key.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@overriding
@as_json
@talkative
@click.pass_obj
def diff(console: Console, one: str, other: str, overrides: tuple[str, ...], as_json: bool) -> None:
    """Say what differs between the scenarios A and B, defaults and bases included: a line a key.

    Each line has the path, the value in A, the value in B and what the key means; --set holds for B. What the
    scenarios say of themselves, their names and words on why, is passed over.
    """
    from simulator.scenario.difference import differences
    from simulator.scenario.reading import fingerprint, read_scenario

    first, second = read_scenario(one), read_scenario(other, overrides)
    found = differences(first, second)
    if as_json:
        import json

        document = {
            "one": {"name": first.name, "fingerprint": fingerprint(first)},
            "other": {"name": second.name, "fingerprint": fingerprint(second)},
            "differences": [each.document() for each in found],
        }
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
    elif found:
        console.result("\n".join(str(each) for each in found))
    else:
        console.result(f"{one} and {other} do not differ: they lead to the same lives.")
