"""Takes the pictures in docs/pictures from a living shop: `python tests/journeys/take_pictures.py`."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from chromium import CHROMIUM
from locutorio.demo.world import World
from locutorio.sample import OPERATORS, OWNER
from locutorio.sample.prices import sheet_file
from playwright.async_api import Browser, Page, async_playwright
from shop import log_in

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
            await at_the_counter(page)
            await together(browser, world)
            await page.goto(f"{world.address}/calls?receipt=1")
            await page.locator(".found a.button").first.click()
            await page.locator(".moments").wait_for()
            await page.screenshot(path=PICTURES / "call.png")
            await page.goto(world.address)
            await page.set_viewport_size(PHONE)
            await page.screenshot(path=PICTURES / "phone.png")
            await prices(browser, world)
            await carriers(browser, world)
            await browser.close()


async def at_the_counter(page: Page) -> None:
    """A visit is locked, paid and printed."""
    await page.keyboard.press("5")
    await asyncio.sleep(6)
    await lock_the_second(page)
    await page.screenshot(path=PICTURES / "board.png")
    await page.keyboard.press("2")
    await page.locator("#sheet .pay .main:enabled").wait_for()
    await page.keyboard.press("c")
    await page.locator("#sheet .items").wait_for()
    await page.locator("#cash").fill("10")
    await page.locator("#change .change:not(.none, .left)").wait_for()
    await page.screenshot(path=PICTURES / "checkout.png")
    await page.get_by_role("button", name="Pay & print receipt").click()
    await page.locator("pre.paper").wait_for()
    await page.screenshot(path=PICTURES / "receipt.png")
    await page.keyboard.press("Escape")


async def together(browser: Browser, world: World) -> None:
    """Two booths come onto one bill, with a deposit and a discount; another bill waits."""
    page = await log_in(browser, world, OWNER)
    await page.wait_for_selector("html.scripted")
    await page.keyboard.press("0")
    await page.get_by_role("button", name="A sale without a booth").click()
    await page.locator("#sheet [data-bill]").wait_for()
    await page.keyboard.press("f")
    await page.locator("#sheet .items").wait_for()
    await act(page, "Name, park", "Señora García", "Keep")
    await page.locator("#sheet h1", has_text="Señora García").wait_for()
    await page.keyboard.press("Escape")
    await page.locator("#booth-booth-1 .upto").click()
    await page.locator("#sheet summary", has_text="One bill together").click()
    await page.locator("#sheet [name=into]").select_option(label=await label_of(page, "Cabina 4"))
    await page.get_by_role("button", name="Join the bills").click()
    await page.locator("#sheet h1", has_text=", Cabina").wait_for()
    await act(page, "Deposit", "20", "Take the deposit")
    await page.locator("#sheet .totals", has_text="Deposit").wait_for()
    await act(page, "Discount", "10%", "Give the discount", reason="comes every week")
    await page.locator("#sheet .totals", has_text="Discount").wait_for()
    await page.locator("#sheet").evaluate("(sheet) => sheet.scrollTo(0, 0)")
    await page.screenshot(path=PICTURES / "bill.png")
    await page.keyboard.press("Escape")
    await page.locator(".together").first.wait_for()
    await page.screenshot(path=PICTURES / "family.png")


async def act(page: Page, fold: str, typed: str, button: str, reason: str = "") -> None:
    """One of the acts on a bill, filled in and done."""
    part = page.locator("#sheet details", has_text=fold)
    await part.locator("summary").click()
    await part.locator("input:not([type=hidden])").first.fill(typed)
    if reason:
        await part.locator("[name=reason]").fill(reason)
    await part.get_by_role("button", name=button).click()


async def label_of(page: Page, booth: str) -> str:
    return await page.locator("#sheet [name=into] option", has_text=booth).first.inner_text()


async def prices(browser: Browser, world: World) -> None:
    """What an owner sees of them, and what is asked at the counter."""
    page = await log_in(browser, world, OWNER)
    await page.wait_for_selector("html.scripted")
    await page.keyboard.press("/")
    await page.locator("#sheet [name=number]").fill("00212612345678")
    await page.locator("#sheet .per-minute").wait_for()
    await page.screenshot(path=PICTURES / "price.png")
    await page.goto(f"{world.address}/packages")
    await page.locator("table a.button").first.click()
    await page.get_by_role("button", name="Add a rule").click()
    await page.locator(".rule[open] [name$='where.text']").fill("Senegal")
    await page.locator(".rule[open] .main-terms [name$='.price']").fill("0.15")
    await page.locator("#preview tr.loss").first.wait_for()
    await page.screenshot(path=PICTURES / "package.png")
    await page.get_by_role("button", name="Review and adopt").click()
    await page.wait_for_url("**/review")
    await page.locator("#seen tr.loss").first.wait_for()
    await page.screenshot(path=PICTURES / "review.png")
    await page.goto(f"{world.address}/what-if")
    other = await page.locator("[name=by] option").last.get_attribute("value")
    days = "&".join(f"{name}={datetime.now(UTC).date()}" for name in ("first", "last"))
    await page.goto(f"{world.address}/what-if?by={other}&{days}")
    await page.get_by_text("Where it matters most").first.wait_for()
    await page.screenshot(path=PICTURES / "whatif.png")
    await page.goto(f"{world.address}/re-rating")
    tariff_id = await page.locator("[name=tariff] option").last.get_attribute("value")
    await page.goto(f"{world.address}/re-rating?tariff={tariff_id}&from=2020-01-01T00:00&to=2099-01-01T00:00")
    await page.get_by_text("Calls looked at").wait_for()
    await page.screenshot(path=PICTURES / "rerating.png")


async def carriers(browser: Browser, world: World) -> None:
    """A sheet on its way in, and what it would change."""
    page = await log_in(browser, world, OWNER)
    await page.goto(f"{world.address}/carriers/1")
    await page.screenshot(path=PICTURES / "carrier.png")
    sheet = {"name": "telco-sur-next.csv", "mimeType": "text/csv", "buffer": sheet_file("telco-sur-next.csv")}
    await page.locator("[type=file]").set_input_files([sheet])
    await page.locator("#list-losses").click()
    await page.locator("#list-losses[aria-current]").wait_for()
    await page.screenshot(path=PICTURES / "import.png", full_page=True)


async def lock_the_second(page: Page) -> None:
    """The same key twice ends a running call."""
    await page.keyboard.press("2")
    await asyncio.sleep(0.5)
    await page.keyboard.press("2")
    await page.locator("#booth-booth-2[data-state=settling]").wait_for()


if __name__ == "__main__":
    asyncio.run(main())
