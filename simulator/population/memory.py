"""Whether there is room: what a run takes, against what the machine has left, before anything is made."""

from __future__ import annotations

import os

from simulator.customer.state import ROW
from simulator.errors import UsageError
from simulator.scenario.schema import Scenario

LETTERS = 10
"""Bytes of letterboxes for each person where people hear each other."""
DRAWING = 60
"""Bytes that drawing a network takes for a moment, for each tie; measured with a million and ten million persons."""
ALREADY_USED = 300_000_000
"""Bytes of Python, the libraries and the compiled loop."""


def bytes_needed(scenario: Scenario) -> int:
    """Return roughly how many bytes a run of a scenario takes at its largest; a log and what is kept come on top.

    Example:
        >>> shop = Scenario(name="Shop", customers=1_000_000, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> bytes_needed(shop) // 1_000_000
        448
    """
    persons, asked = scenario.persons, scenario.market.word_of_mouth
    needed = ALREADY_USED + persons * ROW.itemsize
    if asked.network != "none":
        needed += persons * (LETTERS + asked.contacts // 2 * DRAWING)
    return needed


def bytes_available() -> int | None:
    """Return how many bytes this machine could still give, or None where that cannot be known."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def refuse_too_many(scenario: Scenario) -> None:
    """Refuse a scenario for which there is no room, before the system stops the program without a word.

    Raises UsageError.
    """
    needed, available = bytes_needed(scenario), bytes_available()
    if available is None or needed <= available:
        return
    what = f"{scenario.persons:,} persons"
    if scenario.market.word_of_mouth.network != "none":
        what += f" with {scenario.market.word_of_mouth.contacts} contacts each"
    fit = int(scenario.persons * available / needed * 0.8)
    raise UsageError(
        f"{what} need about {needed / 1e9:,.1f} GB of memory and {available / 1e9:,.1f} GB are left; "
        f"about {fit:,} persons would fit"
    )
