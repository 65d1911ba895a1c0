"""What happens to a customer, as their ledger tells it, in both languages."""

from __future__ import annotations

import re

from simulator.lessons.language import Language, Text
from simulator.lessons.words import REASON, TIER
from simulator.population import moments as happened
from simulator.projection.ledger import Moment

REASON_NAMES = {"none": Text("none", "geen"), **REASON}
SAID_PRICE = Text("the price", "de prijs")
"""What somebody says who leaves for a better offer."""
_EVENTS = {
    happened.JOINED: "werd klant",
    happened.WON_BACK: "teruggewonnen",
    happened.FLAT: "vlak contact",
    happened.DEPOSIT: "storting",
    happened.WITHDRAWAL: "opname",
    happened.DELIGHT: "aangename verrassing",
    happened.FAILURE: "fout",
    happened.COMPLAINT: "klacht",
    happened.UNHEARD: "klacht niet gehoord",
    happened.RECOVERED_WELL: "goed hersteld",
    happened.RECOVERED_POORLY: "slecht hersteld",
    happened.WALK_OUT: "loopt weg",
    happened.RECEIVED: "aandacht",
    happened.TOOK_PART: "deed mee",
    happened.PASSED_BY: "deed niet mee",
    happened.MISSED: "miste de aandacht",
    happened.CONTRIBUTION: "bijdrage",
    happened.SPOKE_WELL: "sprak goed",
    happened.SPOKE_BADLY: "sprak kwaad",
    happened.HEARD_GOOD: "hoorde goeds",
    happened.HEARD_BAD: "hoorde kwaads",
    happened.CONTACT_LEFT: "bekende vertrok",
    happened.INVITED: "uitgenodigd",
    happened.REPUTATION: "reputatie",
    happened.SURVEY: "enquête",
    happened.TIER_CHANGE: "andere trede",
    happened.LEFT: "vertrok",
}


def event(what: str, language: Language) -> str:
    """Return what an event is called."""
    return what if language == "en" else _EVENTS.get(what, what)


_NUMBER = re.compile(r"[+-]?[\d.]+")
_NOTES = {
    re.compile(english): dutch
    for english, dutch in {
        r"it is (\S+)": "staat op {}",
        "gives notice": "zegt op",
        "idea": "idee",
        "invitation": "uitnodiging",
        "co-creation": "co-creatie",
        "review": "recensie",
        "in public": "in het openbaar",
        r"tone (\S+)": "toon {}",
        "for all to see": "voor iedereen te zien",
        "at once": "meteen",
        "after 1 week": "na 1 week",
        r"after (\d+) weeks": "na {} weken",
        "by a hero": "door een held",
        r"would recommend: (\d+) of 10": "zou aanbevelen: {} van 10",
        r"satisfied: (\d) of 5": "tevreden: {} van 5",
        r"easy: (\d) of 7": "makkelijk: {} van 7",
        r"unsettled by (\S+)": "onrustig door {}",
        r"by (\d+)": "door {}",
        r"then (.+)": "dan {}",
        "own accord": "uit zichzelf",
        "advertising": "door reclame",
        "reputation": "door de reputatie",
        "referral": "uitgenodigd door een klant",
        re.escape(happened.AS_LOGGED): "zoals in het logboek",
    }.items()
}
"""Parts of a note. What is none of them is a name that the scenario gives, of a channel or an incident."""


def note(moment: Moment, language: Language) -> str:
    """Return what else there is to say of a moment."""
    if moment.what == happened.TIER_CHANGE:
        before, _, after = moment.note.partition(" to ")
        return f"{TIER[before].said(language)} → {TIER[after].said(language)}"
    if moment.what == happened.LEFT:
        real, _, stated = moment.note.partition("; said ")
        said = "said" if language == "en" else "zei"
        told = SAID_PRICE if stated == "offer" else REASON_NAMES[stated]
        return f"{REASON_NAMES[real].said(language)}; {said}: {told.said(language)}"
    return moment.note if language == "en" else ", ".join(_in_dutch(part) for part in moment.note.split(", "))


def _in_dutch(part: str) -> str:
    for english, dutch in _NOTES.items():
        found = english.fullmatch(part)
        if found:
            return dutch.format(*map(_as_dutch_number, found.groups()))
    return part


def _as_dutch_number(text: str) -> str:
    return text.replace(".", ",").replace("-", "−") if _NUMBER.fullmatch(text) else text
