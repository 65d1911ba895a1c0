"""Terms of the glossary: staying and leaving, talk, what is measured."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.term import Term

TERMS: tuple[Term, ...] = (
    Term(
        Text("churn", "verloop"),
        Text(
            "The share of customers who leave in a time.",
            "Het deel van de klanten dat in een tijd vertrekt.",
        ),
        where=("decision.py", "market.stay_base"),
        points=("B5",),
        mechanisms=("circumstances",),
        events=("left",),
    ),
    Term(
        Text("competitor's offer", "aanbod van een concurrent"),
        Text(
            "What somebody else holds out when a decision is due, more in campaigns and hard times.",
            "Wat een ander voorhoudt als er te beslissen valt, meer bij acties en in slechte tijden.",
        ),
        where=("decision.py", "market.offers"),
        points=("B5", "C1", "D10"),
        mechanisms=("offers", "campaigns", "climate"),
    ),
    Term(
        Text("real reason", "echte reden"),
        Text(
            "The largest shortfall behind leaving: service, bond, brand or offer.",
            "Het grootste tekort achter het vertrek: service, band, merk of aanbod.",
        ),
        where=("decision.py",),
        points=("D6", "B12"),
    ),
    Term(
        Text("stated reason", "genoemde reden"),
        Text(
            "What leavers say; with an offer on the table most say the price.",
            "Wat vertrekkers zeggen; ligt er een aanbod, dan zeggen de meesten de prijs.",
        ),
        where=("decision.py", "psychology.price_said_probability"),
        points=("D6", "B12"),
        mechanisms=("price_as_a_reason",),
    ),
    Term(
        Text("word of mouth", "mond-tot-mond"),
        Text(
            "What customers tell those they know, unpaid, good or bad.",
            "Wat klanten onbetaald aan bekenden vertellen, goed of slecht.",
        ),
        where=("talk.py", "market.word_of_mouth"),
        points=("B2", "B13"),
        mechanisms=("word_of_mouth", "talking_from_feeling"),
        events=("spoke well", "spoke badly", "heard good", "heard bad"),
    ),
    Term(
        Text("ambassador", "ambassadeur"),
        Text(
            "Who spreads enthusiasm unrewarded; often the engaged, but some of those are quiet by nature.",
            "Wie enthousiasme uitdraagt zonder beloning; vaak de betrokkene, maar sommigen zijn van nature stil.",
        ),
        where=("talk.py", "psychology.talk_engaged"),
        points=("B13",),
        mechanisms=("referrals", "talking_from_feeling"),
        events=("invited",),
    ),
    Term(
        Text("reputation", "reputatie"),
        Text(
            "What the public thinks, from reviews, complaints in public and news.",
            "Wat men van het bedrijf vindt, door recensies, openbare klachten en nieuws.",
        ),
        where=("voices.py", "psychology.reputation_step"),
        points=("B2", "C6"),
        mechanisms=("reputation", "reviewing", "public_complaints"),
        events=("reputation",),
    ),
    Term(
        Text("contagion", "besmettelijk vertrek"),
        Text(
            "Somebody one knows leaves, and is an example.",
            "Een bekende vertrekt, en is een voorbeeld.",
        ),
        where=("voices.py", "psychology.contagion"),
        points=("B2",),
        mechanisms=("contagion",),
        events=("contact left",),
    ),
    Term(
        Text("joining", "klant worden"),
        Text(
            "How prospects come: of their own accord, by advertising, by example, invited by a customer.",
            "Hoe prospects komen: uit zichzelf, door reclame, door voorbeeld, uitgenodigd door een klant.",
        ),
        where=("joining.py", "market.joining"),
        points=("B2", "B13"),
        mechanisms=("own_accord", "imitation", "joining_by_advertising"),
        events=("joined",),
    ),
    Term(
        Text("winning back", "terugwinnen"),
        Text(
            "A former customer returns, by what is remembered.",
            "Een oud-klant komt terug, door wat hij zich herinnert.",
        ),
        where=("joining.py", "market.joining.win_back_per_year"),
        points=("D9",),
        mechanisms=("winning_back",),
        events=("won back",),
    ),
    Term(
        Text("recommendation score (NPS)", "aanbevelingsscore (NPS)"),
        Text(
            "The share of nines and tens less that of zero to six, among those who answer.",
            "Het deel negens en tienen min dat van nul tot zes, onder wie antwoordt.",
        ),
        where=("survey.py", "surveys"),
        points=("C8", "D7"),
        mechanisms=("uneven_response",),
        events=("survey",),
    ),
    Term(
        Text("halo", "halo-effect"),
        Text(
            "What is remembered of a firm colours how one contact is rated.",
            "Wat je je van een bedrijf herinnert, kleurt het cijfer voor één contact.",
        ),
        where=("survey.py", "psychology.halo"),
        points=("D7", "D9"),
        mechanisms=("halo",),
    ),
    Term(
        Text("engagement index", "betrokkenheidsindex"),
        Text(
            "Measurable behaviour, weighted as a firm chooses, since there is no standard measure.",
            "Meetbaar gedrag, gewogen zoals een bedrijf kiest, want een standaardmaat is er niet.",
        ),
        where=("engagement_index.weights",),
        points=("C8",),
    ),
    Term(
        Text("lifetime value", "klantwaarde over de looptijd"),
        Text(
            "What a customer brings less what they cost, up to the end.",
            "Wat een klant opbrengt min wat hij kost, tot het einde.",
        ),
        where=("economics.margin",),
        points=("C10", "D3"),
    ),
    Term(
        Text("two worlds, the same luck", "twee werelden, hetzelfde toeval"),
        Text(
            "The same customers lived twice with the same draws, so that only what was changed differs.",
            "Dezelfde klanten twee keer geleefd met dezelfde lotingen, zodat alleen verschilt wat is veranderd.",
        ),
        where=("draws.py", "seed"),
        points=("D3",),
    ),
)
