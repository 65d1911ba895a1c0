"""`engage run`: the answer on standard output, everything in a folder, narration elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.population import population
from simulator.projection.results import load
from tests.cli.command import BROKEN, SHOP, called

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP)
    return file


def test_it_answers_and_writes(capsys: Captured, tmp_path: Path) -> None:
    code, out, err = called(capsys, "run", "shop.yaml")
    assert code == 0
    answer, table, where = out.split("\n\n")
    words, _, remembered = " ".join(answer.split()).partition(" What is remembered goes with ")
    assert words == load("results/shop/run-001").answer()
    assert remembered.endswith(".")
    assert table.splitlines()[0].split("  ")[0] == "week"
    assert [line.split()[0] for line in table.splitlines()[1:]] == ["1", "4", "8", "12", "16", "20", "24", "28", "30"]
    assert where.strip() == "Tables and figures: results/shop/run-001"
    assert "200 customers, 30 weeks: lived in" in err
    assert len(list((tmp_path / "results/shop/run-001/figures").iterdir())) == 14


def test_the_next_run_has_the_next_folder(capsys: Captured) -> None:
    for number in (1, 2):
        _, out, _ = called(capsys, "run", "shop.yaml", "--no-figures")
        assert f"Tables: results/shop/run-00{number}" in out


def test_a_place_of_ones_own(capsys: Captured, tmp_path: Path) -> None:
    called(capsys, "run", "shop.yaml", "--no-figures", "--out", "mine")
    _, out, _ = called(capsys, "run", "shop.yaml", "--no-figures", "--out", "mine")
    assert "Tables: mine-002" in out
    assert (tmp_path / "mine" / "manifest.json").is_file()


def test_one_document(capsys: Captured) -> None:
    code, out, _ = called(capsys, "run", "shop.yaml", "--json", "--no-figures")
    document = json.loads(out)
    assert code == 0
    assert document["folder"] == "results/shop/run-001"
    assert document["answer"] == load(document["folder"]).answer()
    assert document["customers"] == 200
    assert sum(document["tiers_at_end"].values()) == pytest.approx(1.0)


def test_quiet_leaves_only_the_result(capsys: Captured) -> None:
    _, out, err = called(capsys, "run", "shop.yaml", "--no-figures", "-q")
    assert out
    assert err == ""


def test_verbose_says_more(capsys: Captured) -> None:
    _, _, err = called(capsys, "run", "shop.yaml", "-v")
    assert "shop.yaml" in err
    assert "drawing the figures" in err


def test_compiling_is_announced(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "is_compiled", lambda: False)
    _, _, err = called(capsys, "run", "shop.yaml", "--no-figures")
    assert "compiling the rule for this machine, once, about half a minute" in err


def test_values_for_once(capsys: Captured) -> None:
    values = ("--weeks", "5", "--customers", "30", "--seed", "7", "--replicates", "2", "--set", "recovery.empathy=0.8")
    called(capsys, "run", "shop.yaml", "--no-figures", *values, "--threads", "1")
    scenario = load("results/shop/run-001").scenario
    assert (scenario.weeks, scenario.customers, scenario.seed, scenario.replicates) == (5, 30, 7, 2)
    assert scenario.recovery.empathy.mean == 0.8


def test_rows_of_customers_are_written_as_asked(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.projection import people, results

    for module in (people, results):
        monkeypatch.setattr(module, "MOST_CUSTOMERS", 100)
    for options, written, said in (((), False, True), (("--rows",), True, False), (("--no-rows",), False, False)):
        _, out, err = called(capsys, "run", "shop.yaml", "--no-figures", *options)
        folder = Path(out.split("Tables: ")[1].strip())
        assert (folder / "customers.parquet").exists() is written
        assert ("customers.parquet is left out" in err) is said


def test_a_library_name_works_without_a_file(capsys: Captured) -> None:
    code, out, _ = called(capsys, "run", "webshop", "--customers", "50", "--weeks", "4", "--no-figures")
    assert code == 0
    assert "results/webshop/run-001" in out


def test_incidents_and_money_are_answered_and_drawn(capsys: Captured, shop: Path, tmp_path: Path) -> None:
    shop.write_text(
        SHOP
        + "incidents: [{name: outage, week: 10, severity: 1, cost: 2}]\n"
        + "interventions: [{name: dearer, from_week: 20, set: {economics.revenue_per_week: 7}, cost: 90}]\n"
        + "economics: {revenue_per_week: 5}\n"
    )
    code, out, _ = called(capsys, "run", "shop.yaml")
    assert code == 0
    answer = " ".join(out.split())
    assert "The incident outage reached " in answer
    assert " per customer and year" in answer
    assert (tmp_path / "results/shop/run-001/figures/money.png").is_file()
    document = json.loads((tmp_path / "results/shop/run-001/summary.json").read_text(encoding="utf-8"))
    assert document["money"]["costs"]["interventions"] == 90
    assert document["weeks_acting"] == {"dearer": 11}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run", "shop.yaml", "--wekes", "3"), 2, "'--weeks'"),
        (("rnu", "shop.yaml"), 2, "Did you mean 'run'?"),
        (("run",), 2, "Missing argument 'FILE'"),
        (("run", "shop.yaml", "--threads", "0"), 2, "--threads"),
        (("run", "nothing.yaml"), 3, "nothing.yaml: there is no such file"),
        (("run", "shop.yaml", "--weeks", "0"), 3, "`weeks` is 0; allowed is a whole number from 1"),
        (("run", "shop.yaml", "--set", "recovery.empaty=1"), 3, "did you mean `recovery.empathy`?"),
        (("run", "shop.yaml", "--out", "shop.yaml/here"), 4, "a part of that path is a file"),
        (("run", "shop.yaml", "--out", "/proc/here/run"), 4, "cannot be written"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line_with_its_code(
    capsys: Captured, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = called(capsys, *arguments)
    assert found == code
    assert words in err
    assert out == ""
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["shop.yaml"]


def test_every_problem_of_a_file(capsys: Captured, shop: Path) -> None:
    shop.write_text(BROKEN)
    code, _, err = called(capsys, "run", "shop.yaml")
    assert code == 3
    assert [line.split(" ")[0] for line in err.splitlines()] == ["shop.yaml:2:1:", "shop.yaml:5:24:"]


def test_our_own_mistake_is_a_line_and_a_traceback_only_on_request(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bool:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(population, "is_compiled", broken)
    code, _, err = called(capsys, "run", "shop.yaml")
    assert code == 1
    assert err == (
        "this is a mistake of the simulator: ZeroDivisionError: of ours; repeat with -v to see where, "
        "and please report it\n"
    )
    code, _, err = called(capsys, "run", "shop.yaml", "-v")
    assert "Traceback" in err
    assert err.endswith("this is a mistake of the simulator: ZeroDivisionError: of ours\n")


def test_too_much_for_the_memory(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise MemoryError

    monkeypatch.setattr(population, "Columns", full)
    code, _, err = called(capsys, "run", "shop.yaml")
    assert code == 1
    assert "not enough memory" in err


@pytest.mark.parametrize("source", ["results/shop/run-001", "results/shop/run-001/manifest.json"])
def test_a_run_is_repeated_from_its_results_byte_for_byte(capsys: Captured, tmp_path: Path, source: str) -> None:
    called(capsys, "run", "shop.yaml", "--set", "recovery.empathy=0.4", "--replicates", "2", "--seed", "7")
    code, out, _ = called(capsys, "run", source)
    assert code == 0
    assert "results/shop/run-002" in out
    first, again = (tmp_path / "results/shop" / run for run in ("run-001", "run-002"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) > 10
    for file in files:
        if file.name != "manifest.json":
            assert (first / file).read_bytes() == (again / file).read_bytes(), file


def test_a_run_with_an_edge_list_is_repeated_from_anywhere(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shops").mkdir()
    talk = "market: {word_of_mouth: {network: file, file: friends.csv}}\n"
    (tmp_path / "shops/talk.yaml").write_text(SHOP + talk)
    (tmp_path / "shops/friends.csv").write_text("1,2\n2,3\n")
    assert called(capsys, "run", "shops/talk.yaml", "--no-figures")[0] == 0
    (tmp_path / "elsewhere").mkdir()
    for place, run in ((".", "results/talk/run-001"), ("elsewhere", "../results/talk/run-001")):
        monkeypatch.chdir(tmp_path / place)
        code, _, err = called(capsys, "run", run, "--no-figures", "--out", "again")
        assert code == 0, err
        first, again = (json.loads(Path(folder, "summary.json").read_text()) for folder in (run, "again"))
        assert first == again
        assert called(capsys, "why", run, "2")[0] == 0


def test_how_much_there_is_to_live(capsys: Captured) -> None:
    _, _, err = called(capsys, "run", "shop.yaml", "--customers", "1", "--weeks", "1", "--set", "market.prospects=20")
    assert "1 customer, 20 prospects, 1 week: lived in" in err
