"""The command `engage`: parses, calls, prints. Nothing heavy is loaded before it is needed."""

from __future__ import annotations

from simulator.cli.program import main

__all__ = ["main"]
