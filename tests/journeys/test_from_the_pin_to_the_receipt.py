"""One visit through the whole system: real firmware, real broker, real browser, real printer bytes."""

import asyncio
import re

import pytest
from boothkit.exchange import Exchange
from playwright.async_api import expect
from shop import counter, lock, log_in, unlock

pytestmark = pytest.mark.journey
NUMBER = "0033142685300"


def test_a_visit_is_called_priced_paid_and_printed(tmp_path):
    asyncio.run(a_visit(tmp_path / "shop"))


async def a_visit(folder):
    async with counter(folder) as (world, _, page):
        wiring = world.fleet.wirings["booth-1"]
        tile = page.locator("#booth-booth-1")
        await unlock(page, world, "1")

        await call(wiring, NUMBER, talk_ms=6000)
        await expect(tile).to_contain_text("+33 1 42 68 53 00")
        await expect(tile).to_contain_text("France")
        await expect(tile).to_contain_text(re.compile(r"00:00:\d\d"))
        await after(wiring, 10, Exchange.on_hook)
        await expect(tile).to_contain_text(re.compile(r"Finished calls\s*1"))

        await lock(page, world, "1")
        await page.keyboard.press("1")
        sheet = page.locator("dialog#sheet")
        await expect(sheet.get_by_role("heading", name=re.compile("Checkout"))).to_be_visible()
        await sheet.get_by_role("button", name="Café").click()
        await expect(sheet.locator(".items")).to_contain_text("Café")
        await sheet.get_by_label("Cash laid down", exact=True).fill("20")
        await expect(sheet).to_contain_text("Change due")
        await sheet.get_by_role("button", name="Pay & print receipt").click()
        await expect(sheet.locator("pre.paper")).to_contain_text("Café")
        await until(lambda: len(world.printer.printed) == 1)
        receipt = world.printer.printed[0]
        assert "Café" in receipt.text
        assert "+33 1 42 68 53 00" in receipt.text
        assert not receipt.problems
        await sheet.get_by_role("link", name="Done").click()
        await expect(tile).to_have_attribute("data-state", "free")


def test_two_operators_and_a_double_click_take_the_money_once(tmp_path):
    asyncio.run(money_once(tmp_path / "shop"))


async def money_once(folder):
    async with counter(folder) as (world, browser, page):
        other = await log_in(browser, world, "Moussa")
        await unlock(page, world, "2")
        await lock(page, world, "2")
        for operator in (page, other):
            await expect(operator.locator("#booth-booth-2")).to_have_attribute("data-state", "settling")
            await operator.keyboard.press("2")
            sheet = operator.locator("dialog#sheet")
            await expect(sheet.get_by_role("button", name="Agua 0,5 l")).to_be_visible()
        await page.locator("dialog#sheet").get_by_role("button", name="Agua 0,5 l").click()
        await expect(page.locator("dialog#sheet .items")).to_contain_text("Agua")
        await other.keyboard.press("Escape")
        await other.keyboard.press("2")
        for operator in (page, other):
            sheet = operator.locator("dialog#sheet")
            await expect(sheet.locator(".items")).to_contain_text("Agua")
            await sheet.get_by_label("Cash laid down", exact=True).fill("5")
        pay = [
            operator.locator("dialog#sheet").get_by_role("button", name="Pay", exact=True)
            for operator in (page, other)
        ]
        await asyncio.gather(pay[0].dblclick(no_wait_after=True), pay[1].click(no_wait_after=True))
        for operator in (page, other):
            await expect(operator.locator("dialog#sheet pre.paper")).to_be_visible()
        await page.goto(f"{world.address}/receipts")
        await expect(page.get_by_role("main")).to_contain_text("1.00")
        assert await page.locator("main tbody tr").count() == 1


async def call(wiring, digits, *, talk_ms):
    """Pick up, dial and be answered; returns while the call is running."""
    await after(wiring, 300, Exchange.off_hook)
    await after(wiring, 500, Exchange.dial, digits)
    await after(wiring, len(digits) * 140 + 700, Exchange.answer)
    await wiring.booth.sleep_until(wiring.booth.now_ms() + talk_ms)


async def after(wiring, wait_ms, deed, *arguments):
    """Something on the line, so long after now in the booth's time."""
    at_ms = wiring.booth.now_ms() + wait_ms
    await wiring.booth.sleep_until(at_ms)
    wiring.act(lambda line: deed(line, at_ms, *arguments))


async def until(holds, seconds=60):
    deadline = asyncio.get_running_loop().time() + seconds
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, "waited in vain"
        await asyncio.sleep(0.02)
