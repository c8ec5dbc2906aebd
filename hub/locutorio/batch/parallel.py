"""Work over long columns, a piece at a time and on every core, where the interpreter is let go of."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Result = TypeVar("Result")

CORES = os.cpu_count() or 1
PIECE = 1 << 14  # no shorter, for each takes a while to begin
PIECES = 4 * CORES  # no more; some, so that a core which is disturbed leaves its share to the others


def in_pieces(work: Callable[[slice], Result], length: int) -> list[Result]:
    """What `work` returns for every piece of 0…length, in any order. An error in any is raised here."""
    each = max(PIECE, -(-length // PIECES))
    begins = range(0, length, each)
    pieces = iter([slice(begin, min(begin + each, length)) for begin in begins])
    results: list[Result] = []

    def work_on() -> None:
        for piece in pieces:  # each core takes the next when it is done with one
            results.append(work(piece))

    helping = [_workers().submit(work_on) for _ in range(min(CORES, len(begins)) - 1)]
    work_on()
    for helper in helping:
        helper.result()
    return results


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(CORES, thread_name_prefix="batch")
