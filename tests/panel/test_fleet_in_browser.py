"""The technician's page of a booth in Chromium: an input is seen as it moves."""

from collections.abc import Callable

from examined_booths import answer, examine
from locutorio.desk import inspections, people
from playwright.sync_api import Page, expect
from served import BROWSING, Counter
from told_inspections import told_trace

pytestmark = BROWSING


def test_the_monitor_is_live(counter: Counter, open_board: Callable[..., Page]) -> None:
    shop = counter.shop
    ana = next(person for person in people.people(shop.store) if person.name == "Ana")
    examine(shop.store, counter.booths, ana, shop.now_ms)
    page = open_board()
    page.goto(counter.url + "/fleet/booth-1")
    page.wait_for_selector("html.scripted")
    [watch, *_] = inspections.recent(shop.store, "booth-1", ["trace"])
    assert page.locator(".timeline code", has_text="meter").count() == 0
    answer(counter.booths["free"], told_trace(watch.id, 11, ("meter", 1, 10_500)), shop.now_ms)
    counter.hear(counter.booths["free"])
    expect(page.locator(".timeline code.on", has_text="meter")).to_be_visible()
