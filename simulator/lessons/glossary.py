"""The glossary: the terms in English and Dutch, each with a sentence, where it acts, and the point it belongs to."""

from __future__ import annotations

from simulator.errors import UsageError
from simulator.lessons.language import Language
from simulator.lessons.term import Term
from simulator.lessons.terms import account, bond, market, service

SUBJECTS = {
    "The account, and what is felt and remembered": account.TERMS,
    "What the firm does, what goes wrong, and what follows": service.TERMS,
    "The tiers, and what makes a bond": bond.TERMS,
    "Staying and leaving, talk, and what is measured": market.TERMS,
}
GLOSSARY: tuple[Term, ...] = tuple(term for terms in SUBJECTS.values() for term in terms)


def term(name: str) -> Term:
    """Return a term by its name in either language, or by the name of a mechanism or an event of the ledger.

    Raises:
        UsageError: when there is none; it says the nearest.

    Example:
        >>> term("Tolerantiezone").name.en
        'zone of tolerance'
    """
    said = _plain(name)
    # The names of terms come first: an event may have the name of another term.
    known: dict[str, Term] = {}
    for words_of in (_names, _switches, _events):
        for each in GLOSSARY:
            for word in words_of(each):
                known.setdefault(_plain(word), each)
    if said in known:
        return known[said]
    begin = [word for word in known if word.startswith(said) or said in word.split()]
    if begin and len({id(known[word]) for word in begin}) == 1:
        return known[begin[0]]
    from simulator.scenario.file.words import nearest

    near = nearest(said, known)
    if begin:
        meant = f"there is {', '.join(begin[:6])}"
    else:
        meant = f"did you mean {near}?" if near else "engage glossary lists them all"
    raise UsageError(f"there is no term {name!r}; {meant}")


def where_of(each: Term) -> str:
    """Return where a term acts, in words."""
    return ", ".join(f"customer/{place}" if place.endswith(".py") else place for place in each.where)


def in_order(language: Language) -> list[Term]:
    """Return the terms in the order of the alphabet of a language."""
    return sorted(GLOSSARY, key=lambda each: each.name.said(language).removeprefix("de ").lower())


def glossary_page() -> str:
    """Return `docs/glossary.md`: a table of each subject, a term a row."""
    lines = [
        "# Glossary",
        "",
        f"The {len(GLOSSARY)} terms of the simulator in English and Dutch, for the texts that it grew from are Dutch. "
        "*Where* names files of",
        "the rule in `simulator/customer/` and keys of a scenario; the letters are points of [the "
        "concept](claims.md). This page is written from",
        "the code by `make pages`; `engage glossary TERM` shows a term, in either language.",
    ]
    for subject, terms in SUBJECTS.items():
        lines += [
            "",
            f"## {subject}",
            "",
            "| English | Nederlands | Meaning | Betekenis | Where |",
            "| --- | --- | --- | --- | --- |",
        ]
        for each in terms:
            where = ", ".join(f"`{place}`" for place in each.where)
            cells = (
                f"**{each.name.en}**",
                f"**{each.name.nl}**",
                each.says.en,
                each.says.nl,
                f"{where} ({' '.join(each.points)})",
            )
            lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## Nederlands, op alfabet", ""]
    lines += [f"- {each.name.nl}: {each.name.en}" for each in in_order("nl")]
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    letters = name.lower().translate(str.maketrans("_-()", "    "))
    return " ".join(letters.split()).removeprefix("de ").removeprefix("the ")


def _names(each: Term) -> tuple[str, ...]:
    return each.name


def _switches(each: Term) -> tuple[str, ...]:
    return each.mechanisms


def _events(each: Term) -> tuple[str, ...]:
    return each.events
