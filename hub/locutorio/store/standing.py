"""How each booth stands: its boots, its latest report, and what is wanted of its lock.

What is asked for every message is written once, with bound parameters: putting a statement together takes
several times as long as having it answered.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Column, ColumnElement, RowMapping, Table, and_, bindparam, func, insert, select, update

from locutorio.core.leases import Wanted
from locutorio.core.report import Boot, Report
from locutorio.store.engine import Tx
from locutorio.store.tables import boot, desired, report


@dataclass(frozen=True, slots=True)
class Standing:
    """`boot` is None where that boot is not known yet."""

    booth_id: str
    boot: Boot | None
    report: Report
    wanted: Wanted


def _columns(table: Table, kind: type) -> list[ColumnElement[Any]]:
    """The columns that make a `kind`, named apart from other tables' columns."""
    return [table.c[field.name].label(f"{table.name}_{field.name}") for field in fields(kind)]


BOOT_COLUMNS = _columns(boot, Boot)
REPORT_COLUMNS = _columns(report, Report)
WANTED_COLUMNS = _columns(desired, Wanted)


def _maker(table: Table, kind: type) -> tuple[str, ...]:
    return tuple(f"{table.name}_{field.name}" for field in fields(kind))


_BOOT_KEYS = _maker(boot, Boot)
_REPORT_KEYS = _maker(report, Report)
_WANTED_KEYS = _maker(desired, Wanted)


def boot_of(row: RowMapping) -> Boot | None:
    """The boot in a row with BOOT_COLUMNS, joined from outside: None where there is none."""
    return None if row["boot_boot"] is None else Boot(*(row[key] for key in _BOOT_KEYS))


def report_of(row: RowMapping) -> Report:
    return Report(*(row[key] for key in _REPORT_KEYS))


def wanted_of(row: RowMapping) -> Wanted:
    return Wanted(*(row[key] for key in _WANTED_KEYS))


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}


def add_standing(tx: Tx, booth_id: str, *, added_ms: int) -> None:
    """What is known of a new booth: nothing yet."""
    tx.execute(insert(report).values(booth_id=booth_id, **_values(Report())))
    tx.execute(insert(desired).values(booth_id=booth_id, **_values(Wanted(changed_ms=added_ms))))


# --- all of it ----------------------------------------------------------------------------------------------


_STANDING = (
    select(report.c.booth_id, *BOOT_COLUMNS, *REPORT_COLUMNS, *WANTED_COLUMNS)
    .join(desired, desired.c.booth_id == report.c.booth_id)
    .outerjoin(boot, and_(boot.c.booth_id == report.c.booth_id, boot.c.boot == bindparam("number")))
    .where(report.c.booth_id == bindparam("booth"))
)
_ONLINE = (
    select(report.c.booth_id, *BOOT_COLUMNS, *REPORT_COLUMNS, *WANTED_COLUMNS)
    .join(desired, desired.c.booth_id == report.c.booth_id)
    .outerjoin(boot, and_(boot.c.booth_id == report.c.booth_id, boot.c.boot == report.c.boot))
    .where(report.c.online, report.c.heard_ms >= bindparam("since_ms"))
)
_SPEAKING = (
    select(boot.c.nonce, report.c.epoch)
    .join(report, report.c.booth_id == boot.c.booth_id)
    .where(boot.c.booth_id == bindparam("booth"), boot.c.nonce != "")
    .order_by(boot.c.boot.desc())
    .limit(1)
)


def standing(tx: Tx, booth_id: str, number: int) -> Standing:
    """Of a booth that exists; its boot is the one with that number."""
    row = tx.execute(_STANDING, {"booth": booth_id, "number": number}).mappings().one()
    return _standing(row)


def speaking(tx: Tx, booth_id: str) -> tuple[str, int]:
    """The nonce of the booth's latest boot, which may not have reported yet ("" = not known), and the
    highest epoch it has told of."""
    row = tx.execute(_SPEAKING, {"booth": booth_id}).one_or_none()
    return (row.nonce, row.epoch) if row else ("", 0)


def online(tx: Tx, *, heard_since_ms: int) -> list[Standing]:
    """The booths on the line, with the boot they report."""
    return [_standing(row) for row in tx.execute(_ONLINE, {"since_ms": heard_since_ms}).mappings()]


def _standing(row: RowMapping) -> Standing:
    return Standing(row["booth_id"], boot_of(row), report_of(row), wanted_of(row))


# --- each of it ---------------------------------------------------------------------------------------------


_BOOT = select(*BOOT_COLUMNS).where(boot.c.booth_id == bindparam("booth"))
_BOOT_ONE = _BOOT.where(boot.c.boot == bindparam("number"))
_BOOT_AFTER = (
    _BOOT.where(boot.c.boot > bindparam("number"), boot.c.nonce != "").order_by(boot.c.boot).limit(1)
)


def find_boot(tx: Tx, booth_id: str, number: int) -> Boot | None:
    row = tx.execute(_BOOT_ONE, {"booth": booth_id, "number": number}).mappings().first()
    return boot_of(row) if row else None


def next_boot(tx: Tx, booth_id: str, number: int) -> Boot | None:
    """The first greeted boot after `number`."""
    row = tx.execute(_BOOT_AFTER, {"booth": booth_id, "number": number}).mappings().first()
    return boot_of(row) if row else None


def _setting(table: Table, *keys: Column[Any]) -> dict[Any, Any]:
    """Every column but the keys, each to a parameter `to_` its name."""
    return {column: bindparam(f"to_{column.name}") for column in table.c if column not in keys}


_KEEP_BOOT = (
    update(boot)
    .where(boot.c.booth_id == bindparam("booth"), boot.c.boot == bindparam("number"))
    .values(_setting(boot, boot.c.booth_id, boot.c.boot))
)
_KEEP_NUMBERS = (
    update(boot)
    .where(boot.c.booth_id == bindparam("booth"), boot.c.boot == bindparam("number"))
    .values(reported_seq=bindparam("to_reported_seq"), stored_seq=bindparam("to_stored_seq"))
)
_KEEP_REPORT = (
    update(report).where(report.c.booth_id == bindparam("booth")).values(_setting(report, report.c.booth_id))
)
_KEEP_WANTED = (
    update(desired)
    .where(desired.c.booth_id == bindparam("booth"))
    .values(_setting(desired, desired.c.booth_id))
)
_ADD_BOOT = insert(boot)


def keep_boot(tx: Tx, row: Boot, *, is_new: bool = False) -> None:
    if is_new:
        tx.execute(_ADD_BOOT, _values(row))
    else:
        tx.execute(_KEEP_BOOT, {"booth": row.booth_id, "number": row.boot, **_to(row)})


def keep_numbers(tx: Tx, row: Boot) -> None:
    """Only how far its records are numbered and stored: what each of them changes."""
    to = {"to_reported_seq": row.reported_seq, "to_stored_seq": row.stored_seq}
    tx.execute(_KEEP_NUMBERS, {"booth": row.booth_id, "number": row.boot, **to})


def keep_report(tx: Tx, booth_id: str, row: Report) -> None:
    tx.execute(_KEEP_REPORT, {"booth": booth_id, **_to(row)})


def wanted(tx: Tx, booth_id: str) -> Wanted:
    """What is wanted of a booth that exists."""
    row = tx.execute(select(*WANTED_COLUMNS).where(desired.c.booth_id == booth_id)).mappings().one()
    return wanted_of(row)


def keep_wanted(tx: Tx, booth_id: str, row: Wanted) -> None:
    tx.execute(_KEEP_WANTED, {"booth": booth_id, **_to(row)})


def _to(row: Any) -> dict[str, Any]:
    return {f"to_{name}": getattr(row, name) for name in row.__slots__ if name != "booth_id"}


def oldest_boots(tx: Tx, booth_ids: Collection[str]) -> dict[str, int]:
    """For each booth the boot of the oldest record it still holds."""
    query = select(report.c.booth_id, report.c.oldest_boot).where(report.c.booth_id.in_(booth_ids))
    return {row.booth_id: row.oldest_boot for row in tx.execute(query)}


def highest_epoch(tx: Tx) -> int:
    """The highest epoch any booth has told of."""
    return int(tx.execute(select(func.coalesce(func.max(report.c.epoch), 0))).scalar_one())
