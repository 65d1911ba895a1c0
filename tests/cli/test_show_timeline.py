"""`engage show --timeline`: the story in order, in words, as a document and as a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import called

Captured = pytest.CaptureFixture[str]

STORY = """\
name: Everything
weeks: 104
warm_up_weeks: 26
customers: 300
segments: [{name: consumer, share: 0.8}, {name: business, share: 0.2}]
touchpoints:
  - {name: bill, contacts_per_week: 0.25}
  - {name: shop, contacts_per_week: 0.4, season: {amplitude: 0.6, peak_week: 50}}
programmes:
  - {name: card, fulfils: appreciation, tiers: [loyal, engaged], from_week: 27, cost: 1.5}
market:
  prospects: 100
  offers: {season: {amplitude: 0.3, peak_week: 1}, campaigns: [{name: rival's sale, from_week: 40, weeks: 6}]}
incidents:
  - {name: outage, touchpoint: shop, week: 30, weeks: 2, reach: {share: 0.3, segments: [consumer]}, severity: 1.2}
  - {name: good press, week: 60, reputation: 0.3}
  - {name: never, week: 300, severity: 1}
interventions:
  - {name: later, from_week: 60, set: {recovery.empathy: 0.5}}
  - {name: desk, from_week: 53, ramp_weeks: 8, until_week: 90, set: {recovery.empathy: 0.8}, cost: 50000}
  - {name: emergency, set: {brand.advertising: 0.02}, when: {measure: "share[overdrawn]", above: 0.2, stays_weeks: 6}}
events: {file: events.csv}
"""

LOG = "customer,week,touchpoint\nann,2,bill\nbob,7,shop\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.yaml").write_text(STORY)
    (tmp_path / "events.csv").write_text(LOG)
    (tmp_path / "plain.yaml").write_text("name: Plain\ntouchpoints: [{name: a, contacts_per_week: 1}]\n")
    return tmp_path


def episodes(capsys: Captured, *more: str) -> dict[str, dict[str, object]]:
    code, out, _ = called(capsys, "show", "story.yaml", "--timeline", "--json", *more)
    assert code == 0
    return {each["name"]: each for each in json.loads(out)["episodes"]}


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_the_story_is_told_within_the_width(capsys: Captured, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = called(capsys, "show", "story.yaml", "--timeline")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= columns
    words = " ".join(out.split())
    for said in (
        "Everything: 104 weeks, after 26 of warm-up; 300 customers in 2 segments",
        "−25 to 0 warm-up",
        "shop: contacts 60 % more in week 50 of a year, 60 % less in week 24",
        "2 to 7 log events.csv",
        "1 to 104 market open market: 100 prospects may join",
        "27 to 104 programme card: for appreciation, strength 0.4; each once in 13 weeks; customers who are loyal or",
        "30 to 31 incident outage: a failure at shop of severity 1.2; 30 % of customers of segment consumer",
        "40 to 45 campaign rival's sale: offers 1.5 times as likely; offers 1.5 times as large",
        "53 to 90 intervention desk: recovery.empathy from 0.1 to 0.8; evenly over 8 weeks; then as before; costs "
        "50,000 euro once",
        "only while share[overdrawn] is above 0.2, and for 6 weeks once begun",
        "60 incident good press: moves the reputation by +0.3",
        "Not in this story: incident 'never' would be in week 300.",
    ):
        assert said in words
    begins = [line.split(" ")[0] for line in out.splitlines() if line[:1] not in " "]
    assert begins[0] == "Everything:"


def test_what_is_changed_is_told_from_what_it_would_be(capsys: Captured) -> None:
    # `desk` still acts in week 60 and stands later in the file: it has the last word.
    assert episodes(capsys)["later"]["words"] == ["changes nothing: it is so already"]
    before = {"path": "recovery.empathy", "before": 0.1, "after": 0.5}
    assert episodes(capsys, "--set", "interventions[desk].until_week=59")["later"]["changes"] == [before]
    assert episodes(capsys, "--set", "interventions[later].from_week=1")["desk"]["changes"] == [
        {"path": "recovery.empathy", "before": 0.5, "after": 0.8}
    ]


def test_episodes_come_in_the_order_of_their_weeks(capsys: Captured) -> None:
    told = list(episodes(capsys).values())
    assert [each["first_week"] for each in told] == sorted(int(str(each["first_week"])) for each in told)
    assert {each["lane"] for each in told} == {"world", "firm", "incidents", "interventions"}
    assert episodes(capsys)["shop"]["marks"] == [-2, 50, 102]


def test_nothing_but_every_week(capsys: Captured) -> None:
    _, out, _ = called(capsys, "show", "plain.yaml", "--timeline")
    assert out.endswith("Nothing happens but the contacts of every week.\n")


@pytest.mark.parametrize("name", ["story.png", "story.svg"])
def test_the_picture(capsys: Captured, tmp_path: Path, name: str) -> None:
    for scenario in ("story.yaml", "plain.yaml"):
        code, _, err = called(capsys, "show", scenario, "--timeline", "--picture", name)
        assert (code, err) == (0, f"Picture: {name}\n")
        first = (tmp_path / name).read_bytes()
        (tmp_path / name).unlink()
        called(capsys, "show", scenario, "--timeline", "--picture", name)
        assert (tmp_path / name).read_bytes() == first
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--picture", "story.png"), 2, "say --timeline as well"),
        (("--timeline", "--picture", "story.pdf"), 2, "it must end in .png or .svg"),
        (("--timeline", "--picture", "plain.yaml"), 2, "it must end in .png or .svg"),
        (("--timeline", "--picture", "nowhere/story.png"), 2, "nowhere is no folder"),
        (("--timeline", "--set", "events.file=nothing.csv"), 3, "nothing.csv: cannot be read"),
    ],
)
def test_a_wrong_use(capsys: Captured, arguments: tuple[str, ...], code: int, words: str) -> None:
    found, out, err = called(capsys, "show", "story.yaml", *arguments)
    assert (found, out) == (code, "")
    assert words in err
