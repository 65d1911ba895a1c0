"""The mechanisms among people: talk, joining, answering, and how people differ."""

from __future__ import annotations

from simulator.scenario.fields import Part
from simulator.scenario.mechanisms.switch import switch


class Talking(Part):
    """What people hear of a firm, and from whom."""

    talking_from_feeling: bool = switch(
        "Those who were stirred, identify or are engaged talk more",
        claims="B13",
        explains="why both the delighted and the hurt are heard more than the others",
        off={
            "psychology.talk_stirred": 0.0,
            "psychology.talk_identification": 0.0,
            "psychology.talk_engaged": 0.0,
        },
    )
    word_of_mouth: bool = switch(
        "What contacts say moves identification; needs a network",
        claims="B2, B13",
        explains="why bad service costs more than its victims",
        off={"psychology.talk_pull": 0.0},
    )
    reviewing: bool = switch(
        "Some talk is public: a review",
        claims="B2, C3",
        explains="a reputation made by customers, and being engaged by speaking well in public",
        off={"psychology.public_share": 0.0},
    )
    reputation: bool = switch(
        "What is said in public moves everybody, and newcomers' trust",
        claims="B2, C6",
        explains="what reviews and public complaints do",
        off={"psychology.reputation_pull": 0.0, "psychology.trust_from_reputation": 0.0},
    )
    advertising: bool = switch(
        "Advertising moves identification, and brings prospects in",
        claims="B2",
        explains="identification without experience",
        off={"brand.advertising": 0.0},
    )
    contagion: bool = switch(
        "A contact who leaves is an example; needs a network",
        claims="B2",
        explains="why leaving comes in clusters",
        off={"psychology.contagion": 0.0},
    )


class Joining(Part):
    """How prospects and former customers come in."""

    own_accord: bool = switch(
        "Some prospects join unprompted",
        claims="B2",
        explains="the first customers",
        off={"market.joining.own_accord_per_year": 0.0},
    )
    imitation: bool = switch(
        "Prospects join because others are customers",
        claims="B2",
        explains="the S-shape of growth",
        off={"market.joining.imitation_per_year": 0.0},
    )
    joining_by_advertising: bool = switch(
        "Advertising brings prospects in",
        claims="B2",
        explains="growth that stops with the campaign",
        off={"market.joining.advertising_response": 0.0},
    )
    referrals: bool = switch(
        "Invitations of customers bring prospects in",
        claims="B13, C3",
        explains="growth by ambassadors",
        off={"market.joining.invitation_accepted": 0.0},
    )
    winning_back: bool = switch(
        "Former customers return, by what they remember",
        claims="D9",
        explains="why those with good memories come back",
        off={"market.joining.win_back_per_year": 0.0},
    )


class Answering(Part):
    """What surveys see."""

    uneven_response: bool = switch(
        "Those with strong memories or identification answer more readily",
        claims="D7, C8",
        explains="why those who answer are not those who were asked",
        off={"psychology.answer_strong_feeling": 0.0, "psychology.answer_identification": 0.0},
    )
    halo: bool = switch(
        "What is remembered of the firm colours the rating of a single contact",
        claims="D7, D9",
        explains="why ratings of contacts go together with what people intend far more than one contact can",
        off={"psychology.halo": 0.0},
    )


class Differing(Part):
    """How people differ."""

    differences_in_staying: bool = switch(
        "Some are inclined to stay, others to move on",
        claims="B5",
        explains="why retention rises with tenure without any bond",
        off={"market.stay_spread": 0.0},
    )
    differences_in_usage: bool = switch(
        "Some use far more than others",
        claims="A3",
        explains="why a few have most of the contacts, and habits differ",
        off={"psychology.usage_spread": 0.0, "segments[*].contacts": 1.0},
    )
    differences_in_price_sensitivity: bool = switch(
        "Offers pull harder on some",
        claims="B5, D10",
        explains="why those who leave for an offer are the price-sensitive ones",
        off={"psychology.price_sensitivity_spread": 0.0, "segments[*].price_sensitivity": 1.0},
    )
    differences_in_fit: bool = switch(
        "The firm suits some better than others",
        claims="C4",
        explains="why the same service makes fans of some and leaves others cold",
        off={"psychology.affinity_spread": 0.0, "segments[*].affinity": 0.0},
    )
    differences_in_talkativeness: bool = switch(
        "Some are quiet by nature, whatever they feel",
        claims="B13",
        explains="why not every engaged customer is heard",
        off={"psychology.talkativeness_spread": 0.0, "segments[*].talkativeness": 1.0},
    )
