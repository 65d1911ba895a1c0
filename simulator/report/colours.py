"""The colours of pictures and pages, by day and by night: one list, which needs no library that draws."""

from __future__ import annotations

from collections.abc import Mapping

TIERS = {
    "overdrawn": "#a63a22",
    "indifferent": "#ddd8cf",
    "satisfied": "#a3cbe0",
    "loyal": "#4a8fba",
    "engaged": "#12405f",
}
"""From rust to navy by way of pale: neighbours differ in lightness, so that they stay apart without colour."""
TIERS_AT_NIGHT = {
    "overdrawn": "#d9694c",
    "indifferent": "#47443f",
    "satisfied": "#2f5f7a",
    "loyal": "#5fa3cc",
    "engaged": "#c9e6f8",
}
"""The same order of lightness, turned around, so that neighbours stay apart on dark paper as well."""
STACK = (*reversed(TIERS), "left")
"""From the bottom up: who is worth most stands on firm ground, who left is at the top."""
LEFT, LEFT_AT_NIGHT = "#f6f6f6", "#1e2023"
"""Those who left are an absence: hardly more than paper."""

PAGE = {
    "paper": "#fff",
    "ink": "#1d1d1f",
    "soft": "#5c5c60",
    "line": "#d8d8d8",
    "tint": "#f5f4f1",
    "link": "#12507a",
}
PAGE_AT_NIGHT = {
    "paper": "#141517",
    "ink": "#e8e6e3",
    "soft": "#a9a7a3",
    "line": "#3a3b3f",
    "tint": "#1e2023",
    "link": "#8fc4ea",
}
"""What all pages have: paper, text, quieter text, rules, a tinted ground, and what can be pressed."""

DAY = {**PAGE, **TIERS, "left": LEFT}
NIGHT = {**PAGE_AT_NIGHT, **TIERS_AT_NIGHT, "left": LEFT_AT_NIGHT}
"""What pages have that draw the tiers themselves."""


def variables(day: Mapping[str, str], night: Mapping[str, str]) -> str:
    """Return the variables of a page's style sheet; paper is printed as by day.

    Example:
        >>> print(variables({"ink": "#000"}, {"ink": "#fff"}).strip())
        :root{color-scheme:light dark;--ink:#000}
        @media screen and (prefers-color-scheme:dark){:root{--ink:#fff}}
    """
    by_day, by_night = (";".join(f"--{name}:{colour}" for name, colour in each.items()) for each in (day, night))
    return (
        f":root{{color-scheme:light dark;{by_day}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{by_night}}}}}\n"
    )
