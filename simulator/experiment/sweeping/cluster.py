"""The workers of a Dask cluster; the only file that knows Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.errors import MissingPartError
from simulator.experiment.sweeping.executing import Keep
from simulator.experiment.sweeping.finished import Living
from simulator.experiment.sweeping.plan import Run


class Cluster:
    """Lives runs on the workers of a scheduler."""

    def __init__(self, living: Living, address: str, say: Callable[[str], None]) -> None:
        raise MissingPartError("running on a cluster is on its way")

    def start(self, runs: Iterable[Run], keep: Keep) -> None:
        """Begin."""

    def wait(self, seconds: float) -> bool:
        """Wait."""
        return True

    def stop(self) -> None:
        """Take no more."""

    def close(self) -> None:
        """Let go."""
