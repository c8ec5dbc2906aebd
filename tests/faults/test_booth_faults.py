"""The booth loses its power, hangs, or there are two of it: the line is cut and the call is kept."""

import shutil
from collections.abc import Callable

import pytest
from fault_shop import FaultShop
from guest import Guest
from stages import STAGES, visit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]


async def test_the_booth_loses_its_power_at_every_stage_of_a_call(fault_shop: Shop):
    """The line is dead at once. What was written down of the call is charged, once."""
    async with fault_shop(speed=10) as shop:

        async def cut() -> None:
            shop.guest.power_cut()
            assert shop.guest.wiring.opened.is_set()
            await shop.guest.hang_up(1000)
            await shop.guest.power_back()

        for stage in STAGES:
            await visit(shop, stage, cut, lambda: shop.until(lambda: shop.tile().online))


async def test_at_most_ten_seconds_are_unbilled_when_the_power_fails(fault_shop: Shop):
    """While the hub listens, it knows more of the call than the booth's flash: the last report counts."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.begin()
        await shop.guest.wait(25_000)
        shop.guest.power_cut()
        await shop.guest.hang_up(1000)
        await shop.guest.power_back()
        await shop.settle()
        [(seconds,)] = shop.rows("SELECT seconds FROM charge")
        assert 0 <= shop.guest.spoken[0].talk_ms // 1000 - seconds <= 10


async def test_a_booth_that_hangs_is_cut_by_its_watchdog(fault_shop: Shop):
    """The program stands still with the line through: the watchdog starts the board anew, relay open."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.begin()
        await shop.guest.wait(2000)
        shop.guest.lose_power()
        shop.guest.wiring.booth.hang()
        await shop.until(shop.guest.wiring.opened.is_set)
        await shop.guest.hang_up(1000)
        await shop.until(lambda: shop.guest.wiring.booth.restarts == 1)


async def test_two_boards_flashed_alike(fault_shop: Shop):
    """A second controller with the same identity is switched on elsewhere. The shop is told, its line stays
    locked, and the customer's calls are on the bill once."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        await beside(shop, shop.add_controller("booth-1", shop.folder / "copy"))
        await shop.until(lambda: shop.tile().online)
        await shop.guest.call()


async def test_a_copy_of_a_board_in_use(fault_shop: Shop):
    """The copy has counted one boot more, so it is the copy that is heard: what betrays it is that the first
    still greets, later than the copy's beginning. The first is heard again when it has counted further."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        shutil.copytree(shop.guest.wiring.booth.folder, shop.folder / "copy")
        await beside(shop, shop.add_controller("booth-1", shop.folder / "copy"))
        for boot in (2, 3):
            shop.guest.power_cut()
            await shop.guest.power_back()
            await shop.until(lambda boot=boot: f"boot {boot}" in shop.guest.wiring.booth.console())
        await shop.until(lambda: shop.network.last("state")["boot"] == 3)
        await shop.settle()
        await shop.unlock()
        await shop.guest.call()


async def beside(shop: FaultShop, twin: Guest) -> None:
    """The other board is on until the shop has noticed."""
    try:
        await twin.wiring.booth.start()
        await shop.until(lambda: "two_controllers" in shop.tile().conditions)
    finally:
        await twin.wiring.stop()
    assert twin.closings == []
