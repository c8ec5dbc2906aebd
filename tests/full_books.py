"""Books with something of everything in them, kept by the strictest rules: for tests that prove them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from locutorio.core.credit import Wanted
from locutorio.core.rerating import Asked
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import Tender
from locutorio.desk import (
    accounts,
    bills,
    checkout,
    customers,
    decisions,
    discounts,
    drawer,
    items,
    receipts,
    refunds,
    rerate,
    shifts,
    tariffs,
)
from locutorio.desk.people import Person
from locutorio.sealing import Sealer
from locutorio.store.engine import Store
from small_shop import NOON_MS, NOWHERE, SHOP, SPAIN, SaidBooth, furnish, tariff_of

DAY_MS = 86_400_000
LATER_MS = NOON_MS + 600_000


def strict_shop(keys: Path) -> ShopProfile:
    """Taxed, signed, and paid in coins of five."""
    return replace(
        SHOP, fiscal="france", signer=Sealer(keys), calls_tax="21", extras_tax="10", cash_step_minor=5
    )


class FullBooks:
    """Two days of a shop: sales of every kind, money given back, two shifts, a re-rating."""

    def __init__(self, store: Store, keys: Path) -> None:
        self.store, self.shop = store, strict_shop(keys)
        self.owner: Person = furnish(store, "booth-1")
        self.booth = SaidBooth(store, shop=self.shop)
        self.booth.hello()
        self.at_ms = 0
        self._keys = 0

    def fill(self) -> None:
        who = {"operator_id": self.owner.id, "now_ms": NOON_MS}
        shifts.open_shift(self.store, float_minor=10_000, **who)
        sale = self.sale(Tender("card", 50), Tender("cash", 500), deposit_minor=100, extra=True)
        refunds.credit(
            self.store, self.shop, receipt_number=sale, wanted=Wanted(amount_minor=33), method="cash",
            reason="noisy line", request_key=self.key(), **who,
        )  # fmt: skip
        receipts.reprint(self.store, number=sale, **who)
        self.rerate()
        wrong = self.sale(Tender("transfer", 60))
        void = refunds.void(
            self.store, self.shop, receipt_number=wrong, method="transfer", reason="wrong customer",
            request_key=self.key(), **who,
        )  # fmt: skip
        self.on_account(void.bill_id)
        for kind, amount_minor in (("paid_in", 2_000), ("paid_out", 300), ("safe_drop", 5_000)):
            drawer.move(
                self.store, self.shop, kind, amount_minor=amount_minor, reason="said",
                request_key=self.key(), **who,
            )  # fmt: skip
        drawer.open_drawer(self.store, self.shop, reason="change", **who)
        shifts.close_shift(
            self.store, self.shop, counted={5_000: 1, 1_000: 1, 100: 7, 5: 3}, left_minor=5_000, hand_to=None,
            request_key=self.key(), operator_id=self.owner.id, now_ms=LATER_MS,
        )  # fmt: skip
        self.at_ms = DAY_MS
        self.sale(Tender("cash", 100))

    def key(self) -> str:
        self._keys += 1
        return f"dialog {self._keys}"

    def sale(self, *tenders: Tender, extra: bool = False, deposit_minor: int | None = None) -> int:
        """A call to Spain, and one that only a person can price; the receipt's number."""
        at_ms = self.at_ms = self.at_ms + 100_000
        agreed = {"deposit_minor": deposit_minor, "request_key": self.key()} if deposit_minor else {}
        self.booth.state(at_ms)
        self.booth.unlock(self.owner, at_ms + 1_000, **agreed)
        self.call(SPAIN)
        who = {"operator_id": self.owner.id, "now_ms": NOON_MS + at_ms}
        bill_id = self.booth.bill_id
        if extra:
            self.call(NOWHERE)
            items.add_item(self.store, bill_id=bill_id, text="Coffee", amount_minor=120, **who)
            discounts.set_discount(
                self.store, bill_id=bill_id, percent=Decimal(10), amount_minor=0, reason="regular", **who
            )
        self.booth.lock(self.owner, at_ms + 95_000)
        shown = bills.bill(self.store, self.shop, bill_id=bill_id, now_ms=NOON_MS + at_ms)
        for call in shown.bill.unpriced:
            decisions.decide(self.store, call_id=call.call_id, amount_minor=40, note="asked", **who)
        return self.pay(bill_id, tenders)

    def call(self, digits: str) -> None:
        """A minute long."""
        began_ms = self.at_ms + 10_000
        self.booth.record(
            self.at_ms + 90_000, call=self.booth.seq + 1, digits=digits, dialled_ms=began_ms,
            answered_ms=began_ms + 10_000, ended_ms=began_ms + 70_000,
        )  # fmt: skip

    def pay(self, bill_id: int, tenders: tuple[Tender, ...], customer_id: int | None = None) -> int:
        now_ms = NOON_MS + self.at_ms
        shown = bills.bill(self.store, self.shop, bill_id=bill_id, now_ms=now_ms)
        paid = checkout.pay(
            self.store, self.shop, bill_id=bill_id, tenders=tenders, expected_due_minor=shown.bill.due_minor,
            request_key=self.key(), operator_id=self.owner.id, print_it=False, customer_id=customer_id,
            now_ms=now_ms,
        )  # fmt: skip
        return paid.number

    def on_account(self, bill_id: int) -> None:
        who = {"operator_id": self.owner.id, "now_ms": NOON_MS}
        customer_id = customers.add_customer(self.store, name="Ship", note="", package_id=None, **who)
        accounts.pay_in(
            self.store, self.shop, customer_id=customer_id, amount_minor=1_000, method="card",
            request_key=self.key(), **who,
        )  # fmt: skip
        shown = bills.bill(self.store, self.shop, bill_id=bill_id, now_ms=NOON_MS)
        self.pay(bill_id, (Tender("account", shown.bill.due_minor),), customer_id)

    def rerate(self) -> None:
        """Spain costs less since: what was paid too much is to be given back."""
        cheaper = tariff_of(p34="0.40", p33="1.20")
        tariff_id = tariffs.adopt(
            self.store, document=cheaper, currency=SHOP.currency, in_force_from_ms=LATER_MS + DAY_MS,
            now_ms=NOON_MS,
        )  # fmt: skip
        asked = Asked(tariff_id, NOON_MS, NOON_MS + DAY_MS, None)
        seen = rerate.preview(self.store, self.shop, asked)
        rerate.apply(
            self.store, self.shop, asked, key=seen.key, reason="dear", operator_id=self.owner.id,
            now_ms=NOON_MS,
        )  # fmt: skip
