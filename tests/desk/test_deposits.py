"""Deposits: on an account of their own until the bill is paid, used first, and the rest comes back."""

import pytest
from family import Family
from locutorio.core.tender import Payment, UnknownMethod
from locutorio.desk import bills, board, deposits, print_queue
from locutorio.desk.errors import BadAmount, BoothNotFree
from locutorio.desk.people import Person
from locutorio.desk.verify import verify
from locutorio.store import ledger
from locutorio.store.engine import Store
from locutorio.store.requests import RequestReused
from paid_counter import cash, pay, show
from small_shop import NOON_MS, SHOP, furnish


@pytest.fixture
def owner(store: Store) -> Person:
    return furnish(store, "booth-1", "booth-2", "booth-3")


@pytest.fixture
def family(store: Store, owner) -> Family:
    return Family(store, owner)


def balances(store: Store) -> dict[str, int]:
    with store.read() as tx:
        return {account: amount for account, amount in ledger.balances(tx).items() if amount}


def leave(store: Store, bill_id: int, family: Family, **fields) -> None:
    values = {"amount_minor": 300, "method": "cash", "request_key": "more"}
    deposits.deposit(store, SHOP, bill_id=bill_id, **(values | family.by | fields))


def test_what_is_over_comes_back(store: Store, owner, family: Family):
    bill_id = family.called(1, deposit_minor=500)
    assert balances(store) == {"cash": 500, "deposits": -500}
    assert print_queue.summary(store).waiting == 1, "its slip"
    assert show(store, bill_id).bill.to_pay_minor == -440
    receipt = pay(store, bill_id, owner, tenders=())
    assert (receipt.deposit_minor, receipt.change_minor) == (500, 440)
    assert receipt.payments == (Payment("cash", -440, 0),)
    assert balances(store) == {"cash": 60, "sales_calls": -60}


def test_what_is_short_is_paid(store: Store, owner, family: Family):
    bill_id = family.called(1, deposit_minor=40, deposit_method="card")
    receipt = pay(store, bill_id, owner, tenders=cash(50))
    assert (receipt.payments, receipt.change_minor) == ((Payment("cash", 20, 50),), 30)
    assert balances(store) == {"card": 40, "cash": 20, "sales_calls": -60}


def test_it_is_the_budget_and_more_raises_it(store: Store, owner, family: Family):
    bill_id = family.sits(1, deposit_minor=500)
    assert show(store, bill_id).budget_minor == 500
    leave(store, bill_id, family)
    assert show(store, bill_id).budget_minor == 800
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 1_000).left_minor == 800
    other_id = family.sits(2, deposit_minor=500, budget_minor=200)
    assert show(store, other_id).budget_minor == 200
    free_id = family.sits(3)
    leave(store, free_id, family, request_key="free")
    assert show(store, free_id).budget_minor is None


def test_a_double_click_takes_it_once(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    leave(store, bill_id, family)
    leave(store, bill_id, family)
    assert show(store, bill_id).bill.deposit_minor == 300
    with pytest.raises(RequestReused):
        leave(store, bill_id, family, amount_minor=400)


def test_an_unlock_clicked_twice_takes_it_once(store: Store, owner, family: Family):
    first = family.sits(1, deposit_minor=500, request_key="dialog")
    assert family.sits(1, deposit_minor=500, request_key="dialog") == first
    with pytest.raises(BoothNotFree):
        family.sits(1, deposit_minor=500, request_key="another")
    assert balances(store) == {"cash": 500, "deposits": -500}


def test_it_goes_with_the_bill_wherever_that_is_joined(store: Store, owner, family: Family):
    one, two, last = family.called(1, deposit_minor=500), family.called(2), family.called(3)
    bills.join(store, bill_id=one, into_id=two, **family.by)
    bills.join(store, bill_id=two, into_id=last, **family.by)
    assert show(store, last).bill.deposit_minor == 500
    pay(store, last, owner, tenders=(), expected_due_minor=180)
    assert balances(store) == {"cash": 180, "sales_calls": -180}
    assert verify(store, SHOP) == ()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"amount_minor": 0}, BadAmount),
        ({"amount_minor": -1}, BadAmount),
        ({"method": "account"}, UnknownMethod),
        ({"method": "shells"}, UnknownMethod),
    ],
)
def test_what_is_no_deposit(store: Store, owner, family: Family, fields, error):
    bill_id = family.sits(1)
    with pytest.raises(error):
        leave(store, bill_id, family, **fields)
    assert balances(store) == {}
