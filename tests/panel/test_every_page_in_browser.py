"""Every page of the panel in Chromium: on a desk and on a phone, in the light and in the dark, from left to
right and from right to left."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from every_page import BESIDES, EVERY, Fold, nothing
from playwright.sync_api import Browser, Page
from seed import MONDAY_MS, PASSWORD
from served import BROWSING, Counter, looks_well
from served_shop import come_to, served

pytestmark = BROWSING

SHARES = 8  # so that workers that run at once get about as much each
# What is folded is opened on every page, so it needs no look of its own.
WHOLE = {shown.address for shown in EVERY if not isinstance(shown.steps, Fold)}
# Who is signed in sees the same around every page; each share looks at it on its first.
FRAME = ("header.top", "#keys")
FOLDED = {each.address: each for each in EVERY if each.address not in WHOLE}.values()
PAGES = (
    *(each for each in (*EVERY, *BESIDES) if not isinstance(each.steps, Fold)),
    *(replace(each, steps=nothing) for each in FOLDED),
)

Served = tuple[Counter, str]


@pytest.fixture(scope="module")
def shops() -> Iterator[dict[str, Served]]:
    """By the door one stands at: the furnished shop, and one in which nobody works yet."""
    with ExitStack() as stack:
        furnished = stack.enter_context(served(""))
        yield {"": furnished, "out": furnished, "new": stack.enter_context(served("new"))}


def opened(browser: Browser, counter: Counter, language: str, *, signed_in: bool) -> Page:
    """Ana logged in ten minutes ago: her password is asked for again where it matters."""
    page = browser.new_context(reduced_motion="reduce", timezone_id="Europe/Madrid").new_page()
    page.clock.set_fixed_time(MONDAY_MS)  # however long a look takes, the hub has just been heard
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.context.add_cookies([{"name": "language", "value": language, "url": counter.url}])
    if signed_in:
        counter.shop.now_ms -= 600_000
        page.goto(counter.url)
        page.locator("[name=name]").fill("Ana")
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("html.scripted #board")
        counter.shop.now_ms += 600_000
    return page


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize(("direction", "language"), [("ltr", "en"), ("rtl", "ar")])
def test_it_is_accessible_and_fits(
    browser: Browser, shops: dict[str, Served], direction: str, language: str, share: int
) -> None:
    pages = PAGES[share::SHARES]
    for door in {shown.door for shown in pages}:
        counter, token = shops[door]
        counter.stop()  # at a clock that stands, it never finds out which screens have left
        counter.start()
        page = opened(browser, counter, language, signed_in=not door)
        for place, shown in enumerate(each for each in pages if each.door == door):
            come_to(page, counter.url, shown, token)
            looks_well(page, besides=FRAME if place else ())
            assert page.locator("html").get_attribute("dir") == direction
        page.context.close()
