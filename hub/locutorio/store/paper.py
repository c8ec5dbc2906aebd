"""Print jobs: what still has to come out on paper.

    queued    waits for its time           sent      came out, as far as the printer tells
    sending   is with the printer now      doubtful  may have come out: only a person who looks can tell

A queued job becomes sending before its first byte leaves, so that none is ever printed twice unmarked:
whatever happens then, only a job of which nothing came out is queued again. A doubtful one ends when
somebody says that it came out, or asks for a copy, which is marked as one.
"""

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
    """`waiting` jobs come out by themselves, `failing` of them were tried in vain; the receipts numbered
    `doubtful` need a person who looks; `error` is what the printer said last about any of them, "" if
    nothing went wrong.
    """

    waiting: int
    failing: int
    doubtful: tuple[int, ...]
    error: str


def add(tx: Tx, *, receipt_number: int, queued_ms: int) -> int:
    """Queue the next copy of a receipt; the first is the original, 0. Returns which copy it is."""
    mine = print_job.c.receipt_number == receipt_number
    last = tx.execute(select(func.max(print_job.c.copy)).where(mine)).scalar()
    copy = 0 if last is None else int(last) + 1
    end_doubt(tx, receipt_number)
    tx.execute(
        insert(print_job).values(
            receipt_number=receipt_number, copy=copy, state="queued", queued_ms=queued_ms, tries=0,
            not_before_ms=queued_ms, error="",
        )
    )  # fmt: skip
    return copy


def end_doubt(tx: Tx, receipt_number: int) -> None:
    """Somebody has looked."""
    doubtful = (print_job.c.receipt_number == receipt_number, print_job.c.state == "doubtful")
    tx.execute(update(print_job).where(*doubtful).values(state="sent"))


def due(tx: Tx, now_ms: int) -> Waiting | None:
    """The oldest queued job whose time has come."""
    query = select(print_job.c.id, print_job.c.receipt_number, print_job.c.copy, print_job.c.tries).where(
        print_job.c.state == "queued", print_job.c.not_before_ms <= now_ms
    )
    row = tx.execute(query.order_by(print_job.c.id).limit(1)).one_or_none()
    return Waiting(*row) if row else None


def sending(tx: Tx, job_id: int) -> Waiting | None:
    query = select(print_job.c.id, print_job.c.receipt_number, print_job.c.copy, print_job.c.tries)
    row = tx.execute(query.where(print_job.c.id == job_id, print_job.c.state == "sending")).one_or_none()
    return Waiting(*row) if row else None


def change(tx: Tx, job_id: int, **values: Any) -> None:
    tx.execute(update(print_job).where(print_job.c.id == job_id).values(**values))


def doubt_all_sending(tx: Tx, *, error: str) -> None:
    tx.execute(update(print_job).where(print_job.c.state == "sending").values(state="doubtful", error=error))


def summary(tx: Tx) -> PrintSummary:
    columns = (print_job.c.state, print_job.c.error, print_job.c.receipt_number)
    jobs = tx.execute(select(*columns).where(print_job.c.state != "sent").order_by(print_job.c.id)).all()
    waiting = [job for job in jobs if job.state != "doubtful"]
    errors = [job.error for job in jobs if job.error]
    return PrintSummary(
        waiting=len(waiting),
        failing=sum(1 for job in waiting if job.error),
        doubtful=tuple(job.receipt_number for job in jobs if job.state == "doubtful"),
        error=errors[-1] if errors else "",
    )
