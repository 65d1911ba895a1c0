"""Several threads that live a week together: they take turns at the people, and wait until all have lived it.

A week ends for everybody before the next begins, since everybody hears what was said. To hand a week over to threads
and back costs Python some tenths of a millisecond, as much as the week of a thousand customers takes; so the threads
stay in the compiled loop from week to week, and meet there over a few whole numbers that they share.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, NamedTuple

import llvmlite.binding as machine
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from simulator.customer.compiled import rule

STOPPED = 0
"""Where it is marked that nobody wants this any more."""
ARRIVED = 1
"""Where it is counted how often a member has come to wait for the others."""
TAKEN = 2
"""From here on, week by week: how many turns were taken."""
NO_TURN = 1 << 40
"""What is given for a turn to whoever is to stop: beyond all people there can be."""

LOOKS = 64
"""How often a member looks whether all are there before it lets others have its core."""
GIVE_WAY = "engage_give_way"
"""By this name the compiled code finds how the machine lets others have the core."""


class Meeting(NamedTuple):
    """What the threads share that live together; each has its own, with its own number."""

    members: int
    """How many there are."""
    member: int
    """Which of them this is, from 0."""
    closes: bool
    """Whether they live the week of all persons there are, and close it; else whoever asked for it does."""
    marks: Any
    """int64: `STOPPED`, `ARRIVED`, and from `TAKEN` on one for each week"""
    public: Any
    """[member - 1, week, OF_PUBLIC], int64: what all but the first count of the public"""


def new_marks(weeks: int) -> np.ndarray:
    """Return the marks of a meeting of so many weeks, before anybody has come."""
    return np.zeros(TAKEN + weeks, np.int64)


def _tell_how_to_give_way() -> None:
    """Let compiled code find what lets others have the core, also where it was compiled in another process."""
    if sys.platform == "win32":
        function = ctypes.windll.kernel32.SwitchToThread
    else:
        function = ctypes.CDLL(None).sched_yield
    machine.add_symbol(GIVE_WAY, ctypes.cast(function, ctypes.c_void_p).value)


_tell_how_to_give_way()


@intrinsic
def _add_one(_context: Any, marks: Any, place: Any) -> Any:
    """Add 1 to a mark and return what it was; of several threads one is the first."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        mark = _pointer(context, builder, signature, arguments)
        return builder.atomic_rmw("add", mark, ir.Constant(ir.IntType(64), 1), "seq_cst")

    return types.int64(marks, types.int64), build


@intrinsic
def _seen(_context: Any, marks: Any, place: Any) -> Any:
    """Return a mark as it is now, whichever thread has changed it."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load_atomic(_pointer(context, builder, signature, arguments), "seq_cst", 8)

    return types.int64(marks, types.int64), build


def _pointer(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Return where in memory the mark lies that is asked for."""
    marks = context.make_array(signature.args[0])(context, builder, value=arguments[0])
    return builder.gep(marks.data, [arguments[1]])


@intrinsic
def _give_way(_context: Any) -> Any:
    """Let others have this core for a moment."""

    def build(context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
        known = builder.module.globals.get(GIVE_WAY)
        kind = ir.FunctionType(ir.IntType(32), [])
        builder.call(known or ir.Function(builder.module, kind, name=GIVE_WAY), [])
        return context.get_dummy_value()

    return types.void(), build


@rule
def take_turn(marks: Any, week: int) -> int:
    """Return the first turn of a week, counted from 0, that nobody has taken; `NO_TURN` when all are to stop."""
    return NO_TURN if _seen(marks, STOPPED) else _add_one(marks, TAKEN + week)


@rule
def wait_for_all(marks: Any, members: int) -> bool:
    """Wait until every member has come as often as this one; return False when all are to stop instead."""
    if members > 1:
        wanted = (_add_one(marks, ARRIVED) // members + 1) * members
        looks = 0
        while _seen(marks, ARRIVED) < wanted:
            if _seen(marks, STOPPED):
                return False
            looks += 1
            if looks > LOOKS:
                _give_way()
    return not _seen(marks, STOPPED)
