"""What a slider is called: short names in both languages for the values that lessons move, else the key itself."""

from __future__ import annotations

import re

from simulator.lessons.language import Text

LABELS = {
    "brand.advertising": Text("Advertising", "Reclame"),
    "brand.promise": Text("What the brand promises", "Wat het merk belooft"),
    "brand.reputation": Text("Reputation at the start", "Reputatie bij het begin"),
    "economics.margin": Text("Margin", "Marge"),
    "economics.revenue_per_week": Text("Revenue of a customer per week", "Omzet per klant per week"),
    "incidents[].severity": Text("How bad it is", "Hoe erg het is"),
    "incidents[].reach.share": Text("Share whom it reaches", "Deel dat het raakt"),
    "market.climate": Text("Climate of the market", "Klimaat van de markt"),
    "market.norm_rise_per_year": Text("Rise of what people expect", "Stijging van wat men verwacht"),
    "market.offers.probability": Text("How often a rival's offer comes", "Hoe vaak een aanbod van een ander komt"),
    "market.offers.size": Text("How good a rival's offer is", "Hoe goed het aanbod van een ander is"),
    "market.room_for_deep_relationship": Text(
        "Share with room for a deep relationship", "Deel met ruimte voor een diepe relatie"
    ),
    "programmes[].amount": Text("How strong it is", "Hoe sterk het is"),
    "programmes[].every_weeks": Text("How often it comes", "Hoe vaak het komt"),
    "recovery.answer_weeks": Text("Wait for an answer", "Wachttijd op een antwoord"),
    "recovery.channels[].effort": Text("Effort of complaining", "Moeite om te klagen"),
    "recovery.channels[].reach": Text("Chance that a complaint is heard", "Kans dat een klacht wordt gehoord"),
    "recovery.ease": Text("Ease of the recovery", "Gemak van het herstel"),
    "recovery.empathy": Text("Warmth of the answer", "Warmte van het antwoord"),
    "recovery.hero_probability": Text("Chance of a hero", "Kans op een held"),
    "recovery.redress": Text("What is made good", "Wat wordt goedgemaakt"),
    "recovery.solved_probability": Text("Chance that it is solved", "Kans dat het wordt opgelost"),
    "relationship.kind": Text("How customers are tied", "Hoe klanten gebonden zijn"),
    "relationship.term_weeks": Text("Length of the contract", "Duur van het contract"),
    "surveys.relationship_every_weeks": Text("Weeks between two surveys", "Weken tussen twee enquêtes"),
    "surveys.response": Text("Chance of an answer to a survey", "Kans op antwoord op een enquête"),
    "touchpoints[].contacts_per_week": Text("Contacts per week", "Contacten per week"),
    "touchpoints[].delight.probability": Text("Chance of a delight", "Kans op een verrassing"),
    "touchpoints[].delight.size": Text("Size of a delight", "Grootte van een verrassing"),
    "touchpoints[].experience.ease": Text("Ease", "Gemak"),
    "touchpoints[].experience.emotion": Text("How a contact feels", "Hoe een contact voelt"),
    "touchpoints[].experience.success": Text("Success", "Succes"),
    "touchpoints[].failure.probability": Text("Chance of a failure", "Kans dat het misgaat"),
    "touchpoints[].failure.severity": Text("How bad a failure is", "Hoe erg het misgaat"),
}
"""By path, without the names of items."""

UNITS = {
    "charge": Text("charge", "lading"),
    "contacts per week": Text("contacts per week", "contacten per week"),
    "euro": Text("euro", "euro"),
    "per complaint": Text("per complaint", "per klacht"),
    "per contact": Text("per contact", "per contact"),
    "per week": Text("per week", "per week"),
    "share": Text("share", "deel"),
    "severity": Text("severity", "ernst"),
    "weeks": Text("weeks", "weken"),
}
WORDS = {
    "contract": Text("contract", "contract"),
    "open": Text("open", "open"),
    "true": Text("on", "aan"),
    "false": Text("off", "uit"),
    "null": Text("not set", "niet ingesteld"),
}
_ITEM = re.compile(r"\[([^\]]*)\]")


def label_of(path: str) -> Text:
    """Return what a value is called; the name of an item comes first.

    Example:
        >>> label_of("touchpoints[bill].failure.probability").en, label_of("psychology.memory.peak_weight").en
        ('bill: chance of a failure', 'Memory: peak weight')
    """
    items = _ITEM.findall(path)
    known = LABELS.get(_ITEM.sub("[]", path))
    if known is None:
        last = [_ITEM.sub("", step).replace("_", " ") for step in path.split(".") if step not in ("mean",)][-2:]
        words = ": ".join(last)
        known = Text(words[:1].upper() + words[1:], words[:1].upper() + words[1:])
    if not items:
        return known
    return Text(*(f"{', '.join(items)}: {each[:1].lower()}{each[1:]}" for each in known))


def unit_of(unit: str) -> Text:
    """Return a unit in both languages; as the schema says it where there is no Dutch word here."""
    return UNITS.get(unit, Text(unit, unit))


def word_of(word: str) -> Text:
    """Return a word that a value can be, in both languages."""
    return WORDS.get(word, Text(word, word))
