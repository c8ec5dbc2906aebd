"""The print queue: what is to come out on paper, and what the spool asks and tells. Station 8.

A job is queued in the transaction that gives cause for it, and never lost, only put off. The states of a job
are told in store/paper.py. Must not know printers.
"""

from dataclasses import dataclass

from locutorio.core.receipt import Receipt
from locutorio.core.slip import Slip
from locutorio.core.till import TillReport
from locutorio.store import books, paper, people
from locutorio.store.engine import Store, Tx
from locutorio.store.paper import Job

Document = Receipt | Slip | TillReport

_FIRST_WAIT_MS = 1_000
_LONGEST_WAIT_MS = 60_000
# A drawer springs open while somebody stands before it, or not at all: not when the printer comes back.
KICK_WITHIN_MS = 15_000


@dataclass(frozen=True, slots=True)
class PrintJob:
    """`document` None: only the drawer opens. `copy` 0 is the original. `kick`: the drawer opens with it."""

    id: int
    document: Document | None
    copy: int
    kick: bool = False


@dataclass(frozen=True, slots=True)
class PaperState:
    """What became of a print: its `state` by store/paper.py, what the printer said, asked for when."""

    state: str
    copy: int
    error: str
    queued_ms: int


@dataclass(frozen=True, slots=True)
class PrintSummary:
    """`waiting` jobs come out by themselves, `failing` of them were tried in vain; those `doubtful` need a
    person who looks; `error` is what the printer said last about any of them, "" if nothing went wrong.
    """

    waiting: int
    failing: int
    doubtful: tuple[Job, ...]
    error: str


def enqueue_receipt(tx: Tx, number: int, *, now_ms: int, kick: bool = False) -> int:
    """Returns which copy it is: 0 is the original. `kick`: cash moves with it, so the drawer opens."""
    return paper.add(tx, kind="receipt", receipt_number=number, kick=kick, queued_ms=now_ms)


def enqueue_slip(tx: Tx, slip: Slip, *, now_ms: int, kick: bool = False) -> int:
    return paper.add(tx, kind="slip", document=slip.to_json(), kick=kick, queued_ms=now_ms)


def enqueue_report(tx: Tx, report: TillReport, *, now_ms: int) -> int:
    return paper.add(tx, kind="report", document=report.to_json(), queued_ms=now_ms)


def enqueue_kick(tx: Tx, *, now_ms: int) -> None:
    """The drawer alone. Whoever asks has written down why in the same transaction."""
    paper.add(tx, kind="kick", kick=True, queued_ms=now_ms)


def next_job(store: Store, now_ms: int) -> PrintJob | None:
    """The oldest job whose time has come: it is with the caller from now on, who must say how it ended."""
    with store.read() as tx:  # asked often and mostly in vain: keep no writer waiting for that
        if paper.due(tx, now_ms) is None:
            return None
    with store.begin() as tx:
        paper.lapse(tx, asked_before_ms=now_ms - KICK_WITHIN_MS)
        waiting = paper.due(tx, now_ms)
        if waiting is None:
            return None
        paper.change(tx, waiting.id, state="sending")
        in_time = now_ms - waiting.queued_ms <= KICK_WITHIN_MS
        return PrintJob(waiting.id, _document(tx, waiting), waiting.copy, kick=waiting.kick and in_time)


def _document(tx: Tx, job: Job) -> Document | None:
    if job.kind == "slip":
        return Slip.from_json(job.document)
    if job.kind == "report":
        return TillReport.from_json(job.document)
    if job.receipt_number is None:
        return None
    receipt = books.by_number(tx, job.receipt_number)
    assert receipt is not None, "a job without its receipt is against the foreign key"
    return receipt


def printed(store: Store, job_id: int, *, confirmed: bool, now_ms: int) -> None:
    state = "confirmed" if confirmed else "sent"
    with store.begin() as tx:
        paper.change(tx, job_id, state=state, sent_ms=now_ms, error="")


def failed(store: Store, job_id: int, *, error: str, now_ms: int) -> None:
    """Nothing came out: try it again after 1, 2, 4 … at most 60 seconds."""
    with store.begin() as tx:
        job = paper.by_id(tx, job_id)
        if job is None or job.state != "sending":
            return
        wait_ms = min(_FIRST_WAIT_MS << min(job.tries, 10), _LONGEST_WAIT_MS)
        paper.change(
            tx, job_id, state="queued", tries=job.tries + 1, not_before_ms=now_ms + wait_ms, error=error
        )


def doubt(store: Store, job_id: int, *, error: str) -> None:
    """It may have come out: somebody has to look, and ask for a copy if it did not."""
    with store.begin() as tx:
        paper.doubt_sending(tx, job_id, error=error)


def doubt_interrupted(store: Store) -> None:
    """At the start: whatever was with the printer when the hub died may have come out."""
    with store.begin() as tx:
        paper.doubt_sending(
            tx, error="The hub stopped while printing. Look whether the receipt came out; if not, reprint."
        )


def forgo(store: Store, job_id: int, *, error: str) -> None:
    """There is no printer: who asked for a receipt is told; slips and reports stand on pages as well."""
    with store.begin() as tx:
        job = paper.by_id(tx, job_id)
        if job is not None:
            state = "doubtful" if job.kind == "receipt" else "lapsed"
            paper.change(tx, job_id, state=state, error=error)


def came_out(store: Store, *, job_id: int, operator_id: int, now_ms: int) -> None:
    """Somebody has looked: the doubtful paper is there, and no copy is needed."""
    with store.begin() as tx:
        if job := _in_doubt(tx, job_id):
            paper.end_doubt(tx, job)
            people.log(tx, "came_out", person_id=operator_id, at_ms=now_ms, detail=_name(job))


def print_again(store: Store, *, job_id: int, operator_id: int, now_ms: int) -> None:
    """Somebody has looked: the doubtful paper is not there. What is printed now is marked as a copy."""
    with store.begin() as tx:
        if job := _in_doubt(tx, job_id):
            copy = paper.add_copy(tx, job, queued_ms=now_ms)
            detail = f"{_name(job)}, copy {copy}"
            people.log(tx, "reprint", person_id=operator_id, at_ms=now_ms, detail=detail)


def _in_doubt(tx: Tx, job_id: int) -> Job | None:
    """None: somebody else has looked already."""
    job = paper.by_id(tx, job_id)
    return job if job and job.state == "doubtful" else None


def _name(job: Job) -> str:
    return job.kind if job.receipt_number is None else f"receipt {job.receipt_number}"


def paper_of(store: Store, number: int) -> PaperState | None:
    """What became of the latest print of a receipt; None: nobody asked for one."""
    with store.read() as tx:
        job = paper.latest(tx, number)
    return PaperState(job.state, job.copy, job.error, job.queued_ms) if job else None


def summary(store: Store) -> PrintSummary:
    with store.read() as tx:
        waiting, doubtful = paper.in_hand(tx), paper.in_doubt(tx)
    errors = [job.error for job in sorted((*waiting, *doubtful), key=lambda job: job.id) if job.error]
    return PrintSummary(
        waiting=len(waiting),
        failing=sum(1 for job in waiting if job.error),
        doubtful=tuple(doubtful),
        error=errors[-1] if errors else "",
    )
