"""What the page says, in both languages."""

from __future__ import annotations

from simulator.lessons import saying
from simulator.lessons.language import Language, Text
from simulator.lessons.words import TIER

# The sliders ----------------------------------------------------------------------------------------------------------

SERVICE = Text("Service", "Dienst")
FAILURES = Text("Failures and recovery", "Fouten en herstel")
PROMISE = Text("Promise", "Belofte")
PROGRAMME = Text("Programme", "Programma")
MARKET = Text("Market", "Markt")
OTHERS = Text("Added by you", "Door u toegevoegd")

PROMISE_OF_BRAND = Text("What the brand promises", "Wat het merk belooft")
OFFERS = Text("Chance that a rival's offer is at hand", "Kans dat een rivaal iets aanbiedt")
CLIMATE = Text("Hard times (1 is ordinary)", "Zware tijden (1 is gewoon)")
SOLVED = Text("Complaints that bring redress", "Klachten die iets opleveren")
REDRESS = Text("What is made good, of the price", "Wat vergoed wordt, van de prijs")
EMPATHY = Text("How kindly complaints are answered", "Hoe hartelijk klachten beantwoord worden")
ANSWER_WEEKS = Text("Weeks until the answer", "Weken tot het antwoord")


def contacts_at(name: str) -> Text:
    """Contacts a week at a touchpoint."""
    return Text(f"Contacts a week: {name}", f"Contacten per week: {name}")


def emotion_at(name: str) -> Text:
    """How a contact feels there."""
    return Text(f"How it feels: {name}", f"Hoe het voelt: {name}")


def failing_at(name: str) -> Text:
    """How often it fails there."""
    return Text(f"Contacts that fail: {name}", f"Contacten die misgaan: {name}")


def severity_of(name: str) -> Text:
    """How bad a failure there is."""
    return Text(f"How bad a failure is: {name}", f"Hoe erg een fout is: {name}")


def share_of(name: str) -> Text:
    """How many an incident reaches."""
    return Text(f"Customers it meets: {name}", f"Klanten die het treft: {name}")


def amount_of(name: str) -> Text:
    """How strong a programme is."""
    return Text(f"How much it does: {name}", f"Hoeveel het doet: {name}")


# The page -------------------------------------------------------------------------------------------------------------

TITLE = Text("Engagement lab", "Engagementlab")
SUBTITLE = Text(
    "Two worlds, the same customers with the same luck. Move a slider and see whom it would have kept.",
    "Twee werelden, dezelfde klanten met hetzelfde geluk. Verschuif iets en zie wie het behouden had.",
)
START_FROM = Text("Start from", "Begin met")
LESSONS = Text("Lessons", "Lessen")
LIBRARY = Text("Scenarios of the library", "Scenario's uit de bibliotheek")
FILES = Text("Files", "Bestanden")
LANGUAGE = Text("Language", "Taal")
SLIDERS = Text("What if …", "Wat als …")
TO_START = Text("Put all back", "Alles terug")
PUT_BACK = Text("Put back", "Zet terug")
TODAY_AT = Text("today", "vandaag")
OTHER_AT = Text("in the other world", "in de andere wereld")
SINCE = Text("Different since", "Anders sinds")
SINCE_WEEK_1 = Text("week 1: one past, two futures", "week 1: één verleden, twee toekomsten")
SINCE_ALWAYS = Text("always: in the years before as well (slower)", "altijd: ook in de jaren ervoor (trager)")
ANOTHER = Text("Another parameter, by path", "Een andere parameter, per pad")
ANOTHER_HINT = Text("such as psychology.loss_aversion", "zoals psychology.loss_aversion")
ADD = Text("Add", "Voeg toe")
SIZE = Text("How many, how long", "Hoeveel, hoe lang")
KEY_FIGURES = Text("At the end", "Aan het einde")
BONDED = Text(f"{TIER['loyal'].en} or {TIER['engaged'].en}", f"{TIER['loyal'].nl} of {TIER['engaged'].nl}")
LEFT_SO_FAR = Text("left so far", "vertrokken")
OF_START = Text("of all there ever were", "van allen die er ooit waren")
TIERS_OVER_TIME = Text("The tiers, week by week", "De treden, week voor week")
BALANCE_OVER_TIME = Text("Mean balance of the account", "Gemiddeld saldo van de rekening")
LEFT_OVER_TIME = Text("Customers who have left", "Klanten die vertrokken zijn")
POINTS = Text("points", "punten")
MAP = Text("Where a failure leaves more than none", "Waar een fout meer achterlaat dan geen fout")
MAP_ABOUT = Text(
    "The service recovery paradox. Each cell is an experiment with customers of that world who never had a failure: "
    "all are failed once, complain and are answered at once. The number is their account afterwards, less that of the "
    "same customers had nothing happened. Blue: better off. The second failure comes half a year after a mild first "
    "one that was put right excellently. How your firm answers is not asked here: the map tries all answers.",
    "De service recovery paradox. Elk vak is een proef met klanten van die wereld die nog nooit een fout meemaakten: "
    "bij allen gaat het één keer mis, allen klagen en krijgen meteen antwoord. Het getal is hun rekening daarna, "
    "min die van dezelfde klanten als er niets gebeurd was. Blauw: beter af. De tweede fout komt een half jaar na een "
    "kleine eerste die uitstekend is hersteld. Hoe uw bedrijf antwoordt doet hier niet mee: de kaart probeert alle "
    "antwoorden.",
)
FIRST_FAILURE = Text("first failure", "eerste fout")
SECOND_FAILURE = Text("second failure", "tweede fout")
QUALITY = Text("how well it is put right", "hoe goed het hersteld wordt")
SEVERITY = Text("how bad it is", "hoe erg het is")
POOR = Text("poorly", "slecht")
EXCELLENT = Text("excellently", "uitstekend")
NO_PARADOX = Text("nowhere better off", "nergens beter af")
PARADOX_UP_TO = Text("better off up to a severity of {0}", "beter af tot een ernst van {0}")
ONE_ACCOUNT = Text("One customer's account, event by event", "De rekening van één klant, stap voor stap")
CUSTOMER = Text("Customer number", "Klantnummer")
SHOW = Text("Show", "Toon")
PICKS = {
    "rose": Text("rose most", "steeg het meest"),
    "fell": Text("fell most", "daalde het meest"),
    "saved": Text("stays after all", "blijft nu wel"),
    "lost": Text("leaves after all", "vertrekt nu wel"),
}
CHANGED_MOST = Text("Who changed most:", "Wie het meest veranderde:")
NOBODY = Text("There is nobody like that between these two worlds.", "Zo iemand is er niet tussen deze twee werelden.")
NOT_THE_SAME = Text(
    "Somebody else took this place before week 1 in one of the worlds: two people are compared.",
    "In een van de werelden nam iemand anders deze plaats in voor week 1: het zijn twee personen.",
)
NEVER_JOINED = Text("did not become a customer", "werd geen klant")
EVENTS = Text("Events", "Gebeurtenissen")
WHAT = Text("what", "wat")
AMOUNT = Text("amount", "bedrag")
LOOKING = Text("looking up the account …", "de rekening wordt opgezocht …")
KEEP = Text("Keep and share", "Bewaren en delen")
COPY_LINK = Text("Copy a link to this page", "Kopieer een link naar deze pagina")
COPIED = Text("copied", "gekopieerd")
SAVE_PAGE = Text("Save the page as a file", "Bewaar de pagina als bestand")
SAVE_TODAY = Text("Scenario of today (YAML)", "Scenario van vandaag (YAML)")
SAVE_IF = Text("Scenario of what if (YAML)", "Scenario van wat als (YAML)")
OPEN_FILE = Text("Open a scenario or a saved page", "Open een scenario of een bewaarde pagina")
KEEP_ABOUT = Text(
    "engage run gives for the saved scenarios, number for number, what is shown here.",
    "engage run geeft voor de bewaarde scenario's getal voor getal wat hier te zien is.",
)
COMPUTING = Text("computing …", "bezig …")
SKIP = Text("To the worlds", "Naar de werelden")
ON, OFF = Text("on", "aan"), Text("off", "uit")
LIVED = Text(
    "{0} customers, {1} weeks, lived in {2} ms",
    "{0} klanten, {1} weken, geleefd in {2} ms",
)
MAP_PEOPLE = Text("the map with {0} customers of each world", "de kaart met {0} klanten van elke wereld")
MAP_NOT = Text("The map cannot be made for this scenario: {0}", "De kaart kan voor dit scenario niet: {0}")


def number(value: float, digits: int, language: Language, signed: bool = False) -> str:
    """Return a number as it is written in a language."""
    return saying.number(value, digits, signed).said(language)


def share(value: float, language: Language, digits: int = 1) -> str:
    """Return a share in percent."""
    return saying.percent(value, digits).said(language)
