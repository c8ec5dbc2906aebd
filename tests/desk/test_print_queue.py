"""The print queue: a job is as safe as the money, put off and never lost, copies are marked, and a drawer
opens at once or never."""

import subprocess
import sys
import textwrap

import pytest
from locutorio.core.receipt import Receipt
from locutorio.desk import acts, print_queue, receipts, slips
from locutorio.desk.print_queue import KICK_WITHIN_MS, PrintJob
from locutorio.store.engine import Store
from paid_counter import SHOWN_MS, Counter, pay
from small_shop import NOON_MS, SHOP


def taken(store: Store, now_ms: int = NOON_MS) -> PrintJob:
    job = print_queue.next_job(store, now_ms)
    assert job is not None
    return job


def number(job: PrintJob) -> int:
    assert isinstance(job.document, Receipt)
    return job.document.number


def test_what_was_paid_is_printed_though_the_hub_died_at_that_instant(owner, store_url: str, store: Store):
    """Money, print job and drawer are one transaction: the next start finds the job."""
    bill_id = Counter(store).visit(owner)
    program = f"""
        import os
        from locutorio.core.tender import Tender
        from locutorio.desk import checkout
        from locutorio.store.engine import Store
        from small_shop import NOON_MS, SHOP
        checkout.pay(
            Store({store_url!r}), SHOP, bill_id={bill_id}, tenders=(Tender("cash", 60),),
            request_key="k", operator_id={owner.id}, print_it=True, expected_due_minor=60, now_ms={SHOWN_MS},
        )
        os.kill(os.getpid(), 9)
    """
    died = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd="tests", check=False)
    assert died.returncode == -9
    job = taken(store, SHOWN_MS + 1)
    assert (number(job), job.copy, job.kick) == (1, 0, True)


def test_a_reprint_is_marked_as_a_copy_and_opens_no_drawer(store: Store, owner, counter: Counter):
    pay(store, counter.visit(owner), owner, print_it=True)
    seen = []
    for _ in range(3):
        job = taken(store, SHOWN_MS)
        seen.append((job.copy, job.kick))
        print_queue.printed(store, job.id, confirmed=True, now_ms=SHOWN_MS)
        receipts.reprint(store, number=1, operator_id=owner.id, now_ms=SHOWN_MS)
    assert seen == [(0, True), (1, False), (2, False)]


def test_the_first_print_of_a_receipt_is_the_original_however_late(store: Store, owner, counter: Counter):
    pay(store, counter.visit(owner), owner)
    assert taken(store, SHOWN_MS).document is None, "only the drawer opened"
    receipts.reprint(store, number=1, operator_id=owner.id, now_ms=SHOWN_MS)
    assert taken(store, SHOWN_MS).copy == 0


def test_a_job_that_fails_is_put_off_longer_each_time_and_never_lost(store: Store, owner, counter: Counter):
    pay(store, counter.visit(owner), owner, print_it=True, now_ms=NOON_MS)
    due_ms = NOON_MS
    for wait_s in (1, 2, 4, 8, 16, 32, 60, 60):
        assert print_queue.next_job(store, due_ms - 1) is None
        job = taken(store, due_ms)
        assert number(job) == 1
        print_queue.failed(store, job.id, error="no paper", now_ms=due_ms)
        assert print_queue.summary(store).error == "no paper"
        due_ms += wait_s * 1_000
    job = taken(store, due_ms)
    print_queue.printed(store, job.id, confirmed=False, now_ms=due_ms)
    assert print_queue.next_job(store, due_ms + 10**9) is None


@pytest.mark.parametrize(("confirmed", "state"), [(True, "confirmed"), (False, "sent")])
def test_what_became_of_a_receipt(store: Store, owner, counter: Counter, confirmed, state):
    pay(store, counter.visit(owner), owner, print_it=True)
    states = []

    def look() -> None:
        paper = print_queue.paper_of(store, 1)
        assert paper is not None
        states.append((paper.state, paper.copy))

    look()
    job = taken(store, SHOWN_MS)
    look()
    print_queue.printed(store, job.id, confirmed=confirmed, now_ms=SHOWN_MS)
    look()
    assert states == [("queued", 0), ("sending", 0), (state, 0)]
    assert print_queue.paper_of(store, 2) is None


def kick(store: Store, now_ms: int = NOON_MS) -> None:
    with store.begin() as tx:
        print_queue.enqueue_kick(tx, now_ms=now_ms)


def test_a_drawer_opens_in_time_or_not_at_all(store: Store):
    kick(store)
    assert taken(store, NOON_MS + KICK_WITHIN_MS).kick
    kick(store)
    assert print_queue.next_job(store, NOON_MS + KICK_WITHIN_MS + 1) is None
    assert print_queue.summary(store).waiting == 1, "the first is still with the printer"


def test_a_receipt_that_waited_comes_without_the_drawer(store: Store, owner, counter: Counter):
    pay(store, counter.visit(owner), owner, print_it=True, now_ms=NOON_MS)
    job = taken(store, NOON_MS)
    assert job.kick
    print_queue.failed(store, job.id, error="no paper", now_ms=NOON_MS)
    late = taken(store, NOON_MS + KICK_WITHIN_MS + 1)
    assert (number(late), late.kick) == (1, False)


def test_a_drawer_is_never_in_doubt_and_never_opened_twice(store: Store):
    kick(store)
    job = taken(store)
    print_queue.doubt(store, job.id, error="no answer")
    assert print_queue.summary(store).doubtful == ()
    kick(store)
    taken(store)
    print_queue.doubt_interrupted(store)  # the hub died and started again
    assert print_queue.summary(store).doubtful == ()
    assert print_queue.next_job(store, NOON_MS) is None


def queue_slip(store: Store, owner) -> None:
    with store.begin() as tx:
        slip = slips.slip(
            tx, SHOP, "paid_out", 7, person_id=owner.id, at_ms=NOON_MS, amount_minor=500, reason="paper"
        )
        print_queue.enqueue_slip(tx, slip, now_ms=NOON_MS, kick=True)


def test_a_slip_in_doubt_is_printed_again_as_a_copy_once(store: Store, owner):
    queue_slip(store, owner)
    job = taken(store)
    assert job.document is not None
    assert (job.document.operator, job.document.amount_minor, job.kick) == (owner.name, 500, True)
    print_queue.doubt(store, job.id, error="look")
    for _ in range(2):  # a double click
        print_queue.print_again(store, job_id=job.id, operator_id=owner.id, now_ms=NOON_MS)
    copy = taken(store)
    assert (copy.document, copy.copy, copy.kick) == (job.document, 1, False)
    assert print_queue.next_job(store, NOON_MS) is None
    assert print_queue.summary(store).doubtful == ()


def test_who_saw_it_come_out_ends_the_doubt_and_is_written_down(store: Store, owner):
    queue_slip(store, owner)
    job = taken(store)
    print_queue.doubt(store, job.id, error="look")
    print_queue.came_out(store, job_id=job.id, operator_id=owner.id, now_ms=NOON_MS)
    assert print_queue.next_job(store, NOON_MS) is None
    assert print_queue.summary(store).doubtful == ()
    (act, *_) = acts.recent(store, 1)
    assert (act.kind, act.name) == ("came_out", owner.name)
