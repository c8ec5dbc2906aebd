"""The print queue: what the spool asks and tells. A job is never lost, only put off. Station 8.

The states of a job are told in store/paper.py. Must not know printers.
"""

from dataclasses import dataclass

from locutorio.core.receipt import Receipt
from locutorio.store import books, paper, people
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
    """The oldest job whose time has come: it is with the caller from now on, who must say how it ended."""
    with store.read() as tx:  # asked often and mostly in vain: keep no writer waiting for that
        if paper.due(tx, now_ms) is None:
            return None
    with store.begin() as tx:
        waiting = paper.due(tx, now_ms)
        if waiting is None:
            return None
        receipt = books.by_number(tx, waiting.receipt_number)
        assert receipt is not None, "a job without its receipt is against the foreign key"
        paper.change(tx, waiting.id, state="sending")
    return PrintJob(waiting.id, receipt, waiting.copy)


def sent(store: Store, job_id: int, now_ms: int) -> None:
    with store.begin() as tx:
        paper.change(tx, job_id, state="sent", sent_ms=now_ms, error="")


def failed(store: Store, job_id: int, *, error: str, now_ms: int) -> None:
    """Nothing came out: try it again after 1, 2, 4 … at most 60 seconds."""
    with store.begin() as tx:
        job = paper.sending(tx, job_id)
        if job is None:
            return
        wait_ms = min(_FIRST_WAIT_MS << min(job.tries, 10), _LONGEST_WAIT_MS)
        paper.change(
            tx, job_id, state="queued", tries=job.tries + 1, not_before_ms=now_ms + wait_ms, error=error
        )


def doubt(store: Store, job_id: int, *, error: str) -> None:
    """It may have come out: somebody has to look, and ask for a copy if it did not."""
    with store.begin() as tx:
        paper.change(tx, job_id, state="doubtful", error=error)


def doubt_interrupted(store: Store) -> None:
    """At the start: whatever was with the printer when the hub died may have come out."""
    with store.begin() as tx:
        paper.doubt_all_sending(
            tx, error="The hub stopped while printing. Look whether the receipt came out; if not, reprint."
        )


def came_out(store: Store, *, number: int, operator_id: int, now_ms: int) -> None:
    """Somebody has looked: the doubtful receipt is there, and no copy is needed."""
    with store.begin() as tx:
        paper.end_doubt(tx, number)
        people.log(tx, "came_out", person_id=operator_id, at_ms=now_ms, detail=f"receipt {number}")


def summary(store: Store) -> PrintSummary:
    with store.read() as tx:
        return paper.summary(tx)
