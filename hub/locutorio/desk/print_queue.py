"""The print queue: what the spool asks and tells. A job is never lost, only put off. Station 8."""

from dataclasses import dataclass

from locutorio.core.receipt import Receipt
from locutorio.store import books, paper
from locutorio.store.engine import Store
from locutorio.store.paper import PrintSummary

_FIRST_WAIT_MS = 1_000
_LONGEST_WAIT_MS = 60_000


@dataclass(frozen=True, slots=True)
class PrintJob:
    """`copy` 0 is the original."""

    id: int
    receipt: Receipt
    copy: int


def next_job(store: Store, now_ms: int) -> PrintJob | None:
    """The oldest job whose time has come."""
    with store.read() as tx:
        waiting = paper.due(tx, now_ms)
        receipt = books.by_number(tx, waiting.receipt_number) if waiting else None
    return PrintJob(waiting.id, receipt, waiting.copy) if waiting and receipt else None


def sent(store: Store, job_id: int, now_ms: int) -> None:
    with store.begin() as tx:
        paper.change(tx, job_id, sent_ms=now_ms, error="")


def failed(store: Store, job_id: int, *, error: str, now_ms: int) -> None:
    """Try it again after 1, 2, 4 … at most 60 seconds."""
    with store.begin() as tx:
        waiting = paper.find(tx, job_id)
        if waiting is None:
            return
        wait_ms = min(_FIRST_WAIT_MS << min(waiting.tries, 10), _LONGEST_WAIT_MS)
        paper.change(tx, job_id, tries=waiting.tries + 1, not_before_ms=now_ms + wait_ms, error=error[:200])


def summary(store: Store) -> PrintSummary:
    with store.read() as tx:
        return paper.summary(tx)
