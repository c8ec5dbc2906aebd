"""Calls that did not end by their own record: a reset cut them, or nobody will tell of their end any more,
because the books it stood in are gone, or the flash it was kept in.

Station 4 of the way of a call. Without this the latter would run for ever, and nobody could pay the visit.
Pure; must not know who keeps calls.
"""

from dataclasses import replace

from locutorio.core.call import Call
from locutorio.core.hearing import Message
from locutorio.core.report import Boot


def ends_untold(call: Call, state: Message, *, stored_seq: int) -> bool:
    """Whether an open call is over by the booth's present `state`, and its end will not be told.

    The booth holds nothing from before its oldest record. And whatever it numbered up to this state is
    stored, or known to be lost, if `stored_seq` (of the reported boot) reaches that far.
    """
    told_before: bool = call.boot < state["oldest_boot"]
    all_told: bool = call.boot == state["boot"] and call.seq <= state["seq"] <= stored_seq
    return told_before or (all_told and call.call != state["call"])


def closed(call: Call) -> Call:
    """It lasted as far as was told of it."""
    ended_ms = call.dialled_ms if call.answered_ms is None else call.answered_ms + call.talk_ms
    return replace(call, state="ended", ending="restart", ended_ms=ended_ms)


def talk_s(call: Call, boot: Boot) -> int:
    """Completed seconds. Of a call that a reset cut, the booth's last report knows more than its flash."""
    reported_ms = boot.talk_ms if call.ending == "restart" and call.call == boot.call else 0
    return max(call.talk_ms, reported_ms) // 1000
