"""One decorator, `rule`: a function that plain Python can call and that the compiled loop can take in.

The functions of the rule stay ordinary Python functions. The compiler sees them only when the population's loop
calls them, so a case table or a Mesa agent in Python runs exactly the text that a million customers run.
Every number of a customer or of the parameters is a float64 in arithmetic; columns are float32 only at rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from numba.extending import overload, register_jitable

Row: TypeAlias = Any
"""One customer: a row of the columns in compiled code, a Mesa agent in plain Python; same attribute names."""

Table: TypeAlias = Any
"""One row of parameters, with the field names of the scenario."""

F = TypeVar("F", bound=Callable[..., Any])

_INSIDE = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Only compiled code calls these: without doors for others, each with its copy of the code, compiling is shorter."""


def rule(function: F) -> F:
    """Mark a function as part of the rule: callable from Python and from the compiled loop alike."""
    return cast(F, register_jitable(forceinline=True, **_INSIDE)(function))


def seldom(function: F) -> F:
    """Mark a part of the rule that few customers come to in a week: compiled once and called, not taken in everywhere.

    It keeps the loop small: what is taken in is compiled anew at each place that uses it.
    """
    return cast(F, register_jitable(**_INSIDE)(function))


def compiled_as(open_function: Callable[..., Any]) -> Callable[[F], F]:
    """Let the compiled loop use the decorated rule function wherever plain Python calls `open_function`.

    `open_function` is a door for subclasses of Customer: in Python it may ask the agent, compiled it cannot.
    """

    def register(function: F) -> F:
        def choose(*_types: Any) -> F:
            return function

        choose.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]  # the compiler compares them
        overload(open_function)(choose)
        return function

    return register
