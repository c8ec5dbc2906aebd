"""Takes the pictures in docs/pictures from a living shop: `python tests/journeys/take_pictures.py`."""

import asyncio
import tempfile
from pathlib import Path

from locutorio.demo.world import World
from locutorio.sample import OPERATORS
from playwright.async_api import Page, async_playwright
from shop import CHROMIUM, log_in

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
UNTIL_LIVELY_S = 30
PHONE = {"width": 390, "height": 844}


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with (
            World(Path(folder) / "shop", panel_port=0, seed=2) as world,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(**CHROMIUM)
            page = await log_in(browser, world, OPERATORS[0])
            await asyncio.sleep(UNTIL_LIVELY_S)
            await page.keyboard.press("5")
            await asyncio.sleep(6)
            await lock_the_second(page)
            await page.screenshot(path=PICTURES / "board.png")
            await page.keyboard.press("2")
            await page.get_by_label("Café", exact=True).fill("1")
            await page.get_by_label("Amount paid").fill("5")
            await asyncio.sleep(1)
            await page.screenshot(path=PICTURES / "checkout.png")
            await page.get_by_role("button", name="Pay & print receipt").click()
            await page.locator("pre.paper").wait_for()
            await page.screenshot(path=PICTURES / "receipt.png")
            await page.keyboard.press("Escape")
            await page.goto(f"{world.address}/calls?receipt=1")
            await page.locator(".found a.button").first.click()
            await page.locator(".moments").wait_for()
            await page.screenshot(path=PICTURES / "call.png")
            await page.goto(world.address)
            await page.set_viewport_size(PHONE)
            await page.screenshot(path=PICTURES / "phone.png")
            await browser.close()


async def lock_the_second(page: Page) -> None:
    """The same key twice ends a running call."""
    await page.keyboard.press("2")
    await asyncio.sleep(0.5)
    await page.keyboard.press("2")
    await page.locator("#booth-booth-2[data-state=settling]").wait_for()


if __name__ == "__main__":
    asyncio.run(main())
