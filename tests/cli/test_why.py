"""`engage why`: one account in words, as a table, as a picture, as a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.projection.ledger import attributed, ledger_of
from simulator.projection.results import load
from tests.cli.command import SHOP, called

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Path:
    """The results of a shop, in a folder called `run`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP)
    assert called(capsys, "run", "shop.yaml", "--no-figures", "--out", "run", "--replicates", "2")[0] == 0
    return tmp_path / "run"


def test_the_story_and_then_the_table(capsys: Captured, run: Path) -> None:
    code, out, err = called(capsys, "why", "run", "3")
    ledger = ledger_of(load(run), 3)
    story, table, note = out.split("\n\n")
    assert code == 0
    assert " ".join(story.split()) == ledger.story()
    heading, *lines = table.strip("\n").split("\n")
    assert heading.split() == ["week", "what", "where", "surprise", "amount", "balance", "ident.", "needs"]
    assert note.startswith("ident.: what was heard")
    assert [line.split()[1].rstrip(":") for line in lines] == [what.split()[0] for what in ledger.events["what"]]
    assert max(map(len, lines)) <= len(heading)  # headings stand above the end of their numbers
    assert err == ""
    assert sorted(path.name for path in run.parent.iterdir()) == ["run", "shop.yaml"]


def test_flat_contacts_on_request(capsys: Captured, run: Path) -> None:
    ledger = ledger_of(load(run), 3)
    _, out, _ = called(capsys, "why", "run", "3", "--flat")
    assert ledger.flat_contacts > 0
    assert out.count("flat contact") == ledger.flat_contacts


def test_another_replicate(capsys: Captured, run: Path) -> None:
    _, out, _ = called(capsys, "why", "run", "3", "--replicate", "1", "--json")
    assert json.loads(out) == ledger_of(load(run), 3, 1).document()
    assert json.loads(out) != ledger_of(load(run), 3).document()


def test_one_document(capsys: Captured, run: Path) -> None:
    code, out, _ = called(capsys, "why", "run", "200", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["customer"] == 200
    assert document["events"][0]["what"] == "joined"


def test_a_word_for_a_customer(capsys: Captured) -> None:
    code, out, _ = called(capsys, "why", "run", "leaver", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["events"][-1]["what"] == "left"
    assert set(document["reasons"]) == {"real", "stated"}


def test_without_a_customer_what_moved_all_accounts(capsys: Captured, run: Path) -> None:
    code, out, _ = called(capsys, "why", "run")
    projection = load(run)
    words, table = out.split("\n\n")
    assert code == 0
    assert " ".join(words.split()) == attributed(projection)
    heading, *lines = table.strip("\n").split("\n")
    assert heading.split()[:6] == ["kind", "source", "times", "added", "took", "net"]
    assert [line.split()[0] for line in lines] == ["recovery", "touchpoint", "time"]
    assert max(map(len, lines)) <= len(heading)  # headings stand above the end of their numbers
    code, out, _ = called(capsys, "why", "run", "--json")
    assert json.loads(out) == {"attribution": projection.summary()["attribution"]}


def test_that_everybody_lives_again_is_announced_where_it_takes_long(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = "market: {prospects: 20, word_of_mouth: {network: small_world}}\n"
    (tmp_path / "talk.yaml").write_text(SHOP.replace("weeks: 30", "weeks: 6") + talk)
    assert called(capsys, "run", "talk.yaml", "--no-figures", "--out", "talk")[0] == 0
    code, _, err = called(capsys, "why", "talk", "220")
    assert (code, err) == (0, "")
    monkeypatch.setattr("simulator.cli.why.LONG_SECONDS", 0.0)
    code, _, err = called(capsys, "why", "talk", "220")
    assert code == 0
    assert err.startswith("220 people live 6 weeks again, for what they said to customer 220; it took about ")
    (tmp_path / "talk.yaml").unlink()


@pytest.mark.parametrize("name", ["account.png", "account.svg"])
def test_a_picture_on_request(capsys: Captured, tmp_path: Path, name: str) -> None:
    code, _, err = called(capsys, "why", "run", "3", "--out", name)
    first = (tmp_path / name).read_bytes()
    assert code == 0
    assert f"Picture: {name}" in err
    code, out, err = called(capsys, "why", "run", "4", "--out", name)
    assert code == 2
    assert out == ""
    assert f"{name} is there already" in err
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("why", "run", "--out", "account.png"), 2, "--out draws the account of one customer; name one, by number"),
        (("why", "run", "0"), 2, "there is no customer 0; allowed is a whole number from 1 to 200"),
        (("why", "run", "201"), 2, "there is no customer 201; allowed is a whole number from 1 to 200"),
        (("why", "run", "ann"), 2, "'ann' is no customer; allowed is a whole number from 1 to 200, or one of leaver,"),
        (("why", "run", "leavr"), 2, "satisfied, loyal, engaged; did you mean leaver?"),
        (("why", "run", "1.5"), 2, "'1.5' is no customer"),
        (("why", "run", "3", "--replicate", "2"), 2, "there is no replicate 2; allowed is 0 to 1"),
        (("why", "run", "3", "--out", "account.pdf"), 2, "it must end in .png or .svg"),
        (("why", "run", "3", "--out", "nowhere/account.png"), 2, "nowhere is no folder"),
        (("why", "nothing", "3"), 4, "nothing is not a result folder: there is no such folder"),
        (("why", "shop.yaml", "3"), 4, "shop.yaml is not a result folder: it is a file"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line_with_its_code(
    capsys: Captured, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = called(capsys, *arguments)
    assert found == code
    assert words in err
    assert out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run", "shop.yaml"]
