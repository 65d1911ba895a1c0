"""Simulate how customers come to love or leave a company. Importing this loads nothing heavy.

from simulator import read_scenario, simulate

projection = simulate(read_scenario("telecom"))
print(projection.answer())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.experiment.compare import compare
    from simulator.experiment.loading import load
    from simulator.experiment.simulate import simulate
    from simulator.experiment.sweep import sweep
    from simulator.population.agent import Customer
    from simulator.population.model import CustomerModel
    from simulator.projection.projection import Projection
    from simulator.scenario.reading import read_scenario
    from simulator.scenario.schema import Scenario

    __version__: str

__all__ = [
    "Customer",
    "CustomerModel",
    "Projection",
    "Scenario",
    "__version__",
    "compare",
    "load",
    "read_scenario",
    "simulate",
    "sweep",
]

_PLACES = {
    "Customer": "simulator.population.agent",
    "CustomerModel": "simulator.population.model",
    "Projection": "simulator.projection.projection",
    "Scenario": "simulator.scenario.schema",
    "compare": "simulator.experiment.compare",
    "load": "simulator.experiment.loading",
    "read_scenario": "simulator.scenario.reading",
    "simulate": "simulator.experiment.simulate",
    "sweep": "simulator.experiment.sweep",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name == "__version__":
        return _version()
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("engagement-simulator")
    except PackageNotFoundError:
        # A working copy that is on the path but was never installed.
        import tomllib
        from pathlib import Path

        file = Path(__file__).resolve().parent.parent / "pyproject.toml"
        return (
            str(tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"]) if file.is_file() else "unknown"
        )


def __dir__() -> list[str]:
    return __all__
