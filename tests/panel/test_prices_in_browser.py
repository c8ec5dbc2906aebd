"""The pages about prices in Chromium: asked by one key, set in the editor, looked at on a phone and from
right to left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from price_seed import RECIPE, add_carrier, add_package
from served import BROWSING, Counter, sins

pytestmark = BROWSING

Open = Callable[..., Page]


@pytest.fixture
def package_id(counter: Counter) -> int:
    at_ms = counter.shop.now_ms - 1000
    deck_id = add_carrier(counter.shop.store, now_ms=at_ms)
    return add_package(counter.shop.store, deck_id=deck_id, recipe=RECIPE, now_ms=at_ms)


def test_one_key_asks_for_a_price_over_the_board(open_board: Open, package_id: int) -> None:
    page = open_board()
    page.keyboard.press("/")
    expect(page.locator("#sheet [name=number]")).to_be_focused()
    page.keyboard.type("0033142685300")
    expect(page.locator("#sheet .per-minute")).to_contain_text("€0.18")
    assert sins(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.locator("#sheet [name=number]")).to_have_count(0)  # until then a key is typed there
    page.keyboard.press("2")  # the board's keys are its own again
    expect(page.locator("#announce")).to_have_text("End this call?")


def test_prices_are_set_by_keyboard_and_hold(open_board: Open, counter: Counter, package_id: int) -> None:
    page = open_board()
    page.goto(f"{counter.url}/packages/{package_id}")
    page.get_by_role("button", name="Add a rule").click()
    expect(page.locator("html.scripted [name='rules[2].where']")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Morocco")
    page.keyboard.press("Tab")
    page.keyboard.type("0,1")
    expect(page.locator("#preview tr.loss").first).to_contain_text("Morocco")
    page.keyboard.press("Control+A")
    page.keyboard.type("lots")
    expect(page.locator("#preview .note")).to_contain_text("“lots” is not a clear amount")
    page.get_by_role("button", name="Review and adopt").click()
    expect(page.locator("[name='rules[2].price']")).to_have_attribute("aria-invalid", "true")
    assert sins(page) == []
    page.locator("[name='rules[2].price']").fill("0,5")
    page.get_by_role("button", name="Review and adopt").click()
    expect(page.get_by_role("button", name="Adopt", exact=True)).to_be_visible()
    expect(page.get_by_text("No price is below what the carrier takes.")).to_be_visible()
    assert sins(page) == []
    page.get_by_role("button", name="Adopt", exact=True).dblclick()
    expect(page.locator(".note.good")).to_have_text("The prices of Barri are adopted.")
    expect(page.locator("[name='rules[2].price']")).to_have_value("0.5")
    page.goto(f"{counter.url}/prices?number=00212522123456&package={package_id}")
    expect(page.locator(".per-minute")).to_contain_text("€0.50")


def test_the_editor_works_without_scripts(open_board: Open, counter: Counter, package_id: int) -> None:
    page = open_board(java_script_enabled=False)
    page.goto(f"{counter.url}/packages/{package_id}")
    page.locator("[name='terms.percent']").fill("50")
    page.get_by_role("button", name="Add a rule").click()
    page.locator("[name='rules[2].where.text']").fill("Spain")
    page.locator("[name='rules[2].price']").fill("0.2")
    page.get_by_role("button", name="Review and adopt").click()
    page.get_by_role("button", name="Adopt", exact=True).click()
    expect(page.get_by_text("The prices of Barri are adopted.")).to_be_visible()
    expect(page.locator("[name='terms.percent']")).to_have_value("50")


def test_a_customer_is_chosen_at_the_unlock(open_board: Open, counter: Counter, package_id: int) -> None:
    page = open_board()
    page.goto(f"{counter.url}/customers")
    form = page.locator("form", has_text="Add a customer")
    form.get_by_label("Name", exact=True).fill("Fatou")
    form.get_by_label("Package").select_option("Barri")
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Fatou can be chosen at the unlock now.")).to_be_visible()
    page.goto(counter.url)
    page.wait_for_selector("html.scripted #board .tile")
    page.keyboard.press("+")
    page.keyboard.press("1")
    page.get_by_label("Customer").select_option("Fatou · Barri")
    assert sins(page) == []
    page.locator("#sheet").get_by_role("button", name="Unlock").click()
    expect(page.locator("#sheet")).to_be_hidden()
    assert counter.shop.marked == [{"booth-1"}]
