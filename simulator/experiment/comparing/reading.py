"""A comparison read from its folder again: plain tables and documents, and a projection of each world."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import ResultsError
from simulator.experiment.comparing.folder import TABLE, asked_in, counts_of
from simulator.projection.names import ALL, TIERS
from simulator.projection.projection import Projection
from simulator.projection.results import MANIFEST, SUMMARY, read_counts
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Stored:
    """What the folder of a comparison holds."""

    folder: Path
    manifest: Mapping[str, Any]
    summary: Mapping[str, Any]
    labels: tuple[str, ...]
    """What the worlds are called; the first is the base."""
    scenarios: tuple[Scenario, ...]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The whole tidy table of everybody."""
        import pandas as pd

        try:
            frame: pd.DataFrame = pd.read_parquet(self.folder / TABLE, filters=[("segment", "==", ALL)])
        except (OSError, ValueError) as error:
            raise ResultsError(f"{self.folder / TABLE} is missing or damaged: {error}") from error
        return frame

    def measures(self, label: str) -> list[str]:
        """Return the measures that an alternative shares with the base."""
        frame = self.table
        return [str(each) for each in frame.loc[frame["alternative"] == label, "measure"].unique()]

    def weekly(self, label: str, measure: str) -> pd.DataFrame:
        """Return one measure, a row a week: base, other, difference, low, high."""
        frame = self.table
        here = frame[(frame["alternative"] == label) & (frame["measure"] == measure)]
        return here.set_index("week")[["base", "other", "difference", "low", "high"]]

    def tiers(self, label: str, of: str) -> pd.DataFrame:
        """Return, for `base` or `other`, a row a week and a column a tier, and who left."""
        import pandas as pd

        columns = {tier: self.weekly(label, f"customers[{tier}]")[of] for tier in TIERS}
        return pd.DataFrame({**columns, "left": self.weekly(label, "left_so_far")[of]})

    def projection(self, world: int) -> Projection | None:
        """Return the projection of a world, of its first replicates; None in a folder that holds no counts."""
        file = self.folder / counts_of(world)
        return Projection(self.scenarios[world], read_counts(file, self.scenarios[world])) if file.is_file() else None


def stored(folder: Path) -> Stored | None:
    """Return the comparison in a folder; None where there is something else.

    Raises:
        ResultsError: when it is damaged or of a later format.
    """
    if asked_in(folder) is None:
        return None
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        missing = [name for name in (TABLE, SUMMARY) if not (folder / name).is_file()]
        if missing:
            raise ResultsError(f"{folder} is incomplete: {missing[0]} is missing")
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        worlds = manifest["worlds"]

        def from_here(name: str) -> str:
            return os.path.normpath(folder / name)

        scenarios = tuple(
            Scenario.model_validate(with_files(world["scenario"], shape_of(Scenario), from_here)) for world in worlds
        )
        return Stored(folder, manifest, summary, tuple(str(world["name"]) for world in worlds), scenarios)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ResultsError(f"{folder} is damaged: {str(error).partition(chr(10))[0]}") from error
