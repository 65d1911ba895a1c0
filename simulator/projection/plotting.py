"""The way from a projection to its pictures.

Data flows from projection to report, and imports follow it. Asking a projection for its picture goes the other way, so
the room of the figures is named here, once, and opened only when somebody asks: who wants none needs no matplotlib.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.projection.projection import Projection

FIGURES = "simulator.report.figures"


@dataclass(frozen=True)
class Plots:
    """The pictures of a projection; each is a matplotlib `Figure` that shows itself in a notebook.

    Example:
        >>> projection.plot.tiers().write("tiers.png")  # doctest: +SKIP
    """

    projection: Projection

    def tiers(self, segment: str = "all") -> Any:
        """Return what became of the customers, tier by tier, those who left included."""
        return self._draw("tiers", segment)

    def moves(self, segment: str = "all") -> Any:
        """Return who moved from tier to tier, who came and who left: all moves of all weeks."""
        return self._draw("moves", segment)

    def survival(self, segment: str = "all") -> Any:
        """Return how many stay how long."""
        return self._draw("survival", segment)

    def balance(self, segment: str = "all") -> Any:
        """Return the emotional bank account: median and spread over the customers."""
        return self._draw("balance", segment)

    def reasons(self, segment: str = "all") -> Any:
        """Return why they left: as it is and as they say."""
        return self._draw("reasons", segment)

    def touchpoints(self, segment: str = "all") -> Any:
        """Return what each touchpoint and each programme adds to the accounts and takes from them."""
        return self._draw("touchpoints", segment)

    def surveys(self, segment: str = "all") -> Any:
        """Return the NPS as it is measured, as it would be had everybody answered, and the account beside it."""
        return self._draw("surveys", segment)

    def market(self, segment: str = "all") -> Any:
        """Return customers, prospects and former customers, and who came in which way."""
        return self._draw("market", segment)

    def money(self, segment: str = "all") -> Any:
        """Return revenue, costs by kind and profit, year by year or quarter by quarter."""
        return self._draw("money", segment)

    def account(self, customer: int) -> Any:
        """Return the account of one customer, by number: what moved it, event by event."""
        return import_module(FIGURES).account(self.projection, customer)

    def save_all(self, folder: Path) -> list[Path]:
        """Write every picture that there is something for, as SVG and PNG; equal projections give equal bytes."""
        written: list[Path] = import_module(FIGURES).save_all(self.projection, folder)
        return written

    def _draw(self, name: str, segment: str) -> Any:
        return getattr(import_module(FIGURES), name)(self.projection, segment)
