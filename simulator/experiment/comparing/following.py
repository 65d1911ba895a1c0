"""Those whom the incident of a fork reached, followed week by week through every world."""

from __future__ import annotations

import numpy as np

from simulator.experiment.comparing.fates import Ends, differs, ends_of
from simulator.experiment.comparing.fork import NEVER, NOBODY, POOR, WORLDS, Fork

SEEN_FIRST = tuple(WORLDS.index(name) for name in (NEVER, NOBODY, POOR))
"""The worlds that say whom the incident reaches and who is heard, at the end of its first week."""


class Parted:
    """One replicate of a fork: who was reached and who was heard, and how their accounts go on in each world.

    Of the world in which it never happens the balances of those who are reached are kept, 4 bytes a person and week;
    of the others only means.
    """

    def __init__(self, parting: Fork, weeks: int) -> None:
        self.weeks = range(parting.week, weeks + 1)
        """The weeks that are followed: from the incident on."""
        self._place = parting.place
        self._seen: dict[int, tuple[Ends, np.ndarray]] = {}
        self._base: list[np.ndarray] = []
        self._paths: dict[tuple[str, int], list[float]] = {}

    def see(self, world: int, rows: np.ndarray) -> None:
        """Look at one of `SEEN_FIRST` at the end of the incident's first week."""
        self._seen[world] = ends_of(rows), rows["case_touchpoint"] == self._place
        if len(self._seen) == len(SEEN_FIRST):
            never, nobody, poor = (self._seen[number] for number in SEEN_FIRST)
            self.reached = differs(never[0], nobody[0])
            # A poor answer takes weeks: who complained and was heard still waits for it then.
            self.heard = self.reached & poor[1]
            self._heard_of_reached = self.heard[self.reached]
            self._seen.clear()

    def look(self, world: int, rows: np.ndarray) -> None:
        """Look at a world at the end of a week; the first world must have been looked at in all weeks before."""
        ends = Ends({name: rows[name][self.reached] for name in ("status", "balance")})
        # Who is no customer has no balance to compare; a gap says so.
        balance = np.where(ends.is_customer, ends.columns["balance"], np.nan).astype(np.float32)
        if world == 0:
            self._base.append(balance)
            return
        paths = [self._paths.setdefault((name, world), []) for name in ("reached", "heard")]
        difference = balance.astype(float) - self._base[len(paths[0])]
        for path, among in zip(paths, (slice(None), self._heard_of_reached), strict=True):
            known = difference[among][np.isfinite(difference[among])]
            path.append(float(known.mean()) if len(known) else float("nan"))

    def path(self, which: str, world: int) -> np.ndarray:
        """Return, by week, the mean difference of the balance of those of `reached` or `heard` who stay in both."""
        return np.array(self._paths[which, world])
