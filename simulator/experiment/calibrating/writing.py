"""What a calibration leaves behind: the fitted scenario, both tables, the pictures, and the answer as a document."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from simulator.experiment.calibrating.answer import answer
from simulator.experiment.calibrating.calibration import Calibration
from simulator.experiment.calibrating.fit import Fit
from simulator.experiment.calibrating.fitted_file import fitted_scenario, fitted_yaml
from simulator.experiment.calibrating.folder import ANSWER, FIGURES, FITTED, POINTS, TARGETS
from simulator.experiment.calibrating.trials import fitted_targets
from simulator.projection.files import made_with, plain, write_json
from simulator.projection.whole import write_file
from simulator.scenario.reading import fingerprint

FORMAT_VERSION = 1

OF_TARGETS = {
    "measure": "what was measured",
    "segment": "of whom",
    "when": "the weeks or the year",
    "first_week": "first week; of tenure, from 0, for survival and retention, else of the story, from 1",
    "last_week": "last week",
    "value": "the target",
    "sd": "its standard deviation",
    "known_by": "how that is known: sd, interval, sample, assumed",
    "model": "what the best trial comes to",
    "low": "lower end of where the model may put it with the parameters in their ranges, 95 %",
    "high": "upper end of that",
    "miss": "model less target",
    "misses": "the same in standard deviations of target and luck",
    "role": "fitted or held out",
    "reference": "of what was held out: what a simple reference says",
    "source": "where the target is from",
}
"""Columns of `fit.csv`."""


def save(calibration: Calibration, units: dict[str, str], *, figures: bool = True, command: Sequence[str] = ()) -> Path:
    """Write everything into the folder of a calibration, the answer last; returns the folder.

    Raises:
        ResultsError: when something cannot be written; then the same command goes on with the writing.
    """
    folder, fit = calibration.folder, calibration.fit
    fitted = folder / FITTED
    text = fitted_yaml(fit, calibration.asked.resolved, calibration.asked.overrides, fitted, calibration.asked.table)
    _write(fitted, text)
    _write(folder / TARGETS, _table([OF_TARGETS, *target_rows(fit)]))
    _write(folder / POINTS, _table(_point_rows(fit)))
    if figures:
        (folder / FIGURES).mkdir(exist_ok=True)
        for name, picture in pictures(calibration, units).items():
            for kind in ("svg", "png"):
                write_file(folder / FIGURES / f"{name}.{kind}", picture.write)
    document = {
        "format_version": FORMAT_VERSION,
        **summary(calibration, units),
        "base": fingerprint(calibration.asked.resolved.scenario),
        "fitted": fingerprint(fitted_scenario(fit, calibration.asked.resolved.scenario)),
        "inputs": [each.document() for each in calibration.inputs],
        **made_with(),
        "command": list(command),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_file(folder / ANSWER, lambda file: write_json(file, document))
    return folder


def pictures(calibration: Calibration, units: dict[str, str]) -> dict[str, Any]:
    """Return the pictures of a calibration by name; the room of the figures is opened late."""
    fitting = import_module("simulator.report.fitting")
    name = calibration.asked.resolved.scenario.name
    return {
        "targets": fitting.targets(calibration.fit, units, name),
        "ranges": fitting.ranges(calibration.fit, name),
    }


def summary(calibration: Calibration, units: dict[str, str]) -> dict[str, Any]:
    """Return the answer as a document."""
    fit = calibration.fit
    return {
        "answer": answer(fit, units).split("\n\n"),
        "scenario": calibration.asked.resolved.scenario.name,
        "targets_from": calibration.asked.table,
        "chi_square": {
            "least": fit.least,
            "as_it_was": fit.before,
            "degrees_of_freedom": fit.freedom,
            "fits": fit.fits,
            "variances_widened_by": fit.inflation,
        },
        "parameters": [
            {
                "path": each.free.path,
                "value": each.best,
                "low": each.low,
                "high": each.high,
                "low_alone": each.alone[0],
                "high_alone": each.alone[1],
                "was": each.free.was,
                "searched": [each.free.low, each.free.high],
                "scale": "log" if each.free.is_log else "linear",
                "open_below": each.open_below,
                "open_above": each.open_above,
                "stuck_at": each.stuck or None,
            }
            for each in fit.ranges
        ],
        "flat": [
            {"moves": {path: "up" if way > 0 else "down" for path, way in each.moves}, "width": each.width}
            for each in fit.flat
        ],
        "pairs": [{"one": each.one, "other": each.other, "correlation": each.correlation} for each in fit.pairs],
        "targets": [
            {key: plain(value) for key, value in zip(OF_TARGETS, row, strict=True)} for row in target_rows(fit)
        ],
        "check": [
            {
                "path": each.free.path,
                "sets": len(each.inside),
                "within_range": each.often,
                "as_often_as_it_should": each.is_met,
                "error": each.error,
            }
            for each in fit.recovered
        ],
        "points": {
            "tried": len(fit.trials),
            "lived": fit.lived,
            "replicates": fit.plan.replicates,
            "seed": fit.plan.seed,
            "surface_misses_by": fit.reached,
        },
    }


def target_rows(fit: Fit) -> list[list[Any]]:
    """Return a row a target, with the columns of `OF_TARGETS`."""
    _, places = fitted_targets(fit.plan.targets)
    total = {int(place): float(sd) for place, sd in zip(places, fit.misfit.total_sd, strict=True)}
    simple = {scored.target: scored.simple for scored in fit.held_out}
    rows = []
    for at, target in enumerate(fit.plan.targets):
        miss = float(fit.model[at]) - target.value
        rows.append(
            [
                target.measure,
                target.segment,
                target.when,
                target.first_week,
                target.last_week,
                target.value,
                target.sd,
                target.known_by,
                float(fit.model[at]),
                float(fit.band[0][at]),
                float(fit.band[1][at]),
                miss,
                miss / total.get(at, target.sd),
                "held out" if target.is_held_out else "fitted",
                simple.get(target, math.nan),
                target.source,
            ]
        )
    return rows


def _point_rows(fit: Fit) -> list[list[Any]]:
    _, places = fitted_targets(fit.plan.targets)
    names = [target.name for target in fit.plan.targets]
    rows: list[list[Any]] = [
        ["point", "stage", *(free.path for free in fit.plan.free), "chi_square", *names, "why_not"]
    ]
    for trial in fit.trials:
        if trial.measured is None:
            rows.append([trial.number, trial.stage, *trial.values, "", *("" for _ in names), trial.why])
            continue
        far = float(fit.misfit.of(trial.means[places]))
        rows.append([trial.number, trial.stage, *trial.values, far, *map(float, trial.means), ""])
    return rows


def _table(rows: Sequence[Any]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in rows:
        writer.writerow(["" if isinstance(cell, float) and not math.isfinite(cell) else _short(cell) for cell in row])
    return stream.getvalue()


def _short(cell: Any) -> Any:
    return f"{cell:.9g}" if isinstance(cell, float) else cell


def _write(file: Path, text: str) -> None:
    write_file(file, lambda hidden: hidden.write_text(text, encoding="utf-8"))
