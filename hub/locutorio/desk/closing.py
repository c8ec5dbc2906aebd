"""Closing the calls of an unpaid visit whose end nobody will tell any more. Station 4 of the way of a call.

Decided by core.closing; the money is what was told of the call, and the alarm says that it was not all.
"""

from locutorio.core.alarm import LOST_RECORDS, Alarm
from locutorio.core.closing import closed, ends_untold, talk_s
from locutorio.desk.charging import charge
from locutorio.desk.heard import Ear, Message
from locutorio.desk.raise_alarm import raise_alarm
from locutorio.store import calls, standing
from locutorio.store.engine import Tx


def close_untold(tx: Tx, ear: Ear, booth_id: str, state: Message, *, now_ms: int) -> None:
    """After everything else in `state` is taken: whether records are lost is known by then."""
    for call_id, call in calls.open_in_visit(tx, booth_id):
        if (call.boot, call.call) == (state["boot"], state["call"]):
            continue
        boot = standing.find_boot(tx, booth_id, call.boot)
        if boot is None or not ends_untold(call, state, stored_seq=boot.stored_seq):
            continue
        over = closed(call)
        calls.close(tx, call_id, over)
        lost = Alarm(LOST_RECORDS, detail=f"{call.boot} {call.seq + 1} {call.seq + 1}")
        raise_alarm(tx, booth_id, lost, now_ms=now_ms)
        if call.answered_ms is not None:
            answered_at_ms = (boot.anchor_ms or 0) + call.answered_ms
            charge(
                tx, ear.shop, call_id, over,
                answered_at_ms=answered_at_ms, seconds=talk_s(over, boot), now_ms=now_ms,
            )  # fmt: skip
