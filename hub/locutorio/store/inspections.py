"""Inspections of booths, and the parts of what a watched booth told."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from locutorio.core.inspection import Inspection
from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import inspection, trace_part


@dataclass(frozen=True, slots=True)
class Part:
    """`document` is the message as the booth told it, JSON."""

    part: int
    heard_ms: int
    document: str


def add(tx: Tx, booth_id: str, want: str, *, for_s: int, person_id: int | None, asked_ms: int) -> int:
    return add_row(
        tx, inspection, booth_id=booth_id, want=want, for_s=for_s, person_id=person_id, asked_ms=asked_ms,
        stopping=False, verdict="", answer="",
    )  # fmt: skip


def change(tx: Tx, inspection_id: int, **values: Any) -> None:
    tx.execute(update(inspection).where(inspection.c.id == inspection_id).values(**values))


def find(tx: Tx, inspection_id: int) -> Inspection | None:
    row = tx.execute(select(inspection).where(inspection.c.id == inspection_id)).one_or_none()
    return Inspection(*row) if row else None


def going_on(tx: Tx) -> list[Inspection]:
    query = select(inspection).where(inspection.c.ended_ms.is_(None)).order_by(inspection.c.id)
    return [Inspection(*row) for row in tx.execute(query)]


def recent(tx: Tx, booth_id: str, wants: Collection[str], *, limit: int) -> list[Inspection]:
    """Newest first."""
    query = (
        select(inspection)
        .where(inspection.c.booth_id == booth_id, inspection.c.want.in_(wants))
        .order_by(inspection.c.id.desc())
        .limit(limit)
    )
    return [Inspection(*row) for row in tx.execute(query)]


def latest_answers(tx: Tx) -> dict[tuple[str, str], Inspection]:
    """By booth and what was wanted: the last that the booth answered with facts."""
    last = (
        select(func.max(inspection.c.id))
        .where(inspection.c.answer != "", inspection.c.verdict == "done")
        .group_by(inspection.c.booth_id, inspection.c.want)
    )
    found = [Inspection(*row) for row in tx.execute(select(inspection).where(inspection.c.id.in_(last)))]
    return {(each.booth_id, each.want): each for each in found}


def asked_ms(tx: Tx, want: str) -> dict[str, int]:
    """When each booth was last asked for it."""
    query = (
        select(inspection.c.booth_id, func.max(inspection.c.asked_ms))
        .where(inspection.c.want == want)
        .group_by(inspection.c.booth_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def drop_older(tx: Tx, booth_id: str, want: str, *, than_id: int) -> None:
    """Of what is asked all the time only the last answer is kept."""
    tx.execute(
        delete(inspection).where(
            inspection.c.booth_id == booth_id, inspection.c.want == want, inspection.c.id < than_id
        )
    )


def add_part(tx: Tx, inspection_id: int, part: int, *, heard_ms: int, document: str) -> None:
    tx.execute(
        insert(trace_part).values(
            inspection_id=inspection_id, part=part, heard_ms=heard_ms, document=document
        )
    )


def has_part(tx: Tx, inspection_id: int, part: int) -> bool:
    query = select(trace_part.c.part).where(
        trace_part.c.inspection_id == inspection_id, trace_part.c.part == part
    )
    return tx.execute(query).first() is not None


def parts(tx: Tx, inspection_id: int, *, after: int = 0) -> list[Part]:
    query = (
        select(trace_part.c.part, trace_part.c.heard_ms, trace_part.c.document)
        .where(trace_part.c.inspection_id == inspection_id, trace_part.c.part > after)
        .order_by(trace_part.c.part)
    )
    return [Part(*row) for row in tx.execute(query)]


def drop_parts(tx: Tx, *, heard_before_ms: int) -> None:
    tx.execute(delete(trace_part).where(trace_part.c.heard_ms < heard_before_ms))
