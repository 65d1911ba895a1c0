"""Who told whom what: the letterboxes of a week. What is said in one week is heard in the next."""

from __future__ import annotations

from typing import Any, NamedTuple

LEFT = 1
INVITES = 2
"""Signals that a person gives to those around, beside talk; added up."""

LOUDEST = 100
"""Tone of a perfectly warm talk as it is passed on, a whole number; a perfectly bitter one is the negative of it."""
DEPARTURE = 100
"""One departed contact as it is passed on, a whole number."""


class Voices(NamedTuple):
    """The letterboxes of all persons, by person; whole numbers, so that the order of delivery makes no difference.

    Without a network each has one entry, which nobody reads.
    """

    talk: Any
    """[person], int32: tones heard last week, added up"""
    departures: Any
    """[person], uint16: contacts who left last week, in units of 1 / `DEPARTURE`"""
    invitations: Any
    """[person], uint16: invitations received last week"""
    said: Any
    """[person], int8: tone of what this person says this week; 0 is silence"""
    signals: Any
    """[person], uint8: `LEFT` and `INVITES`"""
