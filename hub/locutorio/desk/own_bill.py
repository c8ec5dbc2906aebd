"""A bill looked at by who paid it: each call worked out again from the books, beside what was paid.

After station 8 of the way of a call. Must not know how the customer came by the link.
"""

from dataclasses import dataclass, replace

from locutorio.core.bill import BilledCall
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.core.working import working_of
from locutorio.desk.receipts import shown_to
from locutorio.desk.recompute import recomputed
from locutorio.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class OwnBill:
    """`receipt` shows how each call comes about; `agrees` is whether all come to what was paid."""

    receipt: Receipt
    agrees: bool


def own_bill(store: Store, shop: ShopProfile, token: str) -> OwnBill | None:
    """None unless `token` is the end of a receipt's link."""
    receipt = shown_to(store, token)
    if receipt is None:
        return None
    with store.read() as tx:
        calls = [_worked_out(tx, shop, call) for call in receipt.calls]
    shown = tuple(call for call, _ in calls)
    return OwnBill(replace(receipt, calls=shown), all(agrees for _, agrees in calls))


def _worked_out(tx: Tx, shop: ShopProfile, call: BilledCall) -> tuple[BilledCall, bool]:
    """What a person decided, with a reason, is no tariff's to work out."""
    priced = None if call.reason else recomputed(tx, shop, call.call_id)
    if priced is None:
        return call, True
    agrees = priced.cost_minor == abs(call.cost_minor or 0)  # a credit note takes back the same
    return replace(call, working=working_of(priced.detail) if agrees else call.working), agrees
