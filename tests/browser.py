"""A real browser for tests: the one found on the machine, driven without a network; where there is none, tests skip."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass
class Heard:
    """What a page said and asked for while it was open."""

    messages: list[str] = field(default_factory=list)
    """Warnings and errors of the console, and mistakes of scripts."""
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of this machine; skip the test where there is none, or nothing to drive it with.

    It goes with the tests of one file: its driver keeps an event loop running, which others may want to start.
    """
    if FOUND is None:
        pytest.skip("no chromium on this machine (Debian's package is called chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=FOUND, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, address: str | Path, **options: Any) -> Iterator[tuple[Page, Heard]]:
    """Open a page, or a file with what follows its name, in a window of its own; hear all that it says."""
    context = browser.new_context(**{"viewport": WIDE, **options})
    page, heard = context.new_page(), Heard()
    page.on("console", lambda each: heard.messages.append(each.text) if each.type in ("warning", "error") else None)
    page.on("pageerror", lambda error: heard.messages.append(str(error)))
    page.on("request", lambda request: heard.requests.append(request.url))
    try:
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        yield page, heard
    finally:
        context.close()
