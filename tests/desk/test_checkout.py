"""Checkout: lock before pay, money once however often it is asked, numbers without gaps."""

import threading

import pytest
from locutorio.core.bill import BilledExtra, TooLittlePaid
from locutorio.desk import acts, board, booths, extras, print_queue, problems, receipts, unpriced
from locutorio.desk.errors import (
    AlreadyPaid,
    BadExtra,
    BillChanged,
    NothingToDecide,
    NotLockedYet,
    RecordsMissing,
    UnknownMethod,
    UnknownVisit,
    UnpricedCalls,
)
from locutorio.store import ledger
from locutorio.store.engine import Store
from locutorio.store.requests import RequestReused
from paid_counter import Counter, pay, show
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SaidBooth

COFFEE = BilledExtra("Coffee", 2, 240)


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
    visit_id = counter.booth.unlock(owner, 1_000)
    counter.booth.record(90_000, state="talking", ended_ms=None, ending="")
    counter.booth.seq = 2  # the end is numbered, but has not arrived
    counter.booth.lock(owner, 100_000)
    with pytest.raises(RecordsMissing):
        show(store, visit_id)
    counter.booth.record(101_000, seq=2, ending="locked")
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
