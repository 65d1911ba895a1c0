"""Ctrl-C and the request to terminate: both end the work at a point where everything can be cleaned up."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

GRACE_SECONDS = 10.0
"""How long the cleaning up after the first Ctrl-C is left alone; after that, another one counts again."""


class Terminated(KeyboardInterrupt):
    """Somebody asked this process to end; what knows how to clean up after Ctrl-C does the same now."""


@contextmanager
def stoppable(to_the_end: bool) -> Iterator[None]:
    """Raise `Terminated` when asked to end, as Ctrl-C raises `KeyboardInterrupt`, once and not again soon after.

    With `to_the_end` the process ends after this, and nothing disturbs its end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stopped_at: list[float] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if stopped_at and now - stopped_at[-1] < GRACE_SECONDS:
            return
        stopped_at.append(now)
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    before = {
        # A shell starts jobs in the background with Ctrl-C ignored; that is not ours to change.
        number: signal.signal(number, stop)
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if to_the_end else handler)
