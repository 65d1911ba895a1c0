"""Which findings are meant: by code, by name, or all of them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.errors import UsageError
from simulator.evidence.finding import Finding


def chosen(names: Sequence[str], findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that are named, in their own order and each once; all of them when none is named.

    Raises:
        UsageError: when there is none of that name; it says the nearest.
    """
    wanted = {_named(name, findings).code for name in names}
    return [each for each in findings if not names or each.code in wanted]


def _named(name: str, findings: Sequence[Finding]) -> Finding:
    from simulator.scenario.file.words import nearest

    said = name.strip().lower().replace("_", "-")
    by_name = {each.code.lower(): each for each in findings} | {each.name: each for each in findings}
    if said in by_name:
        return by_name[said]
    near = nearest(said, by_name)
    if near is None:
        meant = "engage evidence --list names them all"
    else:
        meant = f"did you mean {by_name[near].code} {by_name[near].name}?"
    raise UsageError(f"there is no finding {name!r}; {meant}")
