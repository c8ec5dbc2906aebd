"""A numbered record of a call: stored for ever, merged into its call, priced when the call is over.

Station 4 of the way of a call. Taken twice, late or out of order it leads to the same call, because each
record is the whole state and the highest number is the latest.
"""

from locutorio.core.call import Call
from locutorio.core.shop import ShopProfile
from locutorio.desk.charging import charge
from locutorio.desk.heard import Heard, Message
from locutorio.store import booths, calls
from locutorio.store.booths import Boot
from locutorio.store.engine import Store, Tx


def record(tx: Tx, shop: ShopProfile, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """Store it, once, and say up to where the boot's records are stored without a gap."""
    told = _call(booth_id, message)
    boot = _boot_of(tx, told, now_ms=now_ms)
    is_next = told.seq == boot.stored_seq + 1  # then it cannot be stored yet
    kept = None if is_next else calls.stored(tx, told)
    if kept is not None:
        refused = (
            "" if kept == told else f"record {told.seq} of boot {told.boot} is stored with other content"
        )
        return Heard(ack=(told.boot, boot.stored_seq), refused=refused)
    record_id = calls.append(tx, told, received_ms=now_ms)
    call_id = calls.merge(tx, told, record_id=record_id)
    stored_seq = _count(tx, told, boot)
    if told.is_over and told.answered_ms is not None and boot.anchor_ms is not None:
        answered_at_ms = boot.anchor_ms + told.answered_ms
        charge(tx, shop, call_id, told, answered_at_ms=answered_at_ms, seconds=told.talk_s, now_ms=now_ms)
    return Heard(changed=True, ack=(told.boot, stored_seq))


def _count(tx: Tx, told: Call, boot: Boot) -> int:
    """Note the record's number. Returns up to which all are stored."""
    stored_seq, reported_seq = boot.stored_seq, max(boot.reported_seq, told.seq)
    if told.seq == stored_seq + 1:
        # Later ones may have come before it.
        stored_seq = told.seq
        if reported_seq > told.seq:
            stored_seq = calls.stored_up_to(tx, told.booth_id, told.boot, after=told.seq)
    booths.change_boot(tx, told.booth_id, told.boot, stored_seq=stored_seq, reported_seq=reported_seq)
    return stored_seq


def rebuild(store: Store) -> int:
    """Make every call anew from its records; charges and decisions stand. Returns how many calls."""
    with store.begin() as tx:
        return calls.rebuild(tx)


def _call(booth_id: str, message: Message) -> Call:
    fields = dict(message)
    return Call(booth_id=booth_id, visit_id=fields.pop("visit"), **fields)


def _boot_of(tx: Tx, told: Call, *, now_ms: int) -> Boot:
    """The boot of a record. One that never greeted gets an estimated anchor: what it last told of cannot
    be later than the greeting of the boot after it, nor than now.
    """
    boot = booths.find_boot(tx, told.booth_id, told.boot)
    if boot is None:
        booths.add_boot(tx, told.booth_id, told.boot, heard_ms=now_ms)
    if boot is None or boot.anchor_ms is None or boot.estimated:
        after = booths.next_boot(tx, told.booth_id, told.boot)
        at_most_ms = after.anchor_ms if after and after.anchor_ms is not None else now_ms
        anchor_ms = at_most_ms - told.last_ms
        if boot is not None and boot.anchor_ms is not None:
            anchor_ms = min(anchor_ms, boot.anchor_ms)
        booths.change_boot(tx, told.booth_id, told.boot, anchor_ms=anchor_ms, estimated=True)
        boot = booths.find_boot(tx, told.booth_id, told.boot)
    assert boot is not None  # added above
    return boot
