"""The pages of the documentation that are written from the code: the points, and the parameters with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.evidence.claims import CLAIMS, SUBJECTS, claims
from simulator.evidence.keys import AS_BELOW, Key, all_keys


def claims_page() -> str:
    """Return `docs/claims.md`: a table of each subject, a point a row."""
    lines = [
        "# The points",
        "",
        f"The model grew from five practitioners' texts on customer engagement. These are their {len(CLAIMS)} points, "
        "each with what",
        "carries it: keys of a scenario, functions of the rule in `simulator/customer/`, measures of a projection. "
        "`[*]` stands for",
        "all of a family, such as the five tiers. Where a point must emerge, as A8, no function does it by itself: "
        "those named are",
        "the ones it comes from together. The equations are in [submodels.md](submodels.md).",
        "",
        "This page is written from the code by `make pages`; `engage claims A8` shows a point in full.",
    ]
    for letter, subject in SUBJECTS.items():
        rows = [
            (
                claim.code,
                claim.claim,
                _names(key.path for key in claim.keys),
                _names(function.name for function in claim.functions),
                _names(measure.name for measure in claim.measures),
            )
            for claim in claims()
            if claim.code.startswith(letter)
        ]
        lines += ["", f"## {letter}: {subject}", "", *table(("", "Point", "Keys", "Functions", "Measures"), rows)]
    return "\n".join(lines) + "\n"


def parameters_page() -> str:
    """Return `docs/parameters.md`: every key of a scenario with its range, its default and the source of that."""
    lines = [
        "# The parameters",
        "",
        "Every key of a scenario file: what it means, the values it may take, what holds where a file is silent, and "
        "where that",
        "default comes from. *Judgement* means that no published figure was found, or none that fits; *recalled* that "
        "the figure",
        "was not checked against the paper. Codes such as A7 are the points of [claims.md](claims.md). This page is "
        "written from the",
        "schema by `make pages`.",
    ]
    top = [key for key in all_keys() if not key.holds_keys and "." not in key.path]
    parts = [key for key in all_keys() if key.holds_keys and "." not in key.path]
    lines += ["", "## The scenario itself", "", *_keys(top)]
    for part in parts:
        inside = [key for key in all_keys() if key.path.startswith((f"{part.path}.", f"{part.path}[]."))]
        lines += ["", f"## {part.path}", "", part.meaning, "", *_keys(inside)]
    return "\n".join(lines) + "\n"


def _keys(keys: Iterable[Key]) -> list[str]:
    rows = [
        (f"`{key.path}`", key.meaning, key.unit, key.range, key.default, key.source)
        for key in keys
        if not key.path.endswith(".why") and key.default != AS_BELOW
    ]
    return table(("Key", "Meaning", "Unit", "Range", "Default", "Source of the default"), rows)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table in Markdown, a line a row."""
    lines = [heading, ["---"] * len(heading), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]
