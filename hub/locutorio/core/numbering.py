"""Numbered messages of one boot: up to where all are stored, and how a boot that never greeted is dated.

Station 4 of the way of a call. Records and alarms are numbered in one row. Pure; must not know what a
number stands for.
"""

from collections.abc import Callable
from dataclasses import replace

from locutorio.core.report import Boot


def numbered(boot: Boot, seq: int, later: Callable[[int], int]) -> Boot:
    """The boot after `seq` was stored. `later` says, knowing all up to a number are stored, up to which
    they really are: some may have come before it."""
    stored_seq, reported_seq = boot.stored_seq, max(boot.reported_seq, seq)
    if seq == stored_seq + 1:
        stored_seq = later(seq) if reported_seq > seq else seq
    return replace(boot, stored_seq=stored_seq, reported_seq=reported_seq)


def anchored(boot: Boot, *, last_ms: int, at_most_ms: int) -> Boot:
    """A boot that never greeted gets an estimated anchor: what it last told of (`last_ms` of its time)
    cannot be later than `at_most_ms`: the greeting of the boot after it, or now."""
    if boot.anchor_ms is not None and not boot.estimated:
        return boot
    anchor_ms = at_most_ms - last_ms
    if boot.anchor_ms is not None:
        anchor_ms = min(anchor_ms, boot.anchor_ms)
    return replace(boot, anchor_ms=anchor_ms, estimated=True)
