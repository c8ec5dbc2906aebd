"""Keeps a trace going for as long as somebody wants to look, though a booth tells one for ten minutes only.

It must not know what is looked for.
"""

from collections.abc import Callable, Iterator
from typing import Any

from boothkit.inspection.look import Look
from boothkit.inspection.told import Told
from boothkit.inspection.ways import Way, answers

TRACE_MAX_S = 600
FIRST_WORD_S = 20.0
NEARLY_S = 1  # a trace ends a moment early or late


def watch(
    way: Way, look: Look, hear: Callable[[dict[str, Any]], None], for_s: int | None = None
) -> Iterator[Told | None]:
    """What is told, once `hear` has put it into `look`; None now and then. Ends when so many seconds of the
    booth's own time were seen."""
    began_ms: int | None = None
    seen_s = 0
    while for_s is None or seen_s < for_s - NEARLY_S:
        look.over = False
        for told in answers(way, "trace", left(for_s, seen_s), FIRST_WORD_S):
            if told and told.kind == "trace":
                hear(told.message)
                began_ms = look.now_ms if began_ms is None else began_ms
                seen_s = (look.now_ms - began_ms) // 1000
            yield told
            if look.over:
                break


def left(for_s: int | None, seen_s: int) -> int:
    return TRACE_MAX_S if for_s is None else min(for_s - seen_s, TRACE_MAX_S)
