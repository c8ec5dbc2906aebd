"""The till's pages in Chromium: how they look, and figures that follow what is typed and ticked."""

from collections.abc import Callable

from locutorio.desk import customers, shifts
from paid import pay_a_call_and_a_coffee
from playwright.sync_api import Page, expect
from served import BROWSING, Counter

pytestmark = BROWSING


def furnished(counter: Counter) -> None:
    """A shift that was closed and one that runs, a receipt, a customer."""
    shop, deed = counter.shop, {"operator_id": 2, "now_ms": counter.shop.now_ms}
    shifts.open_shift(shop.store, float_minor=10_000, **deed)
    pay_a_call_and_a_coffee(shop, operator_id=2, place=20)
    shifts.close_shift(
        shop.store, shop.profile, counted={5000: 2}, left_minor=5_000, hand_to=1, request_key="z", **deed
    )
    shifts.open_shift(shop.store, float_minor=5_000, **deed)
    customers.add_customer(shop.store, name="Fatou", note="", package_id=None, credit_minor=5_000, **deed)


def test_a_count_and_a_refund_follow_what_is_typed(counter: Counter, open_board: Callable[..., Page]) -> None:
    furnished(counter)
    page = open_board()
    page.goto(f"{counter.url}/shift/count")
    page.wait_for_selector("html.scripted")
    page.locator("[name=piece-2000]").fill("2")
    page.locator("[name=piece-500]").fill("2")
    expect(page.locator("#counted")).to_contain_text("€50.00")
    page.locator("[name=hand_to]").select_option("Luis")
    page.get_by_role("button", name="Close the shift").click()
    expect(page.locator(".outcome")).to_contain_text("right to the last coin")
    page.goto(f"{counter.url}/receipts/1/credit")
    page.wait_for_selector("html.scripted")
    page.locator("[name=call]").uncheck()
    expect(page.locator("#credit-sum")).to_contain_text("€1.20")
    page.locator("[name=reason]").fill("cold")
    page.get_by_role("button", name="Give back & print").click()
    expect(page.locator(".outcome")).to_contain_text("€1.20")
    assert page.url == f"{counter.url}/receipts/2?paid=1"
