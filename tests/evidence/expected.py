"""What the short laboratory says of each figure of each finding: does it lie in its band, does the effect go.

Made by `python -m tests.evidence.judged`, and looked at before it was kept. A finding that changes its verdict fails
its test, whichever way.
"""

from __future__ import annotations

EXPECTED: dict[str, dict[str, str]] = {
    "P01": {
        "peak-end": "holds",
        "apart": "holds",
        "others": "holds",
        "duration": "holds",
        "beyond": "holds, goes",
    },
    "P02": {
        "ratio": "missed, stays",
        "renewal": "missed",
        "gains diminish": "missed",
        "losses diminish": "missed",
    },
    "P03": {
        "satisfaction": "missed, stays",
        "staying": "holds",
        "talk": "holds",
    },
    "P05": {
        "Regular: worst year": "holds, goes",
        "Regular: rise": "holds",
        "Regular: bend": "holds",
        "Regular: closed form": "holds",
        "High-End: worst year": "holds, goes",
        "High-End: rise": "holds",
        "High-End: bend": "holds",
        "High-End: closed form": "holds",
    },
    "P09": {
        "commitment first": "missed, goes",
        "satisfaction for good": "holds",
        "disloyalty for bad": "missed",
        "deeds weaker": "holds",
    },
    "P10": {
        "good for each bad": "missed",
        "ends": "missed, stays",
        "dissatisfied above the middle": "missed",
        "satisfied above the middle": "holds",
    },
    "P11": {
        "slopes": "missed, stays",
        "shortfall": "missed, goes",
        "too much": "holds, goes",
        "correlations": "holds",
        "direct": "holds",
    },
    "P13": {
        "recent": "holds, goes",
        "old": "missed",
        "fades": "holds, goes",
    },
    "P16": {
        "starts": "holds",
        "half-lives": "holds, goes",
        "subgroups": "holds, goes",
        "peaks": "missed, goes",
        "approach": "holds, goes",
    },
    "P17": {
        "steepest": "holds",
        "beyond": "holds",
        "crossing": "missed, stays",
    },
    "P19": {
        "severe": "holds",
        "repeated": "holds, goes",
        "stable": "missed, goes",
        "controllable": "missed, goes",
        "highest": "missed",
        "nil": "missed",
        "rare": "missed",
    },
    "P20": {
        "revenge": "holds",
        "holding on": "holds",
        "avoidance": "missed",
        "turning away": "missed",
        "late": "missed",
    },
    "P21": {
        "good talk": "missed",
        "bad talk": "missed",
        "below a half": "holds, goes",
        "above a half": "holds, goes",
        "sure buyers": "missed",
        "sure others": "holds",
    },
    "P22": {
        "large silent": "missed",
        "large unresolved": "missed",
        "large resolved": "missed",
        "large resolved fast": "holds",
        "small silent": "missed",
        "small unresolved": "missed",
        "small resolved": "missed",
        "small resolved fast": "holds",
        "large voice": "missed, goes",
        "large order": "holds",
        "large lot": "holds",
        "small voice": "missed, goes",
        "small order": "holds",
        "small lot": "holds",
        "worse": "holds",
    },
    "P25": {
        "fifth for the first": "holds, goes",
        "dip": "holds, goes",
        "after a year": "holds",
    },
    "E01": {
        "mild": "holds, stays",
        "severe": "holds",
    },
    "E02": {
        "mild": "holds",
        "severe": "holds, goes",
    },
    "E03": {
        "second": "missed, goes",
    },
    "E10": {
        "others for each victim": "holds, goes",
        "nearer is worse": "holds, goes",
        "more local": "holds, goes",
    },
}
