"""Booths: what they are, what they reported, what is wanted of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, func, insert, or_, select, update

from locutorio.core.board import BoothNow
from locutorio.store.engine import Tx
from locutorio.store.tables import boot, booth, desired, report, visit


@dataclass(frozen=True, slots=True)
class Booth:
    id: str
    label: str
    profile: str
    key_hex: str
    position: int


@dataclass(frozen=True, slots=True)
class Boot:
    """`nonce` "" and `wire` None while only its records are known."""

    booth_id: str
    boot: int
    nonce: str
    wire: int | None
    anchor_ms: int | None
    estimated: bool
    reported_seq: int
    stored_seq: int


@dataclass(frozen=True, slots=True)
class Command:
    """A desired state as it goes out to a booth."""

    booth_id: str
    nonce: str
    ctr: int
    unlocked: bool
    visit_id: str
    limit_s: int


def add(tx: Tx, row: Booth, *, added_ms: int) -> None:
    tx.execute(
        insert(booth).values(
            id=row.id, label=row.label, profile=row.profile, key_hex=row.key_hex,
            position=row.position, added_ms=added_ms,
        )
    )  # fmt: skip
    tx.execute(insert(report).values(booth_id=row.id, **UNHEARD, online=False, heard_ms=None, trouble=""))
    tx.execute(
        insert(desired).values(
            booth_id=row.id, ctr=0, unlocked=False, visit_id="", limit_s=0, changed_ms=added_ms
        )
    )


# What a boot reports before its first word.
UNHEARD: dict[str, Any] = {
    "boot": 0, "n": 0, "at_ms": 0, "line": "unknown", "relay": False, "ctr": 0, "visit_id": "", "call": 0,
    "digits": "", "talk_ms": 0, "oldest_boot": 0,
}  # fmt: skip


def every(tx: Tx) -> list[Booth]:
    rows = tx.execute(
        select(booth.c.id, booth.c.label, booth.c.profile, booth.c.key_hex, booth.c.position).order_by(
            booth.c.position
        )
    )
    return [Booth(*row) for row in rows]


def keys(tx: Tx) -> dict[str, bytes]:
    return {row.id: bytes.fromhex(row.key_hex) for row in tx.execute(select(booth.c.id, booth.c.key_hex))}


# --- as things stand ----------------------------------------------------------------------------------------

# Records that the booth numbered have not all come: of this boot, or of an earlier one it still holds.
_missing = or_(
    func.coalesce(boot.c.reported_seq > boot.c.stored_seq, False), report.c.oldest_boot < report.c.boot
)
_NOW = (
    select(
        booth.c.id.label("booth_id"),
        booth.c.label,
        booth.c.position,
        boot.c.boot,
        boot.c.wire,
        boot.c.anchor_ms,
        report.c.online.label("present"),
        report.c.heard_ms,
        report.c.line,
        report.c.relay,
        report.c.ctr.label("reported_ctr"),
        report.c.visit_id.label("reported_visit_id"),
        report.c.call,
        report.c.digits,
        report.c.at_ms,
        report.c.talk_ms,
        report.c.trouble,
        desired.c.ctr,
        desired.c.unlocked,
        desired.c.changed_ms,
        desired.c.limit_s,
        func.coalesce(visit.c.id, "").label("visit_id"),
        func.coalesce(visit.c.opened_ms, 0).label("opened_ms"),
        func.coalesce(visit.c.settled_anyway, False).label("settled_anyway"),
        _missing.label("missing"),
    )
    .select_from(booth)
    .join(report, report.c.booth_id == booth.c.id)
    .join(desired, desired.c.booth_id == booth.c.id)
    .outerjoin(boot, and_(boot.c.booth_id == booth.c.id, boot.c.boot == report.c.boot))
    .outerjoin(visit, and_(visit.c.booth_id == booth.c.id, visit.c.closed_ms.is_(None)))
    .order_by(booth.c.position)
)
_NOW_ONE = _NOW.where(booth.c.id == bindparam("booth"))


def all_now(tx: Tx) -> list[BoothNow]:
    return [BoothNow(**row) for row in tx.execute(_NOW).mappings()]


def now(tx: Tx, booth_id: str) -> BoothNow | None:
    row = tx.execute(_NOW_ONE, {"booth": booth_id}).mappings().one_or_none()
    return BoothNow(**row) if row else None


# --- boots and reports --------------------------------------------------------------------------------------


_BOOT = select(boot).where(boot.c.booth_id == bindparam("booth"), boot.c.boot == bindparam("number"))
_CHANGE_BOOT = update(boot).where(boot.c.booth_id == bindparam("booth"), boot.c.boot == bindparam("number"))
_REPORTED = select(report).where(report.c.booth_id == bindparam("booth"))
_CHANGE_REPORT = update(report).where(report.c.booth_id == bindparam("booth"))


def find_boot(tx: Tx, booth_id: str, number: int) -> Boot | None:
    return _boot(tx.execute(_BOOT, {"booth": booth_id, "number": number}).mappings().first())


def next_boot(tx: Tx, booth_id: str, number: int) -> Boot | None:
    """The first greeted boot after `number`."""
    query = select(boot).where(boot.c.booth_id == booth_id, boot.c.boot > number, boot.c.nonce != "")
    return _boot(tx.execute(query.order_by(boot.c.boot).limit(1)).mappings().first())


def _boot(row: RowMapping | None) -> Boot | None:
    return Boot(**{name: row[name] for name in Boot.__slots__}) if row else None


def add_boot(tx: Tx, booth_id: str, number: int, *, heard_ms: int, **values: Any) -> None:
    blank: dict[str, Any] = {
        "nonce": "", "wire": None, "firmware": "", "board": "", "profile": "", "anchor_ms": None,
        "estimated": True, "reported_seq": 0, "stored_seq": 0,
    }  # fmt: skip
    tx.execute(insert(boot).values(booth_id=booth_id, boot=number, heard_ms=heard_ms, **(blank | values)))


def change_boot(tx: Tx, booth_id: str, number: int, **values: Any) -> None:
    tx.execute(_CHANGE_BOOT, {"booth": booth_id, "number": number, **values})


def reported(tx: Tx, booth_id: str) -> RowMapping:
    """The latest report of a booth that exists."""
    return tx.execute(_REPORTED, {"booth": booth_id}).mappings().one()


def change_report(tx: Tx, booth_id: str, **values: Any) -> None:
    tx.execute(_CHANGE_REPORT, {"booth": booth_id, **values})


# --- the desired state --------------------------------------------------------------------------------------


def want(tx: Tx, booth_id: str, *, unlocked: bool, visit_id: str, limit_s: int, changed_ms: int) -> None:
    """Change what is wanted of the lock. The counter rises."""
    values = {"unlocked": unlocked, "visit_id": visit_id, "limit_s": limit_s, "changed_ms": changed_ms}
    tx.execute(update(desired).where(desired.c.booth_id == booth_id).values(ctr=desired.c.ctr + 1, **values))


def overtake(tx: Tx, booth_id: str, ctr: int, *, changed_ms: int) -> None:
    """A booth that obeyed a higher counter than ours (we come from a backup) must listen to us again."""
    behind = and_(desired.c.booth_id == booth_id, desired.c.ctr < ctr)
    tx.execute(update(desired).where(behind).values(ctr=ctr + 1, changed_ms=changed_ms))


def commands(tx: Tx, *, heard_since_ms: int) -> list[Command]:
    """The desired states booths on the line have not obeyed yet."""
    query = (
        select(
            desired.c.booth_id, boot.c.nonce, desired.c.ctr, desired.c.unlocked, desired.c.visit_id,
            desired.c.limit_s,
        )
        .join(report, report.c.booth_id == desired.c.booth_id)
        .join(boot, and_(boot.c.booth_id == desired.c.booth_id, boot.c.boot == report.c.boot))
        .where(desired.c.ctr > report.c.ctr, report.c.online, report.c.heard_ms >= heard_since_ms)
    )  # fmt: skip
    return [Command(*row) for row in tx.execute(query)]
