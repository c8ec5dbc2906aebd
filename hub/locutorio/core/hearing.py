"""What a booth's hello, presence and state come to. Station 4 of the way of a call.

Pure: what is known goes in with the message, what is to be kept comes out. Each word replaces the one
before, and an older one that comes late changes nothing. A boot is known by its nonce; the same boot with
another nonce means two controllers share an identity, or somebody replays. Must not know where any of it
is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from locutorio.core.alarm import (
    CLOCK_JUMP,
    FENCED,
    OPEN_WITHOUT_VISIT,
    RESTARTED,
    TWO_CONTROLLERS,
    Alarm,
)
from locutorio.core.conditions import changed, edges
from locutorio.core.leases import Wanted, lock_after_report, lock_after_reset
from locutorio.core.report import UNHEARD_AFTER_MS, Boot, Report
from locutorio.core.rules import BoothRules

Message = Mapping[str, Any]  # decoded: each field of its kind is there and of its type

ASTRAY_AFTER_MS = 5_000  # the relay and its report need a moment to follow the command
JUMP_MS = 5_000
DRIFT = 10_000  # a crystal may be off by one part in so many


@dataclass(frozen=True, slots=True)
class Hearing:
    """`boot` and `report` as they are to be kept now; None = unchanged. `lock`: why the booth must be
    locked now, "" = it need not. `greets`: tell it at once what is wanted. `refused`: why the message must
    be put aside.
    """

    boot: Boot | None = None
    report: Report | None = None
    alarms: tuple[Alarm, ...] = ()
    lock: str = ""
    greets: bool = False
    refused: str = ""


def hear_hello(
    message: Message,
    known: Boot | None,
    report: Report,
    wanted: Wanted,
    *,
    booth_id: str,
    rules: BoothRules,
    epoch: int,
    now_ms: int,
) -> Hearing:
    """First on each connection: a boot's nonce, versions, and the anchor of its time."""
    if _is_another(known, message):
        return _conflict(message, report, "is known with another nonce")
    if _outlives(known, message, report):
        return _conflict(message, report, "goes on beside a later one")
    boot = _greeted(message, known or Boot(booth_id, message["boot"]), now_ms=now_ms)
    if boot.boot < report.boot:
        return Hearing(boot=boot)
    epoch_heard = max(message["epoch"], report.epoch)  # it never goes down, but a greeting may be replayed
    after = _after(report, boot, online=True, oldest_boot=message["oldest_boot"], epoch=epoch_heard)
    if not after.n:  # until its first state this is the latest that is known of its time
        after = replace(after, at_ms=message["at_ms"], heard_ms=now_ms)
    zero_ms = now_ms - message["at_ms"]
    return replace(_concluded(report, after, boot, wanted, rules, zero_ms=zero_ms, epoch=epoch), greets=True)


def hear_presence(
    message: Message, known: Boot | None, report: Report, *, booth_id: str, wire: int, now_ms: int
) -> Hearing:
    """On the line to the broker or not. The broker keeps it, so it may be all that is known of a boot
    which greeted while the hub was down; and it says nothing of when it was sent.
    """
    if _is_another(known, message):
        return _conflict(message, report, "is known with another nonce")
    boot = None
    if known is None or not known.nonce:
        blank = known or Boot(booth_id, message["boot"])
        boot = replace(blank, nonce=message["nonce"], wire=wire, heard_ms=now_ms)
    if message["boot"] != report.boot or message["online"] == report.online:
        return Hearing(boot=boot)
    return Hearing(boot=boot, report=replace(report, online=message["online"]), greets=message["online"])


def hear_state(
    message: Message,
    known: Boot | None,
    report: Report,
    wanted: Wanted,
    *,
    rules: BoothRules,
    epoch: int,
    now_ms: int,
) -> Hearing:
    """What the booth is doing now; `n` rises, so an older one is known as such."""
    if known is None or not known.nonce:
        return Hearing(refused=f"boot {message['boot']} has not greeted yet")
    if (message["boot"], message["n"]) <= (report.boot, report.n):
        return Hearing()
    zero_ms = now_ms - message["at_ms"]
    boot = replace(
        known,
        heard_ms=now_ms,
        reported_seq=max(message["seq"], known.reported_seq),
        call=message["call"],
        talk_ms=message["talk_ms"],
    )
    if boot.anchor_ms is None or boot.estimated:
        boot = replace(boot, anchor_ms=zero_ms, estimated=False)
    said = {name: message[name] for name in _REPORTED}
    astray_ms = _astray_ms(message, report, wanted, rules)
    after = _after(
        report, boot, **said, visit_id=message["visit"], astray_ms=astray_ms, online=True, heard_ms=now_ms
    )
    was_away = not report.online or report.heard_ms is None or now_ms - report.heard_ms > UNHEARD_AFTER_MS
    hearing = _concluded(report, after, boot, wanted, rules, zero_ms=zero_ms, epoch=epoch)
    return replace(hearing, greets=was_away)


_REPORTED = (
    "n", "at_ms", "line", "relay", "ctr", "call", "digits", "talk_ms", "oldest_boot", "epoch", "lease",
    "granted", "limit_s", "cost", "faults", "refused",
)  # fmt: skip


def lost(boot: Boot | None, message: Message) -> tuple[int, int] | None:
    """The numbers of `boot` (that of the oldest record the booth still holds) that will never come: they
    are older than that record, and not stored. We have them, as a rule; if not, we come from a backup, or
    the booth's flash is spoilt.
    """
    last_gone = message["oldest_seq"] - 1
    if boot is None or boot.stored_seq >= last_gone:
        return None
    return boot.stored_seq + 1, last_gone


def _is_another(known: Boot | None, message: Message) -> bool:
    return known is not None and bool(known.nonce) and known.nonce != message["nonce"]


def _outlives(known: Boot | None, message: Message, report: Report) -> bool:
    """An earlier boot greets, and at a moment when the later one had begun: a copied board. A greeting that
    only comes late, or is replayed, is of an earlier moment."""
    if known is None or known.anchor_ms is None or known.estimated or report.heard_ms is None:
        return False
    later_began_ms = report.heard_ms - report.at_ms
    spoken_ms = known.anchor_ms + message["at_ms"]
    return known.boot < report.boot and spoken_ms > later_began_ms + _tolerance_ms(message["at_ms"])


def _conflict(message: Message, report: Report, finding: str) -> Hearing:
    after = replace(report, conditions=changed(report.conditions, two_controllers=True))
    number = message["boot"]
    return Hearing(
        report=after,
        alarms=edges(report.conditions, after.conditions, {TWO_CONTROLLERS: f"boot {number}"}),
        refused=f"boot {number} {finding}: two controllers, or a replay",
    )


def _greeted(message: Message, known: Boot, *, now_ms: int) -> Boot:
    anchor_ms = now_ms - message["at_ms"]
    if known.anchor_ms is not None and not known.estimated:
        # A greeting can only be late, so the quickest is nearest to the truth; but a clock that jumped
        # is no quick greeting.
        is_nearer = 0 < known.anchor_ms - anchor_ms <= _tolerance_ms(message["at_ms"])
        anchor_ms = anchor_ms if is_nearer else known.anchor_ms
    copied = ("nonce", "wire", "firmware", "board", "profile", "reset", "release", "trial")
    return replace(
        known,
        **{name: message[name] for name in copied},
        anchor_ms=anchor_ms,
        estimated=False,
        heard_ms=now_ms,
        reported_seq=max(message["seq"], known.reported_seq),
    )


def _after(report: Report, boot: Boot, **fields: Any) -> Report:
    """The report with `fields`, afresh if they are the first of a later boot."""
    if boot.boot > report.boot:
        return Report(boot=boot.boot, **fields)
    return replace(report, **fields)


def _astray_ms(message: Message, report: Report, wanted: Wanted, rules: BoothRules) -> int | None:
    """Since when the line has been through though it is to be locked and the booth says that it obeyed.

    A locked line is through for an emergency number, and while its digits may still become one.
    """
    is_meant = wanted.unlocked or message["ctr"] < wanted.ctr or not message["relay"]
    if is_meant or message["line"] == "guarded" or rules.is_emergency(message["digits"]):
        return None
    since_ms: int = message["at_ms"]
    if report.astray_ms is not None and report.boot == message["boot"]:
        since_ms = report.astray_ms
    return since_ms


def _concluded(
    was: Report, after: Report, boot: Boot, wanted: Wanted, rules: BoothRules, *, zero_ms: int, epoch: int
) -> Hearing:
    """All that follows from the report `was` becoming `after`; `zero_ms` is the wall time of the boot's
    moment 0 by this message alone."""
    off_ms = zero_ms - (boot.anchor_ms or 0)
    astray = after.astray_ms is not None and after.at_ms - after.astray_ms > ASTRAY_AFTER_MS
    conditions = changed(
        after.conditions,
        fenced=after.epoch > epoch,
        clock_jump=abs(off_ms) > _tolerance_ms(after.at_ms),
        open_without_visit=astray,
    )
    details = {
        FENCED: str(after.epoch),
        CLOCK_JUMP: f"{off_ms // 1000:+d}",
        OPEN_WITHOUT_VISIT: after.line,
    }
    alarms = edges(was.conditions, conditions, details)
    lock = lock_after_report(after, wanted)
    if after.boot > was.boot > 0:
        alarms = (Alarm(RESTARTED, detail=boot.reset or "unknown"), *alarms)
        lock = lock_after_reset(boot.reset, was, wanted, rules)
    return Hearing(boot=boot, report=replace(after, conditions=conditions), alarms=alarms, lock=lock)


def _tolerance_ms(at_ms: int) -> int:
    return JUMP_MS + at_ms // DRIFT
