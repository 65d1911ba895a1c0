"""The one file that knows optuna: the durable record of the trials, and the suggestion of the next one.

The record is a database in the folder of the calibration. A trial is written in one step once it was lived, so that
whatever happens there are whole trials only; `optuna-dashboard sqlite:///study.db` shows them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import MissingPartError, ResultsError
from simulator.experiment.calibrating.parameters import Free, Number
from simulator.experiment.calibrating.trials import Trial

STUDY = "study.db"
NAME = "calibration"


def check_installed() -> None:
    """Raise MissingPartError, with what would mend it, where optuna is not installed."""
    try:
        import optuna  # noqa: F401
    except ImportError:
        raise MissingPartError.of("engage calibrate", "optuna", "calibrate") from None


def suggested(
    free: Sequence[Free], points: Sequence[tuple[Number, ...]], far: Sequence[float], seed: tuple[int, ...]
) -> tuple[Number, ...]:
    """Return the point that the tree-structured Parzen estimator tries after these; the same every time.

    The sampler is made anew for each point, with a seed of its own: what it suggests hangs on the trials and on their
    number, and not on whether they were made in one go.
    """
    import optuna

    with _quiet():
        whole = int(np.random.SeedSequence(seed).generate_state(1)[0])
        sampler = optuna.samplers.TPESampler(seed=whole, n_startup_trials=1, multivariate=True)
        study = optuna.create_study(sampler=sampler)
        ranges = _ranges(free)
        study.add_trials(
            [_frozen(free, ranges, values, distance) for values, distance in zip(points, far, strict=True)]
        )
        asked = study.ask(ranges)
        return tuple(asked.params[each.path] for each in free)


_DATABASE = b"SQLite format 3\0"
"""What every such file begins with."""


class Record:
    """The trials of one calibration on the disk.

    Raises ResultsError where the file is damaged or another program holds it.
    """

    def __init__(self, folder: Path, free: Sequence[Free]) -> None:
        import optuna

        self.free = tuple(free)
        self.file = folder / STUDY
        self._ranges = _ranges(free)
        # Asked before the library opens it, which leaves a file that is no database open.
        if self.file.exists() and _beginning(self.file) not in (b"", _DATABASE):
            raise ResultsError(f"{self.file} cannot be read or written: it is no database")
        with _quiet(), self._told():
            self._storage = optuna.storages.RDBStorage(f"sqlite:///{self.file}")
            try:
                self._study = optuna.create_study(storage=self._storage, study_name=NAME, load_if_exists=True)
            except BaseException:
                self.close()
                raise

    def trials(self) -> list[Trial]:
        """Return the trials so far, in the order in which they were made."""
        with _quiet(), self._told():
            found = sorted(self._study.get_trials(deepcopy=False), key=lambda each: each.number)
            return [
                Trial(
                    number,
                    each.user_attrs["stage"],
                    tuple(each.params[free.path] for free in self.free),
                    None if each.user_attrs["measured"] is None else np.array(each.user_attrs["measured"], float),
                    each.user_attrs["why"],
                )
                for number, each in enumerate(found)
            ]

    def add(self, trial: Trial, far: float | None) -> None:
        """Write a trial, whole or not at all; `far` is chi square as it was known then."""
        with _quiet(), self._told():
            measured = None if trial.measured is None else trial.measured.tolist()
            said = {"stage": trial.stage, "measured": measured, "why": trial.why}
            self._study.add_trial(_frozen(self.free, self._ranges, trial.values, far, said))

    def close(self) -> None:
        """Let go of the file."""
        self._storage.remove_session()
        self._storage.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            from optuna.exceptions import OptunaError
            from sqlalchemy.exc import SQLAlchemyError

            if isinstance(error, (OptunaError, SQLAlchemyError, KeyError, OSError)):
                said = str(error).partition("\n")[0] or type(error).__name__
                raise ResultsError(f"{self.file} cannot be read or written: {said}") from error
            raise


def _beginning(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(len(_DATABASE))


def _ranges(free: Sequence[Free]) -> dict[str, Any]:
    from optuna.distributions import FloatDistribution, IntDistribution

    return {
        each.path: IntDistribution(int(np.ceil(each.low)), int(each.high), log=each.is_log)
        if each.is_whole
        else FloatDistribution(each.low, each.high, log=each.is_log)
        for each in free
    }


def _frozen(
    free: Sequence[Free],
    ranges: dict[str, Any],
    values: Sequence[Number],
    far: float | None,
    said: dict[str, Any] | None = None,
) -> Any:
    import optuna

    state = optuna.trial.TrialState.FAIL if far is None else optuna.trial.TrialState.COMPLETE
    params = {each.path: value for each, value in zip(free, values, strict=True)}
    return optuna.trial.create_trial(state=state, value=far, params=params, distributions=ranges, user_attrs=said or {})


@contextmanager
def _quiet() -> Iterator[None]:
    """Let optuna narrate nothing: what it says of itself would stand between results."""
    import optuna

    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            yield
    finally:
        optuna.logging.set_verbosity(before)
