"""Print jobs: what still has to come out on paper, and when the drawer still has to open.

    queued    waits for its time           confirmed  on paper: the printer said so
    sending   is with the printer now      sent       on paper for all we know: this printer cannot say
    lapsed    will not be done any more    doubtful   may have come out: only a person who looks can tell

A queued job becomes sending before its first byte leaves, so that none is ever printed twice unmarked, nor a
drawer opened twice: whatever happens then, only a job of which nothing came out is queued again. A doubtful
one ends when somebody says that it came out, or asks for a copy, which is marked as one. A drawer lapses soon
and is never in doubt: who stands before it sees, and there is a key. Where there is no printer, slips and
reports lapse too.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import print_job


@dataclass(frozen=True, slots=True)
class Job:
    """`kind` is receipt, slip, report or kick: a receipt has its number, slips and reports their document.
    `copy` 0 is the original."""

    id: int
    kind: str
    receipt_number: int | None
    document: str
    copy: int
    kick: bool
    state: str
    queued_ms: int
    tries: int
    error: str


_COLUMNS = tuple(print_job.c[name] for name in Job.__dataclass_fields__)


def add(
    tx: Tx,
    *,
    kind: str,
    queued_ms: int,
    receipt_number: int | None = None,
    document: str = "",
    kick: bool = False,
    state: str = "queued",
) -> int:
    """Queue it, unless it is out already. Returns which copy of the same paper it is; the first is the
    original, 0."""
    copy = 0
    if kind != "kick":
        same = _same_paper(kind, receipt_number, document)
        last = tx.execute(select(func.max(print_job.c.copy)).where(*same)).scalar()
        copy = 0 if last is None else int(last) + 1
        if state == "queued":  # who asks for paper has looked; a file says nothing of the paper
            _end_doubt(tx, *same)
    tx.execute(
        insert(print_job).values(
            kind=kind, receipt_number=receipt_number, document=document, copy=copy, kick=kick,
            state=state, queued_ms=queued_ms, tries=0, not_before_ms=queued_ms, error="",
        )
    )  # fmt: skip
    return copy


def add_copy(tx: Tx, job: Job, *, queued_ms: int) -> int:
    """The same paper once more, without the drawer."""
    return add(
        tx, kind=job.kind, receipt_number=job.receipt_number, document=job.document, queued_ms=queued_ms
    )


def end_doubt(tx: Tx, job: Job) -> None:
    """Somebody has looked."""
    _end_doubt(tx, *_same_paper(job.kind, job.receipt_number, job.document))


def _end_doubt(tx: Tx, *same: ColumnElement[bool]) -> None:
    tx.execute(update(print_job).where(*same, print_job.c.state == "doubtful").values(state="sent"))


def _same_paper(kind: str, receipt_number: int | None, document: str) -> tuple[ColumnElement[bool], ...]:
    columns = print_job.c
    return (
        columns.kind == kind,
        columns.receipt_number.is_not_distinct_from(receipt_number),
        columns.document == document,
    )


def duplicates(tx: Tx, *, from_ms: int, to_ms: int) -> int:
    """How many copies of receipts, on paper or as files, were asked for in the time before `to_ms`."""
    jobs = select(func.count()).select_from(print_job)
    copies = jobs.where(print_job.c.kind == "receipt", print_job.c.copy > 0)
    asked = copies.where(print_job.c.queued_ms >= from_ms, print_job.c.queued_ms < to_ms)
    return tx.execute(asked).scalar_one()


def due(tx: Tx, now_ms: int) -> Job | None:
    """The oldest queued job whose time has come."""
    return _first(tx, print_job.c.state == "queued", print_job.c.not_before_ms <= now_ms)


def by_id(tx: Tx, job_id: int) -> Job | None:
    return _first(tx, print_job.c.id == job_id)


def latest(tx: Tx, receipt_number: int) -> Job | None:
    """The last print of a receipt anybody asked for."""
    mine = print_job.c.receipt_number == receipt_number
    row = tx.execute(select(*_COLUMNS).where(mine).order_by(print_job.c.id.desc()).limit(1)).one_or_none()
    return Job(*row) if row else None


def in_doubt(tx: Tx) -> list[Job]:
    query = select(*_COLUMNS).where(print_job.c.state == "doubtful").order_by(print_job.c.id)
    return [Job(*row) for row in tx.execute(query)]


def in_hand(tx: Tx) -> list[Job]:
    """Queued, or with the printer now."""
    query = select(*_COLUMNS).where(print_job.c.state.in_(("queued", "sending"))).order_by(print_job.c.id)
    return [Job(*row) for row in tx.execute(query)]


def change(tx: Tx, job_id: int, **values: Any) -> None:
    tx.execute(update(print_job).where(print_job.c.id == job_id).values(**values))


def lapse(tx: Tx, *, asked_before_ms: int) -> None:
    """Drawers asked to open so long ago stay shut."""
    waiting = (print_job.c.kind == "kick", print_job.c.state == "queued")
    late = print_job.c.queued_ms < asked_before_ms
    tx.execute(update(print_job).where(*waiting, late).values(state="lapsed"))


def doubt_sending(tx: Tx, job_id: int | None = None, *, error: str) -> None:
    """Those with the printer, or that one of them, may have come out."""
    doubted = [print_job.c.state == "sending"]
    if job_id is not None:
        doubted.append(print_job.c.id == job_id)
    tx.execute(update(print_job).where(*doubted, print_job.c.kind == "kick").values(state="lapsed"))
    tx.execute(update(print_job).where(*doubted).values(state="doubtful", error=error))


def _first(tx: Tx, *wanted: ColumnElement[bool]) -> Job | None:
    row = tx.execute(select(*_COLUMNS).where(*wanted).order_by(print_job.c.id).limit(1)).one_or_none()
    return Job(*row) if row else None
