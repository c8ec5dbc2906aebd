"""A counter to pay at: visits ready to be paid, and paying them as the panel would."""

from typing import Any

from locutorio.core.receipt import Receipt
from locutorio.desk import checkout
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SaidBooth


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


def show(store: Store, visit_id: str):
    return checkout.show(store, SHOP, visit_id=visit_id, now_ms=NOON_MS + 101_000)


def pay(store: Store, visit_id: str, owner, **fields: Any) -> Receipt:
    values: dict[str, Any] = {
        "extras": (), "paid_minor": 100, "method": "cash", "request_key": "dialog 1", "print_it": False,
        "expected_due_minor": 60, "now_ms": NOON_MS + 101_000,
    }  # fmt: skip
    return checkout.pay(store, SHOP, visit_id=visit_id, operator_id=owner.id, **(values | fields))
