"""Nobody has unlocked the booth and somebody needs help: through the whole system, from the lifted handset to
the operator's screen, and not a cent on any bill."""

import asyncio
import re

import pytest
from boothkit.exchange import Exchange
from playwright.async_api import expect
from shop import counter
from test_from_the_pin_to_the_receipt import after

pytestmark = pytest.mark.journey


def test_an_emergency_number_passes_a_locked_booth_and_no_other_does(tmp_path):
    asyncio.run(help_is_called(tmp_path / "shop"))


async def help_is_called(folder):
    async with counter(folder) as (world, _, page):
        wiring = world.fleet.wirings["booth-3"]
        tile = page.locator("#booth-booth-3")
        await expect(tile.locator("button")).to_be_enabled()

        await after(wiring, 300, Exchange.off_hook)
        await asyncio.wait_for(wiring.closed.wait(), 60)
        await after(wiring, 500, Exchange.dial, "0")
        await asyncio.wait_for(wiring.opened.wait(), 60)
        await after(wiring, 500, Exchange.on_hook)

        await after(wiring, 2000, Exchange.off_hook)
        await asyncio.wait_for(wiring.closed.wait(), 60)
        await after(wiring, 500, Exchange.dial, "112")
        await after(wiring, 1500, Exchange.answer)
        await expect(tile).to_contain_text(re.compile("emergency", re.IGNORECASE))
        assert wiring.closed.is_set()
        await after(wiring, 3000, Exchange.on_hook)
        await asyncio.wait_for(wiring.opened.wait(), 60)

        await expect(tile).to_have_attribute("data-state", "free")
        await page.goto(f"{world.address}/alarms")
        await expect(page.get_by_role("main")).to_contain_text(re.compile("emergency", re.IGNORECASE))
        await page.goto(f"{world.address}/problems")
        await expect(page.get_by_role("main")).not_to_contain_text("112")
