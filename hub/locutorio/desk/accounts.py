"""Customers' accounts: what they paid in beforehand, and what they may owe. Station 7.

The account is not kept anywhere: it is what the postings that name the customer come to. Must not know bills.
"""

from dataclasses import astuple, dataclass
from typing import Literal

from locutorio.core.shop import ShopProfile
from locutorio.core.tender import ACCOUNT, CASH, METHODS, UnknownMethod
from locutorio.desk import customers, print_queue, slips
from locutorio.desk.customers import Customer
from locutorio.desk.errors import BadAmount, OverLimit
from locutorio.store import ledger, people, requests
from locutorio.store.engine import Store, Tx

CUSTOMERS = "customers"  # the account in the books: what they owe us


@dataclass(frozen=True, slots=True)
class Line:
    """`amount_minor` more on the account, or less; `balance_minor` on it afterwards."""

    at_ms: int
    kind: str
    receipt_number: int | None
    person: str
    amount_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class Account:
    """`balance_minor` below nothing is what the customer owes."""

    customer: Customer
    balance_minor: int


@dataclass(frozen=True, slots=True)
class Statement:
    """`balance_minor` below nothing is what the customer owes."""

    customer: Customer
    balance_minor: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that is to go on an account, or off it again."""

    kind: Literal["account_paid", "account_back"]
    customer_id: int
    amount_minor: int
    method: str


def balance(tx: Tx, customer_id: int) -> int:
    return -ledger.balances(tx, customer_id=customer_id).get(CUSTOMERS, 0)


def may_owe(tx: Tx, customer_id: int, amount_minor: int) -> None:
    """OverLimit if the account cannot bear `amount_minor` less."""
    customer = customers.present(tx, customer_id)
    left_minor = balance(tx, customer_id) + customer.credit_minor
    if amount_minor > left_minor:
        raise OverLimit(
            f"{customer.name}'s account cannot bear that; take money for the rest, or raise its limit",
            name=customer.name,
            left_minor=max(left_minor, 0),
        )


def pay_in(
    store: Store, shop: ShopProfile, *, customer_id: int, amount_minor: int, method: str, request_key: str,
    operator_id: int, now_ms: int,
) -> int:  # fmt: skip
    """Money for the account. Returns the posting, the same for the same request."""
    moved = Moved("account_paid", customer_id, amount_minor, method)
    return _book(store, shop, moved, request_key=request_key, operator_id=operator_id, now_ms=now_ms)


def pay_back(
    store: Store, shop: ShopProfile, *, customer_id: int, amount_minor: int, method: str, request_key: str,
    operator_id: int, now_ms: int,
) -> int:  # fmt: skip
    """Money from the account, as far as there is some. Returns the posting, the same for the same request."""
    moved = Moved("account_back", customer_id, amount_minor, method)
    return _book(store, shop, moved, request_key=request_key, operator_id=operator_id, now_ms=now_ms)


def _book(
    store: Store, shop: ShopProfile, moved: Moved, *, request_key: str, operator_id: int, now_ms: int
) -> int:
    asked = requests.fingerprint(*astuple(moved))
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            return int(earlier.removeprefix("posting "))
        customer = _check(tx, moved)
        received_minor = moved.amount_minor if moved.kind == "account_paid" else -moved.amount_minor
        posting_id = ledger.post(
            tx, moved.kind, {moved.method: received_minor, CUSTOMERS: -received_minor}, at_ms=now_ms,
            person_id=operator_id, customer_id=customer.id,
        )  # fmt: skip
        requests.keep(tx, request_key, asked, f"posting {posting_id}", now_ms)
        detail = f"posting {posting_id}: {customer.name}"
        people.log(tx, moved.kind, person_id=operator_id, at_ms=now_ms, detail=detail)
        slip = slips.slip(
            tx, shop, moved.kind, posting_id, person_id=operator_id, at_ms=now_ms,
            amount_minor=moved.amount_minor, method=moved.method, about=customer.name,
        )  # fmt: skip
        kick = moved.method == CASH and shop.drawer_kick != "never"
        print_queue.enqueue_slip(tx, slip, now_ms=now_ms, kick=kick)
        return posting_id


def _check(tx: Tx, moved: Moved) -> Customer:
    if moved.method not in METHODS or moved.method == ACCOUNT:
        raise UnknownMethod("money for an account comes and goes by cash, card or transfer")
    if moved.amount_minor <= 0:
        raise BadAmount("say how much: more than nothing")
    customer = customers.find(tx, moved.customer_id)
    if moved.kind == "account_back" and moved.amount_minor > balance(tx, customer.id):
        raise OverLimit(f"there is not so much on {customer.name}'s account", name=customer.name)
    return customer


def accounts(store: Store) -> list[Account]:
    """Of all customers, by their names."""
    with store.read() as tx:
        return [Account(customer, balance(tx, customer.id)) for customer in customers.every(tx)]


def statement(store: Store, customer_id: int) -> Statement:
    """Everything that touched the account, the oldest first."""
    with store.read() as tx:
        customer = customers.find(tx, customer_id)
        names = {person["id"]: str(person["name"]) for person in people.every(tx)}
        balance_minor, lines = 0, []
        for posting, _ in ledger.sealed(tx, customer_id=customer_id):
            amount_minor = -dict(posting.entries).get(CUSTOMERS, 0)
            balance_minor += amount_minor
            if amount_minor:
                lines.append(
                    Line(
                        posting.at_ms, posting.kind, posting.receipt_number,
                        names.get(posting.person_id or 0, ""), amount_minor, balance_minor,
                    )
                )  # fmt: skip
        return Statement(customer, balance_minor, tuple(lines))
