"""What is really in the drawer, at the bank, on accounts and in deposits: kept by hand beside the books.

Whoever moves money does it with `hands()`; who counts the drawer has it `alone()`, as at any counter. Nothing
else waits for that: booths, bills and paper go on.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Lock

from busy_day.reckoning import CallKey, Purse, Reckoning


@dataclass
class ShiftTally:
    """What one shift must come to."""

    float: int
    sales: int = 0
    credits: int = 0
    turnover: int = 0
    deposits: int = 0
    methods: Counter[str] = field(default_factory=Counter)
    people: Counter[int] = field(default_factory=Counter)
    drawer: Counter[str] = field(default_factory=Counter)  # cash by its cause


class Tally:
    def __init__(self) -> None:
        self.books: Counter[str] = Counter()  # account by account; all that was sold is one
        self.customers: Counter[int] = Counter()  # what each has on the account
        self.taxes: Counter[int] = Counter()
        self.sold_calls: Counter[CallKey] = Counter()  # how often each stands on a receipt
        self.papers: Counter[int] = Counter()  # how often each receipt was asked for on paper
        self.shift = ShiftTally(0)
        self.shifts: list[ShiftTally] = []
        self._write = Lock()
        self._turn = Condition()
        self._hands = 0

    @contextmanager
    def hands(self) -> Iterator[None]:
        with self._turn:
            self._hands += 1
        try:
            yield
        finally:
            with self._turn:
                self._hands -= 1
                self._turn.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._turn:
            self._turn.wait_for(lambda: self._hands == 0)
            yield

    @property
    def in_drawer(self) -> int:
        return self.books["cash"]

    # --- what happens; each with hands() -------------------------------------------------------------------

    def sale(self, bill: Reckoning, paid: Purse, *, person_id: int, customer_id: int | None) -> None:
        with self._write:
            self._customer_pays(paid.counts, person_id, customer_id)
            self._sold(bill.due, paid.rounding, bill.taxes, 1)
            self._deposit(-bill.deposit)
            self.shift.sales += 1
            self.sold_calls.update(bill.calls.keys())

    def credit(
        self,
        due: int,
        back: int,
        method: str,
        taxes: Counter[int],
        *,
        person_id: int,
        customer_id: int | None,
    ) -> None:
        with self._write:
            self._customer_pays(Counter({method: -back}), person_id, customer_id)
            self._sold(due, back - due, taxes, -1)
            self.shift.credits += 1

    def deposit(self, amount: int, method: str, *, person_id: int) -> None:
        with self._write:
            self._customer_pays(Counter({method: amount}), person_id, None)
            self._deposit(amount)

    def account_paid(self, amount: int, method: str, *, person_id: int, customer_id: int) -> None:
        """Less than nothing: paid back."""
        with self._write:
            self._customer_pays(Counter({method: amount}), person_id, None)
            self.customers[customer_id] += amount
            self.books["customers"] -= amount

    def drawer(self, kind: str, amount: int) -> None:
        """paid_in, paid_out or safe_drop: `amount` more or less in the drawer."""
        with self._write:
            self.books["cash"] += amount
            self.books["safe" if kind == "safe_drop" else kind] -= amount
            self.shift.drawer[kind] += amount

    def paper(self, receipt_number: int) -> None:
        with self._write:
            self.papers[receipt_number] += 1

    # --- what happens; alone -------------------------------------------------------------------------------

    def opened(self, float_minor: int) -> None:
        brought = float_minor - self.books["cash"]
        self.books["cash"] = float_minor
        self.books["over_short" if self.shifts else "paid_in"] -= brought
        self.shift = ShiftTally(float_minor)

    def counted(self, found: int, left: int) -> None:
        self.books["over_short"] -= found - self.books["cash"]
        self.books["safe"] += found - left
        self.books["cash"] = left
        self.shifts.append(self.shift)

    # -------------------------------------------------------------------------------------------------------

    def _customer_pays(self, counts: Counter[str], person_id: int, customer_id: int | None) -> None:
        for method, amount in counts.items():
            self.books["customers" if method == "account" else method] += amount
            self.shift.methods[method] += amount
            self.shift.people[person_id] += amount
        if customer_id is not None:
            self.customers[customer_id] -= counts["account"]
        self.shift.drawer["customers"] += counts["cash"]

    def _sold(self, due: int, cash_rounding: int, taxes: Counter[int], sign: int) -> None:
        self.books["sold"] -= sign * (due + cash_rounding)
        self.shift.turnover += sign * due
        for percent, tax in taxes.items():
            self.taxes[percent] += sign * tax

    def _deposit(self, amount: int) -> None:
        self.books["deposits"] -= amount
        self.shift.deposits += amount
