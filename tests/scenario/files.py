"""Small files for the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

SHOP = """
    name: Shop
    weeks: 52
    touchpoints:
      - name: bill
        contacts_per_week: 0.25
        failure: {probability: 0.01, severity: {mean: 0.4, spread: 0.5}}
      - name: desk
        contacts_per_week: 0.1
    recovery:
      empathy: {mean: 0.2, sd: 0.4}
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file of indented text."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return file


def write_values(folder: Path, name: str, values: dict[str, Any]) -> Path:
    """Write plain values; JSON is YAML too."""
    file = folder / name
    text = json.dumps(values, ensure_ascii=False)
    file.write_text("".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in text), encoding="utf-8")
    return file
