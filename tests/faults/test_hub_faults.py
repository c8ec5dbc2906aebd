"""The hub dies at any moment, or there are two of it, or its clock jumps: nothing is lost or taken twice."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from boothkit.proxy import Proxy, Publish
from brokers import Broker
from fault_shop import FaultShop
from stages import STAGES, visit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]
Shop = Callable[..., FaultShop]


async def test_the_hub_is_killed_at_every_stage_of_a_call(fault_shop: Shop):
    async with fault_shop(speed=10) as shop:

        async def kill() -> None:
            shop.hub.kill()

        for stage in STAGES:
            await visit(shop, stage, kill, shop.start_hub)


async def test_the_hub_is_killed_between_commit_and_acknowledgement(fault_shop: Shop, mosquitto: Broker):
    """Its acknowledgements do not come through, so at each kill the records are committed and the booth
    does not know: it says them again, and they are booked once."""

    def unacknowledged(message: Publish) -> list[tuple[float, bytes]]:
        return [] if message.topic.endswith("/ack") else [(0, message.payload)]

    async with Proxy("127.0.0.1", mosquitto.port) as proxy:
        proxy.rule = unacknowledged
        async with fault_shop(booth_ports={"booth-1": proxy.port}) as shop:
            await shop.unlock()
            for call in (1, 2):
                await shop.guest.call()
                await shop.until(lambda told=2 * call: shop.records() == told)
                shop.hub.kill()
                await shop.start_hub()
            assert shop.network.held() == 4
            proxy.rule = None
            await shop.until(lambda: shop.network.held() == 0)


async def test_the_hub_is_killed_between_receiving_and_committing(fault_shop: Shop):
    """Somebody holds the books' one pen: the records are with the hub but not in the books when it dies."""
    async with fault_shop() as shop:
        await shop.unlock()
        with the_pen(shop.books):
            await shop.guest.call()
            await shop.until(lambda: len(shop.network.of_kind("record")) >= 2)
            shop.hub.kill()
        assert shop.records() == 0
        assert shop.network.held() == 2
        await shop.start_hub()
        await shop.until(lambda: shop.network.held() == 0)
        assert shop.records() == 2


@contextmanager
def the_pen(books: Path) -> Iterator[None]:
    """Nobody else can write into the books meanwhile."""
    with closing(sqlite3.connect(books, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("hours", [1, -1])
async def test_the_hubs_clock_jumps_in_a_call(fault_shop: Shop, hours: int):
    """By an hour, either way, and the booth's calendar clock with it: no duration and no price follows, and
    receipts stay in their row."""
    async with fault_shop(program=(str(Path(__file__).with_name("hub_in_its_own_time.py")),)) as shop:
        await shop.unlock()
        await shop.guest.call()
        await shop.settle()
        await shop.unlock()
        await shop.guest.begin()
        (shop.folder / "clock-is-off-ms").write_text(str(hours * 3_600_000))
        await shop.guest.hang_up(8000)
        assert await shop.settle() == 2
