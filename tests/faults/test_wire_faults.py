"""Somebody is on the network who does not belong there: replayed, forged and foreign messages do nothing."""

import secrets
from collections.abc import Callable

import pytest
from boothwire.messages import DOWN, MESSAGES, PAYLOAD_MAX, encode, parse_topic, topic
from fault_shop import LIFELIKE, FaultShop

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
Shop = Callable[..., FaultShop]
DOWN_KINDS = [kind for kind, (direction, _, _) in MESSAGES.items() if direction == DOWN]


async def test_an_unlock_said_again_opens_nothing(fault_shop: Shop):
    """Everything said to the booth up to its unlock is repeated to it: when it is locked again, and when it
    has started anew while the hub is away. Slow booths, or it would be refused for coming late."""
    async with fault_shop(speed=LIFELIKE) as shop:
        await shop.unlock()
        captured = [said for said in shop.network.heard if parse_topic(said[0])[2] in DOWN_KINDS]
        assert shop.network.last("desired")["unlocked"]
        await shop.guest.call()
        await shop.settle()
        opened = len(shop.guest.closings)
        for boot in (1, 2):
            if boot == 2:
                shop.hub.kill()
                shop.guest.power_cut()
                await shop.guest.power_back()
            await shop.until(lambda boot=boot: shop.network.last("state")["boot"] == boot)
            for name, payload in captured:
                shop.network.say(name, payload)
            await shop.guest.wait(3000)
        assert len(shop.guest.closings) == opened
        await shop.start_hub()
        await shop.until(lambda: "refused" in alarms(shop))


async def test_what_a_booth_said_is_said_again(fault_shop: Shop):
    """The hub hears every record and state of the visit a second time, and books nothing twice."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.call()
        await shop.guest.call()
        for kind in ("record", "state", "hello", "presence"):
            for name, payload in shop.network.of_kind(kind):
                shop.network.say(name, payload)
        await shop.guest.call()


async def test_forged_spoilt_and_huge_messages(fault_shop: Shop):
    """To hub and booth alike. Nothing of it is taken, both go on, and the hub's memory stays what it was."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.begin()
        before_kib = shop.hub.memory_kib()
        for name, payload in forgeries(shop):
            shop.network.say(name, payload)
        await shop.until(lambda: shop.rows("SELECT count(*) FROM quarantine")[0][0] >= 60)
        await shop.until(lambda: {"forged", "refused"} <= alarms(shop))
        assert shop.guest.wiring.closed.is_set()
        await shop.guest.hang_up(2000)
        assert shop.hub.memory_kib() - before_kib < 40_000
        assert shop.guest.wiring.booth.restarts == 0


def alarms(shop: FaultShop) -> set[str]:
    """What kinds there have been."""
    return {kind for (kind,) in shop.rows("SELECT kind FROM alarm")}


def forgeries(shop: FaultShop):
    """On every topic of the booth: a true message spoilt, one signed with a made-up key, and sheer size."""
    for name, payload in list(shop.network.heard):
        if parse_topic(name)[1] == "booth-1":
            yield name, payload[:-2]
            yield name, payload[:70] + b"9" + payload[71:]
            yield name, b"0" * 64 + payload[64:]
    for kind in ("record", "state", "hello", "desired", "ack"):
        name = topic("sol", "booth-1", kind)
        yield name, b"0" * 64 + b" " * PAYLOAD_MAX
        for _ in range(5):
            yield name, secrets.token_bytes(1 << 20)


async def test_a_booth_that_speaks_for_another(fault_shop: Shop):
    """With its own key and its own words, on the other's topics."""
    async with fault_shop(booth_ids=("booth-1", "booth-2")) as shop:
        await shop.unlock()
        await shop.guest.call()
        key = bytes.fromhex(shop.keys["booth-2"])
        for kind in ("record", "state"):
            own = topic("sol", "booth-1", kind)
            shop.network.say(own, encode(own, shop.network.last(kind) | {"seq": 99}, key))
        await shop.until(lambda: shop.rows("SELECT count(*) FROM quarantine")[0][0] == 2)
