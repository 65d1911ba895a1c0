"""How far a calibration is: points that were lived, those that could not be, what is left, and how to go on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import ResultsError, UsageError
from simulator.experiment.calibrating.folder import ANSWER, COMMAND, LOCK, PLACE, asked_in
from simulator.experiment.calibrating.optuna_study import STUDY, Record, check_installed
from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.search import about
from simulator.experiment.calibrating.trials import Trial
from simulator.experiment.lock import is_held

NAME = "engage"


@dataclass(frozen=True)
class Standing:
    """How far a calibration is."""

    folder: Path
    points: int
    """Points that were tried."""
    about: int
    """How many there will be, at a guess."""
    refused: tuple[Trial, ...]
    """Those of them that could not be lived; each says why."""
    is_complete: bool
    is_running: bool

    @property
    def next(self) -> str:
        """What to do next, as a command; nothing where it is complete or runs."""
        return "" if self.is_complete or self.is_running else f"{NAME} resume {self.folder}"


def standing(folder: Path) -> Standing:
    """Return how far the calibration in a folder is; it may be running.

    Raises:
        MissingPartError: when optuna, which reads the trials, is not installed.
        ResultsError: when the folder is damaged.
    """
    check_installed()
    asked = asked_in(folder)
    try:
        free = tuple(Free(**each) for each in asked["free"])
        guessed = about(len(free), asked["looks"], asked["searches"], asked["check"])
    except (KeyError, TypeError) as error:
        raise ResultsError(f"{folder} holds a damaged calibration: {error}") from error
    trials: Sequence[Trial] = ()
    if (folder / STUDY).is_file():
        record = Record(folder, free)
        try:
            trials = record.trials()
        finally:
            record.close()
    refused = tuple(trial for trial in trials if trial.measured is None)
    complete = (folder / ANSWER).is_file()
    total = len(trials) if complete else max(guessed, len(trials))
    return Standing(folder, len(trials), total, refused, complete, is_held(folder / LOCK))


def arguments_of(folder: Path) -> list[str]:
    """Return what `engage` was told when the calibration in a folder began.

    Raises:
        UsageError: when it was asked for from Python, or in another folder, from which its files are named.
    """
    asked = asked_in(folder)
    command, place = list(asked.get(COMMAND, [])), str(asked.get(PLACE, ""))
    if command[:2] != [NAME, "calibrate"]:
        raise UsageError(f"the calibration in {folder} was asked for from Python; the same call goes on")
    if Path(place) != Path.cwd():
        there = os.path.relpath(folder, place)
        raise UsageError(
            f"that calibration names its files from another folder: cd {place}, then engage resume {there}"
        )
    return command[2:]
