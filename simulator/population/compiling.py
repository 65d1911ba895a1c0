"""How loops over many people are compiled, and where they are kept."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from numba import njit
from numba.core import cgutils, config
from numba.extending import intrinsic

from simulator.population import cache

F = TypeVar("F")


CACHE = cache.folder()


def compiled(function: F) -> F:
    """Compile on first call, kept in `CACHE`; the compiler is told of the folder for this function only."""
    if CACHE is None:
        return cast(F, njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True)(function))
    others = config.CACHE_DIR
    config.CACHE_DIR = str(CACHE)
    try:
        return cast(F, njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True, cache=True)(function))
    finally:
        config.CACHE_DIR = others


@intrinsic
def lent(_context: Any, array: Any) -> Any:
    """Return the array without its reference count.

    The loop holds its arrays for as long as it runs; counting every look at them, in atomic operations that the
    threads share, was measured to take more than a third of the time of a loop that did it.
    """

    def without_count(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = context.make_array(signature.args[0])(context, builder, value=arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        return view._getvalue()

    return array(array), without_count
