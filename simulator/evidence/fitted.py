"""Which defaults were set with the figure of a finding in view.

Where one was, that the finding holds is no test of that default; what it shows is that one set serves all findings.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.evidence.judging import HOLDS, Judgement
from simulator.projection.wording import counted, joined

FITTED: dict[str, tuple[str, ...]] = {
    "P02": ("psychology.tolerance_below", "psychology.tolerance_above"),
    "P03": ("psychology.arousal",),
    "P04": ("psychology.contagion", "psychology.unsettled_half_life_weeks"),
    # Fitted by design: each cohort has its own two, which are no defaults.
    "P05": ("market.stay_base", "market.stay_spread"),
    "P09": ("psychology.tone_identification",),
    "P10": ("psychology.talk_stirred", "psychology.stirred_half_life_weeks", "psychology.talk_engaged"),
    "P12": ("psychology.first_impression_boost",),
    "P13": ("psychology.balance_above_half_life_weeks", "psychology.balance_below_half_life_weeks"),
    "P14": ("psychology.identification_step",),
    "P17": ("psychology.arousal",),
    "P19": (
        *("psychology.recovery_expected", "psychology.recovery_expected_severity"),
        *("psychology.recovery_expected_failures", "psychology.whole_failure", "psychology.excused"),
    ),
    "P20": ("psychology.betrayal_base", "psychology.betrayal", "psychology.avoidance_share"),
    "P22": ("psychology.voice_trust",),
    "P23": ("psychology.halo",),
    "P24": ("psychology.satisfied_above", "psychology.loyal_above", "psychology.engaged_above"),
    "E01": ("psychology.arousal",),
    "E03": ("psychology.arousal", "psychology.recovery_expected_failures"),
    "E04": ("psychology.walk_out",),
}
"""By the code of a finding: paths of a scenario."""


def fitted_words(judgements: Sequence[Judgement]) -> str:
    """Return which of the findings that hold were in view when a default was set; nothing where none was.

    Example:
        >>> fitted_words([])
        ''
    """
    holding = [each.finding.code for each in judgements if each.verdict == HOLDS]
    fitted = [code for code in holding if code in FITTED]
    if not fitted:
        return ""
    foretold = [code for code in holding if code not in FITTED]
    those = f"; {joined(foretold)} hold without" if foretold else ""
    return (
        f"Of those that hold, {counted(len(fitted), 'was', 'were')} in view when a default was set ({joined(fitted)}): "
        f"they show that one set serves all, and test no default{those}."
    )
