"""Functions over columns, made into machine code when they are first called. Beside station 5.

What is compiled is kept beside the source, or in the user's cache, for the next process.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def inlined(function: Function) -> Function:
    """For the functions that a compiled one calls time and again."""
    return cast(Function, njit(inline="always", error_model="numpy")(function))


def compiled(function: Function) -> Function:
    """The same function; the interpreter is let go of meanwhile. Whole numbers are of 64 bits there."""
    try:
        made = njit(nogil=True, error_model="numpy", cache=True)(function)
    except RuntimeError:  # no folder to keep it in: it is made again in each process
        made = njit(nogil=True, error_model="numpy")(function)
    return cast(Function, made)
