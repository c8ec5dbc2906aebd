"""Alarms: only ever added to, and up to where somebody has looked at them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from locutorio.store.engine import Tx
from locutorio.store.tables import alarm, alarm_seen


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """`booth_id` "" is the hub itself; `boot` and `seq` number what a booth told. `on` False: what lasted
    is over. `at_ms` is wall time, `received_ms` when it was written down.
    """

    id: int
    booth_id: str
    boot: int | None
    seq: int | None
    kind: str
    on: bool
    detail: str
    at_ms: int
    received_ms: int


_ADD = insert(alarm)
_NUMBERED = select(alarm).where(
    alarm.c.booth_id == bindparam("booth"),
    alarm.c.boot == bindparam("boot_number"),
    alarm.c.seq == bindparam("seq_number"),
)


def add(tx: Tx, **values: Any) -> None:
    tx.execute(_ADD, values)


def numbered(tx: Tx, booth_id: str, boot: int, seq: int) -> AlarmRow | None:
    """The alarm a booth told under that number."""
    row = tx.execute(_NUMBERED, {"booth": booth_id, "boot_number": boot, "seq_number": seq}).one_or_none()
    return AlarmRow(*row) if row else None


def recent(
    tx: Tx, *, limit: int, before_id: int | None = None, booth_id: str | None = None, kind: str | None = None
) -> list[AlarmRow]:
    """Newest first; of one booth or one kind, if asked so."""
    query = select(alarm).order_by(alarm.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(alarm.c.id < before_id)
    if booth_id is not None:
        query = query.where(alarm.c.booth_id == booth_id)
    if kind is not None:
        query = query.where(alarm.c.kind == kind)
    return [AlarmRow(*row) for row in tx.execute(query)]


def latest(tx: Tx, booth_id: str, kind: str) -> AlarmRow | None:
    found = recent(tx, limit=1, booth_id=booth_id, kind=kind)
    return found[0] if found else None


def count_between(tx: Tx, from_ms: int, to_ms: int) -> dict[str, int]:
    """How many of each kind began in that time."""
    query = (
        select(alarm.c.kind, func.count())
        .where(alarm.c.at_ms >= from_ms, alarm.c.at_ms < to_ms, alarm.c.on)
        .group_by(alarm.c.kind)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def seen_up_to(tx: Tx) -> int:
    """The last alarm somebody has looked at; 0 = none."""
    return int(tx.execute(select(func.coalesce(func.max(alarm_seen.c.up_to_id), 0))).scalar_one())


def unseen_count(tx: Tx) -> int:
    """How many began since."""
    query = select(func.count()).select_from(alarm).where(alarm.c.id > seen_up_to(tx), alarm.c.on)
    return tx.execute(query).scalar_one()


def mark_seen(tx: Tx, up_to_id: int, *, person_id: int, at_ms: int) -> None:
    tx.execute(insert(alarm_seen).values(up_to_id=up_to_id, person_id=person_id, at_ms=at_ms))
