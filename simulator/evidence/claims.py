"""The 43 points that the model is built on, and what carries each: keys of a scenario, functions of the rule, measures.

Only the sentences here are written by hand. Everything else follows from the codes, such as A8, that the descriptions
of the schema, the docstrings of the rule and the meanings of the measures mention.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.errors import UsageError
from simulator.evidence.keys import Key, all_keys

SUBJECTS = {
    "A": "how engagement arises",
    "B": "what makes a relationship matter",
    "C": "three kinds of customer, service as marketing",
    "D": "emotion and memory in service",
}

CLAIMS = {
    "A1": "Engagement is an account: what people go through together pays in and takes out, each by its feeling",
    "A2": "What was neither good nor bad is forgotten at once",
    "A3": "Where little is felt a bond takes very many contacts, and is a habit",
    "A4": "Love at first sight: one peak can make the bond",
    "A5": "An empty account stands no failure; who starts with one does not come back",
    "A6": "A full account forgives all but the outrageous",
    "A7": "Down goes faster than up; one complaint can undo years",
    "A8": "A failure put right very well can leave more than no failure. It emerges, nothing rewards it",
    "A9": "A failure stands out from the grey of every day, and so does what follows it",
    "A10": "A recovery can be one employee's heroic deed, or designed so that everybody can count on it",
    "B1": "A bond has three drivers: the brand one identifies with, what one experiences, what the relationship means",
    "B2": "Whom one identifies with follows from all one hears and sees: advertising, reputation, friends, reviews",
    "B3": "Good service becomes ordinary, and all firms grow alike",
    "B4": "There is room for a few deep relationships, and for none at all in some categories",
    "B5": "The satisfied leave too when somebody offers more",
    "B6": "Habit makes loyal; it makes no fans",
    "B7": "Trust is slow to come and quick to go; nothing deep goes without it, and it is not enough",
    "B8": "A relationship matters through three needs: to take part, to be appreciated, to be moved",
    "B9": "Taking part binds: what people put in they would lose",
    "B10": "Being appreciated: to be seen as a person",
    "B11": "Sensation: a moment above the ordinary, whose peak stays for years",
    "B12": "People decide by feeling and explain it by reasons afterwards",
    "B13": "An ambassador talks unpaid; most who do are engaged, yet some fans are quiet",
    "C1": "The satisfied think again at a better offer",
    "C2": "The loyal are above average in what they forgive, and hardly look at offers",
    "C3": "The engaged share the vision and contribute, again and again",
    "C4": "The steps of the ladder need not be taken one by one",
    "C5": "Be there when and where the customer wants; who complains wants to be heard first",
    "C6": "Whom one channel does not hear tries the next, and at last the public",
    "C7": "The right channel saves time and money",
    "C8": "There is no one measure of engagement: each brand weighs what can be observed in its own way",
    "C9": "Do what you promised; what is promised makes what is expected",
    "C10": "Service is an investment that is to be weighed against what it brings",
    "D1": "The promise of the brand is what experience is held against",
    "D2": "Success, effort and emotion make an experience; emotion weighs most",
    "D3": "Each contact adds to what a customer is worth in the long run, or takes from it",
    "D4": "Bad experiences add up: more is expected after each, and less forgiven",
    "D5": "Some leave a brand they love after a single bad experience",
    "D6": "They say it was the price; it was how they were treated",
    "D7": "Memory keeps a picture and no film: threats first, peaks, ends",
    "D8": "How a contact ends can be designed",
    "D9": "What is remembered goes together with staying, value, trust, forgiving and recommending",
    "D10": "In hard times people leave sooner for a price",
}

CODE = re.compile(r"\b([A-D])(1[0-3]|[1-9])\b(?:(?:-| to )\1(1[0-3]|[1-9])\b)?")
"""A code, or a range of codes of one letter."""

ANY = "[*]"


@dataclass(frozen=True)
class Function:
    """A function of the rule, as `module.function`."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Measured:
    """A measure of a projection; `[*]` stands for all of a family, such as the five tiers."""

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Claim:
    """One point, and what carries it."""

    code: str
    claim: str
    keys: tuple[Key, ...]
    functions: tuple[Function, ...]
    measures: tuple[Measured, ...]


@cache
def claims() -> tuple[Claim, ...]:
    """Return all points in order, each with what carries it."""
    keys, functions, measures = all_keys(), tuple(rule_functions()), tuple(all_measures())
    return tuple(
        Claim(
            code,
            claim,
            tuple(key for key in keys if code in codes_in(key.meaning)),
            tuple(function for function in functions if code in codes_in(function.meaning)),
            _families([each for each in measures if code in codes_in(each.meaning)], measures),
        )
        for code, claim in CLAIMS.items()
    )


def claim_of(code: str) -> Claim:
    """Return one point.

    Raises:
        UsageError: when there is no such code.
    """
    from simulator.scenario.file.words import nearest

    wanted = code.strip().upper()
    for claim in claims():
        if claim.code == wanted:
            return claim
    near = nearest(wanted, CLAIMS)
    meant = f"did you mean {near}?" if near else "they go from A1 to A10, B1 to B13, C1 to C10, D1 to D10"
    raise UsageError(f"there is no point {code!r}; {meant}")


def codes_in(text: str) -> set[str]:
    """Return the codes that a text mentions.

    Example:
        >>> sorted(codes_in("It is felt (A1, A8-A10)."))
        ['A1', 'A10', 'A8', 'A9']
    """
    found = set()
    for letter, first, last in CODE.findall(text):
        found |= {f"{letter}{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def rule_functions() -> Iterator[Function]:
    """Yield the public functions of the rule with their docstrings, read from the source."""
    import simulator.customer

    for file in sorted(Path(simulator.customer.__path__[0]).glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and _is_rule(node) and not node.name.startswith("_"):
                yield Function(f"{file.stem}.{node.name}", " ".join((ast.get_docstring(node) or "").split()))


def _is_rule(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "rule" for each in node.decorator_list)


def all_measures() -> list[Measured]:
    """Return every measure of a projection of a scenario that leaves none out; items are called after their kind."""
    from simulator.population.tally import new_tally
    from simulator.projection.results import size_of
    from simulator.projection.tidy import described
    from simulator.scenario.schema import Scenario
    from simulator.scenario.tables import NEEDS

    example = Scenario.model_validate(
        {
            "name": "example",
            "weeks": 1,
            "customers": 1,
            "touchpoints": [{"name": "touchpoint", "contacts_per_week": 1}],
            "recovery": {"channels": [{"name": "channel", "reach": 1.0}]},
            "programmes": [{"name": need, "fulfils": need} for need in NEEDS],
            "market": {"prospects": 1},
            "economics": {"revenue_per_week": 1.0},
        }
    )
    found = described(example, [new_tally(size_of(example))])
    return [Measured(each.name, each.unit, each.meaning) for each in found]


def _families(found: Sequence[Measured], every: Iterable[Measured]) -> tuple[Measured, ...]:
    """Return the measures with one line for each family of which all members were found."""
    members = defaultdict(list)
    for each in every:
        members[each.name.partition("[")[0]].append(each)
    result: dict[str, Measured] = {}
    for each in found:
        base, bracket, _ = each.name.partition("[")
        whole = bracket and len(members[base]) > 1 and all(other in found for other in members[base])
        name = base + ANY if whole else each.name
        result.setdefault(name, Measured(name, each.unit, each.meaning))
    return tuple(result.values())
