"""The project speaks of itself alone: no file names a folder of one machine or the address of a package host."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house import source

FOLDERS = ("work", "root", "home", "Users")
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "debian" + ".org", "anaconda" + ".org")
FOREIGN = re.compile(
    rf"(?<![\w.~/-])/(?:{'|'.join(FOLDERS)})/" + "|" + "|".join(re.escape(host) for host in HOSTS),
)


def tracked() -> list[Path]:
    """Return every file that git tracks; none outside a checkout."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=source.ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [source.ROOT / name for name in done.stdout.split("\0") if name]


def test_no_file_names_a_machine() -> None:
    files = tracked()
    if not files:
        pytest.skip("not a git checkout")
    found = []
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if FOREIGN.search(line):
                found.append(f"{file.relative_to(source.ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


@pytest.mark.parametrize(
    "line", [f"see /{FOLDERS[0]}/notes.md", f'"/{FOLDERS[2]}/ann/x"', f"https://{HOSTS[0]}/simple"]
)
def test_a_machine_would_be_seen(line: str) -> None:
    assert FOREIGN.search(line)


@pytest.mark.parametrize("line", ["docs/work/notes.md", "~/home/x", "a/root/b", "https://example.org/home/x"])
def test_other_paths_pass(line: str) -> None:
    assert not FOREIGN.search(line)
