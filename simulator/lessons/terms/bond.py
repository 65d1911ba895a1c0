"""Terms of the glossary: the tiers and what makes a bond."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.term import Term

TERMS: tuple[Term, ...] = (
    Term(
        Text("customer engagement", "klantbetrokkenheid (customer engagement)"),
        Text(
            "The emotional bond that a customer feels with a firm, shown in what they contribute.",
            "De emotionele binding die een klant met een bedrijf voelt, te zien aan wat hij bijdraagt.",
        ),
        where=("tiers.py",),
        points=("A1", "C3"),
    ),
    Term(
        Text("tier", "trede"),
        Text(
            "One of five steps of the bond; they need not be climbed one by one.",
            "Eén van vijf treden van de binding; je hoeft ze niet één voor één te beklimmen.",
        ),
        where=("tiers.py",),
        points=("C4",),
        events=("tier change",),
    ),
    Term(
        Text("overdrawn", "in het rood (trede)"),
        Text(
            "The tier of those whose account is below zero.",
            "De trede van wie een saldo onder nul heeft.",
        ),
        where=("tiers.py", "psychology.overdrawn_below"),
        points=("A5",),
    ),
    Term(
        Text("indifferent", "onverschillig"),
        Text(
            "The tier of those who feel nothing for the firm, good or bad.",
            "De trede van wie niets voor het bedrijf voelt, goed of slecht.",
        ),
        where=("tiers.py",),
        points=("A2",),
    ),
    Term(
        Text("satisfied", "tevreden"),
        Text(
            "The tier of those with good experiences and value for money, who reconsider at a better offer.",
            "De trede van wie goede ervaringen en waar voor zijn geld heeft, en bij een beter aanbod opnieuw afweegt.",
        ),
        where=("tiers.py", "psychology.satisfied_above"),
        points=("C1",),
    ),
    Term(
        Text("loyal", "loyaal"),
        Text(
            "The tier of those who stay true and overlook shortcomings; habit alone can bring one there.",
            "De trede van wie merktrouw is en tekortkomingen over het hoofd ziet; gewoonte alleen kan je er brengen.",
        ),
        where=("tiers.py", "psychology.loyal_above"),
        points=("C2", "B6"),
        mechanisms=("overlooking", "shielding"),
    ),
    Term(
        Text("engaged", "betrokken"),
        Text(
            "The tier of those who share the vision and contribute; nobody is engaged without doing something.",
            "De trede van wie de visie deelt en bijdraagt; niemand is betrokken zonder iets te doen.",
        ),
        where=("tiers.py", "psychology.engaged_above"),
        points=("C3",),
        mechanisms=("contributions",),
    ),
    Term(
        Text("habit", "gewoonte"),
        Text(
            "Coming back without thinking: it keeps people and makes no fans.",
            "Terugkomen zonder na te denken: het houdt mensen vast en maakt geen fans.",
        ),
        where=("relationship.py", "psychology.habit_gain"),
        points=("A3", "B6"),
        mechanisms=("habit",),
    ),
    Term(
        Text("trust", "vertrouwen"),
        Text(
            "The belief that promises are kept: slow to grow, quick to fall, a condition and not enough.",
            "Het geloof dat beloften worden nagekomen: groeit langzaam, valt snel, is voorwaarde en niet genoeg.",
        ),
        where=("relationship.py", "psychology.trust_gain"),
        points=("B7", "C9"),
        mechanisms=("trust_gate", "fragile_trust"),
    ),
    Term(
        Text("identification", "identificatie met het merk"),
        Text(
            "How far the brand is the customer's own, from all that is heard and seen of it.",
            "Hoezeer het merk bij de klant past, door alles wat hij erover hoort en ziet.",
        ),
        where=("relationship.py", "psychology.identification_pull"),
        points=("B1", "B2"),
        mechanisms=("identification", "advertising"),
    ),
    Term(
        Text("relational relevance", "relationele relevantie"),
        Text(
            "What makes the relationship so special that one tells others: three needs, fulfilled or not.",
            "Wat de relatie zo bijzonder maakt dat je erover vertelt: drie behoeften, vervuld of niet.",
        ),
        where=("relationship.py", "psychology.engaged_relevance"),
        points=("B1", "B8"),
    ),
    Term(
        Text("participation", "participatie"),
        Text(
            "The need to take part; who puts something in feels a part owner.",
            "De behoefte om mee te doen; wie iets inbrengt, voelt zich mede-eigenaar.",
        ),
        where=("care.py", "programmes[].fulfils"),
        points=("B8", "B9"),
        mechanisms=("participation",),
        events=("took part", "did not take part"),
    ),
    Term(
        Text("appreciation", "appreciatie"),
        Text(
            "The need to feel special, known and valued as a person.",
            "De behoefte om je bijzonder te voelen, herkend en gewaardeerd als mens.",
        ),
        where=("care.py", "programmes[].fulfils"),
        points=("B8", "B10"),
        mechanisms=("appreciation",),
        events=("attention", "attention missed"),
    ),
    Term(
        Text("sensation", "sensatie"),
        Text(
            "The need for something above the ordinary.",
            "De behoefte aan iets wat boven de middelmaat uitsteekt.",
        ),
        where=("care.py", "programmes[].fulfils"),
        points=("B8", "B11"),
        mechanisms=("sensation",),
    ),
    Term(
        Text("satiation", "gewenning aan aandacht"),
        Text(
            "Attention repeated is taken for granted, and missed when it stops.",
            "Herhaalde aandacht wordt vanzelfsprekend, en gemist als ze stopt.",
        ),
        where=("care.py", "psychology.attention_step"),
        points=("B3", "B10"),
        mechanisms=("satiation",),
        events=("attention missed",),
    ),
    Term(
        Text("investment", "eigen inbreng"),
        Text(
            "What a customer has put in (time, preferences, work) and would lose by leaving.",
            "Wat een klant erin gestoken heeft (tijd, voorkeuren, werk) en bij vertrek kwijt is.",
        ),
        where=("relationship.py", "psychology.investment_pull"),
        points=("B9",),
        mechanisms=("investment",),
    ),
    Term(
        Text("room for a deep relationship", "plaats voor een diepe relatie"),
        Text(
            "People have room for only a few; in some categories hardly any.",
            "Mensen hebben maar plaats voor een paar; in sommige branches voor vrijwel geen.",
        ),
        where=("tiers.py", "market.room_for_deep_relationship"),
        points=("B4",),
        mechanisms=("room",),
    ),
    Term(
        Text("contribution", "bijdrage"),
        Text(
            "What a customer gives unpaid: a review, an idea, a referral, co-creation.",
            "Wat een klant onbetaald geeft: een recensie, een idee, een aanbeveling, co-creatie.",
        ),
        where=("relationship.py", "psychology.contribution_rate"),
        points=("C3", "B13"),
        mechanisms=("contributions",),
        events=("contribution",),
    ),
    Term(
        Text("programme", "programma"),
        Text(
            "What the firm does again and again for one of the three needs.",
            "Wat het bedrijf steeds weer doet voor een van de drie behoeften.",
        ),
        where=("care.py", "programmes"),
        points=("B8", "B10"),
    ),
    Term(
        Text("differences between people", "verschillen tussen mensen"),
        Text(
            "How people differ in fit, use, price, talk and inclination to stay, drawn once.",
            "Hoe mensen verschillen in klik, gebruik, prijs, praten en neiging om te blijven, één keer geloot.",
        ),
        where=("state.py", "psychology.affinity_spread"),
        points=("B13", "C4"),
        mechanisms=(
            "differences_in_staying",
            "differences_in_usage",
            "differences_in_price_sensitivity",
            "differences_in_fit",
            "differences_in_talkativeness",
        ),
    ),
)
