"""A colleague takes the screen over by a PIN, over a checkout that is half filled in. In Chromium."""

from collections.abc import Callable

from argon2 import PasswordHasher
from locutorio.desk import receipts
from locutorio.store import people as rows
from playwright.sync_api import Page, expect
from served import BROWSING, Counter, sins

pytestmark = BROWSING

PIN = "2580"
LUIS_ID = 2


def test_the_half_filled_checkout_stays_and_is_the_colleagues(
    counter: Counter, open_board: Callable[..., Page]
) -> None:
    with counter.shop.store.begin() as tx:
        pin_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
        rows.change(tx, LUIS_ID, pin_hash=pin_hash)
    page = open_board(name="Ana")
    page.keyboard.press("4")
    expect(page.locator("#sheet #cash")).to_be_focused()
    page.keyboard.type("5")
    page.keyboard.press("F2")
    expect(page.locator("#switch [name=pin]")).to_be_focused()
    assert sins(page) == []
    page.keyboard.type("1111")
    page.keyboard.press("Enter")
    expect(page.locator("#switch [role=alert]")).to_contain_text("not their PIN")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("header.top .menu summary")).to_contain_text("Luis")
    expect(page.locator("#switch")).to_be_hidden()
    expect(page.locator("#sheet #cash")).to_be_focused()
    expect(page.locator("#sheet #cash")).to_have_value("5")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet .outcome")).to_be_visible()
    assert receipts.recent(counter.shop.store, 1)[0].operator == "Luis"
