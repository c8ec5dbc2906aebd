"""Work over long columns, a piece at a time and on every core: numpy lets go of the interpreter meanwhile."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

# What is worked out on the way then stays in a core's own cache.
PIECE = 1 << 14


def in_pieces(work: Callable[[slice], None], length: int) -> None:
    """`work` on every piece of 0…length. An error in any of them is raised here."""
    pieces = [slice(begin, min(begin + PIECE, length)) for begin in range(0, length, PIECE)]
    for _ in _workers().map(work, pieces) if len(pieces) > 1 else map(work, pieces):
        pass


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="batch")
