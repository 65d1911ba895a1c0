"""The commands and the code of the tutorial on CDNOW work as they stand there.

With a small log of the same form, always; with the log itself where it is at hand, and then to the numbers on the page.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.command import called
from tests.house import source

TUTORIALS = source.ROOT / "docs" / "tutorials"
PAGE = (TUTORIALS / "cdnow.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
LOG = Path(os.environ.get("CDNOW_LOG", TUTORIALS / "CDNOW_master.txt"))
"""The log of the tutorial; it is not part of the project."""


def small_log(customers: int) -> str:
    """Return a log of the same form: heading, columns kept apart by blanks, first orders in the first twelve weeks."""
    luck, first = Random(1), date(1997, 1, 1)
    lines = [" customer_id  date number_of_cds  dollar_value"]
    for number in range(1, customers + 1):
        days = [luck.randrange(84)]
        days += [luck.randrange(days[0], 546) for _ in range(min(int(luck.expovariate(0.4)), 12))]
        if number % 7 == 0:
            days.append(days[0])  # twice on one day, as some do
        for day in sorted(days):
            when = first + timedelta(days=day)
            lines.append(f" {number:05d} {when:%Y%m%d}  {luck.randrange(1, 6)}  {luck.uniform(5, 60):6.2f}")
    return "\n".join(lines) + "\n"


def followed(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Do in a folder what the page says, from after the log is there; return the names that its code has made."""
    names: dict[str, Any] = {}
    for language, text in BLOCKS:
        if language == "python":
            exec(compile(text, "cdnow.md", "exec"), names)
        for line in text.splitlines() if language == "" else ():
            command, *arguments = shlex.split(line, posix=True) if line.startswith(("engage ", "awk ")) else [""]
            if command == "engage":
                code, _, err = called(capsys, *arguments)
                assert code == 0, err
            elif command == "awk":
                subprocess.run(line, shell=True, check=True, cwd=folder)
    return names


def prepared(folder: Path) -> Path:
    """Copy the scenarios of the tutorial into a folder."""
    for file in TUTORIALS.glob("cdnow*.yaml"):
        shutil.copy(file, folder)
    return folder / "cdnow.yaml"


@pytest.mark.slow
def test_the_page_works_with_a_small_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = prepared(tmp_path)
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text.replace("customers: 23_570", "customers: 80"), encoding="utf-8")
    (tmp_path / "CDNOW_master.txt").write_text(small_log(80), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = followed(tmp_path, capsys)
    assert names["real"].sum() > 150
    assert names["orders"]("results/own-pace")[:39].tolist() == names["real"][:39].tolist()
    assert names["beyond"][39:].sum() > 0


@pytest.mark.slow
@pytest.mark.skipif(not LOG.is_file(), reason="the CDNOW log is not at hand; name it in CDNOW_LOG")
def test_the_page_is_right_about_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(tmp_path)
    shutil.copy(LOG, tmp_path / "CDNOW_master.txt")
    monkeypatch.chdir(tmp_path)
    names = followed(tmp_path, capsys)
    real, each = names["real"], names["each"]
    assert (real.sum(), len(each), (each > 1).sum()) == (69_659, 23_570, 11_662)
    assert real[39:].sum() == 20_573
    # What is projected is said to the nearest percent, and may move with the model.
    assert names["beyond"][39:].sum() == pytest.approx(21_568, rel=0.03)
    assert names["nobody"][39:].sum() == pytest.approx(25_654, rel=0.03)
    own = names["orders"]("results/own-pace")
    assert own[39:].sum() == pytest.approx(22_195, rel=0.03)


def test_the_page_shows_the_scenario_as_it_is() -> None:
    (shown,) = [text for language, text in BLOCKS if language == "yaml"]
    yaml = YAML(typ="safe")
    whole = yaml.load((TUTORIALS / "cdnow.yaml").read_text(encoding="utf-8"))
    for key, value in yaml.load(shown).items():
        said = {name: part for name, part in whole[key].items() if name != "why"} if key == "events" else whole[key]
        assert said == value
