"""Print jobs: what still has to come out on paper. A job leaves the queue only when it was sent."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update

from locutorio.store.engine import Tx
from locutorio.store.tables import print_job


@dataclass(frozen=True, slots=True)
class Waiting:
    id: int
    receipt_number: int
    copy: int
    tries: int


@dataclass(frozen=True, slots=True)
class PrintSummary:
    """`error` is what the printer said last about a job still waiting; "" if nothing went wrong."""

    waiting: int
    failing: int
    error: str


def add(tx: Tx, *, receipt_number: int, queued_ms: int) -> int:
    """Queue the next copy of a receipt; the first is the original, 0. Returns which copy it is."""
    mine = print_job.c.receipt_number == receipt_number
    last = tx.execute(select(func.max(print_job.c.copy)).where(mine)).scalar()
    copy = 0 if last is None else int(last) + 1
    tx.execute(
        insert(print_job).values(
            receipt_number=receipt_number, copy=copy, queued_ms=queued_ms, tries=0,
            not_before_ms=queued_ms, error="",
        )
    )  # fmt: skip
    return copy


def due(tx: Tx, now_ms: int) -> Waiting | None:
    """The oldest job whose time has come."""
    query = select(print_job.c.id, print_job.c.receipt_number, print_job.c.copy, print_job.c.tries).where(
        print_job.c.sent_ms.is_(None), print_job.c.not_before_ms <= now_ms
    )
    row = tx.execute(query.order_by(print_job.c.id).limit(1)).one_or_none()
    return Waiting(*row) if row else None


def find(tx: Tx, job_id: int) -> Waiting | None:
    query = select(print_job.c.id, print_job.c.receipt_number, print_job.c.copy, print_job.c.tries)
    row = tx.execute(query.where(print_job.c.id == job_id, print_job.c.sent_ms.is_(None))).one_or_none()
    return Waiting(*row) if row else None


def change(tx: Tx, job_id: int, **values: Any) -> None:
    tx.execute(update(print_job).where(print_job.c.id == job_id).values(**values))


def summary(tx: Tx) -> PrintSummary:
    waiting = print_job.c.sent_ms.is_(None)
    query = select(print_job.c.error).where(waiting).order_by(print_job.c.id)
    errors = list(tx.execute(query).scalars())
    failing = [error for error in errors if error]
    return PrintSummary(waiting=len(errors), failing=len(failing), error=failing[-1] if failing else "")
