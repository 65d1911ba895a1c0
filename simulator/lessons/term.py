"""What a term of the glossary is made of."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.lessons.language import Text


@dataclass(frozen=True)
class Term:
    """A term in both languages, with one sentence and where it acts."""

    name: Text
    says: Text
    where: tuple[str, ...]
    """Files in `simulator/customer/`, and keys of a scenario."""
    points: tuple[str, ...]
    """Of the concept, A1 to D10."""
    mechanisms: tuple[str, ...] = ()
    """Switches in `mechanisms:` that turn it off, or part of it."""
    events: tuple[str, ...] = ()
    """What it is called in the ledger of an account."""
