"""A shop with something on every page of the panel: for those who look at all of them.

On Friday a shift was closed with ten cents missing; on Monday a coffee was cold, a family is on one bill, a
bill waits, and each booth is in another state.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from examined_booths import examine, update
from locutorio.core.credit import Wanted
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import (
    accounts,
    bills,
    checkout,
    customers,
    decks,
    deposits,
    discounts,
    drawer,
    extras,
    items,
    packages,
    print_queue,
    proving,
    refunds,
    roles,
    shifts,
    tariffs,
)
from locutorio.desk.customers import Company
from locutorio.desk.problems import put_aside
from locutorio.sealing import Sealer
from panel_shop import Shop
from price_seed import RECIPE, add_carrier, add_package
from seed import MONDAY_MS, SHOP, SeededBooth, booths_in_a_row, come_to_life, people_of
from sent_sheets import SECOND
from story_shop import SMALL

FRIDAY_MS = MONDAY_MS - 3 * 86_400_000
OPENED_MS = FRIDAY_MS - 30 * 86_400_000
CAFE_ID = 1
DRAFT_RULES = [*RECIPE["rules"], {"where": {"countries": ["SN"]}, "price": "0.15"}]
COMPANY = Company("Fatou Import SL", "Calle Mayor 5\n28013 Madrid", "B12345678", "fatou@example.org", "ES")


class FurnishedShop:
    """`shop` stands on Monday at noon when it is done; `token` opens the last receipt to its customer."""

    def __init__(self, shop: Shop, keys: Path) -> None:
        self.shop, self.store = shop, shop.store
        shop.profile = replace(
            SHOP, fiscal="france", calls_tax="21", extras_tax="10", tax_id="B87654321", signer=Sealer(keys)
        )
        shop.now_ms = FRIDAY_MS
        self.ana, self.luis = people_of(self.store)
        self._keys = 0
        for person, pin in ((self.ana, "2580"), (self.luis, "1379")):
            proving.change_pin(self.store, person_id=person.id, pin=pin, now_ms=FRIDAY_MS)
        self.prices()
        self.booths = booths_in_a_row(self.store, FRIDAY_MS)
        self.friday()
        shop.now_ms = MONDAY_MS - 3_600_000
        self.monday()
        self.token = self.last_receipt().link.rpartition("/")[2]
        shop.now_ms = MONDAY_MS
        for booth in self.booths.values():
            booth.report(MONDAY_MS - 600_000)
        come_to_life(self.booths, self.ana, MONDAY_MS)
        self.open_bills()
        self.trouble()
        examine(self.store, self.booths, self.ana, MONDAY_MS)
        update(self.store, self.booths, self.ana, MONDAY_MS)

    @property
    def deed(self) -> dict[str, int]:
        """By Luis, now."""
        return {"operator_id": self.luis.id, "now_ms": self.shop.now_ms}

    def key(self) -> str:
        self._keys += 1
        return f"dialog {self._keys}"

    def prices(self) -> None:
        """A carrier with a sheet in force and one on its way in; a package with a draft beside its prices."""
        tariffs.adopt(
            self.store, document=SMALL, currency=SHOP.currency, in_force_from_ms=OPENED_MS, now_ms=OPENED_MS
        )
        extras.add(self.store, text="Café", amount_minor=120, key="c", now_ms=OPENED_MS)
        extras.add(self.store, text="Fotocopia", amount_minor=10, now_ms=OPENED_MS)
        extras.add(
            self.store, text="Tarjeta SIM", amount_minor=1_000, barcode="8400000000017", now_ms=FRIDAY_MS
        )
        deck_id = add_carrier(self.store, now_ms=FRIDAY_MS)
        package_id = add_package(self.store, deck_id=deck_id, recipe=RECIPE, now_ms=FRIDAY_MS)
        packages.save_draft(self.store, package_id=package_id, document=RECIPE | {"rules": DRAFT_RULES})
        decks.keep_upload(
            self.store, deck_id=deck_id, file_name="april.csv", data=SECOND.encode(), operator_id=self.ana.id,
            now_ms=FRIDAY_MS,
        )  # fmt: skip

    def friday(self) -> None:
        shifts.open_shift(self.store, float_minor=15_000, **self.deed)
        for name, digits in (
            ("free", "0033142685300"),
            ("talking", "0034612345678"),
            ("away", "0033612345678"),
        ):
            self.sale(self.booths[name], digits)
        self.fatou = customers.add_customer(
            self.store, name="Fatou", note="Import and export", package_id=None, credit_minor=5_000,
            company=COMPANY, **self.deed,
        )  # fmt: skip
        accounts.pay_in(
            self.store, self.shop.profile, customer_id=self.fatou, amount_minor=2_000, method="cash",
            request_key=self.key(), **self.deed,
        )  # fmt: skip
        self.move("paid_out", 2_000, "Window cleaner")
        shifts.close_shift(
            self.store, self.shop.profile, counted={5000: 2, 2000: 2, 1000: 1, 200: 2, 20: 3, 10: 1},
            left_minor=10_000, hand_to=None, request_key=self.key(), **self.deed,
        )  # fmt: skip

    def monday(self) -> None:
        shifts.open_shift(self.store, float_minor=10_000, **self.deed)
        for name in ("settling", "budget"):
            self.sale(self.booths[name], "0033142685300")
        refunds.credit(
            self.store, self.shop.profile, receipt_number=4, method="cash", reason="It was cold",
            wanted=Wanted(call_ids=frozenset(), extras=frozenset({0})), request_key=self.key(), **self.deed,
        )  # fmt: skip
        self.sale(self.booths["free"], "0034911234567", method="account", customer_id=self.fatou)
        self.move("paid_in", 5_000, "Coins from the bank")
        self.move("safe_drop", 3_000, "Before noon")
        customers.add_customer(self.store, name="Wei", note="", package_id=None, **self.deed)
        roles.add_role(
            self.store, name="Weekend", rights=["sell", "unlock", "prices_see"], operator_id=self.ana.id,
            now_ms=self.shop.now_ms,
        )  # fmt: skip

    def open_bills(self) -> None:
        """A family of two booths with a deposit, less ten percent; Señora García comes back later."""
        visits = (self.booths[name].visit_id(MONDAY_MS) for name in ("talking", "budget"))
        one, other = (bills.of_visit(self.store, visit_id=visit_id) for visit_id in visits)
        bills.join(self.store, bill_id=other, into_id=one, **self.deed)
        deposits.deposit(
            self.store, self.shop.profile, bill_id=one, amount_minor=2_000, method="cash",
            request_key=self.key(), **self.deed,
        )  # fmt: skip
        discounts.set_discount(
            self.store, bill_id=one, percent=Decimal(10), amount_minor=0, reason="Every week",
            operator_id=self.ana.id, now_ms=MONDAY_MS,
        )  # fmt: skip
        waiting = bills.open_bill(self.store, name="Señora García", **self.deed)
        items.add_item(self.store, bill_id=waiting, extra_id=CAFE_ID, **self.deed)

    def last_receipt(self) -> Receipt:
        """The only one with a link: links are drawn by lot, and what is printed before is not."""
        self.shop.profile = replace(self.shop.profile, receipt_link="https://sol.example")
        return self.sale(self.booths["free"], "0034911234567")

    def trouble(self) -> None:
        """The printer stopped half way, and somebody sent what is no message of a booth."""
        job = print_queue.next_job(self.store, self.shop.now_ms)
        assert job is not None
        print_queue.doubt(self.store, job.id, error="it fell silent")
        with self.store.begin() as tx:
            put_aside(
                tx, topic="shop/madrid/booth/booth-2/state", payload=b"{", reason="not JSON", now_ms=MONDAY_MS
            )

    def move(self, kind: drawer.Move, amount_minor: int, reason: str) -> None:
        drawer.move(
            self.store, self.shop.profile, kind, amount_minor=amount_minor, reason=reason,
            request_key=self.key(), **self.deed,
        )  # fmt: skip

    def sale(
        self, booth: SeededBooth, digits: str, method: str = "cash", customer_id: int | None = None
    ) -> Receipt:
        """A call of two minutes and a coffee."""
        booth.report(self.shop.now_ms)
        booth.unlock(self.luis, self.shop.now_ms)
        self.shop.now_ms += 300_000
        bill_id = bills.of_visit(self.store, visit_id=booth.visit_id(self.shop.now_ms))
        booth.call(digits, 125, self.shop.now_ms)
        booth.report(self.shop.now_ms, line="idle")
        items.add_item(self.store, bill_id=bill_id, extra_id=CAFE_ID, **self.deed)
        booth.lock(self.luis, self.shop.now_ms)
        shown = bills.bill(self.store, self.shop.profile, bill_id=bill_id, now_ms=self.shop.now_ms)
        due_minor = shown.bill.due_minor
        return checkout.pay(
            self.store, self.shop.profile, bill_id=bill_id, tenders=(Tender(method, due_minor),),
            expected_due_minor=due_minor, request_key=self.key(), print_it=True, customer_id=customer_id,
            **self.deed,
        )  # fmt: skip
