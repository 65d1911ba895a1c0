"""What an unquoted word means: the core rules of YAML 1.2, and `100_000` for readers' sake.

Written out here rather than left to a library, because the rules decide what a scenario says: `yes` is a text, `010` is
ten, a date is a text, and nothing is ever turned into an object.
"""

from __future__ import annotations

import math
import re

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INFINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)")
NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})
WHOLE = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
LONGEST_WHOLE = 400
"""Digits beyond which a whole number is read as infinite; no field allows one, and reading it would take long."""


def meaning(text: str) -> str | int | float | bool | None:
    """What an unquoted word stands for.

    Example:
        >>> meaning("100_000"), meaning("0.5"), meaning("yes"), meaning("true"), meaning("~")
        (100000, 0.5, 'yes', True, None)
    """
    if text in NOTHING:
        return None
    if text in FLAGS:
        return FLAGS[text]
    if WHOLE.fullmatch(text):
        if len(text) > LONGEST_WHOLE:
            return -math.inf if text.startswith("-") else math.inf
        return int(text)
    if BASED.fullmatch(text):
        return int(text, 0) if len(text) <= LONGEST_WHOLE else math.inf
    if FRACTION.fullmatch(text):
        return float(text)
    infinite = INFINITE.fullmatch(text)
    if infinite:
        return -math.inf if infinite.group(1) == "-" else math.inf
    return math.nan if text in NOT_A_NUMBER else text
