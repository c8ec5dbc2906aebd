"""A family at the counter: three booths, and the bills they end on."""

from typing import Any

from locutorio.desk import acts, bills, board
from locutorio.store.engine import Store
from paid_counter import SHOWN_MS, Counter
from small_shop import NOON_MS, SHOP


class Family:
    """Booths 1 to 3; what is done at the counter is done by the owner, at the moment the bills are shown."""

    def __init__(self, store: Store, owner) -> None:
        self.store, self.owner = store, owner
        self.counters = {number: Counter(store, f"booth-{number}") for number in (1, 2, 3)}

    @property
    def by(self) -> dict[str, Any]:
        return {"operator_id": self.owner.id, "now_ms": SHOWN_MS}

    def sits(self, number: int, at_ms: int = 1_000, **agreed: Any) -> int:
        """Down in a booth. Returns the bill."""
        self.counters[number].booth.unlock(self.owner, at_ms, **agreed)
        return self.counters[number].booth.bill_id

    def calls(self, number: int, at_ms: int = 90_000, **fields: Any) -> None:
        """By default for 0.60."""
        self.counters[number].booth.record(at_ms, **({"call": at_ms} | fields))

    def leaves(self, number: int, at_ms: int = 100_000) -> None:
        self.counters[number].booth.lock(self.owner, at_ms)

    def called(self, number: int, **agreed: Any) -> int:
        """One call of 0.60, from unlock to lock. Returns the bill."""
        bill_id = self.sits(number, **agreed)
        self.calls(number)
        self.leaves(number)
        return bill_id

    def phase(self, number: int, at_ms: int = 101_000) -> str:
        return board.tile(self.store, SHOP, booth_id=f"booth-{number}", now_ms=NOON_MS + at_ms).phase

    def open_ids(self) -> list[int]:
        return [one.id for one in bills.open_bills(self.store, SHOP, now_ms=SHOWN_MS)]

    def last_act(self) -> str:
        return acts.recent(self.store, 1)[0].kind
