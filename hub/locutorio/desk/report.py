"""What a booth says of itself: hello, presence and state. Station 4 of the way of a call.

These are read models: each word replaces the one before, and an older one that comes late changes
nothing. A boot is known by its nonce; the same boot with another nonce means two controllers share an
identity, or somebody replays.
"""

from dataclasses import replace
from typing import Any

from boothwire import WIRE_VERSION

from locutorio.desk.heard import STALE, Heard, Message
from locutorio.store import booths, calls
from locutorio.store.booths import Boot
from locutorio.store.engine import Tx

TWO_CONTROLLERS = "two_controllers"


def hello(tx: Tx, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """First on each connection: a boot's nonce, versions, and the anchor of its time."""
    known = booths.find_boot(tx, booth_id, message["boot"])
    if _is_another(known, message):
        return _conflict(tx, booth_id, message)
    anchor_ms = now_ms - message["at_ms"]
    if known and known.anchor_ms is not None and not known.estimated:
        # The same greeting took longer this time: the quickest one is nearest to the truth.
        anchor_ms = min(anchor_ms, known.anchor_ms)
    _keep_boot(
        tx, booth_id, known, message,
        {
            "nonce": message["nonce"],
            "wire": message["wire"],
            "firmware": message["firmware"],
            "board": message["board"],
            "profile": message["profile"],
            "anchor_ms": anchor_ms,
            "estimated": False,
            "reported_seq": max(message["seq"], known.reported_seq if known else 0),
        },
        now_ms=now_ms,
    )  # fmt: skip
    if not _begins(tx, booth_id, message["boot"]):
        return STALE
    booths.change_report(tx, booth_id, online=True, heard_ms=now_ms, oldest_boot=message["oldest_boot"])
    return replace(_gone(tx, booth_id, message), changed=True, greets=True)


def presence(tx: Tx, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """On the line to the broker or not. The broker keeps it, so it may be all that is known of a boot
    which greeted while the hub was down; and it says nothing of when it was sent.
    """
    known = booths.find_boot(tx, booth_id, message["boot"])
    if _is_another(known, message):
        return _conflict(tx, booth_id, message)
    if known is None or not known.nonce:
        # It came on a topic of this wire version.
        _keep_boot(
            tx, booth_id, known, message, {"nonce": message["nonce"], "wire": WIRE_VERSION}, now_ms=now_ms
        )
    if _begins(tx, booth_id, message["boot"]):
        booths.change_report(tx, booth_id, online=message["online"])
        return Heard(changed=True, greets=message["online"])
    return STALE


def state(tx: Tx, booth_id: str, message: Message, *, now_ms: int) -> Heard:
    """What the booth is doing now; `n` rises, so an older one is known as such."""
    report = booths.reported(tx, booth_id)
    known = booths.find_boot(tx, booth_id, message["boot"])
    if known is None or not known.nonce or message["boot"] > report["boot"]:
        return Heard(refused=f"boot {message['boot']} has not greeted yet")
    if message["boot"] < report["boot"] or message["n"] <= report["n"]:
        return STALE
    fields: dict[str, Any] = {name: message[name] for name in ("n", "at_ms", "line", "relay", "ctr")}
    fields |= {"visit_id": message["visit"], "call": message["call"], "oldest_boot": message["oldest_boot"]}
    fields |= {"digits": message["digits"], "talk_ms": message["talk_ms"]}
    booths.change_report(tx, booth_id, **fields, online=True, heard_ms=now_ms)
    seen: dict[str, Any] = {"heard_ms": now_ms, "reported_seq": max(message["seq"], known.reported_seq)}
    if known.anchor_ms is None or known.estimated:
        seen |= {"anchor_ms": now_ms - message["at_ms"], "estimated": False}
    booths.change_boot(tx, booth_id, known.boot, **seen)
    booths.overtake(tx, booth_id, message["ctr"], changed_ms=now_ms)
    return replace(_gone(tx, booth_id, message), changed=True)


def _gone(tx: Tx, booth_id: str, message: Message) -> Heard:
    """What is older than the oldest record the booth still holds will never come: nothing waits for it.

    We have it, as a rule. If not (we come from a backup, or its flash is spoilt), that is told.
    """
    number, last_gone = message["oldest_boot"], message["oldest_seq"] - 1
    boot = booths.find_boot(tx, booth_id, number)
    if boot is None or boot.stored_seq >= last_gone:
        return STALE
    stored_seq = calls.stored_up_to(tx, booth_id, number, after=last_gone)
    booths.change_boot(tx, booth_id, number, stored_seq=stored_seq)
    lost = f"records {boot.stored_seq + 1} to {last_gone} of boot {number} are lost"
    return Heard(ack=(number, stored_seq), refused=f"{lost}: the booth no longer holds them")


def foreign_version(tx: Tx, booth_id: str) -> Heard:
    """The booth speaks another version of the wire: nothing it says can be understood."""
    booths.change_report(tx, booth_id, trouble="needs_flashing")
    return Heard(changed=True)


def _is_another(known: Boot | None, message: Message) -> bool:
    return known is not None and bool(known.nonce) and known.nonce != message["nonce"]


def _conflict(tx: Tx, booth_id: str, message: Message) -> Heard:
    booths.change_report(tx, booth_id, trouble=TWO_CONTROLLERS)
    reason = f"boot {message['boot']} is known with another nonce: two controllers, or a replay"
    return Heard(changed=True, refused=reason)


def _keep_boot(
    tx: Tx, booth_id: str, known: Boot | None, message: Message, values: dict[str, Any], *, now_ms: int
) -> None:
    if known is None:
        booths.add_boot(tx, booth_id, message["boot"], **values, heard_ms=now_ms)
    else:
        booths.change_boot(tx, booth_id, known.boot, **values, heard_ms=now_ms)


def _begins(tx: Tx, booth_id: str, boot: int) -> bool:
    """True if `boot` is the latest; the report starts afresh with a later one than before."""
    last: int = booths.reported(tx, booth_id)["boot"]
    if boot > last:
        booths.change_report(tx, booth_id, **{**booths.UNHEARD, "boot": boot}, trouble="")
    return boot >= last
