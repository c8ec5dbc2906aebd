"""The broker dies, comes back empty, or is not to be trusted: the ends keep the truth."""

import asyncio
import random
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
from boothkit.proxy import Proxy, Publish, Rule
from brokers import Broker
from fault_shop import FaultShop
from guest import FRANCE, SPAIN
from stages import STAGES, visit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]


async def test_the_broker_is_killed_at_every_stage_of_a_call(fault_shop: Shop):
    """Its memory is gone with it, and it has no disk: what it knew, the ends say again."""
    async with fault_shop(speed=10) as shop:
        for stage in STAGES:
            await visit(shop, stage, lambda: in_thread(shop.broker.kill), lambda: broker_back(shop))


async def in_thread(deed: Callable[[], object]) -> None:
    await asyncio.to_thread(deed)


async def broker_back(shop: FaultShop) -> None:
    await in_thread(shop.broker.start)
    await shop.until(shop.is_healthy)
    await shop.until(lambda: shop.tile().online)


async def test_every_broker_may_die_in_a_call(fault_shop: Shop, broker: Broker):
    async with fault_shop(broker=broker) as shop:
        await visit(shop, "talking", lambda: in_thread(shop.broker.kill), lambda: broker_back(shop))


def losing(chance: random.Random) -> Rule:
    return lambda message: [] if chance.random() < 0.3 else [(0, message.payload)]


def doubling(_: random.Random) -> Rule:
    return lambda message: [(0, message.payload)] * 2


def late(chance: random.Random) -> Rule:
    """Out of order by up to thirty seconds of the booth's."""
    return lambda message: [(chance.choice((0, 0, chance.random() * 6)), message.payload)]


def spoiling(chance: random.Random) -> Rule:
    def spoilt(message: Publish) -> list[tuple[float, bytes]]:
        payload = bytearray(message.payload)
        if chance.random() < 0.3:
            payload[chance.randrange(len(payload))] ^= 1 << chance.randrange(8)
        return [(0, bytes(payload))]

    return spoilt


NETWORKS = {"losing": losing, "doubling": doubling, "late": late, "spoiling": spoiling}


async def test_a_network_that_loses_doubles_delays_and_spoils_messages(fault_shop: Shop, mosquitto: Broker):
    """A booth behind each kind of bad network, all at once, each with two calls."""
    async with AsyncExitStack() as stack:
        ports = {}
        for name, rule in NETWORKS.items():
            proxy = await stack.enter_async_context(Proxy("127.0.0.1", mosquitto.port))
            proxy.rule = rule(random.Random(name))
            ports[name] = proxy.port
        async with fault_shop(booth_ids=NETWORKS, booth_ports=ports) as shop:
            await asyncio.gather(*(two_calls(shop, name) for name in NETWORKS))


async def two_calls(shop: FaultShop, booth_id: str) -> None:
    await shop.unlock(booth_id)
    await shop.guests[booth_id].call(SPAIN, 12_000)
    await shop.guests[booth_id].call(FRANCE, 8_000)
    await shop.settle(booth_id)


async def test_wireless_that_comes_and_goes_every_five_seconds(fault_shop: Shop):
    """No record is lost, and the booth knocks no more often than once for each time the network is there."""
    flaps = 10
    async with fault_shop(speed=15) as shop:
        greeted = len(shop.network.of_kind("hello"))
        await shop.unlock()
        await shop.guest.begin()
        for flap in range(2 * flaps):
            shop.guest.wiring.booth.set_network(flap % 2 == 1)
            await shop.guest.wait(5000)
        await shop.guest.hang_up()
        assert len(shop.network.of_kind("hello")) - greeted <= flaps
