"""The latest wins: of several pictures that were asked for, only the last is worth finishing."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 0.6
"""While a slider is being dragged something is drawn at least so often, though it is no longer the latest."""


class Superseded(Exception):  # nothing went wrong
    """Somebody asked for something newer; what was being made is of no use any more."""


class Turns(Generic[T]):
    """The requests of one browser for one picture: at most one is being made, and only the newest waits.

    A newer request stops the one being made, unless nothing was finished for `PATIENCE_SECONDS`: whoever drags a slider
    without a pause wants to see something on the way.
    """

    def __init__(self, pool: Executor, patience: float = PATIENCE_SECONDS) -> None:
        self._pool, self._patience = pool, patience
        self._newest = 0
        self._stop: threading.Event | None = None
        self._free = asyncio.Lock()
        self._finished = time.monotonic()
        self._closed = False

    async def latest(self, work: Callable[[threading.Event], T]) -> T | None:
        """Return what the work makes, off the event loop, or None when something newer was asked for meanwhile."""
        self._newest += 1
        number = self._newest
        if self._stop is not None and time.monotonic() - self._finished < self._patience:
            self._stop.set()
        if not self._free.locked():
            self._finished = time.monotonic()
        async with self._free:
            if number != self._newest or self._closed:
                return None
            stop = self._stop = threading.Event()
            try:
                found = await asyncio.get_running_loop().run_in_executor(self._pool, work, stop)
                self._finished = time.monotonic()
                return found
            except Superseded:
                return None
            finally:
                self._stop = None

    def close(self) -> None:
        """Stop whatever is being made; nobody looks any more."""
        self._closed = True
        if self._stop is not None:
            self._stop.set()
