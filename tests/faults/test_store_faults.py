"""The books are locked, full, spoilt, or yesterday's: money is never half taken, and a lie is found."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fault_shop import FaultShop
from locutorio.desk import receipts
from locutorio.store.engine import Store
from test_hub_faults import the_pen
from till import Refused

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]
Shop = Callable[..., FaultShop]


async def test_the_books_are_locked_for_longer_than_the_hub_waits(fault_shop: Shop):
    """Nothing is acknowledged meanwhile, and the hub goes on by itself."""
    async with fault_shop() as shop:
        await shop.unlock()
        with the_pen(shop.books):
            await shop.guest.call()
            await shop.until(lambda: "database is locked" in shop.hub.said())
            assert shop.network.held() == 2
        await shop.until(lambda: shop.network.held() == 0)


async def test_the_disk_is_full(fault_shop: Shop):
    """The till says no and takes nothing; the booth keeps its records; with room again all goes on."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        visit_id = shop.tile().visit_id
        await shop.lock()
        bill = await asyncio.to_thread(shop.till.bill, visit_id)
        shop.hub.limit_files(max(file.stat().st_size for file in shop.folder.glob("shop.db*")))
        with pytest.raises(Refused):
            while True:  # what fits into the room that is left may still be done
                await asyncio.to_thread(shop.till.post, "/theme", {"theme": "dark"})
                assert await asyncio.to_thread(shop.till.pay, visit_id, bill)
        assert shop.rows("SELECT count(*) FROM receipt")[0][0] == 0
        assert await shop.is_healthy()
        shop.hub.limit_files(None)
        assert await asyncio.to_thread(shop.till.pay, visit_id, bill) == 1
        await shop.unlock()
        await shop.guest.call()
