"""Customers' accounts: what is paid in, what may be owed, and the statement of it."""

import pytest
from locutorio.core.tender import Tender, UnknownMethod
from locutorio.desk import accounts, customers
from locutorio.desk.customers import Company
from locutorio.desk.errors import BadAmount, OverLimit
from locutorio.desk.people import Person
from locutorio.desk.verify import verify
from locutorio.store.engine import Store
from paid_counter import Counter, pay
from small_shop import NOON_MS, SHOP


@pytest.fixture
def ship(store: Store, owner: Person) -> int:
    """A customer who may owe 0.50."""
    return customers.add_customer(
        store, name="Ship", note="", package_id=None, credit_minor=50, operator_id=owner.id, now_ms=NOON_MS
    )


def moved(act, store: Store, owner: Person, ship: int, amount_minor: int, **fields) -> int:
    values = {"method": "cash", "request_key": f"{amount_minor}"} | fields
    return act(
        store, SHOP, customer_id=ship, amount_minor=amount_minor, operator_id=owner.id, now_ms=NOON_MS,
        **values,
    )  # fmt: skip


def balance(store: Store, ship: int) -> int:
    with store.read() as tx:
        return accounts.balance(tx, ship)


def test_a_statement_tells_every_move_with_what_was_left(
    store: Store, owner: Person, ship: int, counter: Counter
):
    moved(accounts.pay_in, store, owner, ship, 100)
    bill_id = counter.visit(owner, customer_id=ship)
    pay(store, bill_id, owner, tenders=(Tender("account", 60),), customer_id=ship)
    moved(accounts.pay_back, store, owner, ship, 30, method="transfer")
    told = accounts.statement(store, ship)
    assert [(line.kind, line.amount_minor, line.balance_minor, line.person) for line in told.lines] == [
        ("account_paid", 100, 100, "Ana"), ("sale", -60, 40, "Ana"), ("account_back", -30, 10, "Ana"),
    ]  # fmt: skip
    assert (told.balance_minor, told.customer.name) == (10, "Ship")
    assert verify(store, SHOP) == ()


def test_an_account_may_owe_so_much_and_no_more(store: Store, owner: Person, ship: int):
    with store.read() as tx:
        accounts.may_owe(tx, ship, 50)
        with pytest.raises(OverLimit) as refused:
            accounts.may_owe(tx, ship, 51)
    assert refused.value.facts == {"name": "Ship", "left_minor": 50}


def test_money_goes_on_once_and_off_only_as_far_as_it_is_there(store: Store, owner: Person, ship: int):
    assert moved(accounts.pay_in, store, owner, ship, 100) == moved(accounts.pay_in, store, owner, ship, 100)
    with pytest.raises(OverLimit):
        moved(accounts.pay_back, store, owner, ship, 101)
    with pytest.raises(UnknownMethod):
        moved(accounts.pay_in, store, owner, ship, 5, method="account")
    with pytest.raises(BadAmount):
        moved(accounts.pay_in, store, owner, ship, -5)
    assert balance(store, ship) == 100


def test_what_an_invoice_needs_to_know_is_kept(store: Store, owner: Person, ship: int):
    company = Company("Ship Ltd", "Quay 1\nCádiz", "ESB12345678", "ship@example.com", "ES")
    customers.change_customer(
        store, customer_id=ship, name="Ship", note="", package_id=None, is_active=True, credit_minor=70,
        company=company, operator_id=owner.id, now_ms=NOON_MS,
    )  # fmt: skip
    told = accounts.statement(store, ship).customer
    assert (told.company, told.credit_minor) == (company, 70)
    with pytest.raises(BadAmount):
        customers.add_customer(
            store,
            name="Boat",
            note="",
            package_id=None,
            credit_minor=-1,
            operator_id=owner.id,
            now_ms=NOON_MS,
        )
