"""Work over long columns, a piece at a time and on every core: numpy lets go of the interpreter meanwhile."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

# What is worked out on the way then stays in a core's own cache.
PIECE = 1 << 14
CORES = os.cpu_count() or 1


def in_pieces(work: Callable[[slice], None], length: int) -> None:
    """`work` on every piece of 0…length. An error in any of them is raised here."""
    pieces = iter([slice(begin, min(begin + PIECE, length)) for begin in range(0, length, PIECE)])

    def work_on() -> None:
        for piece in pieces:  # each core takes the next when it is done with one
            work(piece)

    helpers = min(CORES, -(-length // PIECE)) - 1
    helping = [_workers().submit(work_on) for _ in range(helpers)]
    work_on()
    for helper in helping:
        helper.result()


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(CORES, thread_name_prefix="batch")
