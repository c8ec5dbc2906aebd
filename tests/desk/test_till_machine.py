"""Whatever is done at the till, in whatever order, its books stay whole.

Sales paid in all ways, deposits, money given back, shifts that open and close, cash brought in and taken out:
after each step the entries sum to nothing and the drawer holds its float and what came in less what went out;
in the end every number, seal and sum is proved.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from full_books import strict_shop
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from locutorio.core.credit import Wanted
from locutorio.core.errors import ShopError
from locutorio.core.tender import METHODS, Tender
from locutorio.desk import accounts, bills, checkout, customers, deposits, drawer, items, refunds, shifts
from locutorio.desk.verify import verify
from locutorio.store import books, ledger
from locutorio.store import shifts as shift_rows
from locutorio.store.engine import Store
from small_shop import NOON_MS, furnish

MINOR = st.integers(1, 900)
PIECES = st.dictionaries(st.sampled_from([1, 5, 100, 500, 5_000]), st.integers(0, 9), max_size=5)
HOUR_MS = 3_600_000


class TillAtRandom(RuleBasedStateMachine):
    """`drawer_minor` is counted beside the books, by what each step says it moved."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.migrated, self.folder / "shop.db")
        self.store = Store(f"sqlite:///{self.folder}/shop.db")
        self.shop = strict_shop(self.folder)
        self.owner = furnish(self.store)
        self.now_ms, self.keys, self.drawer_minor = NOON_MS, 0, 0
        self.customer_id = customers.add_customer(
            self.store, name="Ship", note="", package_id=None, credit_minor=500, **self.who()
        )

    def teardown(self) -> None:
        assert verify(self.store, self.shop) == ()
        self.store.close()
        shutil.rmtree(self.folder)

    # --- what is done --------------------------------------------------------------------------------------

    @rule(prices=st.lists(MINOR, min_size=1, max_size=3), methods=st.sets(st.sampled_from(METHODS)),
          over_minor=st.integers(0, 50), deposit_minor=st.none() | MINOR)  # fmt: skip
    def sell(self, prices: list[int], methods: set[str], over_minor: int, deposit_minor: int | None):
        """The last way pays the rest."""
        bill_id = bills.open_bill(self.store, **self.who())
        for price in prices:
            items.add_item(self.store, bill_id=bill_id, text="Tea", amount_minor=price, **self.who())
        if deposit_minor:
            self.tried(deposits.deposit, bill_id=bill_id, amount_minor=deposit_minor, method="cash")
            self.drawer_minor += deposit_minor
        bill = bills.bill(self.store, self.shop, bill_id=bill_id, now_ms=self.now_ms).bill
        paid = self.tried(
            checkout.pay, bill_id=bill_id, tenders=tenders(bill.to_pay_minor, sorted(methods), over_minor),
            expected_due_minor=bill.due_minor, customer_id=self.customer_id, print_it=False,
        )  # fmt: skip
        self.moved_by(paid)

    @precondition(lambda self: self.numbers())
    @rule(data=st.data(), amount_minor=st.none() | MINOR, method=st.sampled_from(METHODS), void=st.booleans())
    def give_back(self, data: st.DataObject, amount_minor: int | None, method: str, void: bool):
        number = data.draw(st.sampled_from(self.numbers()))
        back = {"receipt_number": number, "method": method, "reason": "asked"}
        if void:
            made = self.tried(refunds.void, **back)
            self.moved_by(made and made.receipt)
        else:
            self.moved_by(self.tried(refunds.credit, wanted=Wanted(amount_minor=amount_minor), **back))

    @rule(kind=st.sampled_from(["paid_in", "paid_out", "safe_drop"]), amount_minor=MINOR)
    def move(self, kind: Any, amount_minor: int):
        if self.tried(drawer.move, kind=kind, amount_minor=amount_minor, reason="said"):
            self.drawer_minor += amount_minor if kind == "paid_in" else -amount_minor

    @rule(amount_minor=MINOR, back=st.booleans())
    def account(self, amount_minor: int, back: bool):
        act = accounts.pay_back if back else accounts.pay_in
        if self.tried(act, customer_id=self.customer_id, amount_minor=amount_minor, method="cash"):
            self.drawer_minor += -amount_minor if back else amount_minor

    @rule(float_minor=st.integers(0, 9_000))
    def open_shift(self, float_minor: int):
        try:
            shifts.open_shift(self.store, float_minor=float_minor, **self.who())
            self.drawer_minor = float_minor
        except ShopError:
            pass

    @rule(counted=PIECES, left=st.integers(0, 100))
    def close_shift(self, counted: dict[int, int], left: int):
        left_minor = sum(piece * n for piece, n in counted.items()) * left // 100
        with self.store.read() as tx:
            is_open = shift_rows.current(tx) is not None
        report = self.tried(
            shifts.close_shift, counted=counted, left_minor=left_minor, hand_to=self.owner.id, print_it=False
        )
        assert (report is not None) == is_open
        if report:
            assert report.drawer.expected_minor == self.drawer_minor
            self.drawer_minor = left_minor

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int):
        self.now_ms += hours * HOUR_MS

    # --- what holds ----------------------------------------------------------------------------------------

    @invariant()
    def entries_sum_to_nothing(self):
        with self.store.read() as tx:
            assert sum(ledger.balances(tx).values()) == 0

    @invariant()
    def drawer_holds_what_came_in_less_what_went_out(self):
        with self.store.read() as tx:
            assert ledger.cash(tx) == self.drawer_minor

    @invariant()
    def numbers_have_no_gaps(self):
        with self.store.read() as tx:
            numbers = [kept.number for kept in books.chain(tx)]
        assert numbers == list(range(1, len(numbers) + 1))

    # --- how -----------------------------------------------------------------------------------------------

    def who(self) -> dict[str, Any]:
        return {"operator_id": self.owner.id, "now_ms": self.now_ms}

    def tried(self, act: Any, kind: Any = None, **values: Any) -> Any:
        """What came of it, asked twice as by a double click; None where it was refused."""
        self.keys += 1
        asked = values | self.who() | {"request_key": f"{self.keys}"}
        about = (self.store, self.shop) if kind is None else (self.store, self.shop, kind)
        try:
            made = act(*about, **asked)
        except ShopError:
            return None
        assert act(*about, **asked) == made
        return made

    def moved_by(self, receipt: Any) -> None:
        if receipt:
            self.drawer_minor += sum(paid.amount_minor for paid in receipt.payments if paid.method == "cash")

    def numbers(self) -> list[int]:
        with self.store.read() as tx:
            return [kept.number for kept in books.chain(tx)]


def tenders(to_pay_minor: int, methods: list[str], over_minor: int) -> list[Tender]:
    left_minor, found = max(to_pay_minor, 0), []
    for method in methods:
        part_minor = left_minor if method == methods[-1] else left_minor // 2
        found.append(Tender(method, part_minor + (over_minor if method == "cash" else 0)))
        left_minor -= part_minor
    return found


def test_whatever_is_done_at_the_till_its_books_stay_whole(migrated_sqlite: Path):
    TillAtRandom.migrated = migrated_sqlite
    run_state_machine_as_test(TillAtRandom, settings=settings(max_examples=12, stateful_step_count=15))
