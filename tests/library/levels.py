"""The table of docs/scenarios.md: what the library leads to, beside what is known: `python -m tests.library.levels`."""

from __future__ import annotations

from pathlib import Path

from simulator.customer.state import TIERS
from tests.library.lives import CUSTOMERS, lived

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
FROM, TO = "<!-- made by python -m tests.library.levels -->", "<!-- until here -->"

FITTED = ("fader-hardie-regular",)
"""What is there to be fitted, by who leaves; docs/calibration.md says what comes out, and what is known."""

KNOWN = {
    "airline": "75 of 100 (ACSI, about 2020); NPS 26 (Temkin 2017: JetBlue's 59 was 33 above)",
    "bank": "78 of 100 (ACSI); NPS 27 (Temkin 2017: Citibank's −8 was 35 below); 4 % switched in 2018",
    "challenger": "",
    "charity": "91 % of British donors satisfied (Sargeant 2015); 70 % of those who gave before gave again",
    "energy": (
        "65 to 76 % satisfied with their supplier (Ofgem 2017), 15.8 % switched in 2016; unfavourable to utilities"
        " 43 % in August 2021, 63 % in August 2022 (YouGov)"
    ),
    "energy-no-way-out": "as energy; 75 % fewer switched in January 2022 than a year before (ElectraLink)",
    "excellent-firm": "actively disengaged 6 %, fully engaged 48 % (Gallup 2009, world class)",
    "failures-badly-recovered": "",
    "failures-well-recovered": "",
    "games-studio": "",
    "hospital": "69 of 100 (ACSI); 94 to 97 % call a visit good, 88 % a stay (one English trust)",
    "hotel": "76 of 100 (ACSI)",
    "insurer": "NPS 33 (Temkin 2017: USAA's 66 was 33 above); 17 % leave",
    "no-failures": "",
    "ordinary-firm": "actively disengaged 23 %, fully engaged 19 % (Gallup 2009); NPS 16 (Reichheld 2003, recalled)",
    "public-transport": "82 % satisfied with a journey (Transport Focus 2019); 72.5 of 100, the lowest sector (UKCSI)",
    "service": "",
    "software": "76 of 100 (ACSI); NPS 40 or more (Temkin 2016); 15 to 25 % leave",
    "software-silent": "",
    "telecom": "74 of 100 (ACSI 2018); 92 % satisfied with the service, 73 % with a contact (Ofcom); 21 to 38 % leave",
    "webshop": "81 of 100, the best trade (ACSI); NPS 28 in retail (XM Institute 2022)",
}
"""What is published of such firms, in the units in which it was; an empty text where the firm stands for no trade."""


def row(name: str) -> str:
    """Return the line of a scenario: percent of the customers at the end, a score, percent who leave in a year."""
    summary = lived(name).summary()
    tiers = " | ".join(f"{100.0 * summary['tiers_at_end'][tier]:.0f}" for tier in TIERS)
    first, last = (100.0 * summary["years"][year]["churn"] for year in (0, -1))
    told = lived(name).touchpoints()
    flat = 100.0 * told["flat_contacts"].sum() / told["contacts"].sum()
    score = f"{summary['surveys']['nps']:.0f}".replace("-", "−")
    return f"| `{name}` | {tiers} | {score} | {first:.0f}, {last:.0f} | {flat:.0f} | {KNOWN[name]} |"


def table() -> str:
    """Return the table, a line for each scenario of the library."""
    head = f"| Scenario | {' | '.join(TIERS)} | NPS | leave, first and last year | flat | Known of such firms |"
    return "\n".join([head, "|---|" + "---:|" * (len(TIERS) + 3) + "---|", *map(row, sorted(KNOWN))])


def with_table(page: str) -> str:
    """Return the page with the table as it comes out now."""
    before, _, rest = page.partition(FROM)
    return f"{before}{FROM}\n\n{table()}\n\n{TO}{rest.partition(TO)[2]}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{CUSTOMERS:,} customers of each scenario, into {PAGE.name}")
