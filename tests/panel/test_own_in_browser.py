"""In Chromium: a colleague takes the screen over, and a form waits for the password."""

from collections.abc import Callable

from argon2 import PasswordHasher
from locutorio.desk import receipts
from locutorio.panel.again import FRESH_MS
from locutorio.store import people as rows
from playwright.sync_api import Page, expect
from seed import PASSWORD
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


def test_a_form_waits_for_the_password_and_then_says_what_it_did(
    counter: Counter, open_board: Callable[..., Page]
) -> None:
    page = open_board(name="Ana")
    counter.shop.now_ms += FRESH_MS
    page.goto(f"{counter.url}/own")
    page.locator("html.scripted [name=pin]").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("[name=password_again]")).to_be_focused()
    assert sins(page) == []
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".note.good")).to_contain_text("Your PIN holds from now on")
