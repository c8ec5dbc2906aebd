"""Money given back: once, never more than was sold, and always by a new receipt."""

import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from full_books import FullBooks
from locutorio.core.credit import WHOLE, NothingToCredit, TooMuchCredited, Wanted
from locutorio.core.tender import Tender, UnknownMethod
from locutorio.desk import bills, discounts, items, refunds, rerate
from locutorio.desk.errors import CreditedAlready, NoReason, NotASale, UnknownCustomer, UnknownReceipt
from locutorio.desk.people import Person
from locutorio.desk.verify import verify
from locutorio.store import ledger, paper
from locutorio.store.engine import Store
from paid_counter import SHOWN_MS, Counter, pay
from small_shop import NOON_MS, SHOP

BACK = {"method": "cash", "reason": "noisy line", "request_key": "back 1", "now_ms": SHOWN_MS}


def credit(store: Store, owner: Person, number: int, wanted: Wanted = WHOLE, shop=SHOP, **fields):
    return refunds.credit(
        store, shop, receipt_number=number, wanted=wanted, operator_id=owner.id, **(BACK | fields)
    )


def void(store: Store, owner: Person, number: int, **fields):
    return refunds.void(store, SHOP, receipt_number=number, operator_id=owner.id, **(BACK | fields))


@pytest.fixture
def sold(store: Store, owner: Person, counter: Counter) -> int:
    """A call of 0.60 and a coffee of 1.20, less 10 percent; the receipt's number."""
    bill_id = counter.visit(owner)
    who = {"operator_id": owner.id, "now_ms": NOON_MS}
    items.add_item(store, bill_id=bill_id, text="Coffee", amount_minor=120, **who)
    discounts.set_discount(
        store, bill_id=bill_id, percent=Decimal(10), amount_minor=0, reason="regular", **who
    )
    return pay(store, bill_id, owner, tenders=(Tender("cash", 162),), expected_due_minor=162).number


def test_a_whole_receipt_is_given_back_by_a_new_one_that_names_it(store: Store, owner: Person, sold: int):
    note = credit(store, owner, sold)
    assert (note.number, note.kind, note.corrects, note.reason) == (2, "credit", 1, "noisy line")
    assert (note.due_minor, note.payments[0].amount_minor) == (-162, -162)
    with store.read() as tx:
        assert ledger.balances(tx) == dict.fromkeys(ledger.balances(tx), 0)
        refund = [posting for posting, _ in ledger.chain(tx) if posting.kind == "refund"]
        assert (refund[0].corrects, refund[0].reason) == (ledger.posting_of(tx, sold), "noisy line")
        assert [job.receipt_number for job in paper.in_hand(tx) if job.kind == "receipt"] == [2]
    assert verify(store, SHOP) == ()


def test_a_ticked_line_or_an_amount_goes_back_and_then_only_the_rest(store: Store, owner: Person, sold: int):
    assert credit(store, owner, sold, Wanted(frozenset(), frozenset({0}))).due_minor == -108
    assert credit(store, owner, sold, Wanted(amount_minor=20), request_key="back 2").due_minor == -20
    with pytest.raises(TooMuchCredited):
        credit(store, owner, sold, Wanted(amount_minor=35), request_key="back 3")
    assert credit(store, owner, sold, request_key="back 4").due_minor == -34
    with pytest.raises(NothingToCredit):
        credit(store, owner, sold, request_key="back 5")
    assert verify(store, SHOP) == ()


def test_two_clicks_give_back_once_and_two_people_no_more_than_there_is(
    store: Store, owner: Person, sold: int
):
    assert credit(store, owner, sold) == credit(store, owner, sold)
    refused = []

    def try_it(key: str) -> None:
        try:
            credit(store, owner, sold, request_key=key)
        except NothingToCredit as error:
            refused.append(error)

    threads = [threading.Thread(target=try_it, args=(f"race {n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 2


def test_what_cannot_be_given_back_is_refused_and_says_why(store: Store, owner: Person, sold: int):
    note = credit(store, owner, sold)
    for number, fields, error in (
        (note.number, {}, NotASale),
        (99, {}, UnknownReceipt),
        (sold, {"reason": " "}, NoReason),
    ):
        with pytest.raises(error):
            credit(store, owner, number, **({"request_key": "other"} | fields))


def test_only_what_an_account_paid_goes_back_to_an_account(store: Store, owner: Person, sold: int):
    with pytest.raises(UnknownCustomer):
        credit(store, owner, sold, method="account")
    with pytest.raises(UnknownMethod):
        credit(store, owner, sold, method="shells")


def test_cash_goes_back_in_the_coins_there_are(store: Store, owner: Person, sold: int):
    note = credit(store, owner, sold, shop=replace(SHOP, cash_step_minor=5))
    assert (note.due_minor, note.payments[0].amount_minor, note.cash_rounding_minor) == (-162, -160, 2)


def test_a_receipt_taken_back_whole_has_its_bill_anew(store: Store, owner: Person, sold: int):
    made = void(store, owner, sold)
    assert void(store, owner, sold) == made
    anew = bills.bill(store, SHOP, bill_id=made.bill_id, now_ms=SHOWN_MS)
    assert (anew.bill.due_minor, [item.billed.text for item in anew.items]) == (162, ["Coffee"])
    assert anew.parked_ms is not None
    with pytest.raises(CreditedAlready):
        void(store, owner, sold, request_key="again")
    again = pay(
        store, made.bill_id, owner, tenders=(Tender("card", 162),), expected_due_minor=162,
        request_key="dialog 2",
    )  # fmt: skip
    assert again.number == 3
    assert verify(store, SHOP) == ()


def test_what_a_rerating_owes_is_given_back_once(store: Store, tmp_path: Path):
    books = FullBooks(store, tmp_path)
    number = books.sale(Tender("cash", 100))
    books.rerate()
    (wrong,) = rerate.paid_wrong(store, books.shop)
    assert (wrong.receipt_number, wrong.paid_minor, wrong.new_minor) == (number, 60, 40)
    back = {"receipt_number": number, "operator_id": books.owner.id} | BACK
    note = refunds.give_back(store, books.shop, **back)
    assert (note.corrects, note.due_minor) == (number, -20)
    assert refunds.give_back(store, books.shop, **back) == note
    assert rerate.paid_wrong(store, books.shop) == []
    with pytest.raises(NothingToCredit):
        refunds.give_back(store, books.shop, **(back | {"request_key": "more"}))
