"""People at the counter: twice, both at once, in the middle of a change of prices."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from fault_shop import LIFELIKE, NAME, PASSWORD, FaultShop
from till import Till

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]


async def test_the_tariff_changes_in_a_call(fault_shop: Shop):
    """The call keeps the price it was answered under, for ever."""
    async with fault_shop(speed=LIFELIKE) as shop:
        await shop.unlock()
        await shop.guest.begin()
        await shop.guest.wait(3000)
        shop.adopt(p34="6.00", p33="9.00")
        await shop.guest.hang_up(3000)


async def test_two_operators_and_double_clicks_take_the_money_once(fault_shop: Shop):
    """Each operator has the dialog open and clicks Pay three times, all at once."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        visit_id = shop.tile().visit_id
        await shop.lock()
        await shop.bill(visit_id)
        numbers = await asyncio.to_thread(pay_at_once, shop, visit_id)
        assert set(numbers) == {1}
        assert shop.rows("SELECT count(*) FROM receipt") == [(1,)]


def pay_at_once(shop: FaultShop, visit_id: str) -> list[int]:
    """The receipts' numbers that six clicks of two operators lead to."""
    tills = [Till(shop.address, NAME, PASSWORD) for _ in range(2)]
    clicks = [(till, bill) for till in tills for bill in [till.bill(visit_id)] for _ in range(3)]
    with ThreadPoolExecutor(len(clicks)) as clicking:
        return list(clicking.map(lambda click: click[0].pay(visit_id, click[1]), clicks))


async def test_a_second_unlock_opens_no_second_visit(fault_shop: Shop):
    async with fault_shop() as shop:
        await shop.unlock()
        await asyncio.to_thread(shop.till.unlock, "booth-1")
        await shop.guest.call()
        assert shop.rows("SELECT count(*) FROM visit") == [(1,)]
