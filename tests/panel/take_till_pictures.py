"""Takes the pictures of the till's pages: `PYTHONPATH=tests python tests/panel/take_till_pictures.py`."""

import tempfile
from dataclasses import replace
from pathlib import Path

from chromium import CHROMIUM
from locutorio.core.credit import Wanted
from locutorio.desk import accounts, customers, drawer, refunds, shifts
from locutorio.desk.customers import Company
from locutorio.sealing import Sealer
from locutorio.store.engine import Store
from paid import pay_a_call_and_a_coffee
from panel_shop import Shop
from playwright.sync_api import Page, sync_playwright
from seed import PASSWORD, SHOP, furnish, people_of
from served import Counter

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
DAY_MS = 86_400_000
FATOU = Company("Fatou Import SL", "Calle Mayor 5\n28013 Madrid", "B12345678", "fatou@example.org", "ES")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Store(f"sqlite:///{folder}/shop.db")
        store.create_or_upgrade()
        counter = Counter(store, furnished=False)
        profile = replace(SHOP, fiscal="chain", calls_tax="21", extras_tax="10", signer=Sealer(Path(folder)))
        counter.shop.profile = profile
        counter.stop()
        two_days(counter.shop)
        counter.start()
        browser = playwright.chromium.launch(**CHROMIUM)
        take(browser.new_page(viewport={"width": 1280, "height": 800}), counter.url)
        browser.close()
        counter.stop()
        store.close()


def two_days(shop: Shop) -> None:
    """Monday's shift is closed with ten cents missing; on Tuesday a coffee was cold."""
    furnish(shop.store)
    _, luis = people_of(shop.store)
    store, profile = shop.store, shop.profile
    shop.now_ms -= DAY_MS
    deed = {"operator_id": luis.id, "now_ms": shop.now_ms}
    shifts.open_shift(store, float_minor=15_000, **deed)
    for place in (1, 2, 3):
        pay_a_call_and_a_coffee(shop, operator_id=luis.id, place=place)
    deed["now_ms"] = shop.now_ms
    drawer.move(
        store, profile, "paid_out", amount_minor=2_000, reason="Window cleaner", request_key="out", **deed
    )
    shifts.close_shift(
        store, profile, counted={5000: 2, 2000: 1, 1000: 1, 200: 2, 50: 1, 20: 1}, left_minor=10_000,
        hand_to=None, request_key="close", **deed,
    )  # fmt: skip
    shop.now_ms += DAY_MS - 3 * 300_000
    deed["now_ms"] = shop.now_ms
    shifts.open_shift(store, float_minor=10_000, **deed)
    for place in (4, 5):
        pay_a_call_and_a_coffee(shop, operator_id=luis.id, place=place)
    deed["now_ms"] = shop.now_ms
    cold = Wanted(call_ids=frozenset(), extras=frozenset({0}))
    refunds.credit(
        store, profile, receipt_number=4, wanted=cold, method="cash", reason="It was cold",
        request_key="cold", **deed,
    )  # fmt: skip
    fatou = customers.add_customer(
        store, name="Fatou", note="", package_id=None, credit_minor=5_000, company=FATOU, **deed
    )
    accounts.pay_in(
        store, profile, customer_id=fatou, amount_minor=2_000, method="cash", request_key="in", **deed
    )


def take(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("[name=name]").fill("Ana")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("html.scripted")
    page.goto(f"{url}/shift/count")
    page.wait_for_selector("html.scripted")
    for piece, number in ((5000, "2"), (2000, "1"), (200, "1"), (20, "3")):
        page.locator(f"[name=piece-{piece}]").fill(number)
    page.locator("[name=left]").fill("100")
    page.locator("#counted").get_by_text("€22.60").wait_for()
    page.screenshot(path=PICTURES / "count.png")
    page.goto(f"{url}/shift/closed")
    page.screenshot(path=PICTURES / "closed.png")
    page.goto(f"{url}/receipts/5/credit")
    page.wait_for_selector("html.scripted")
    page.locator("[name=call]").uncheck()
    page.locator("#credit-sum").get_by_text("€1.20").wait_for()
    page.screenshot(path=PICTURES / "credit.png")
    page.goto(f"{url}/accounts/1")
    page.screenshot(path=PICTURES / "account.png")
    page.goto(f"{url}/reports")
    page.screenshot(path=PICTURES / "reports.png")


if __name__ == "__main__":
    main()
