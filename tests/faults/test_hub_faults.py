"""The hub dies at any moment, or there are two of it, or its clock jumps: nothing is lost or taken twice."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

import pytest
from boothkit.proxy import Proxy, Publish, Rule
from brokers import Broker
from fault_shop import LIFELIKE, FaultShop
from hub_process import HubProcess
from stages import STAGES, visit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
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


async def test_the_hubs_clock_jumps_in_a_call(fault_shop: Shop):
    """An hour ahead and two hours back, and the booth's calendar clock with it: no duration and no price
    follows, the jump is told, and receipts stay in their row."""
    async with fault_shop(program=(str(Path(__file__).with_name("hub_in_its_own_time.py")),)) as shop:
        for number, hours in enumerate((1, -1), 1):
            await shop.unlock()
            await shop.guest.begin()
            (shop.folder / "clock-is-off-ms").write_text(str(hours * 3_600_000))
            await shop.guest.wait(6000)
            await shop.until(lambda: shop.rows("SELECT 1 FROM alarm WHERE kind = 'clock_jump'"))
            await shop.guest.hang_up()
            assert await shop.settle() == number


async def test_the_hub_stays_away_and_the_booth_locks(fault_shop: Shop):
    """The owner chose to lock: the call is cut as soon as the booth has lost patience, and there is no new
    one. What was talked is charged when the hub is back."""
    patience_s = 12
    lease = {"patience_s": patience_s, "hub_call": "lock", "hub_idle": "lock"}
    async with fault_shop(speed=LIFELIKE, settings={"lease": lease}) as shop:
        await shop.unlock()
        await shop.guest.begin()
        shop.hub.kill()
        killed_ms = shop.guest.now_ms
        await shop.until(shop.guest.wiring.opened.is_set)
        assert shop.guest.now_ms - killed_ms <= (patience_s + 1) * 1000
        await shop.guest.hang_up()
        await shop.guest.call()
        assert len(shop.guest.spoken) == 1
        await shop.start_hub()
        await shop.settle()
        assert shop.rows("SELECT ending FROM call") == [("fallback",)]


async def test_the_hub_stays_away_and_the_call_goes_on_to_its_limit(fault_shop: Shop):
    """The owner chose to let it finish: the booth cuts at the second the visit allows, hub or no hub, and
    there is no new call."""
    lease = {"patience_s": 24, "hub_call": "finish", "hub_idle": "lock"}
    async with fault_shop(speed=2, settings={"lease": lease, "shop": {"call_limit_s": 40}}) as shop:
        await shop.unlock()
        await shop.guest.begin()
        shop.hub.kill()
        await shop.until(shop.guest.wiring.opened.is_set)
        assert 40_000 <= shop.guest.spoken[0].talk_ms <= 41_000
        await shop.guest.hang_up()
        await shop.guest.call()
        assert len(shop.guest.spoken) == 1
        await shop.start_hub()


async def test_two_hubs_on_one_set_of_books(fault_shop: Shop):
    """The one started last is in charge, in the middle of a call; the other notices and is quiet."""
    async with fault_shop() as shop:
        await shop.unlock()
        await shop.guest.begin()
        older = shop.hub
        shop.write_settings(shop.folder / "second.toml")
        shop.hub = HubProcess(shop.folder / "second.toml")
        try:
            await shop.start_hub()
            await shop.until(lambda: "this hub is quiet" in older.said())
            await shop.guest.hang_up(3000)
            await shop.open_till()
            await shop.settle()
            await shop.unlock()
            await shop.guest.call()
            await shop.close_the_day()
        finally:
            shop.hub.kill()


async def test_a_copy_of_the_shop_is_started_beside_it(fault_shop: Shop, tmp_path: Path):
    """On other books, with the same keys, started last: the booths obey it, and the shop's own hub finds that
    they know a higher epoch. It says so and commands them no more, until it is started again."""
    async with fault_shop() as shop:
        await shop.unlock()
        with closing(sqlite3.connect(shop.books)) as now, closing(sqlite3.connect(tmp_path / "copy")) as copy:
            now.backup(copy)
        shop.write_settings(shop.folder / "copy.toml", books=tmp_path / "copy")
        copied = HubProcess(shop.folder / "copy.toml")
        try:
            await copied.start()
            await shop.until(lambda: "fenced" in shop.tile().conditions)
        finally:
            copied.kill()
        shop.hub.kill()
        await shop.start_hub()
        await shop.until(lambda: "fenced" not in shop.tile().conditions)
        await shop.guest.call()


def spoiling_grants(how: str) -> Rule:
    """All other messages pass."""
    lost: list[bytes] = []

    def rule(message: Publish) -> list[tuple[float, bytes]]:
        if not message.topic.endswith("/grant"):
            return [(0, message.payload)]
        if how == "lost" and len(lost) < 2:
            lost.append(message.payload)
            return []
        return [
            (after_s, message.payload) for after_s in {"lost": (0,), "doubled": (0, 0), "late": (0, 2)}[how]
        ]

    return rule


async def test_grants_are_lost_doubled_and_late(fault_shop: Shop, mosquitto: Broker):
    """Visits up to 0.20: whatever becomes of its grants, a customer gets twenty cents' worth and no second
    more, and when his calls are over nothing stays reserved."""
    async with AsyncExitStack() as stack:
        ports = {}
        for how in ("lost", "doubled", "late"):
            proxy = await stack.enter_async_context(Proxy("127.0.0.1", mosquitto.port))
            proxy.rule = spoiling_grants(how)
            ports[how] = proxy.port
        async with fault_shop(booth_ids=ports, booth_ports=ports) as shop:
            await asyncio.gather(*(spend_twenty_cents(shop, how) for how in ports))


async def spend_twenty_cents(shop: FaultShop, booth_id: str) -> None:
    guest = shop.guests[booth_id]
    await shop.unlock(booth_id, budget="0.20")
    for talk_ms in (8_000, 30_000):
        await guest.lift()
        await guest.dial()
        await shop.until(lambda: shop.network.last("state", booth_id)["granted"] > 0)
        await guest.answered()
        await guest.hang_up(talk_ms)
        await guest.wait(1500)
        await shop.until(lambda: shop.network.last("state", booth_id)["call"] == 0)
        await shop.until(lambda: shop.network.held(booth_id) == 0)
    assert [call.talk_ms // 1000 for call in guest.spoken] == [8, 12]
    assert shop.tile(booth_id).left_minor == 0
