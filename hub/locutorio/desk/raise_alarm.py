"""Writing down what the shop must know of: told by a booth, numbered like its records, or noticed by the hub.

Station 4. Nothing is ever taken back; that something is over is an alarm of its own.
"""

from collections.abc import Iterable

from locutorio.core.alarm import Alarm
from locutorio.core.numbering import numbered
from locutorio.desk.heard import Ear, Heard, Message
from locutorio.desk.numbering import boot_of_number, stored_after
from locutorio.store import alarms, standing
from locutorio.store.engine import Tx

ONE_A_MS = 60_000  # of the kinds that a stranger can cause


def alarm(tx: Tx, _ear: Ear, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """Store a booth's alarm, once, and say up to where its numbers are stored without a gap."""
    number, seq = message["boot"], message["seq"]
    boot = boot_of_number(tx, booth_id, number, last_ms=message["at_ms"], now_ms=now_ms)
    kept = alarms.numbered(tx, booth_id, number, seq)
    if kept is not None:
        same = (kept.kind, kept.on, kept.detail) == (message["fault"], message["on"], message["detail"])
        refused = "" if same else f"alarm {seq} of boot {number} is stored with other content"
        return Heard(ack=(number, boot.stored_seq), refused=refused)
    alarms.add(
        tx, booth_id=booth_id, boot=number, seq=seq, kind=message["fault"], on=message["on"],
        detail=message["detail"], at_ms=(boot.anchor_ms or 0) + message["at_ms"], received_ms=now_ms,
    )  # fmt: skip
    boot = numbered(boot, seq, stored_after(tx, boot))
    standing.keep_numbers(tx, boot)
    return Heard(changed=True, ack=(number, boot.stored_seq))


def raise_alarm(tx: Tx, booth_id: str, *raised: Alarm, now_ms: int) -> None:
    """Write down what the hub noticed about a booth, "" = about itself."""
    for one in raised:
        alarms.add(
            tx, booth_id=booth_id, boot=None, seq=None, kind=one.kind, on=one.on, detail=one.detail,
            at_ms=now_ms, received_ms=now_ms,
        )  # fmt: skip


def raise_now_and_then(tx: Tx, booth_id: str, one: Alarm, *, now_ms: int) -> bool:
    """At most once a minute: whoever floods us must not fill the books. True if it was."""
    last = alarms.latest(tx, booth_id, one.kind)
    if last is not None and 0 <= now_ms - last.at_ms < ONE_A_MS:
        return False
    raise_alarm(tx, booth_id, one, now_ms=now_ms)
    return True


def keep_up(tx: Tx, lasting: Iterable[Alarm], *, now_ms: int) -> None:
    """The hub's own lasting conditions, each as it is now: told when it changes."""
    for condition in lasting:
        last = alarms.latest(tx, "", condition.kind)
        if condition.on != (last is not None and last.on):
            raise_alarm(tx, "", condition, now_ms=now_ms)
