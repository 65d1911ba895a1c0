"""Ctrl-C and the request to terminate: both end the work at a point where everything can be cleaned up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Terminated(KeyboardInterrupt):
    """Somebody asked this process to end; what knows how to clean up after Ctrl-C does the same now."""


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Terminated` when asked to end, as Ctrl-C raises `KeyboardInterrupt`; afterwards both just end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        # A shell starts jobs in the background with Ctrl-C ignored; that is not ours to change.
        number: signal.signal(number, handler)
        for number, handler in ((signal.SIGTERM, _terminate), (signal.SIGINT, signal.default_int_handler))
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
