"""Checkout: lock before pay, money once however often it is asked, numbers without gaps."""

import subprocess
import sys
import textwrap
import threading
from typing import Any

import pytest
from locutorio.core.bill import BilledExtra, TooLittlePaid
from locutorio.core.receipt import Receipt
from locutorio.desk import acts, board, booths, checkout, extras, print_queue, problems, receipts, unpriced
from locutorio.desk.errors import (
    AlreadyPaid,
    BadExtra,
    BillChanged,
    NothingToDecide,
    NotLockedYet,
    RecordsMissing,
    RequestReused,
    UnknownMethod,
    UnknownVisit,
    UnpricedCalls,
)
from locutorio.store import ledger
from locutorio.store.engine import Store
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SaidBooth, furnish

COFFEE = BilledExtra("Coffee", 2, 240)


class Counter:
    """One visit with a call of 0.60, locked and ready to be paid."""

    def __init__(self, store: Store, booth_id: str = "booth-1") -> None:
        self.store = store
        self.booth = SaidBooth(store, booth_id=booth_id)
        self.booth.hello()

    def visit(self, owner, *, records: Any = ({},), at_ms: int = 0) -> str:
        visit_id = self.booth.unlock(owner, at_ms + 1_000)
        for number, fields in enumerate(records, start=1):
            self.booth.record(at_ms + 90_000, **({"call": number + at_ms} | fields))
        self.booth.lock(owner, at_ms + 100_000)
        return visit_id


@pytest.fixture
def owner(store: Store):
    return furnish(store, "booth-1", "booth-2")


@pytest.fixture
def counter(store: Store, owner) -> Counter:
    return Counter(store)


def show(store: Store, visit_id: str):
    return checkout.show(store, SHOP, visit_id=visit_id, now_ms=NOON_MS + 101_000)


def pay(store: Store, visit_id: str, owner, **fields: Any) -> Receipt:
    values: dict[str, Any] = {
        "extras": (), "paid_minor": 100, "method": "cash", "request_key": "dialog 1", "print_it": False,
        "expected_due_minor": 60, "now_ms": NOON_MS + 101_000,
    }  # fmt: skip
    return checkout.pay(store, SHOP, visit_id=visit_id, operator_id=owner.id, **(values | fields))


def balances(store: Store) -> dict[str, int]:
    with store.read() as tx:
        assert ledger.unbalanced_postings(tx) == []
        return ledger.balances(tx)


# --- the bill -----------------------------------------------------------------------------------------------


def test_the_bill_lists_the_calls_of_the_visit_with_their_prices(store: Store, owner, counter: Counter):
    extras.add(store, text="Coffee", amount_minor=120, now_ms=1)
    visit_id = counter.visit(
        owner,
        records=[
            {},
            {"digits": FRANCE, "talk_ms": 33_999},
            {"answered_ms": None, "evidence": "", "talk_ms": 0},
        ],
    )
    shown = show(store, visit_id)
    assert [(call.number, call.country, call.duration_s, call.cost_minor) for call in shown.bill.calls] == [
        ("+34 911 23 45 67", "ES", 60, 60),
        ("+33 6 12 34 56 78", "FR", 33, 66),
        ("+34 911 23 45 67", "ES", 0, 0),
    ]
    assert shown.bill.calls[0].answered_at_ms == NOON_MS + 20_000
    assert (shown.bill.charges_minor, shown.bill.rounded_minor) == (126, 130)
    assert [(extra.text, extra.amount_minor) for extra in shown.catalogue] == [("Coffee", 120)]
    assert (shown.booth_label, shown.opened_at_ms) == ("Booth-1", NOON_MS + 1_000)


def test_nothing_is_shown_before_the_booth_says_it_is_locked(store: Store, owner, counter: Counter):
    visit_id = counter.booth.unlock(owner, 1_000)
    with pytest.raises(NotLockedYet):
        show(store, visit_id)
    with pytest.raises(NotLockedYet):
        pay(store, visit_id, owner)


def test_nothing_is_shown_before_every_record_is_here(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner, records=[{"seq": 2}])
    with pytest.raises(RecordsMissing):
        show(store, visit_id)
    counter.booth.record(101_000, seq=1, state="talking", ended_ms=None, ending="", talk_ms=30_000)
    assert show(store, visit_id).bill.due_minor == 60


def test_nothing_is_shown_while_a_call_is_not_over(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner, records=[{"state": "talking", "ended_ms": None, "ending": ""}])
    with pytest.raises(RecordsMissing):
        show(store, visit_id)
    counter.booth.record(101_000, ending="locked")
    assert show(store, visit_id).bill.due_minor == 60


def test_the_records_of_a_boot_before_count_too(store: Store, owner, counter: Counter):
    """Power cut in the visit, of which the hub knows nothing; the booth still holds the call's record."""
    visit_id = counter.booth.unlock(owner, 1_000)
    again = SaidBooth(store, boot=2, began_ms=NOON_MS + 90_000, visit_id=visit_id, obeyed=1, holds_boot=1)
    again.hello()
    again.lock(owner, 5_000)
    with pytest.raises(RecordsMissing):
        show(store, visit_id)
    counter.booth.record(99_000, ending="restart")
    again.holds_boot = None
    again.state(9_500)
    assert show(store, visit_id).bill.due_minor == 60


def test_a_booth_cannot_put_calls_on_anothers_bill(store: Store, owner, counter: Counter):
    other = Counter(store, "booth-2")
    visit_id = counter.visit(owner)
    other.booth.visit_id = visit_id
    other.booth.record(95_000)
    assert show(store, visit_id).bill.due_minor == 60
    assert [call.booth_label for call in problems.problems(store, SHOP).never_billed] == ["Booth-2"]


# --- taking the money ---------------------------------------------------------------------------------------


def test_the_money_is_in_the_books_where_the_receipt_says(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner, records=[{}, {"digits": FRANCE, "talk_ms": 33_000}])
    receipt = pay(store, visit_id, owner, extras=(COFFEE,), paid_minor=400, expected_due_minor=370)
    assert (receipt.number, receipt.due_minor, receipt.change_minor) == (1, 370, 30)
    assert (receipt.rounding_minor, receipt.operator, receipt.booth_label) == (4, "Ana", "Booth-1")
    assert balances(store) == {"cash": 370, "sales_calls": -126, "rounding": -4, "sales_extras": -240}
    assert receipts.receipt(store, 1) == receipt
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 101_000).phase == "free"
    assert acts.recent(store, 1)[0].kind == "pay"


def test_a_double_click_or_a_reload_takes_the_money_once(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner)
    assert pay(store, visit_id, owner) == pay(store, visit_id, owner, now_ms=NOON_MS + 999_000)
    assert balances(store)["cash"] == 60
    with pytest.raises(RequestReused):
        pay(store, visit_id, owner, paid_minor=200)
    with pytest.raises(AlreadyPaid) as refused:
        pay(store, visit_id, owner, request_key="dialog 2")
    assert refused.value.receipt_number == 1
    with pytest.raises(AlreadyPaid):
        show(store, visit_id)


def test_two_operators_at_once_take_the_money_once(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner)
    barrier, got = threading.Barrier(6), []

    def click(key: str) -> None:
        barrier.wait()
        try:
            got.append(pay(store, visit_id, owner, request_key=key).number)
        except AlreadyPaid as paid:
            got.append(-paid.receipt_number)

    threads = [threading.Thread(target=click, args=(f"dialog {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [-1] * 5 + [1]
    assert balances(store) == {"cash": 60, "sales_calls": -60}


def test_numbers_have_no_gaps_and_seals_a_chain_however_many_pay_at_once(store: Store, owner):
    visits = []
    for number in range(10):
        booths.add_booth(store, booth_id=f"b{number}", label=f"B{number}", profile="reversal", now_ms=1)
        visits.append(Counter(store, f"b{number}").visit(owner))
    numbers: list[int] = []

    def click(visit_id: str) -> None:
        if int(visit_id[1]) % 3 == 0:  # some fail on the way: they must not use up a number
            with pytest.raises(TooLittlePaid):
                pay(store, visit_id, owner, paid_minor=1, request_key=f"{visit_id} short")
        numbers.append(pay(store, visit_id, owner, request_key=visit_id).number)

    threads = [threading.Thread(target=click, args=(visit_id,)) for visit_id in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 11))
    assert receipts.verify(store) == []
    assert [receipt.number for receipt in receipts.recent(store, 3)] == [10, 9, 8]
    assert balances(store) == {"cash": 600, "sales_calls": -600}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"expected_due_minor": 59}, BillChanged),
        ({"paid_minor": 59}, TooLittlePaid),
        ({"method": "shells"}, UnknownMethod),
        ({"extras": (BilledExtra("Rebate", 1, -50),), "expected_due_minor": 10}, BadExtra),
        ({"extras": (BilledExtra(" ", 1, 50),), "expected_due_minor": 110}, BadExtra),
        ({"extras": (BilledExtra("Coffee", 0, 50),), "expected_due_minor": 110}, BadExtra),
    ],
)
def test_a_refused_payment_leaves_nothing(store: Store, owner, counter: Counter, fields, error):
    visit_id = counter.visit(owner)
    with pytest.raises(error):
        pay(store, visit_id, owner, print_it=True, **fields)
    assert balances(store) == {}
    assert receipts.recent(store, 10) == []
    assert print_queue.summary(store).waiting == 0
    assert pay(store, visit_id, owner).number == 1


def test_a_visit_nobody_knows(store: Store, owner):
    with pytest.raises(UnknownVisit):
        pay(store, "booth-1.1", owner)


def test_an_empty_visit_is_closed_by_paying_nothing(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner, records=[])
    assert pay(store, visit_id, owner, paid_minor=0, expected_due_minor=0).due_minor == 0
    assert balances(store) == {}


# --- calls without a price ----------------------------------------------------------------------------------


def test_an_unpriced_call_blocks_the_payment_until_someone_decides(store: Store, owner, counter: Counter):
    visit_id = counter.visit(owner, records=[{"digits": NOWHERE}])
    bill = show(store, visit_id).bill
    call_id = bill.unpriced[0].call_id
    assert [call.call_id for call in problems.problems(store, SHOP).unpriced] == [call_id]
    with pytest.raises(UnpricedCalls):
        pay(store, visit_id, owner, expected_due_minor=0)

    def decide(amount_minor: int) -> None:
        unpriced.decide(
            store, call_id=call_id, amount_minor=amount_minor, note="asked the carrier",
            operator_id=owner.id, now_ms=NOON_MS,
        )  # fmt: skip

    decide(150)
    with pytest.raises(NothingToDecide):
        decide(1)
    with pytest.raises(BillChanged):
        pay(store, visit_id, owner, expected_due_minor=0)
    assert pay(store, visit_id, owner, expected_due_minor=150, paid_minor=150).charges_minor == 150
    assert problems.problems(store, SHOP).unpriced == ()


# --- paper --------------------------------------------------------------------------------------------------


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
