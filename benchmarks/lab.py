"""How long it takes in a real browser from moving a slider of the lab until the page is drawn anew.

    python benchmarks/lab.py [--from lesson:recovery-paradox] [--moves 30] [--pictures DIR]

Starts `engage lab` and a Chromium without a window, moves sliders one after the other, and prints for each source the
median and the worst of the moves, in milliseconds: from the event in the browser to the second frame after the page has
the new pictures, with the seconds of processor that the lab took for a move, since a machine that does other work as
well has not two processors to spare. It also tells whether the console had anything to say and whether any request went
elsewhere than to the lab. `--pictures` takes the pictures of the page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("lesson:recovery-paradox", "library:ordinary-firm&weeks=52", "library:telecom", "lesson:word-of-mouth")
MOVE = """
([path, value]) => new Promise((resolve) => {
  const input = document.querySelector(`input[data-path="${CSS.escape(path)}"]`);
  const began = performance.now();
  input.value = value;
  input.dispatchEvent(new Event("input", {bubbles: true}));
  const look = () => {
    if (lab.drawn >= lab.sent && !document.querySelector(".busy"))
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    else setTimeout(look, 2);
  };
  // What is told at once is told by now; what waits for its turn is told within the pause between two.
  setTimeout(look, 1);
})
"""


def serve() -> tuple[subprocess.Popen[str], str]:
    """Start the lab and return it with its address."""
    command = [sys.executable, "-m", "simulator", "lab", "--no-browser", "--port", "0", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def processor(process: int) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def moves(page: Page, count: int) -> list[float]:
    """Move the sliders in turn and return how long each move took, in milliseconds."""
    paths = page.eval_on_selector_all("input[type=range]", "all => all.map(each => each.dataset.path)")
    took = []
    for number in range(count):
        path = paths[number % len(paths)]
        low, high, step, value = page.eval_on_selector(
            f'input[data-path="{path}"]', "each => [each.min, each.max, each.step, each.value].map(Number)"
        )
        share = (number * 0.37 + 0.11) % 1.0
        new = low + round(share * (high - low) / step) * step
        took.append(page.evaluate(MOVE, [path, new if abs(new - value) > step / 2 else max(low, new - step)]))
        time.sleep(0.15)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the lab in a browser.")
    parser.add_argument("--from", dest="sources", action="append", help="what to start from; may be given again")
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    browser_at = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    process, address = serve()
    said: list[str] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_at, args=["--no-sandbox"])
            for source in asked.sources or SOURCES:
                page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
                listen(page, address, said)
                began = time.perf_counter()
                page.goto(f"{address}?from={source}")
                page.wait_for_selector(".tiles", timeout=120_000)
                first = (time.perf_counter() - began) * 1000.0
                used = processor(process.pid)
                took = moves(page, asked.moves)
                used = (processor(process.pid) - used) / len(took) * 1000.0
                lived = page.inner_text(".foot")
                print(
                    f"{source:32} first {first:5.0f} ms; {len(took)} moves: median {statistics.median(took):4.0f}, "
                    f"worst {max(took):4.0f} ms; "
                    f"processor {used:.0f} ms a move; load {os.getloadavg()[0]:.1f}   ({lived})",
                    flush=True,
                )
                page.context.close()
            if asked.pictures:
                pictures(browser, address, asked.pictures, said)
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        print(f"the lab ended with {process.wait(20)}")
    print("console and foreign requests: " + ("; ".join(said) or "none"))


def listen(page: Page, address: str, said: list[str]) -> None:
    """Note what should not be."""
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def look(request: Any) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            said.append(f"request to {request.url}")

    page.on("request", look)


def pictures(browser: Any, address: str, folder: Path, said: list[str]) -> None:
    """Take the pictures of the page at both widths, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    query = "?from=library:ordinary-firm&weeks=52&set=recovery.empathy=0.7&set=recovery.solved_probability=0.95"
    query += "&set=brand.promise=0.25"
    for name, wide, high in (("desktop", 1280, 960), ("phone", 390, 844)):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme)
            page = context.new_page()
            listen(page, address, said)
            page.goto(address + query)
            page.wait_for_selector(".tiles", timeout=120_000)
            time.sleep(0.5)
            page.screenshot(path=folder / f"lab-{name}-{scheme}.png")
            context.close()


if __name__ == "__main__":
    main()
