"""The panel in Chromium: by keyboard alone, on a phone, in the dark, right to left, and without its hub."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from locutorio.panel.language import LANGUAGES
from playwright.sync_api import Page, Route, expect
from served import BROWSING, EAR, PHONE, Counter, sins
from waiting import wait_for

pytestmark = BROWSING


def settle(page: Page, booth: int = 4) -> None:
    page.locator(f"#booth-booth-{booth} .do a").click()
    expect(page.locator("#sheet #cash")).to_be_visible()


def test_a_phone_shows_it_in_its_own_width(open_board: Callable[..., Page]) -> None:
    page = open_board(viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [390, 390]


class Hand:
    """One hand on the keyboard: counts what it presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_names_of_the_pages_stand_side_by_side(
    open_board: Callable[..., Page], language: str
) -> None:
    page = open_board(language, viewport=PHONE)
    names = page.locator(".places a > span:not(.bell), .places .bell > span").evaluate_all(
        "all => all.map(part => part.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(names) == 7
    ordered = sorted(names)
    assert all(right <= left for (_, right), (left, _) in pairwise(ordered)), ordered
    assert ordered[0][0] >= 0
    assert ordered[-1][1] <= PHONE["width"]


def test_from_a_running_call_to_the_printed_receipt_in_four_keys(
    open_board: Callable[..., Page], counter: Counter
) -> None:
    page, booth = open_board(), counter.booths["talking"]
    hand = Hand(page)
    hand.press("2")
    expect(page.locator("#booth-booth-2")).to_contain_text("End this call?")
    hand.press("2")
    wait_for(lambda: counter.shop.marked == [{"booth-2"}])
    counter.hear(booth)
    expect(page.locator("#booth-booth-2")).to_contain_text("Locking")
    hand.press("2")
    expect(page.locator("#sheet")).to_contain_text("Waiting for Booth 2 to confirm")
    booth.call("00447700900123", 133, counter.shop.now_ms, call=booth.calls)
    booth.obey(counter.shop.now_ms)
    expect(page.locator("#sheet #cash")).to_be_focused()
    expect(page.locator("#sheet .pay .main")).to_be_enabled()
    hand.press("Enter")
    expect(page.locator("#sheet .outcome")).to_contain_text("€0.00")
    assert hand.pressed == 4
    assert counter.shop.printed == 1
    hand.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()


def test_change_is_large_and_what_is_typed_outlives_a_coffee(open_board: Callable[..., Page]) -> None:
    page = open_board()
    page.keyboard.press("4")
    expect(page.locator("#sheet #cash")).to_be_focused()
    page.keyboard.type("5")
    expect(page.locator("#change")).to_contain_text("€4.10")
    page.keyboard.press("c")
    expect(page.locator("#sheet .items")).to_contain_text("Café")
    expect(page.locator("#change")).to_contain_text("€2.90")
    expect(page.locator("#cash")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet .outcome")).to_contain_text("€2.90")
    expect(page.locator("#sheet .paper")).to_contain_text("2.10")


def test_quick_buttons_and_keys_fill_the_amounts_in(open_board: Callable[..., Page]) -> None:
    page = open_board()
    settle(page)
    page.locator("#sheet .quick button", has_text="€2.00").click()
    expect(page.locator("#cash")).to_have_value("2.00")
    expect(page.locator("#change")).to_contain_text("€1.10")
    page.locator("#cash").fill("0.50")
    expect(page.locator("#change")).to_contain_text("€0.40")
    page.keyboard.press("*")
    expect(page.locator("#card")).to_have_value("0.40")
    expect(page.locator("#cash")).to_be_focused()
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.locator("#sheet .paper")).to_contain_text("0.40")


def test_escape_leaves_the_till_without_paying(open_board: Callable[..., Page]) -> None:
    page = open_board()
    settle(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.locator("#booth-booth-4")).to_contain_text("To pay")


def test_a_running_call_is_locked_by_the_second_press_only(
    open_board: Callable[..., Page], counter: Counter
) -> None:
    page = open_board()
    tile = page.locator("#booth-booth-2")
    page.keyboard.press("2")
    expect(tile).to_contain_text("End this call?")
    expect(page.locator("#announce")).to_have_text("End this call?")
    expect(tile.locator(".usual")).to_be_visible()  # nobody confirmed: it goes on
    assert counter.shop.marked == []
    page.keyboard.press("2")
    page.keyboard.press("2")
    wait_for(lambda: counter.shop.marked == [{"booth-2"}])
    counter.hear(counter.booths["talking"])
    expect(tile).to_contain_text("Locking")


def test_one_key_unlocks(open_board: Callable[..., Page], counter: Counter) -> None:
    page = open_board()
    page.keyboard.press("1")
    wait_for(lambda: counter.shop.marked == [{"booth-1"}])
    counter.hear(counter.booths["free"])
    expect(page.locator("#booth-booth-1")).to_contain_text("Unlocking")


def test_up_to_an_amount_takes_two_keys_and_the_amount(
    open_board: Callable[..., Page], counter: Counter
) -> None:
    page = open_board()
    page.keyboard.press("+")
    page.keyboard.press("1")
    expect(page.locator("#sheet [name=budget]")).to_be_focused()
    page.keyboard.type("five")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet .note")).to_contain_text("not a clear amount")
    page.locator("#sheet [name=budget]").fill("5")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_hidden()
    assert counter.shop.marked == [{"booth-1"}]
    counter.hear(counter.booths["free"])
    expect(page.locator("#booth-booth-1")).to_contain_text("left €5.00")


def test_an_emergency_call_is_heard_once_on_every_page_though_sounds_are_off(
    open_board: Callable[..., Page], counter: Counter
) -> None:
    signed_in = open_board().context
    page = signed_in.new_page()  # in the first one keys were pressed, and that may be heard of late
    page.add_init_script(EAR)
    signed_in.pages[0].close()
    with page.expect_console_message(lambda said: "Emergency call in Booth 7" in said.text) as said:
        page.goto(f"{counter.url}/receipts")
    assert said.value.text.startswith("attention 0:")  # browsers are mute before the first key
    page.keyboard.press("Tab")
    counter.booths["free"].talk("112", 1, counter.shop.now_ms)
    counter.hear(counter.booths["free"])
    expect(page.locator("#attention")).to_contain_text("Emergency call in Booth 1")
    assert page.evaluate("tones") == 6
    counter.booths["talking"].alarm("no_line", counter.shop.now_ms)
    counter.hear(counter.booths["talking"])
    expect(page.locator("#bell")).to_contain_text("3")
    assert page.evaluate("tones") == 6


def test_what_cannot_be_done_is_said(open_board: Callable[..., Page], counter: Counter) -> None:
    page = open_board()

    def leaves_meanwhile(route: Route) -> None:
        counter.booths["free"].leave(counter.shop.now_ms)
        route.continue_()

    page.route("**/booths/booth-1/unlock", leaves_meanwhile)
    page.locator("#booth-booth-1 .do button").click()
    expect(page.locator("#told")).to_contain_text("does not answer")


def test_keys_are_shown_and_closed(open_board: Callable[..., Page]) -> None:
    page = open_board()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_changes_are_seen_within_300_ms(open_board: Callable[..., Page], counter: Counter) -> None:
    """One of twenty: that it can be; how quick it is as a rule, the benchmark tells."""
    page = open_board()
    numbers = (f"+420 224 123 4{last}" for last in range(50, 70))
    assert any(delay_ms(page, counter, number) < 300 for number in numbers)


def delay_ms(page: Page, counter: Counter, number: str) -> float:
    """From the booth's word to the changed tile."""
    page.evaluate(
        """() => { window.seenAt = null; new MutationObserver(() => { window.seenAt ??= Date.now() })
            .observe(document.querySelector("#booth-booth-3"), { subtree: true, childList: true }) }"""
    )
    booth = counter.booths["dialling"]
    digits = "00" + number.removeprefix("+").replace(" ", "")
    booth.report(counter.shop.now_ms, line="ringing_out", call=1, digits=digits)
    said_at_ms = time.time() * 1000
    counter.hear(booth)
    expect(page.locator("#booth-booth-3")).to_contain_text(number)
    return page.evaluate("window.seenAt") - said_at_ms


def test_focus_survives_the_ticking_meter(open_board: Callable[..., Page], counter: Counter) -> None:
    page = open_board()
    page.locator("#booth-booth-2 .do button").focus()
    before = page.locator("#booth-booth-2 .time").inner_text()
    counter.shop.now_ms += 3000
    expect(page.locator("#booth-booth-2 .time")).not_to_have_text(before)
    expect(page.locator("#booth-booth-2 .do button")).to_be_focused()
    expect(page.locator("#announce")).to_be_empty()


def test_silence_is_said_within_10_s_and_mends_itself(
    open_board: Callable[..., Page], counter: Counter
) -> None:
    """The page's own clock is turned by hand: a slow machine makes this slow, never wrong."""
    page = open_board(clock=True)
    expect(page.locator("#lost")).to_be_hidden()
    counter.stop()
    page.clock.run_for(10_000)
    expect(page.locator("#lost")).to_be_visible()
    assert page.locator("#board").evaluate("(board) => board.inert")
    assert sins(page) == []
    counter.start()
    expect(page.locator("#lost")).to_be_hidden()
    assert not page.locator("#board").evaluate("(board) => board.inert")


def test_without_scripts_it_works_too(open_board: Callable[..., Page], counter: Counter) -> None:
    page = open_board(java_script_enabled=False)
    page.locator("#booth-booth-1 .do button").click()
    expect(page.locator("#booth-booth-1")).to_contain_text("Unlocking")
    page.locator("#booth-booth-4 .do a").click()
    page.locator("#cash").fill("5")
    page.locator("button", has_text="Café").click()
    expect(page.locator(".items")).to_contain_text("Café")
    page.locator("#card").fill("0.10")
    page.get_by_role("button", name="The rest: Transfer").click()
    expect(page.locator("#transfer")).to_have_value("2.00")
    page.locator("#transfer").fill("")
    page.locator("#cash").fill("5")
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.locator(".outcome")).to_contain_text("€3.00")
