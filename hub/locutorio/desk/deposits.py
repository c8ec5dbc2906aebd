"""Deposits: money left for a bill before it is paid. Station 7 of the way of a call.

It is nobody's sale yet: it lies on an account of its own until the bill is paid, which uses it first. What
more is left raises the budget of a bill that has one: the booth hears of it with the next grant.
"""

from locutorio.core.shop import ShopProfile
from locutorio.core.tender import CASH, METHODS, UnknownMethod
from locutorio.desk.errors import BadAmount
from locutorio.desk.print_queue import enqueue_slip
from locutorio.desk.slips import slip
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills, ledger, people, requests
from locutorio.store.engine import Store, Tx

# Not from the customer's account: that is there for every bill of theirs already.
WAYS = tuple(method for method in METHODS if method != "account")


def deposit(
    store: Store,
    shop: ShopProfile,
    *,
    bill_id: int,
    amount_minor: int,
    method: str,
    request_key: str,
    operator_id: int,
    now_ms: int,
) -> None:
    """Take it, once however often it is asked, and print a slip."""
    asked = requests.fingerprint("deposit", bill_id, amount_minor, method)
    with store.begin() as tx:
        if requests.earlier(tx, request_key, asked):
            return
        row = unpaid(tx, bill_id)
        posting_id = take(
            tx, shop, bill_id=bill_id, amount_minor=amount_minor, method=method, operator_id=operator_id,
            now_ms=now_ms,
        )  # fmt: skip
        if row.budget_minor is not None:
            bills.change(tx, bill_id, budget_minor=row.budget_minor + amount_minor)
        requests.keep(tx, request_key, asked, f"posting {posting_id}", now_ms)


def take(
    tx: Tx,
    shop: ShopProfile,
    *,
    bill_id: int,
    amount_minor: int,
    method: str,
    operator_id: int,
    now_ms: int,
) -> int:
    """Book it and queue its slip. Returns the posting's id."""
    if method not in WAYS:
        raise UnknownMethod(f"a deposit is taken as one of: {', '.join(WAYS)}")
    if amount_minor <= 0:
        raise BadAmount("a deposit is more than nothing")
    posting_id = ledger.post(
        tx, "deposit", {method: amount_minor, "deposits": -amount_minor}, at_ms=now_ms, person_id=operator_id,
        bill_id=bill_id,
    )  # fmt: skip
    paper = slip(
        tx, shop, "deposit", posting_id, person_id=operator_id, at_ms=now_ms, amount_minor=amount_minor,
        method=method, about=_about(tx, bill_id),
    )  # fmt: skip
    enqueue_slip(tx, paper, now_ms=now_ms, kick=method == CASH and shop.drawer_kick != "never")
    people.log(
        tx, "deposit", person_id=operator_id, at_ms=now_ms,
        detail=f"bill {bill_id}: {amount_minor} by {method}, posting {posting_id}",
    )  # fmt: skip
    return posting_id


def _about(tx: Tx, bill_id: int) -> str:
    row = bills.find(tx, bill_id)
    return row.name if row and row.name else str(bill_id)
