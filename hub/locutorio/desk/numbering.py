"""The boot a numbered message belongs to, and up to where its numbers are stored. Station 4.

Must not know whether the message is a record or an alarm.
"""

from collections.abc import Callable

from locutorio.core.numbering import anchored
from locutorio.core.report import Boot
from locutorio.store import calls, standing
from locutorio.store.engine import Tx


def boot_of_number(tx: Tx, booth_id: str, number: int, *, last_ms: int, now_ms: int) -> Boot:
    """The boot, dated as well as can be if it never greeted; `last_ms` is the latest it tells of."""
    known = standing.find_boot(tx, booth_id, number)
    if known is not None and known.anchor_ms is not None and not known.estimated:
        return known
    after = standing.next_boot(tx, booth_id, number)
    at_most_ms = after.anchor_ms if after and after.anchor_ms is not None else now_ms
    boot = anchored(known or Boot(booth_id, number, heard_ms=now_ms), last_ms=last_ms, at_most_ms=at_most_ms)
    standing.keep_boot(tx, boot, is_new=known is None)
    return boot


def stored_after(tx: Tx, boot: Boot) -> Callable[[int], int]:
    """Up to which number of the boot all is stored, knowing it is up to the one asked with."""
    return lambda seq: calls.stored_up_to(tx, boot.booth_id, boot.boot, after=seq)
