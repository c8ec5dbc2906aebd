"""Booths that a technician has looked at: one relay sticks, one booth is watched, an update is under way."""

from typing import Any

from locutorio.desk import inspection_wire, inspections, rollouts, updates
from locutorio.desk.people import Person
from locutorio.store import releases
from locutorio.store.engine import Store
from locutorio.store.releases import Release
from seed import EAR, SeededBooth
from told_inspections import told_checkup, told_trace, told_vitals

DIALLED = (
    ("line_volts", 1, 100), ("relay", 1, 100), ("relay_sense", 1, 130), ("hook", 1, 1400),
    ("loop_a", 1, 1500), ("dtmf_std", 1, 3000), ("dtmf_q1", 1, 3000), ("dtmf_std", 0, 3090),
    ("dtmf_q1", 0, 3090),
    ("dtmf_std", 1, 3600), ("dtmf_q2", 1, 3600), ("dtmf_q4", 1, 3600), ("dtmf_std", 0, 3700),
    ("dtmf_q2", 0, 3700), ("dtmf_q4", 0, 3700), ("loop_a", 0, 9000), ("loop_b", 1, 9010),
)  # fmt: skip


def answer(booth: SeededBooth, message: dict[str, Any], now_ms: int) -> None:
    """What a booth says of an inspection."""
    take = inspection_wire.trace if "part" in message else inspection_wire.checkup
    with booth.store.begin() as tx:
        take(tx, EAR, booth.booth_id, message, now_ms=now_ms)


def examine(store: Store, row: dict[str, SeededBooth], who: Person, now_ms: int) -> None:
    """As a technician does with those of seed.ROW."""
    for name, rssi_dbm, waiting in (
        ("free", -58, 0), ("talking", -64, 1), ("dialling", -75, 0), ("budget", -61, 2)
    ):  # fmt: skip
        n = asked(store, row[name], "vitals", who, now_ms)
        answer(row[name], told_vitals(n, rssi_dbm=rssi_dbm, waiting=waiting), now_ms)
    n = asked(store, row["free"], "checkup", who, now_ms - 60_000)
    answer(row["free"], told_checkup(n, relay_opens=False, rssi_dbm=-75), now_ms - 50_000)
    n = asked(store, row["free"], "trace", who, now_ms - 11_000, for_s=300)
    for message in (
        told_trace(n, 1, *DIALLED[:5], line="off_hook"),
        told_trace(n, 10, *DIALLED[5:], line="talking"),
    ):
        answer(row["free"], message, now_ms - 1000)


def asked(store: Store, booth: SeededBooth, want: str, who: Person, now_ms: int, *, for_s: int = 0) -> int:
    return inspections.ask(store, booth.booth_id, want, for_s=for_s, operator_id=who.id, now_ms=now_ms)


def update(store: Store, row: dict[str, SeededBooth], who: Person, now_ms: int) -> None:
    """One that was stopped, and another under way in its second wave."""
    with store.begin() as tx:
        for number, firmware in ((6, "0.9.0"), (7, "0.9.1")):
            releases.add(tx, Release(number, firmware, now_ms), {"manifest": b"signed"})
    rollouts.begin(store, 6, operator_id=who.id, now_ms=now_ms - 7_200_000)
    say(store, row["free"], 6, "failed", now_ms - 7_000_000)
    rollouts.begin(store, 7, operator_id=who.id, now_ms=now_ms - 900_000)
    say(store, row["free"], 7, "held", now_ms - 600_000)
    say(store, row["talking"], 7, "busy", now_ms - 500_000)


def say(store: Store, booth: SeededBooth, release: int, verdict: str, now_ms: int) -> None:
    message = {"boot": 1, "release": release, "name": "", "offset": 0, "verdict": verdict}
    with store.begin() as tx:
        updates.want(tx, EAR, booth.booth_id, message, now_ms=now_ms)
    rollouts.advance(store, now_ms=now_ms)
