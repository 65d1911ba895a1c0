"""The mechanisms of the relationship: what binds, what holds, what draws away."""

from __future__ import annotations

from simulator.scenario.fields import Part
from simulator.scenario.mechanisms.switch import switch


class Relating(Part):
    """What binds beyond the account."""

    trust_gate: bool = switch(
        "Without trust nobody becomes loyal or engaged, whatever the balance",
        claims="B7",
        explains="why delights do not make up for broken promises",
        off={"psychology.loyal_trust": 0.0, "psychology.engaged_trust": 0.0},
    )
    fragile_trust: bool = switch(
        "Trust falls faster than it grows",
        claims="B7",
        explains="why one broken promise takes many kept ones to mend",
        off={"psychology.trust_loss": "psychology.trust_gain"},
    )
    habit: bool = switch(
        "Undisturbed use becomes habit, and habit keeps people",
        claims="A3, B6",
        explains="loyalty without a bond, where service is flat and faultless",
        off={"psychology.habit_gain": 0.0, "psychology.neutral_habit": 0.0},
    )
    participation: bool = switch(
        "Taking part is a need; off, nothing speaks to it",
        claims="B8, B9",
        explains="what contributing and invitations to take part add to how much the relationship matters",
        off={"psychology.participation_gain": 0.0, "programmes[fulfils=participation].share": 0.0},
    )
    appreciation: bool = switch(
        "Feeling special is a need; off, nothing speaks to it",
        claims="B8, B10",
        explains="what warm treatment and personal attention add to how much the relationship matters",
        off={"psychology.appreciation_gain": 0.0, "programmes[fulfils=appreciation].share": 0.0},
    )
    sensation: bool = switch(
        "Something above the ordinary is a need; off, nothing speaks to it",
        claims="B8, B11",
        explains="what delights and surprises add to how much the relationship matters",
        off={"psychology.sensation_gain": 0.0, "programmes[fulfils=sensation].share": 0.0},
    )
    satiation: bool = switch(
        "Attention repeated is taken for granted",
        claims="B3, B10",
        explains="why the fifth birthday call pleases less than the first, and is missed when it stops",
        off={"psychology.attention_step": 0.0},
    )
    investment: bool = switch(
        "What customers put in binds them",
        claims="B9",
        explains="why those who took part stay longer",
        off={"psychology.investment_gain": 0.0},
    )
    contributions: bool = switch(
        "Those to whom the relationship matters contribute of their own accord",
        claims="C3, B13",
        explains="ideas, invitations, help and most reviews, and being engaged without a programme",
        off={"psychology.contribution_rate": 0.0},
    )
    room: bool = switch(
        "Only some have room for a deep relationship in this category; off, everybody has",
        claims="B4",
        explains="why some categories hardly get any engaged customers",
        off={"market.room_for_deep_relationship": 1.0},
    )
    identification: bool = switch(
        "The brand becomes part of oneself; off, that has no consequences",
        claims="B1, B2",
        explains="staying, talking, answering and joining because of what the brand stands for",
        off={
            "psychology.identification_pull": 0.0,
            "psychology.identification_carries": 0.0,
            "psychology.talk_identification": 0.0,
            "psychology.tone_identification": 0.0,
            "psychology.answer_identification": 0.0,
            "psychology.recommend_identification": 0.0,
            "market.joining.identification_pull": 0.0,
        },
    )


class Deciding(Part):
    """What holds, what draws away, what is said of it."""

    hold_of_the_account: bool = switch(
        "The balance holds, or drives away",
        claims="A1, A5, B12",
        explains="leaving for how one was treated",
        off={"psychology.balance_pull": 0.0, "psychology.balance_pull_below": 0.0},
    )
    steeper_in_the_red: bool = switch(
        "A balance below zero drives away more than an equal one above holds",
        claims="A5",
        explains="why leaving answers more to dissatisfaction than staying to satisfaction",
        off={"psychology.balance_pull_below": "psychology.balance_pull"},
    )
    shielding: bool = switch(
        "Offers and the example of leavers hardly reach the loyal and the engaged",
        claims="C2, C3",
        explains="why the same offer draws away the satisfied and leaves the loyal",
        off={"psychology.loyal_shield": 0.0, "psychology.engaged_shield": 0.0},
    )
    overlooking: bool = switch(
        "The loyal and the engaged overlook small shortcomings",
        claims="C2",
        explains="why the same lapse costs the loyal nothing",
        off={"psychology.loyal_tolerance": 0.0},
    )
    offers: bool = switch(
        "Competitors make offers",
        claims="B5, C1",
        explains="why the satisfied leave too",
        off={"market.offers.probability": 0.0},
    )
    campaigns: bool = switch(
        "Offers come in campaigns and seasons; off, they are the same all year",
        claims="B5",
        explains="waves of leaving",
        off={
            "market.offers.campaigns[*].probability": 1.0,
            "market.offers.campaigns[*].size": 1.0,
            "market.offers.season.amplitude": 0.0,
        },
    )
    climate: bool = switch(
        "In hard times offers pull harder; off, times are ordinary",
        claims="D10",
        explains="why more leave for price in a downturn",
        off={"market.climate": 1.0},
    )
    price_as_a_reason: bool = switch(
        "Who leaves says it was the price; off, everybody says why they really left",
        claims="B12, D6",
        explains="why the reasons that are given differ from the causes",
        off={"psychology.price_said_probability": 0.0},
    )
    circumstances: bool = switch(
        "Life itself takes customers, whatever the firm does",
        claims="B12",
        explains="leaving without a reason that a firm could mend",
        off={"market.involuntary_leaving_per_year": 0.0},
    )
