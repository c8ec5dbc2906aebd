"""What a booth says of itself: hello, presence and state. Station 4 of the way of a call.

What it comes to is decided by core.hearing; here it is loaded and kept, and what follows is done: a visit
is locked by the owner's rules, a call gets its grant.
"""

from dataclasses import replace

from boothwire import WIRE_VERSION

from locutorio.core.alarm import HUB_FALLBACK, LOST_RECORDS, NEEDS_FLASHING, Alarm
from locutorio.core.conditions import changed, edges
from locutorio.core.hearing import Hearing, hear_hello, hear_presence, hear_state, lost
from locutorio.core.leases import overtaken
from locutorio.core.report import Boot
from locutorio.desk.closing import close_untold
from locutorio.desk.grant import grant
from locutorio.desk.heard import STALE, Ear, Heard, Message
from locutorio.desk.lock import cut
from locutorio.desk.raise_alarm import raise_alarm
from locutorio.store import calls, standing
from locutorio.store.engine import Tx
from locutorio.store.standing import Standing


def hello(tx: Tx, ear: Ear, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """First on each connection: a boot's nonce, versions, and the anchor of its time."""
    known = standing.standing(tx, booth_id, message["boot"])
    hearing = hear_hello(
        message, known.boot, known.report, known.wanted,
        booth_id=booth_id, rules=ear.shop.rules, epoch=ear.epoch, now_ms=now_ms,
    )  # fmt: skip
    heard = _keep(tx, known, hearing, now_ms=now_ms)
    return _gone(tx, booth_id, message, hearing.boot, heard, now_ms=now_ms) if hearing.report else heard


def presence(tx: Tx, _ear: Ear, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """On the line to the broker or not."""
    known = standing.standing(tx, booth_id, message["boot"])
    hearing = hear_presence(
        message, known.boot, known.report, booth_id=booth_id, wire=WIRE_VERSION, now_ms=now_ms
    )
    return _keep(tx, known, hearing, now_ms=now_ms)


def state(tx: Tx, ear: Ear, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """What the booth is doing now."""
    known = standing.standing(tx, booth_id, message["boot"])
    hearing = hear_state(
        message, known.boot, known.report, known.wanted, rules=ear.shop.rules, epoch=ear.epoch, now_ms=now_ms
    )
    heard = _keep(tx, known, hearing, now_ms=now_ms)
    if hearing.report is None or hearing.boot is None:
        return heard
    wanted = overtaken(known.wanted, message["ctr"], message["visit"], now_ms=now_ms)
    if wanted != known.wanted:
        standing.keep_wanted(tx, booth_id, wanted)
        heard = replace(heard, owes=True)
    if not hearing.lock and grant(tx, ear.shop, hearing.boot, hearing.report, wanted, now_ms=now_ms):
        heard = replace(heard, owes=True)
    heard = _gone(tx, booth_id, message, hearing.boot, heard, now_ms=now_ms)
    close_untold(tx, ear, booth_id, message, now_ms=now_ms)
    return heard


def foreign_version(tx: Tx, booth_id: str, *, now_ms: int) -> Heard:
    """The booth speaks another version of the wire: nothing it says can be understood."""
    was = standing.standing(tx, booth_id, 0).report
    report = replace(was, conditions=changed(was.conditions, **{NEEDS_FLASHING: True}))
    standing.keep_report(tx, booth_id, report)
    raise_alarm(tx, booth_id, *edges(was.conditions, report.conditions), now_ms=now_ms)
    return Heard(changed=True)


def _keep(tx: Tx, known: Standing, hearing: Hearing, *, now_ms: int) -> Heard:
    if hearing.boot is not None:
        standing.keep_boot(tx, hearing.boot, is_new=known.boot is None)
    if hearing.report is not None:
        standing.keep_report(tx, known.booth_id, hearing.report)
    raise_alarm(tx, known.booth_id, *hearing.alarms, now_ms=now_ms)
    if hearing.lock:
        cut(tx, known.booth_id, person_id=None, detail=hearing.lock, now_ms=now_ms)
        raise_alarm(tx, known.booth_id, Alarm(HUB_FALLBACK, detail=hearing.lock), now_ms=now_ms)
    if hearing == Hearing():
        return STALE
    return Heard(
        changed=hearing.report is not None,
        owes=hearing.greets or bool(hearing.lock),
        refused=hearing.refused,
    )


def _gone(tx: Tx, booth_id: str, message: Message, spoke: Boot | None, heard: Heard, *, now_ms: int) -> Heard:
    """Nothing waits for numbers that the booth no longer holds; that they are lost is told."""
    number = message["oldest_boot"]
    same = spoke is not None and spoke.boot == number
    boot = spoke if same else standing.find_boot(tx, booth_id, number)
    gone = lost(boot, message)
    if boot is None or gone is None:
        return heard
    first, last = gone
    stored_seq = calls.stored_up_to(tx, booth_id, number, after=last)
    standing.keep_numbers(tx, replace(boot, stored_seq=stored_seq))
    raise_alarm(tx, booth_id, Alarm(LOST_RECORDS, detail=f"{number} {first} {last}"), now_ms=now_ms)
    refused = f"records {first} to {last} of boot {number} are lost: the booth no longer holds them"
    return replace(heard, ack=(number, stored_seq), refused=refused)
