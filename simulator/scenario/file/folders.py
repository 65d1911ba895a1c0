"""What a folder holds that is no run of one scenario, and which command tells of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator.scenario.file.anchoring import MANIFEST


def held_by(folder: Path) -> str:
    """What a folder holds, in words with the command that goes with it; nothing for a run, or what is not known."""
    manifest = _document(folder / MANIFEST)
    if manifest.get("kind") == "sweep" or (folder / "ledger.sqlite").is_file():
        return f"the many runs of a sweep; engage status {folder} tells of them"
    if manifest.get("kind") == "comparison":
        return f"a comparison of several worlds; engage compare {folder} repeats it"
    if _document(folder / "asked.json").get("kind") == "calibration":
        if (folder / "calibration.json").is_file():
            return f"a calibration; engage run {folder / 'fitted.yaml'} lives the fit"
        return f"a calibration that is not over; engage resume {folder} goes on"
    if (folder / "sensitivity.json").is_file():
        return "what decides a sweep, as tables and figures; engage sensitivity analyses the folder of the sweep again"
    return ""


def _document(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
