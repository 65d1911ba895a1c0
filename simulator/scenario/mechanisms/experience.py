"""The mechanisms of experiencing: how contacts are judged, what follows a failure, what is remembered."""

from __future__ import annotations

from simulator.scenario.fields import Part
from simulator.scenario.mechanisms.switch import FOR_EVER, switch


class Judging(Part):
    """How an experience is judged and felt."""

    zone_of_tolerance: bool = switch(
        "What comes near enough to what one is used to leaves no trace",
        claims="A2, A3",
        explains="why most contacts are flat and are forgotten",
        off={"psychology.tolerance_below": 0.0, "psychology.tolerance_above": 0.0, "psychology.loyal_tolerance": 0.0},
    )
    loss_aversion: bool = switch(
        "A shortfall moves the account more than an equal windfall",
        claims="A7",
        explains="why the way down is faster than the way up",
        off={"psychology.loss_aversion": 1.0, "psychology.loss_aversion_spread": 0.0},
    )
    diminishing_sensitivity: bool = switch(
        "Each further bit of a surprise, good or bad, is felt less than the one before",
        claims="A1, A7",
        explains="why two small delights bring more than one of twice the size",
        off={"psychology.value_curvature": 1.0},
    )
    first_impressions: bool = switch(
        "The first experiences count for more than later ones",
        claims="A4, A5",
        explains="love at first sight, and why a first contact that fails costs most",
        off={"psychology.first_impression_boost": 0.0},
    )
    cushion: bool = switch(
        "Trust and a full account soften a blow",
        claims="A6",
        explains="why it takes something outrageous to sink a high balance",
        off={"psychology.cushion": 0.0},
    )
    adaptation: bool = switch(
        "What one met is what one expects next",
        claims="B3",
        explains="why the tenth delight in a row pleases less than the first",
        off={"psychology.expectation_step": 0.0},
    )
    rising_norm: bool = switch(
        "What everyone offers gets better year by year",
        claims="B3",
        explains="why the same service earns less each year",
        off={"market.norm_rise_per_year": 0.0},
    )
    promise: bool = switch(
        "The brand is held to its promise, and drawn to for it; off, it promises what everyone does",
        claims="D1, C9",
        explains="why a brand that promises too much gains joiners and loses trust",
        off={
            "brand.promise": "market.norm",
            "psychology.promise_weight": 0.0,
            "market.joining.promise_pull": 0.0,
        },
    )
    emotion_first: bool = switch(
        "Of success, effort and emotion, emotion weighs most; off, all three weigh the same",
        claims="D2",
        explains="why how a contact felt moves people more than whether it worked",
        off={
            "psychology.success_weight": 1.0 / 3.0,
            "psychology.effort_weight": 1.0 / 3.0,
            "psychology.emotion_weight": 1.0 / 3.0,
        },
    )
    endings: bool = switch(
        "How a contact ends is designed apart from how it goes; off, it ends as it went",
        claims="D7, D8",
        explains="what a good ending adds",
        off={"touchpoints[*].experience.ending": None},
    )
    heavy_tails: bool = switch(
        "Failures and delights are now and then enormous; off, each is as large as the mean",
        claims="A4, A7, D5",
        explains="disasters where failures are mild on average, and the one peak that makes a bond",
        off={"touchpoints[*].failure.severity.spread": 0.0, "touchpoints[*].delight.size.spread": 0.0},
    )


class Failing(Part):
    """What follows a failure."""

    remembered_failures: bool = switch(
        "Each failure remembered makes the next blow harder",
        claims="D4",
        explains="why failures add up to more than their sum",
        off={"psychology.failure_sensitivity": 0.0},
    )
    rising_demands: bool = switch(
        "Each failure remembered makes people expect more of a recovery",
        claims="D4, A8",
        explains="why a second failure, put right just as well, gains less",
        off={"psychology.recovery_expected_failures": 0.0},
    )
    attribution: bool = switch(
        "People ask what a failure came of: what will come again weighs more, what the firm could not help less",
        claims="D4, A8",
        explains="why the same failure, put right just as well, is forgiven in one case and not in another",
        off={"psychology.stable_cause": 0.0, "psychology.excused": 0.0},
    )
    arousal: bool = switch(
        "The further a failure lifts out of the grey mass, the more of its answer is felt; off, answers are as flat as "
        "everything else and leave nothing in the account",
        claims="A9, A8",
        explains="the recovery paradox, double deviation, and why the answer to a trifle is a trifle",
        off={"psychology.arousal": 0.0},
    )
    stopping_to_think: bool = switch(
        "A failure breaks habit",
        claims="A3",
        explains="why the habitual become free to leave after a failure",
        off={"psychology.habit_broken": 0.0},
    )
    walking_out: bool = switch(
        "After a severe failure some go at once, at any balance",
        claims="D5",
        explains="leaving a loved brand after one bad experience",
        off={"psychology.walk_out": 0.0},
    )
    complaining: bool = switch(
        "Some whom a failure met complain; off, practically nobody does",
        claims="A8, C5",
        explains="recovery, the paradox and double deviation, which all need a complaint",
        off={"psychology.voice_base": -15.0, "psychology.voice_severity": 0.0, "psychology.voice_trust": 0.0},
    )
    trust_in_complaining: bool = switch(
        "Who trusts that it helps complains more readily",
        claims="B7",
        explains="why those who complain are the better bound to begin with",
        off={"psychology.voice_trust": 0.0},
    )
    complaint_effort: bool = switch(
        "Complaining costs effort, more by a channel that is not one's own",
        claims="C5, C6",
        explains="why the same answer pleases less after a detour",
        off={"recovery.channels[*].effort": 0.0, "psychology.unwanted_channel_effort": 0.0},
    )
    escalation: bool = switch(
        "A complaint that is not heard goes on to the next channel; off, the first one hears every complaint",
        claims="C6",
        explains="why deaf channels fill the next ones and end in public, or in nothing",
        off={"recovery.channels[*].reach": 1.0},
    )
    public_complaints: bool = switch(
        "A complaint in public is seen by everybody",
        claims="C6, B2",
        explains="what unheard complaints do to the reputation",
        off={"recovery.channels[*].public": False},
    )
    waiting: bool = switch(
        "Every week without an answer takes trust",
        claims="C5",
        explains="why a slow answer is a poorer one",
        off={"psychology.waiting_trust_loss": 0.0},
    )
    grudges: bool = switch(
        "A severe failure leaves a grudge unless it is put right, the deeper the closer one was",
        claims="D5, C6",
        explains="why love becomes hate: bad talk that passes, and staying away that does not",
        off={"psychology.betrayal_base": 0.0, "psychology.betrayal": 0.0},
    )
    heroes: bool = switch(
        "Now and then an employee goes to great lengths",
        claims="A10",
        explains="excellent recoveries where the designed one is poor",
        off={"recovery.hero_probability": 0.0},
    )


class Remembering(Part):
    """What is remembered, and for how long."""

    peak_and_end: bool = switch(
        "The extreme and the last are remembered beside the mean",
        claims="D7, B11",
        explains="why what is remembered differs from what was lived on average",
        off={"psychology.memory_peak_weight": 0.0, "psychology.memory_end_weight": 0.0},
    )
    forgetting: bool = switch(
        "What was felt fades; off, so slowly that years make no difference",
        claims="A2, D7",
        explains="why only what is recent counts for staying, and why a bond must be kept up",
        off={
            "psychology.balance_above_half_life_weeks": FOR_EVER,
            "psychology.balance_below_half_life_weeks": FOR_EVER,
            "psychology.appreciation_half_life_weeks": FOR_EVER,
            "psychology.sensation_half_life_weeks": FOR_EVER,
            "psychology.participation_half_life_weeks": FOR_EVER,
            "psychology.investment_half_life_weeks": FOR_EVER,
            "psychology.peak_above_half_life_weeks": FOR_EVER,
            "psychology.peak_below_half_life_weeks": FOR_EVER,
            "psychology.habit_half_life_weeks": FOR_EVER,
            "psychology.attention_half_life_weeks": FOR_EVER,
            "psychology.hearsay_half_life_weeks": FOR_EVER,
            "psychology.reputation_half_life_weeks": FOR_EVER,
            "psychology.failures_half_life_weeks": FOR_EVER / 10.0,
        },
    )
    fading_of_the_bad: bool = switch(
        "What is bad fades faster than what is good",
        claims="A7, D7",
        explains="why grudges settle sooner than goodwill",
        off={
            "psychology.balance_below_half_life_weeks": "psychology.balance_above_half_life_weeks",
            "psychology.peak_below_half_life_weeks": "psychology.peak_above_half_life_weeks",
        },
    )
