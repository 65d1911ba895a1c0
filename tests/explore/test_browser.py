"""A real browser shows the page: offline, without a word, the same numbers, by keyboard alone, at both widths."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.explore.page import page_of
from simulator.explore.shown import FIGURES
from tests.browser import NARROW, WIDE, Heard, opened
from tests.explore.made import NAME, exploration

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("page") / "a class.html"
    place.write_text(page_of(exploration(), "en", ["engage", "run", "shop.yaml"]), encoding="utf-8")
    return place


def is_quiet(heard: Heard, file: Path) -> bool:
    return heard.messages == [] and {each.partition("#")[0] for each in heard.requests} == {file.as_uri()}


def figures(page: Page) -> dict[str, str]:
    """Return the key figures as they are shown."""
    found: dict[str, str] = page.eval_on_selector_all(
        ".card",
        "cards => Object.fromEntries(cards.map(c => [c.dataset.figure, c.querySelector('.value').textContent]))",
    )
    return found


def expected(number: int) -> dict[str, str]:
    """Return the key figures of a world as they should be shown."""
    shown = exploration().figures(number)
    said = {}
    for name, figure in FIGURES.items():
        text = f"{abs(shown[name][0]):,.{figure.digits}f}"
        said[name] = ("−" if shown[name][0] < 0 and text.strip("0.,") else "") + text
    return said


def address(file: Path, number: int) -> str:
    """Return the link to a world."""
    return f"{file.as_uri()}#" + "&".join(exploration().grid.settings(number))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desktop", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_opens_without_a_word(size: Any, colours: Any, browser: Browser, file: Path) -> None:
    with opened(browser, file, viewport=size, color_scheme=colours, offline=True) as (page, heard):
        assert page.inner_text("h1") == NAME
        assert page.title() == NAME
        assert "A8" not in page.inner_text("header")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.locator("#tiers-moved svg path").count() >= 3
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", shade))) < 300) == (colours == "dark")
        assert is_quiet(heard, file)


def test_every_world_shows_its_numbers(browser: Browser, file: Path) -> None:
    with opened(browser, file) as (page, heard):
        for number in range(len(exploration().grid)):
            page.evaluate(f"location.hash = {address(file, number).partition('#')[2] + '&x=1'!r}")
            page.wait_for_function(
                "said => document.querySelector('.card[data-figure=profit] .value').textContent === said",
                arg=expected(number)["profit"],
            )
            assert figures(page) == expected(number)
        assert is_quiet(heard, file)


def test_a_prediction_comes_first(browser: Browser, file: Path) -> None:
    with opened(browser, file) as (page, heard):
        assert page.is_disabled("#slider-0")
        page.click("#commit")
        assert "0 to 100" in page.inner_text("#guessed")
        page.fill("#guess", "55")
        page.press("#guess", "Enter")
        assert "Your prediction: 55 %" in page.inner_text("#guessed")
        assert page.is_enabled("#slider-0")
        page.click("#show-me")
        number = exploration().grid.number([0 if each == 0 else at for each, at in enumerate(_pinned())])
        page.wait_for_function("() => document.getElementById('guessed').textContent.startsWith('You predicted')")
        assert f"You predicted 55 %; it is {expected(number)['staying']} %" in page.inner_text("#guessed")
        page.click("#reset")
        page.wait_for_function("() => document.getElementById('fates').textContent === ''")
        assert figures(page) == expected(exploration().grid.pinned)
        assert is_quiet(heard, file)


def _pinned() -> list[int]:
    grid = exploration().grid
    return grid.levels(grid.pinned)


def test_by_keyboard_alone(browser: Browser, file: Path) -> None:
    grid = exploration().grid
    with opened(browser, file) as (page, heard):

        def to(name: str) -> None:
            for _ in range(30):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.id || document.activeElement.name") == name:
                    return
            raise AssertionError(f"the key Tab does not lead to {name}")

        to("no-guess")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "slider-0"
        page.keyboard.press("End")
        to("slider-1")
        page.keyboard.press("Home")
        to("slider-2")
        page.keyboard.press("ArrowLeft")
        number = grid.number([len(grid.sliders[0].levels) - 1, 0, 0])
        page.wait_for_function(
            "said => document.querySelector('.card .value').textContent === said", arg=expected(number)["staying"]
        )
        assert figures(page) == expected(number)
        assert page.get_attribute("#slider-0", "aria-valuetext") == "0.8 charge"
        to("language")
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.lang") == "nl"
        assert "Met “Warmte van het antwoord: 0,8”" in page.inner_text("#said")
        assert is_quiet(heard, file)


def test_a_link_restores_a_state(browser: Browser, file: Path) -> None:
    grid = exploration().grid
    number = grid.number([0, 3, 0])
    with opened(browser, address(file, number) + "&guess=40&language=nl") as (page, _):
        assert figures(page)["profit"] == expected(number)["profit"].replace(",", ".")
        assert "Jouw voorspelling: 40 %" in page.inner_text("#guessed")
        link = page.evaluate("document.getElementById('link').href")
    with opened(browser, link) as (page, heard):
        assert page.input_value("#guess") == ""
        assert page.is_checked("input[name=slider-2][value='0']")
        assert page.evaluate("document.documentElement.lang") == "nl"
        assert heard.messages == []
    with opened(browser, f"{file.as_uri()}#recovery.empathy=0.7&nonsense=1&relationship.kind=none&guess=-3") as (
        page,
        heard,
    ):
        assert figures(page) == expected(grid.number([4, *_pinned()[1:]]))  # the nearest level
        assert heard.messages == []


def test_the_answer_and_the_tables_follow(browser: Browser, file: Path) -> None:
    grid = exploration().grid
    number = grid.number([0, 3, 1])
    with opened(browser, address(file, number)) as (page, _):
        shown = expected(number)
        said = page.inner_text("#said")
        assert f"{shown['staying']} % of the customers of the start are still there after 60 weeks" in said
        assert f"{shown['profit']} euro" in said
        assert (
            "engage run shop.yaml --set recovery.empathy=-0.4 --set 'touchpoints[order].failure.probability=0.3'"
            in (page.inner_text("#made"))
        )
        page.click("summary")
        rows = page.eval_on_selector_all(
            "#table table:first-child tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        )
        staying = next(row for row in rows if row[0].startswith("Still there"))
        assert staying[1:3] == [expected(grid.pinned)["staying"], shown["staying"]]
        week = page.inner_text("#table tbody tr:last-child >> nth=1")
        assert week.startswith("60")


def test_the_page_forbids_what_it_did_not_bring(browser: Browser, file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("</body>", "<script>document.title = 'it ran'</script></body>"), encoding="utf-8")
    with opened(browser, changed) as (page, heard):
        assert page.title() == NAME
        assert any("Content Security Policy" in each for each in heard.messages)


def test_on_paper_there_are_no_buttons(browser: Browser, file: Path) -> None:
    with opened(browser, address(file, 0)) as (page, _):
        page.emulate_media(media="print")
        assert not page.is_visible("#reset")
        assert page.is_visible("#said")
        assert page.is_visible("#slider-0")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.is_visible("#table table >> nth=0")
