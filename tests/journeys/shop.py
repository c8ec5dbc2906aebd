"""A shop to walk through: the demo's world without its customers, and a browser at the counter."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from chromium import CHROMIUM
from locutorio.demo.world import World
from locutorio.sample import OPERATORS
from playwright.async_api import Browser, Page, async_playwright, expect

expect.set_options(timeout=30_000)  # a loaded machine makes a journey slow, never wrong


class Counter(NamedTuple):
    """`page` is logged in as the first operator."""

    world: World
    browser: Browser
    page: Page


@asynccontextmanager
async def counter(folder, *, speed=2.0) -> AsyncIterator[Counter]:
    """Faster than life the desk owns the booths' time: a busy machine then loses no digit."""
    async with (
        World(folder, panel_port=0, speed=speed, customers=False) as world,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(**CHROMIUM)
        try:
            page = await log_in(browser, world, OPERATORS[0])
            yield Counter(world, browser, page)
        finally:
            await browser.close()


async def log_in(browser: Browser, world: World, name: str) -> Page:
    context = await browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    await page.goto(world.address)
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Password").fill(world.shop.passwords[name])
    await page.get_by_role("button", name="Log in").click()
    await page.wait_for_selector("article.tile")
    return page


async def unlock(page: Page, world: World, key: str) -> None:
    """By the keyboard; returns when the relay has closed and the tile shows it."""
    await expect(page.locator(f"#booth-booth-{key} button")).to_be_enabled()
    await page.keyboard.press(key)
    await asyncio.wait_for(world.fleet.wirings[f"booth-{key}"].closed.wait(), 60)
    await expect(page.locator(f"#booth-booth-{key}")).to_have_attribute("data-state", "idle")


async def lock(page: Page, world: World, key: str) -> None:
    """By the keyboard; returns when the relay has opened and the visit can be paid."""
    await page.keyboard.press(key)
    await asyncio.wait_for(world.fleet.wirings[f"booth-{key}"].opened.wait(), 60)
    await expect(page.locator(f"#booth-booth-{key}")).to_have_attribute("data-state", "settling")
