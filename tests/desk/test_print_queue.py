"""The print queue: a job is as safe as the money, put off and never lost, and copies are marked."""

import subprocess
import sys
import textwrap

from locutorio.desk import print_queue, receipts
from locutorio.store.engine import Store
from paid_counter import Counter, pay
from small_shop import NOON_MS


def test_what_was_paid_is_printed_though_the_hub_died_at_that_instant(owner, store_url: str, store: Store):
    """Money and print job are one transaction: the next start finds the job."""
    visit_id = Counter(store).visit(owner)
    program = f"""
        import os
        from locutorio.desk import checkout
        from locutorio.store.engine import Store
        from small_shop import NOON_MS, SHOP
        checkout.pay(
            Store({store_url!r}), SHOP, visit_id={visit_id!r}, extras=(), paid_minor=60, method="cash",
            request_key="k", operator_id={owner.id}, print_it=True, expected_due_minor=60, now_ms=NOON_MS,
        )
        os.kill(os.getpid(), 9)
    """
    died = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd="tests", check=False)
    assert died.returncode == -9
    job = print_queue.next_job(store, NOON_MS + 1)
    assert job is not None
    assert (job.receipt.number, job.copy) == (1, 0)


def test_a_reprint_is_marked_as_a_copy(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner)
    pay(store, visit_id, owner)
    copies = []
    for _ in range(3):
        receipts.reprint(store, number=1, operator_id=owner.id, now_ms=NOON_MS)
        job = print_queue.next_job(store, NOON_MS)
        assert job is not None
        copies.append(job.copy)
        print_queue.sent(store, job.id, NOON_MS)
    assert copies == [0, 1, 2], "it was never printed before, so the first is the original"


def test_a_job_that_fails_is_put_off_longer_each_time_and_never_lost(store: Store, owner, counter: Counter):
    pay(store, counter.visit(owner), owner, print_it=True, now_ms=NOON_MS)
    due_ms = NOON_MS
    for wait_s in (1, 2, 4, 8, 16, 32, 60, 60):
        assert print_queue.next_job(store, due_ms - 1) is None
        job = print_queue.next_job(store, due_ms)
        assert job is not None
        assert job.receipt.number == 1
        print_queue.failed(store, job.id, error="no paper", now_ms=due_ms)
        assert print_queue.summary(store).error == "no paper"
        due_ms += wait_s * 1_000
    job = print_queue.next_job(store, due_ms)
    assert job is not None
    print_queue.sent(store, job.id, due_ms)
    assert print_queue.next_job(store, due_ms + 10**9) is None
