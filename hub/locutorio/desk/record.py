"""A numbered record of a call: stored for ever, merged into its call, priced when the call is over.

Station 4 of the way of a call. Taken twice, late or out of order it leads to the same call, because each
record is the whole state and the highest number is the latest.
"""

from locutorio.core.call import Call
from locutorio.core.closing import talk_s
from locutorio.core.numbering import numbered
from locutorio.desk.charging import charge
from locutorio.desk.heard import Ear, Heard, Message
from locutorio.desk.numbering import boot_of_number, stored_after
from locutorio.store import calls, standing
from locutorio.store.engine import Store, Tx


def record(tx: Tx, ear: Ear, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """Store it, once, and say up to where the boot's numbers are stored without a gap."""
    told = _call(booth_id, message)
    boot = boot_of_number(tx, booth_id, told.boot, last_ms=told.last_ms, now_ms=now_ms)
    is_next = told.seq == boot.stored_seq + 1  # then it cannot be stored yet
    kept = None if is_next else calls.stored(tx, told)
    if kept is not None:
        refused = (
            "" if kept == told else f"record {told.seq} of boot {told.boot} is stored with other content"
        )
        return Heard(ack=(told.boot, boot.stored_seq), refused=refused)
    record_id = calls.append(tx, told, received_ms=now_ms)
    call_id = calls.merge(tx, told, record_id=record_id)
    boot = numbered(boot, told.seq, stored_after(tx, boot))
    standing.keep_numbers(tx, boot)
    if told.is_over and told.answered_ms is not None and boot.anchor_ms is not None:
        answered_at_ms = boot.anchor_ms + told.answered_ms
        seconds = talk_s(told, boot)
        charge(tx, ear.shop, call_id, told, answered_at_ms=answered_at_ms, seconds=seconds, now_ms=now_ms)
    return Heard(changed=True, ack=(told.boot, boot.stored_seq))


def rebuild(store: Store) -> int:
    """Make every call anew from its records; charges and decisions stand. Returns how many calls."""
    with store.begin() as tx:
        return calls.rebuild(tx)


def _call(booth_id: str, message: Message) -> Call:
    fields = dict(message)
    return Call(booth_id=booth_id, visit_id=fields.pop("visit"), **fields)
