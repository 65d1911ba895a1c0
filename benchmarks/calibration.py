"""Makes docs/calibration.md anew: the cohort of Fader & Hardie fitted, its answer and its pictures.

`make calibration` runs it; some minutes. Trials are kept in results/, so that a second time nothing is lived that
was lived already with the same code.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "calibration.md"
PICTURES = ROOT / "docs" / "pictures"
BLOCK = re.compile(r"(<!-- answer of: (?P<command>engage calibrate [^\n]+) -->\n```\n).*?(```\n)", re.DOTALL)


def answered(command: str) -> tuple[str, Path]:
    """Run a command of the page; return what it answers and the folder it wrote."""
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode not in (0, 6):  # 6: a check was not met, which the page then says
        raise SystemExit(done.returncode)
    answer, _, rest = done.stdout.rpartition("\n\n")
    folder = ROOT / rest.splitlines()[0].partition(": ")[2]
    return answer + "\n", folder


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for match in list(BLOCK.finditer(page)):
        answer, folder = answered(match["command"])
        page = page.replace(match[0], f"{match[1]}{answer}{match[3]}")
        if "--check" in match["command"]:
            for name in ("targets", "ranges"):
                shutil.copyfile(folder / "figures" / f"{name}.png", PICTURES / f"calibration-{name}.png")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
