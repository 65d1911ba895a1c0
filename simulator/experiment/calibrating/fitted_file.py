"""The fit as a scenario file: it extends the base by the fitted values alone, each with its range and its source."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.experiment.calibrating.fit import Fit
from simulator.experiment.calibrating.ranges import Range
from simulator.scenario.changing import STEP
from simulator.scenario.library import folder as library_folder
from simulator.scenario.reading import Resolved, changed, fingerprint, library, resolve
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import to_yaml, values_of

_WIDTH = 110


def fitted_scenario(fit: Fit, base: Scenario) -> Scenario:
    """Return the base with the values of the best trial, as often lived as the trials were."""
    values: dict[str, object] = {free.path: value for free, value in zip(fit.plan.free, fit.best.values, strict=True)}
    return changed(base, {**values, "replicates": fit.plan.replicates})


def fitted_yaml(fit: Fit, resolved: Resolved, overrides: Sequence[str], target: Path, targets: str) -> str:
    """Return the text of the file; `target` is where it will be, `targets` the table that was fitted.

    Where the base cannot be extended so that the very scenario of the fit comes out, every value is written.
    """
    wanted = fitted_scenario(fit, resolved.scenario)
    comments = {found.free.path: _comment(found, targets) for found in fit.ranges}
    tree: dict[str, Any] = {}
    for path, value in _differences(fit, resolved, overrides).items():
        _plant(tree, path, value)
    head = [
        *_wrapped(f"Fitted to {targets} by engage calibrate: {_how_near(fit)}"),
        f"extends: {_quoted(_base(resolved.files[0], target.parent))}",
        f"name: {_quoted(f'{resolved.scenario.name}, fitted'[:120])}",
    ]
    text = "\n".join([*head, *_lines(tree, comments)]) + "\n"
    return text if _gives(text, wanted, target) else _whole(head[:-2], wanted, resolved)


def _differences(fit: Fit, resolved: Resolved, overrides: Sequence[str]) -> dict[str, Any]:
    """Return what differs from the file: what was set on the command line, and above it what was fitted."""
    scenario = resolved.scenario
    plain = resolve(resolved.files[0]).scenario if overrides else scenario
    found: dict[str, Any] = {}
    for key, value in values_of(scenario).items():
        if value != values_of(plain)[key]:
            found[key] = value
    found["replicates"] = fit.plan.replicates
    fitted = fitted_scenario(fit, scenario)
    if any(isinstance(value, (dict, list)) for value in found.values()):
        # Parts that differ as a whole are written with the fitted values in them.
        whole = values_of(fitted)
        found = {key: whole[key] for key in found}
    for free, value in zip(fit.plan.free, fit.best.values, strict=True):
        if re.split(r"[.\[]", free.path)[0] not in found:
            found[free.path] = value
    return found


def _plant(tree: dict[str, Any], path: str, value: Any) -> None:
    """Set a value at a path such as `touchpoints[bill].failure.probability`; items of lists are kept by name."""
    steps = [match.groups() for match in STEP.finditer(path)]
    at = tree
    for number, (key, item) in enumerate(steps):
        is_last = number == len(steps) - 1
        if item is None:
            at = at.setdefault(key, {}) if not is_last else at
            if is_last:
                at[key] = value
            continue
        items = at.setdefault(key, [])
        found = next((each for each in items if each["name"] == item), None)
        if found is None:
            found = {"name": item}
            items.append(found)
        at = found


def _lines(tree: Mapping[str, Any], comments: Mapping[str, str], indent: str = "", path: str = "") -> list[str]:
    lines = []
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict) and value:
            lines += [f"{indent}{key}:", *_lines(value, comments, f"{indent}  ", here)]
        elif isinstance(value, list) and value and all(isinstance(each, dict) and "name" in each for each in value):
            lines.append(f"{indent}{key}:")
            for item in value:
                first, *rest = _lines(item, comments, f"{indent}    ", f"{here}[{item['name']}]")
                lines += [f"{indent}  - {first.strip()}", *rest]
        else:
            if here in comments:
                lines += [f"{indent}{line}" for line in _wrapped(comments[here], _WIDTH - len(indent))]
            lines.append(f"{indent}{key}: {_quoted(value)}")
    return lines


def _gives(text: str, wanted: Scenario, target: Path) -> bool:
    """Return whether the file, where it will be, is read as the scenario of the fit."""
    trial = target.with_name(f".{os.getpid()}-{target.name}")
    try:
        trial.write_text(text, encoding="utf-8")
        found = resolve(trial).scenario
    except Exception:  # noqa: BLE001  # whatever cannot be read is written out in full instead
        return False
    finally:
        trial.unlink(missing_ok=True)
    same = found.model_copy(update={"name": wanted.name, "why": wanted.why})
    return fingerprint(same) == fingerprint(wanted)


def _whole(head: Sequence[str], wanted: Scenario, resolved: Resolved) -> str:
    return "\n".join(head) + f"\n# All values, for {resolved.files[0].name} could not be extended.\n" + to_yaml(wanted)


def _base(file: Path, folder: Path) -> str:
    """Return how a file is named in `extends`: by its name in the library, else by the way there from the folder."""
    place = library_folder()
    if place is not None and file.parent.resolve() == place.resolve() and file.stem in library():
        return file.stem
    return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()


def _comment(found: Range, targets: str) -> str:
    low = "or less" if found.open_below else ""
    high = "or more" if found.open_above else ""
    ends = " to ".join(
        f"{shown(value, found)}{f' {word}' if word else ''}" for value, word in ((found.low, low), (found.high, high))
    )
    return f"{ends} (95 %), from {targets}; was {shown(found.free.was, found)}"


def shown(value: float, found: Range) -> str:
    """Return a value with as many digits as its range makes sense of."""
    width = found.high - found.low
    if found.free.is_whole:
        return f"{value:g}"
    span = width if width > 0.0 else abs(value) or 1.0
    digits = max(0, 1 - int(f"{span:.0e}".partition("e")[2]))
    return f"{value:.{min(digits, 8)}f}"


def _how_near(fit: Fit) -> str:
    return f"chi square {fit.least:.1f} with {fit.freedom} degrees of freedom, {len(fit.trials)} points tried"


def _wrapped(text: str, width: int = _WIDTH) -> list[str]:
    import textwrap

    return [f"# {line}" for line in textwrap.wrap(text, width - 2)]


def _quoted(value: Any) -> str:
    """Return a single value, or what is neither mapping nor named list, as YAML takes it."""
    import json

    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return repr(value).replace("e", ".0e") if "e" in repr(value) and "." not in repr(value) else repr(value)
    return json.dumps(value, ensure_ascii=False)
