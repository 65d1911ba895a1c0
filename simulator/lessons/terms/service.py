"""Terms of the glossary: what the firm does, what goes wrong, and what follows."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.term import Term

TERMS: tuple[Term, ...] = (
    Term(
        Text("touchpoint", "contactpunt"),
        Text(
            "A place where customers meet the firm: a bill, an app, a desk.",
            "Een plek waar klanten het bedrijf tegenkomen: een rekening, een app, een balie.",
        ),
        where=("contact.py", "touchpoints"),
        points=("D3",),
    ),
    Term(
        Text("brand promise", "merkbelofte"),
        Text(
            "What the brand lets people expect; every experience is judged against it.",
            "Wat het merk laat verwachten; elke ervaring wordt eraan gemeten.",
        ),
        where=("experience.py", "brand.promise"),
        points=("D1", "C9"),
        mechanisms=("promise",),
    ),
    Term(
        Text("market norm", "norm van de markt"),
        Text(
            "What everyone offers: it gets better year by year, and is taken for granted.",
            "Wat iedereen biedt: het wordt elk jaar beter, en vanzelfsprekend.",
        ),
        where=("market.py", "market.norm_rise_per_year"),
        points=("B3",),
        mechanisms=("rising_norm",),
    ),
    Term(
        Text("failure", "fout"),
        Text(
            "A contact that goes wrong, with a severity that is now and then enormous.",
            "Een contact dat misgaat, met een ernst die af en toe enorm is.",
        ),
        where=("failure.py", "touchpoints[].failure"),
        points=("A7", "D5"),
        mechanisms=("heavy_tails", "stopping_to_think"),
        events=("failure",),
    ),
    Term(
        Text("severity", "ernst"),
        Text(
            "How bad a failure is: 0.2 a nuisance, 1 a bad day, 2 a disaster.",
            "Hoe erg een fout is: 0,2 een ergernis, 1 een slechte dag, 2 een ramp.",
        ),
        where=("failure.py", "touchpoints[].failure.severity"),
        points=("A7", "D5"),
    ),
    Term(
        Text("attribution", "toeschrijving"),
        Text(
            "People ask what a failure came of: what will come again weighs more, what nobody could help less.",
            "Mensen vragen waar een fout vandaan komt: wat terug zal komen weegt zwaarder, overmacht lichter.",
        ),
        where=("failure.py", "touchpoints[].failure.cause"),
        points=("D4", "A8"),
        mechanisms=("attribution",),
    ),
    Term(
        Text("remembered failures", "onthouden fouten"),
        Text(
            "Failures that still count: they make the next blow harder and the next recovery more demanding.",
            "Fouten die nog meetellen: de volgende klap komt harder aan en het volgende herstel moet beter zijn.",
        ),
        where=("failure.py", "psychology.failures_half_life_weeks"),
        points=("D4",),
        mechanisms=("remembered_failures", "rising_demands"),
    ),
    Term(
        Text("complaint", "klacht"),
        Text(
            "What some of those who met a failure make of it; most say nothing.",
            "Wat sommigen van een fout maken; de meesten zeggen niets.",
        ),
        where=("complaint.py", "recovery.channels"),
        points=("A8", "C5"),
        mechanisms=("complaining", "trust_in_complaining"),
        events=("complaint",),
    ),
    Term(
        Text("channel", "kanaal"),
        Text(
            "A way to reach the firm, with its reach, effort and cost.",
            "Een weg naar het bedrijf, met bereik, moeite en kosten.",
        ),
        where=("complaint.py", "recovery.channels[].reach"),
        points=("C5", "C7"),
        mechanisms=("complaint_effort",),
    ),
    Term(
        Text("escalation", "escalatie"),
        Text(
            "A complaint that is not heard goes on: from form to phone to the public square.",
            "Een klacht die niet gehoord wordt gaat door: van formulier naar telefoon naar het openbaar.",
        ),
        where=("complaint.py", "recovery.channels"),
        points=("C6",),
        mechanisms=("escalation", "public_complaints"),
        events=("complaint unheard",),
    ),
    Term(
        Text("waiting", "wachten"),
        Text(
            "Every week without an answer takes trust.",
            "Elke week zonder antwoord kost vertrouwen.",
        ),
        where=("complaint.py", "recovery.answer_weeks"),
        points=("C5",),
        mechanisms=("waiting",),
    ),
    Term(
        Text("service recovery", "herstel na een fout"),
        Text(
            "What the firm does about a complaint: redress, ease and empathy, designed or by chance.",
            "Wat het bedrijf aan een klacht doet: goedmaken, gemak en empathie, ontworpen of bij toeval.",
        ),
        where=("recovery.py", "recovery"),
        points=("A8", "A10"),
        events=("recovered well", "recovered poorly"),
    ),
    Term(
        Text("redress", "tegemoetkoming"),
        Text(
            "What is made good, as a share of the price paid.",
            "Wat er goedgemaakt wordt, als deel van de betaalde prijs.",
        ),
        where=("recovery.py", "recovery.redress"),
        points=("A8", "A10"),
    ),
    Term(
        Text("hero", "held"),
        Text(
            "An employee who goes to great lengths for one customer, by chance rather than by design.",
            "Een medewerker die zich voor één klant het vuur uit de sloffen loopt, eerder toevallig dan ontworpen.",
        ),
        where=("recovery.py", "recovery.hero_probability"),
        points=("A10",),
        mechanisms=("heroes",),
    ),
    Term(
        Text("arousal", "opwinding"),
        Text(
            "A failure lifts its answer out of the grey mass, so that it is felt and remembered.",
            "Een fout tilt het antwoord erop uit de grauwe massa, zodat het gevoeld en onthouden wordt.",
        ),
        where=("recovery.py", "psychology.arousal"),
        points=("A9", "A8"),
        mechanisms=("arousal",),
    ),
    Term(
        Text("service recovery paradox", "de service recovery paradox"),
        Text(
            "A failure put right well leaves more on the account than no failure: after mild, first ones only, and "
            "it keeps nobody longer.",
            "Een goed herstelde fout laat meer op de rekening achter dan geen fout: alleen na kleine, eerste fouten, "
            "en het houdt niemand langer vast.",
        ),
        where=("recovery.py", "failure.py"),
        points=("A8", "A9"),
        mechanisms=("arousal",),
    ),
    Term(
        Text("double deviation", "dubbele teleurstelling"),
        Text(
            "A failure, and then an answer that is one more.",
            "Een fout, en dan een antwoord dat er nog een is.",
        ),
        where=("recovery.py",),
        points=("A7", "D4"),
    ),
    Term(
        Text("walk-out", "weglopen"),
        Text(
            "After a severe failure some go at once, whatever stood on the account.",
            "Na een ernstige fout gaan sommigen meteen, wat er ook op de rekening stond.",
        ),
        where=("failure.py", "psychology.walk_out"),
        points=("D5",),
        mechanisms=("walking_out",),
        events=("walk-out",),
    ),
    Term(
        Text("grudge", "wrok"),
        Text(
            "What a severe failure leaves unless it is put right: revenge fades, avoidance stays, deepest in those "
            "who were close.",
            "Wat een ernstige fout achterlaat als niemand hem herstelt: wraakzucht zakt, mijden blijft, het diepst "
            "bij wie dichtbij stond.",
        ),
        where=("grudge.py",),
        points=("D5", "C6"),
        mechanisms=("grudges",),
    ),
    Term(
        Text("incident", "incident"),
        Text(
            "Something that befalls many customers at once.",
            "Iets wat veel klanten tegelijk overkomt.",
        ),
        where=("happening.py", "incidents"),
        points=("D5",),
    ),
)
