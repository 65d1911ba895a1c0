"""The lab in a real browser: wide and narrow, light and dark, by keyboard alone, two at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.experiment.simulate import simulate
from simulator.lab import words as say
from simulator.scenario.reading import read_scenario
from tests.browser import opened as page_opened
from tests.lab.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

SMALL = "from=library:webshop&customers=500&weeks=12"
DRAWN = "() => lab.sent > 0 && lab.drawn >= lab.sent && !document.querySelector('.busy')"


@contextmanager
def opened(
    browser: Browser, served: Served, query: str = SMALL, wide: int = 1280, scheme: str = "light"
) -> Iterator[Page]:
    """A page that may neither complain nor ask for anything elsewhere."""
    size = {"width": wide, "height": 844}
    with page_opened(browser, f"{served.address}?{query}", viewport=size, color_scheme=scheme) as (page, heard):
        page.set_default_timeout(30_000)
        page.wait_for_selector(".tiles")
        yield page
    assert heard.messages == []
    assert [url for url in heard.requests if not url.startswith((served.address, "data:", "blob:"))] == []


def slide(page: Page, path: str, value: float) -> None:
    page.eval_on_selector(
        f'input[data-path="{path}"]',
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', {bubbles: true})); }",
        value,
    )
    page.wait_for_function(DRAWN)


@pytest.mark.parametrize(("wide", "scheme"), [(1280, "dark"), (390, "light")])
def test_it_fits_the_screen_and_moves(browser: Browser, served: Served, wide: int, scheme: str) -> None:
    with opened(browser, served, wide=wide, scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        # What is to be pressed is large enough for a thumb, and every picture is there.
        assert page.locator("svg[role=img]").count() == 8
        low = page.eval_on_selector_all("button", "all => Math.min(...all.map(each => each.offsetHeight || 99))")
        assert low >= 30
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == ("rgb(20, 21, 23)" if scheme == "dark" else "rgb(255, 255, 255)")
        before = page.inner_text(".tiles")
        slide(page, "brand.promise", 0.5)
        assert page.inner_text(".tiles") != before
        assert "brand.promise%3D0.5" in page.url


def test_what_is_saved_runs_to_the_same_figures(browser: Browser, served: Served, tmp_path: Path) -> None:
    with opened(browser, served) as page:
        slide(page, "brand.promise", 0.5)
        with page.expect_download() as download:
            page.click("[data-do=save-if]")
        assert download.value.suggested_filename == "webshop-what-if.yaml"
        path = tmp_path / "saved.yaml"
        download.value.save_as(path)
        shown = page.inner_text(".tiles .now b >> nth=0"), page.inner_text(".tiles .now b >> nth=2")
    run = simulate(read_scenario(path))
    table = run.table[(run.table["week"] == 12) & (run.table["segment"] == "all")].set_index("measure")["value"]
    assert shown == (
        say.number(float(table["customers"]), 0, "en"),
        say.number(float(table["mean[balance]"]), 2, "en"),
    )


def test_the_keyboard_is_enough(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:

        def tab_to(what: str, most: int = 60) -> None:
            for _ in range(most):
                page.keyboard.press("Tab")
                if page.evaluate("what => document.activeElement.matches(what)", what):
                    # Where one is can be seen.
                    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") in ("solid", "auto")
                    return
            raise AssertionError(f"{what} is not reached by Tab")

        tab_to(".skip", 1)
        tab_to("[data-do=language][data-value=nl]")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.documentElement.lang === 'nl'")
        page.wait_for_function(DRAWN)
        assert "Wat als" in page.inner_text(".side")
        tab_to("input[data-path='brand.promise']")
        label = page.evaluate("document.activeElement.labels[0].innerText")
        assert "Wat het merk belooft" in label
        before = page.inner_text(".tiles")
        for _ in range(20):
            page.keyboard.press("ArrowRight")
        page.wait_for_function(DRAWN)
        assert page.inner_text(".tiles") != before
        assert "," in page.evaluate("document.activeElement.getAttribute('aria-valuetext')")
        tab_to("[data-do=back]", 1)
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => ({DRAWN})() && !location.search.includes('set=')")
        assert page.inner_text(".tiles") == before
        tab_to("#follow")
        page.keyboard.type("7")
        page.keyboard.press("Enter")
        page.wait_for_selector(".account table")
        assert "Klantnummer 7" in page.inner_text(".account")
        tab_to(".scroll")


def test_two_browsers_and_a_broken_file(browser: Browser, served: Served) -> None:
    with opened(browser, served) as one, opened(browser, served, f"{SMALL}&language=nl") as other:
        before = other.inner_text(".tiles")
        slide(one, "brand.promise", 0.5)
        broken = {"name": "shop.yaml", "mimeType": "text/yaml", "buffer": b"name: Shop\nweeks: many\n"}
        one.set_input_files("[data-do=open]", files=[broken])
        one.wait_for_selector(".figures .problem")
        assert "shop.yaml:2:8" in one.inner_text(".figures .problem")
        assert other.inner_text(".tiles") == before
        assert other.locator(".figures .problem").count() == 0
        assert "set=" not in other.url
        # A saved page opens elsewhere as it was.
        with one.expect_download() as download:
            one.click("[data-do=save-page]")
        saved = Path(download.value.path())
        assert "brand.promise" in json.loads(saved.read_text())["state"]
        page_file = {"name": "kept.json", "mimeType": "application/json", "buffer": saved.read_bytes()}
        figures = one.inner_text(".tiles .now b >> nth=1")
        other.set_input_files("[data-do=open]", files=[page_file])
        other.wait_for_function(f"() => ({DRAWN})() && location.search.includes('kept.json')")
        assert other.inner_text(".tiles .now b >> nth=1") == figures.replace(".", ",")
