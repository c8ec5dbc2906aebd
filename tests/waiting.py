"""Waiting for something to become true, with a deadline: never for a fixed time."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def wait_for(look: Callable[[], Value], *, within_s: float = 60.0) -> Value:
    """What `look` returns as soon as it is true."""
    deadline = time.monotonic() + within_s
    while not (value := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {within_s} s: {look}")
        time.sleep(0.01)
    return value
