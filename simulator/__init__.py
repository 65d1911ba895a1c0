"""Simulate how customers come to love or leave a company. Importing this loads nothing heavy."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """Look up the version when it is asked for: reading it takes longer than importing this file."""
    if name == "__version__":
        from importlib.metadata import version

        return version("engagement-simulator")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
