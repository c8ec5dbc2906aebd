"""A manager's days at the counter in Chromium, on each database: from the float to the Z report, whose sums
the tests have reckoned themselves. What a page refuses and how it looks is told by other tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from locutorio.core.till import TillReport
from locutorio.desk import customers, extras, receipts, shifts
from locutorio.desk.verify import verify
from locutorio.printing.preview import preview
from locutorio.sealing import Sealer
from locutorio.store.engine import Store
from playwright.sync_api import Page, expect
from seed import SHOP, SeededBooth, furnish, people_of
from served import BROWSING, Counter
from till_screen import Till

pytestmark = BROWSING

FRANCE, MOROCCO, SPAIN = ("0033142685300", 125), ("00212522123456", 75), ("911234567", 62)  # 0.38, 0.90, 0.50
WATER = "8410076472885"


@pytest.fixture
def counter(store: Store, tmp_path: Path) -> Iterator[Counter]:
    """A shop whose receipts are signed, whose prices include tax, and which has no coin below five cents."""
    profile = replace(
        SHOP, fiscal="chain", calls_tax="21", extras_tax="10", cash_step_minor=5, signer=Sealer(tmp_path)
    )
    people_of(store)
    furnish(store)
    extras.add(store, text="Agua", amount_minor=99, barcode=WATER, now_ms=0)
    counter = Counter(store, furnished=False, profile=profile)
    for place in (1, 2, 3):
        booth = SeededBooth(store, f"booth-{place}", f"Booth {place}", now_ms=counter.shop.now_ms)
        booth.greet(counter.shop.now_ms)
        counter.booths[booth.booth_id] = booth
    yield counter
    counter.stop()


@pytest.fixture
def till(counter: Counter, open_board: Callable[..., Page]) -> Till:
    return Till(open_board(name="Vera"), counter)


def z_of(till: Till) -> TillReport:
    """Of the shift that was closed just now, by books in which nothing is off."""
    store, shop = till.shop.store, till.shop.profile
    assert verify(store, shop) == ()
    [report] = shifts.z_reports(store)
    expect(till.page.locator(".paper")).to_have_text(preview(report, 42))
    return report


def test_a_family_in_three_booths_pays_two_bills(till: Till) -> None:
    begins_with_a_float(till)
    talks_in_three_booths(till)
    agrees_who_pays_what(till)
    parks(till)
    pays_with_the_deposit(till)
    pays_in_two_ways(till)
    # 100.00 float, a deposit of 10.00, of which 7.65 went back, and 0.55 of the aunt's.
    till.counts({5000: 2, 200: 1, 50: 1, 20: 2}, left="100", comes_to="€102.90")
    expect(till.page.locator(".outcome")).to_contain_text("right to the last coin")
    report = z_of(till)
    assert report.methods == (("card", 30), ("cash", 1000 - 765 + 55))
    assert report.people == (("Vera", 1000 - 765 + 55 + 30),)
    assert (report.deposits_minor, report.duplicates) == (0, 1)
    sold = report.sold
    assert (sold.receipts, sold.calls, sold.talk_s) == (2, 3, 125 + 75 + 62)
    assert (sold.charges_minor, sold.rounding_minor) == (38 + 0 + 50, 2)
    assert (sold.extras_minor, sold.discount_minor) == (120 + 99 + 33, 26)
    assert (sold.total_minor, sold.cash_rounding_minor) == (233 + 83, 2 + 2)
    assert (report.drawer.float_minor, report.drawer.customers_minor) == (10_000, 290)
    assert report.counted
    assert (report.counted.difference_minor, report.counted.to_safe_minor) == (0, 290)


def begins_with_a_float(till: Till) -> None:
    till.go("/drawer")
    till.page.locator("[name=float]").fill("100")
    till.press("Begin")
    expect(till.page.locator("main")).to_contain_text("Shift 1")
    till.go()


def talks_in_three_booths(till: Till) -> None:
    """Two booths on one bill with a deposit; one of them is exchanged for a third."""
    till.agrees(1, deposit="10")
    expect(till.tile(1)).to_contain_text("left €10.00")
    till.agrees(2, bill="1")
    expect(till.tile(2)).to_contain_text("One bill with Booth 1")
    till.calls(1, FRANCE)
    till.calls(2, MOROCCO)
    till.opens_bill(2)
    fold = till.fold("Booth 2 to another booth")
    fold.locator("[name=to]").select_option("booth-3")
    till.orders(fold.locator("button"))
    expect(till.sheet).to_be_hidden()
    till.obeys(2, "Free")
    till.obeys(3, "One bill with Booth 1")
    till.calls(3, SPAIN)
    for place in (1, 3):
        till.locks(place)


def agrees_who_pays_what(till: Till) -> None:
    """The aunt pays for her call, one call was too bad to be paid for; a coffee, and water by its barcode."""
    till.opens_bill(1)
    calls, items = till.sheet.locator(".billed tbody tr"), till.sheet.locator(".items")
    calls.filter(has_text="+34").locator("input").check()
    till.press("Put them there")
    expect(calls).to_have_count(2)
    calls.filter(has_text="+212").locator("input").check()
    till.sheet.locator("#ticked [name=reason]").fill("a bad line")
    till.press("Free of charge")
    expect(calls.filter(has_text="+212")).to_contain_text("a bad line")
    expect(till.sheet.locator("#cash")).to_be_focused()
    till.page.keyboard.press("c")
    expect(items).to_contain_text("Café")
    till.page.keyboard.type(WATER)
    till.page.keyboard.press("Enter")
    expect(items).to_contain_text("Agua")


def parks(till: Till) -> None:
    """They fetch their money: the booths are free, the bill waits under their name."""
    fold = till.fold("Name, park, take over")
    fold.locator("[name=name]").fill("Familia Diallo")
    till.press("Keep")
    expect(till.sheet.locator("#till-title")).to_contain_text("Familia Diallo")
    till.fold("Name, park, take over")
    till.press("Park")
    expect(till.sheet).to_be_hidden()
    till.go()
    for place in (1, 2, 3):
        expect(till.tile(place)).to_contain_text("Free")
    till.page.locator("#bills .chip", has_text="Familia Diallo").click()
    expect(till.sheet.locator("#till-title")).to_contain_text("Familia Diallo")


def pays_with_the_deposit(till: Till) -> None:
    """Calls 0.40, extras 2.19, less a tenth: 2.33. Of 10.00 there are 7.67 to give back, in coins 7.65."""
    fold = till.fold("Discount")
    fold.locator("[name=less]").fill("10%")
    fold.locator("[name=reason]").fill("they come each week")
    fold.locator("button").click()
    expect(till.sheet.locator(".totals .due")).to_contain_text("€2.33")
    till.pays("€7.65")
    till.press("Print again")
    expect(till.sheet).to_contain_text("Duplicate 1")
    till.sheet.get_by_role("link", name="Done").click()
    expect(till.sheet).to_be_hidden()


def pays_in_two_ways(till: Till) -> None:
    """The aunt's call and an envelope, 0.83: 0.30 by card, and 0.53 in cash are 0.55 in coins."""
    till.go()
    till.page.locator("#bills .chip", has_text="€0.50").click()
    till.sheet.locator("[name=what]").fill("Sobre")
    till.sheet.locator(".free [name=amount]").fill("0.33")
    till.press("Add to the bill")
    expect(till.sheet.locator(".items")).to_contain_text("Sobre")
    till.sheet.locator("#card").fill("0.30")
    till.sheet.locator("#cash").fill("1")
    till.pays("€0.45")


def test_what_was_sold_wrongly_is_put_right_before_the_count(
    till: Till, open_board: Callable[..., Page]
) -> None:
    fatou = customers.add_customer(
        till.shop.store, name="Fatou", note="", package_id=None, credit_minor=5_000, operator_id=3,
        now_ms=till.shop.now_ms,
    )  # fmt: skip
    till.moves_cash("Put money in", "€50.00", "coins from the bank")  # the shift begins by itself
    till.go()
    pays_by_account(till)
    pays_in_cash(till)
    gives_the_coffee_back(till)
    bills_anew(till)
    pays_into_the_account(till, fatou)
    till.moves_cash("Take money out", "€12.50", "window cleaner")
    till.moves_cash("Into the safe", "€30.00", "too much in the drawer")
    leaves_somebody_talking(till)
    # 50.00 in, 0.50 of a sale after the coffee, 20.00 of Fatou, 42.50 out make 28.00; ten cents are missing.
    till.counts({2000: 1, 500: 1, 200: 1, 50: 1, 20: 2}, left="27.90", comes_to="€27.90", hand_to="Luis")
    expect(till.page.locator(".outcome")).to_contain_text("Less in the drawer than there should be, by")
    expect(till.page.locator(".outcome")).to_contain_text("€0.10")
    report = z_of(till)
    assert report.methods == (("account", 0), ("card", 40), ("cash", 170 - 120 + 2000))
    assert (report.opened_by, report.handed_to) == ("", "Luis")
    assert report.duplicates == 1
    sold, drawer = report.sold, report.drawer
    assert (sold.receipts, sold.credits, sold.first_number, sold.last_number) == (3, 2, 1, 5)
    assert (sold.charges_minor, sold.rounding_minor) == (38 + 50 + 38, 2 + 2)
    assert (sold.extras_minor, sold.credited_minor) == (120, -120 - 40)
    assert drawer.customers_minor == 170 - 120 + 2000
    assert (drawer.paid_in_minor, drawer.paid_out_minor, drawer.safe_drop_minor) == (5000, -1250, -3000)
    assert report.counted
    assert (report.counted.difference_minor, report.counted.left_minor) == (-10, 2790)
    till.go("/bills")
    expect(till.page.locator(".chips")).to_contain_text("Luis")
    takes_over_and_is_paid(Till(open_board(name="Ana"), till.counter))


def talks(till: Till, place: int, call: tuple[str, int]) -> None:
    """From the unlocked booth to its open bill."""
    till.unlocks(place)
    till.calls(place, call)
    till.locks(place)
    till.opens_bill(place)


def pays_by_account(till: Till) -> None:
    talks(till, 1, FRANCE)
    till.page.keyboard.press("-")
    expect(till.sheet.locator("#account")).to_have_value("0.40")
    till.sheet.locator("[name=customer]").select_option(label="Fatou")
    till.pays("€0.00")
    till.page.keyboard.press("Escape")
    expect(till.sheet).to_be_hidden()


def pays_in_cash(till: Till) -> None:
    talks(till, 2, SPAIN)
    till.page.keyboard.press("c")
    expect(till.sheet.locator(".items")).to_contain_text("Café")
    till.sheet.locator("#cash").fill("5")
    till.pays("€3.30")


def gives_the_coffee_back(till: Till) -> None:
    till.go("/receipts")
    till.page.locator("td a", has_text="2").click()
    till.page.wait_for_selector("html.scripted .paper")
    till.press("Print again")
    expect(till.page.locator("main")).to_contain_text("Duplicate 1")
    till.page.get_by_role("link", name="Give money back").click()
    till.page.wait_for_selector("html.scripted #credit-sum")
    till.page.locator("[name=call]").uncheck()
    expect(till.page.locator("#credit-sum")).to_contain_text("€1.20")
    till.page.locator("[name=reason]").fill("it was cold")
    till.gives_the_password("Give back & print")
    expect(till.page.locator(".outcome")).to_contain_text("€1.20")


def bills_anew(till: Till) -> None:
    """It was not for Fatou's account, but by card."""
    till.go("/receipts/1")
    fold = till.fold("Take it back, bill anew")
    expect(fold.locator("[name=method]")).to_have_value("account")
    fold.locator("[name=reason]").fill("the wrong account")
    till.gives_the_password("Take the receipt back")
    expect(till.page.locator("body")).to_contain_text("Receipt 1 is taken back by receipt 4")
    till.page.wait_for_selector("html.scripted #cash")
    till.page.keyboard.press("*")
    expect(till.page.locator("#card")).to_have_value("0.40")
    till.pays("€0.00")


def pays_into_the_account(till: Till, customer_id: int) -> None:
    till.go(f"/accounts/{customer_id}")
    expect(till.page.locator(".fact")).to_contain_text("€0.00")
    fold = till.fold("Pay in")
    fold.locator("[name=amount]").fill("20")
    fold.locator("button").click()
    expect(till.page.locator(".fact")).to_contain_text("€20.00")


def leaves_somebody_talking(till: Till) -> None:
    till.go()
    till.unlocks(3)
    till.calls(3, MOROCCO)


def takes_over_and_is_paid(colleague: Till) -> None:
    """In the shift that begins by itself with this money."""
    colleague.opens_bill(3)
    colleague.fold("Name, park, take over")
    takes = colleague.page.get_by_role("button", name="Take it over")
    takes.click()
    expect(takes).to_have_count(0)
    colleague.go("/bills")
    expect(colleague.page.locator(".chips")).to_contain_text("Ana")
    expect(colleague.page.locator(".chips")).not_to_contain_text("Luis")
    colleague.go()
    colleague.locks(3)
    colleague.opens_bill(3)
    colleague.sheet.locator("#cash").fill("1")
    colleague.pays("€0.10")
    assert verify(colleague.shop.store, colleague.shop.profile) == ()
    [paid] = receipts.recent(colleague.shop.store, 1)
    assert (paid.number, paid.operator, paid.due_minor) == (6, "Ana", 90)
