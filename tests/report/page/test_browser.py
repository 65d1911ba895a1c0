"""A real browser opens the page offline: no error, no message, nothing runs, at both widths, light and dark."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser import FOUND as BROWSER
from tests.report.page.made import NAME, folders

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine (Debian's package is called chromium)"),
]
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--enable-logging=stderr",
)


def opened(page: Path, profile: Path, *options: str) -> tuple[str, list[str]]:
    """Open a page; return what the browser prints, and the messages of its console."""
    assert BROWSER is not None
    done = subprocess.run(
        [BROWSER, *QUIET, f"--user-data-dir={profile}", *options, page.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize("which", [0, 1], ids=["run", "comparison"])
def test_it_opens_without_a_word(which: int, tmp_path: Path) -> None:
    shown, messages = opened(folders()[which] / "report.html", tmp_path, "--dump-dom")
    assert messages == []
    assert "<script" not in shown.lower()
    title = re.search("<title>(.*?)</title>", shown)
    assert title is not None
    assert NAME.replace("<", "&lt;").replace(">", "&gt;") in title[1]


def test_the_page_forbids_what_would_run(tmp_path: Path) -> None:
    text = (folders()[0] / "report.html").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(text.replace("</main>", "</main><script>document.title = 'it ran'</script>"), encoding="utf-8")
    shown, messages = opened(page, tmp_path / "profile", "--dump-dom")
    assert "<title>it ran</title>" not in shown
    assert any("Content Security Policy" in each for each in messages)


@pytest.mark.parametrize("size", ["1280,2000", "500,2000"], ids=["desktop", "narrow"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_drawn(size: str, dark: bool, tmp_path: Path) -> None:
    place = tmp_path / "shot.png"
    scheme = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0") if dark else ()
    options = (f"--window-size={size}", f"--screenshot={place}", *scheme)
    _, messages = opened(folders()[0] / "report.html", tmp_path / "profile", *options)
    assert messages == []
    assert place.stat().st_size > 20_000
