"""The printer is off, empty, or dies over a receipt; the hub dies while it prints. The money is taken once,
and paper only ever follows it."""

import asyncio
from collections.abc import Callable

import pytest
from fault_shop import FaultShop

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]


def jobs(shop: FaultShop) -> list[tuple[int, str]]:
    return shop.rows("SELECT copy, state FROM print_job WHERE kind = 'receipt' ORDER BY id")


async def test_the_hub_is_killed_while_it_prints(fault_shop: Shop):
    """The receipt was committed before. Whether the paper came out nobody knows: that is said, nothing is
    printed by itself, and the copy asked for is marked as one. The drawer is not opened a second time."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        shop.printer.set_state("stalled")
        assert await shop.settle(print="1") == 1
        await shop.until(lambda: jobs(shop) == [(0, "sending")])
        shop.hub.kill()
        shop.printer.set_state("ready")
        await shop.start_hub()
        assert jobs(shop) == [(0, "doubtful")]
        await asyncio.to_thread(shop.till.post, "/receipts/1/reprint", {}, form="/receipts/1")
        await shop.until(lambda: jobs(shop)[1:] == [(1, "confirmed")])
        assert len(shop.printer.printed) == 1
        assert "DUPLICATE" in shop.printer.printed[0].text.upper()
        assert len(shop.printer.kicks) <= 1


async def test_the_hub_is_killed_before_it_prints(fault_shop: Shop):
    """The printer was off, so nothing can have come out: it is printed as the original when both are back."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        await shop.printer.stop()
        await shop.settle(print="1")
        await shop.until(lambda: shop.rows("SELECT tries FROM print_job")[0][0] > 0)
        shop.hub.kill()
        await shop.printer.start()
        await shop.start_hub()
        await shop.until(lambda: jobs(shop) == [(0, "confirmed")])
        assert len(shop.printer.printed) == 1
        assert "DUPLICATE" not in shop.printer.printed[0].text.upper()


async def test_the_paper_runs_out_and_the_printer_dies_over_a_receipt(fault_shop: Shop):
    """No second sale and no second original, whatever the printer does; the next customer is served."""
    async with fault_shop() as shop:
        shop.printer.set_state("paper_out")
        await shop.unlock()
        await shop.guest.call()
        await shop.settle(print="1")
        await shop.until(lambda: shop.rows("SELECT tries FROM print_job")[0][0] > 0)
        shop.printer.set_state("ready")
        await shop.until(lambda: jobs(shop) == [(0, "confirmed")])
        await shop.unlock()
        await shop.guest.call()
        shop.printer.set_state("dying")
        await shop.settle(print="1")
        await shop.until(lambda: jobs(shop)[1:] == [(0, "doubtful")])
        assert len(shop.rows("SELECT number FROM receipt")) == 2
