"""A counter to pay at: visits ready to be paid, and paying them as the panel would."""

from collections.abc import Sequence
from typing import Any

from locutorio.core.open_bill import OpenBill
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import bills, checkout
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SaidBooth

SHOWN_MS = NOON_MS + 101_000


class Counter:
    """One visit with a call of 0.60, locked and ready to be paid."""

    def __init__(self, store: Store, booth_id: str = "booth-1") -> None:
        self.store = store
        self.booth = SaidBooth(store, booth_id=booth_id)
        self.booth.hello()

    def visit(self, owner, *, records: Any = ({},), at_ms: int = 0, **agreed: Any) -> int:
        """Returns its bill."""
        self.booth.unlock(owner, at_ms + 1_000, **agreed)
        for number, fields in enumerate(records, start=1):
            self.booth.record(at_ms + 90_000, **({"call": number + at_ms} | fields))
        self.booth.lock(owner, at_ms + 100_000)
        return self.booth.bill_id


def show(store: Store, bill_id: int, shop=SHOP) -> OpenBill:
    return bills.bill(store, shop, bill_id=bill_id, now_ms=SHOWN_MS)


def cash(amount_minor: int) -> tuple[Tender, ...]:
    return (Tender("cash", amount_minor),)


def pay(
    store: Store, bill_id: int, owner, *, tenders: Sequence[Tender] = cash(100), shop=SHOP, **fields: Any
) -> Receipt:
    """By default 0.60, with a coin of 1.00."""
    values: dict[str, Any] = {
        "request_key": "dialog 1", "print_it": False, "expected_due_minor": 60, "now_ms": SHOWN_MS,
    }  # fmt: skip
    return checkout.pay(
        store, shop, bill_id=bill_id, tenders=tenders, operator_id=owner.id, **(values | fields)
    )
