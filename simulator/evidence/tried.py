"""What was tried where a finding is missed, and what mending it would cost elsewhere.

Figures are of trials with few customers (500, four replicates), directions more than sizes; none of them was adopted.
"""

from __future__ import annotations

TRIED: dict[str, str] = {
    "P09": (
        "Three of the four orders hold. Bad talk goes a little more with what is remembered than with the "
        "inclination to leave, since the sign of a talk is that of what is remembered. A tone that follows "
        "identification more closely (0.5 for 0.3) left it at −0.04 and raised good talk to 20 for each bad one, "
        "which loses P10; more talk by the stirred brought it to −0.02 at best. The sign of talk would have to "
        "follow the inclination itself."
    ),
    "P13": (
        "The odds after 18 months were 1.49 with a half-life of 39 weeks of a positive balance, 1.28 with 26, "
        "1.11 with 13 and 1.09 with 8, always outside the band; so short a memory of the account would leave "
        "nothing of good years."
    ),
    "P21": (
        "A talk moves identification by a twentieth of the room that is left, and through it a hazard of joining: "
        "the room to move in the probability plays no part. What was published is a stated probability after "
        "advice; behaviour moves far less. Not built: a memory of the last talk that only a stated question "
        "reads. It would give the figures by construction and carry nothing else. A pull about ten times as "
        "strong would give the size, and was not tried, as it would make talk the main force of every market "
        "here."
    ),
    "P22": (
        "Complaining that depends more on trust (3 for 1) turned the order of the voices for large and small "
        "problems to the published one. The levels stay far off. A hold of the account that saturates at a "
        "balance of 6 instead of 2 brought the large silent to 0.71 only, and lost the first order of P09."
    ),
    "P24": (
        "Loyal by habit from 0.90 instead of 0.85 brings the ordinary firm's engaged to 0.36 and leaves flat "
        "service without loyal customers (E06). A hold that saturates at a balance of 6 instead of 2 brings the "
        "odds to 2.7 and makes loyalty convex, and loses the first order of P09. People who differ more in fit "
        "(0.25 for 0.15) give the excellent firm a few more at the bottom (0.02) and take the ordinary firm's "
        "engaged out of their band (0.28)."
    ),
    "E07": (
        "The rise is there, and selection brings it; for people born alike what builds up adds nothing that can "
        "be told from luck at an ordinary firm whose norm rises beside it. That selection is the cause is what "
        "Fader & Hardie say of their cohorts. First impressions of 1 instead of 1.2 gave +0.4 points."
    ),
    "E08": (
        "What is claimed holds: programmes engage, better days satisfy and make loyal. That better days satisfy "
        "more than programmes was asked beyond the claim, and is not so here, because an attention is an "
        "experience as well and is remembered as one. The question was left in."
    ),
}
"""By the code of a finding."""
