"""A customer who has paid: a call to France for 0.38, rounded up to 0.40, and a coffee for 1.20, in cash."""

from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import checkout, items
from locutorio.desk.lock import lock
from locutorio.desk.unlock import unlock
from panel_shop import Shop
from seed import SeededBooth

CAFE_ID = 1


def pay_a_call_and_a_coffee(shop: Shop, *, operator_id: int, place: int = 1, method: str = "cash") -> Receipt:
    """In a booth of its own, `place`; five minutes of the shop's time go by."""
    booth = SeededBooth(shop.store, f"booth-{place}", f"Booth {place}", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    bill_id = unlocked(shop, booth, operator_id)
    shop.now_ms += 300_000
    booth.call("0033142685300", 125, shop.now_ms)
    booth.report(shop.now_ms, line="idle")
    deed = {"operator_id": operator_id, "now_ms": shop.now_ms}
    items.add_item(shop.store, bill_id=bill_id, extra_id=CAFE_ID, **deed)
    lock(shop.store, booth_id=booth.booth_id, **deed)
    booth.obey(shop.now_ms)
    return checkout.pay(
        shop.store, shop.profile, bill_id=bill_id, tenders=(Tender(method, 160),), expected_due_minor=160,
        request_key=f"paid {place}", print_it=True, **deed,
    )  # fmt: skip


def unlocked(shop: Shop, booth: SeededBooth, operator_id: int) -> int:
    """A visit begins; its bill."""
    bill_id = unlock(
        shop.store, shop.profile, booth_id=booth.booth_id, operator_id=operator_id, now_ms=shop.now_ms
    )
    booth.obey(shop.now_ms)
    return bill_id
