"""Booths: what they are, and all that is known of each at this moment."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, func, insert, or_, select, update

from locutorio.core.board import BoothNow, without_left_visit
from locutorio.store.engine import Tx
from locutorio.store.packages import SELLING
from locutorio.store.standing import (
    BOOT_COLUMNS,
    REPORT_COLUMNS,
    WANTED_COLUMNS,
    add_standing,
    boot_of,
    report_of,
    wanted_of,
)
from locutorio.store.tables import bill, boot, booth, desired, report, visit
from locutorio.store.visits import MOVED_ON


@dataclass(frozen=True, slots=True)
class Booth:
    """`package_id` None: its visits are sold by the shop's default package."""

    id: str
    label: str
    profile: str
    key_hex: str
    position: int
    package_id: int | None = None


def add(tx: Tx, row: Booth, *, added_ms: int) -> None:
    tx.execute(
        insert(booth).values(
            id=row.id, label=row.label, profile=row.profile, key_hex=row.key_hex,
            position=row.position, added_ms=added_ms,
        )
    )  # fmt: skip
    add_standing(tx, row.id, added_ms=added_ms)


def every(tx: Tx) -> list[Booth]:
    columns = (booth.c[field.name] for field in fields(Booth))
    return [Booth(*row) for row in tx.execute(select(*columns).order_by(booth.c.position))]


def change_key(tx: Tx, booth_id: str, key_hex: str) -> None:
    tx.execute(update(booth).where(booth.c.id == booth_id).values(key_hex=key_hex))


def boots(tx: Tx, booth_id: str) -> int:
    """The highest number of a boot that the booth ever told of; 0 = none."""
    return tx.scalar(select(func.coalesce(func.max(boot.c.boot), 0)).where(boot.c.booth_id == booth_id)) or 0


def starts(tx: Tx, *, since_ms: int) -> dict[str, int]:
    """How often the controller of each booth has started since then; a booth that never did is left out."""
    query = (
        select(boot.c.booth_id, func.count()).where(boot.c.anchor_ms >= since_ms).group_by(boot.c.booth_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def keys(tx: Tx) -> dict[str, bytes]:
    return {row.id: bytes.fromhex(row.key_hex) for row in tx.execute(select(booth.c.id, booth.c.key_hex))}


# Records that the booth numbered have not all come: of this boot, or of an earlier one it still holds.
_missing = or_(
    func.coalesce(boot.c.reported_seq > boot.c.stored_seq, False), report.c.oldest_boot < report.c.boot
)
_NOW = (
    select(
        booth.c.id.label("booth_id"),
        booth.c.label,
        booth.c.position,
        func.coalesce(visit.c.id, "").label("visit_id"),
        func.coalesce(visit.c.opened_ms, 0).label("opened_ms"),
        func.coalesce(visit.c.settled_anyway, False).label("settled_anyway"),
        func.coalesce(visit.c.bill_id, 0).label("bill_id"),
        bill.c.budget_minor,
        MOVED_ON.label("moved_on"),
        SELLING.label("package_id"),
        _missing.label("missing"),
        *BOOT_COLUMNS,
        *REPORT_COLUMNS,
        *WANTED_COLUMNS,
    )
    .select_from(booth)
    .join(report, report.c.booth_id == booth.c.id)
    .join(desired, desired.c.booth_id == booth.c.id)
    .outerjoin(boot, and_(boot.c.booth_id == booth.c.id, boot.c.boot == report.c.boot))
    .outerjoin(visit, and_(visit.c.booth_id == booth.c.id, visit.c.closed_ms.is_(None)))
    .outerjoin(bill, bill.c.id == visit.c.bill_id)
    .order_by(booth.c.position)
)
_NOW_ONE = _NOW.where(booth.c.id == bindparam("booth"))
_OWN = (
    "booth_id", "label", "position", "visit_id", "opened_ms", "settled_anyway", "bill_id", "budget_minor",
    "moved_on", "package_id", "missing",
)  # fmt: skip


def all_now(tx: Tx) -> list[BoothNow]:
    return [_booth_now(row) for row in tx.execute(_NOW).mappings()]


def now(tx: Tx, booth_id: str) -> BoothNow | None:
    row = tx.execute(_NOW_ONE, {"booth": booth_id}).mappings().one_or_none()
    return _booth_now(row) if row else None


def _booth_now(row: RowMapping) -> BoothNow:
    own: dict[str, Any] = {name: row[name] for name in _OWN}
    now = BoothNow(**own, boot=boot_of(row), report=report_of(row), wanted=wanted_of(row))
    return without_left_visit(now)
