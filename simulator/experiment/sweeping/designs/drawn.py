"""Designs that are drawn: points of the unit cube [point, factor], from the libraries that know how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator.errors import MissingPartError
from simulator.experiment.sweeping.plan import Value

NEEDED = ("a design of Sobol' or Morris", "SALib", "sensitivity")
"""What needs what, and which part of this package brings it."""


def unit_points(design: str, dimensions: int, settings: Mapping[str, Value]) -> np.ndarray:
    """Draw the points of a design; the same settings give the same points.

    Of Sobol' and Morris, more points begin with the same points. A Latin hypercube of another size is another one:
    its strata are as many as its points.

    Raises:
        MissingPartError: when the library that draws it is not installed.
    """
    drawn = {"latin_hypercube": _latin_hypercube, "sobol": _sobol, "morris": _morris}[design](dimensions, settings)
    return np.asarray(drawn, float)


def _latin_hypercube(dimensions: int, settings: Mapping[str, Value]) -> Any:
    from scipy.stats import qmc

    return qmc.LatinHypercube(dimensions, seed=settings["seed"]).random(settings["n"])


def _sobol(dimensions: int, settings: Mapping[str, Value]) -> Any:
    try:
        from SALib.sample import sobol
    except ImportError:
        raise MissingPartError.of(*NEEDED) from None
    # Scrambled, which also avoids that the first points of the sequence are the same for all parameters.
    return sobol.sample(
        _unit_cube(dimensions),
        settings["N"],
        calc_second_order=settings["calc_second_order"],
        scramble=True,
        seed=settings["seed"],
    )


def _morris(dimensions: int, settings: Mapping[str, Value]) -> Any:
    try:
        from SALib.sample import morris
    except ImportError:
        raise MissingPartError.of(*NEEDED) from None
    # Trajectories as they come: choosing the furthest apart among many would make extending impossible.
    return morris.sample(
        _unit_cube(dimensions), settings["N"], num_levels=settings["num_levels"], seed=settings["seed"]
    )


def _unit_cube(dimensions: int) -> dict[str, Any]:
    names = [f"x{number}" for number in range(dimensions)]
    return {"num_vars": dimensions, "names": names, "bounds": [[0.0, 1.0]] * dimensions}
