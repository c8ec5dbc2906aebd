"""The whole firmware on its pins: MicroPython, a real broker, a hub's side, and what goes wrong."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from boothkit.hubside import HubSide, read_broker
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring
from boothwire.messages import DOWN, MESSAGES, topic
from brokers import Broker
from paho.mqtt import publish
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from secure_broker import SecureMosquitto, equip
from waiting import wait_for

pytestmark = pytest.mark.journey

KEY = "0b" * 32
SHOP, BOOTH = "sol", "booth-1"
DOWN_KINDS = [kind for kind in MESSAGES if MESSAGES[kind][0] == DOWN]


class Scene:
    """One booth on its line, and the hub's side of the wire."""

    def __init__(
        self, folder: Path, broker: Broker, speed: float, config: dict[str, Any] | None = None
    ) -> None:
        whole = {
            "shop": SHOP,
            "booth": BOOTH,
            "key": KEY,
            "broker": {"host": "127.0.0.1", "port": broker.port},
            "wifi": {"ssid": "shop", "password": "secret"},
            "profile": "reversal",
        }
        self.booth = VirtualBooth(folder, whole | (config or {}), speed=speed)
        self.wiring = Wiring(self.booth)
        self.line = self.wiring.line
        self.online: bool | None = None  # as presence said last
        self.hub = HubSide(read_broker(broker.url), SHOP, {BOOTH: bytes.fromhex(KEY)}, told=self._told)
        self.seen = self.hub.booths[BOOTH]

    def _told(self, _booth: str, kind: str, message: dict[str, Any]) -> None:
        if kind == "presence":
            self.online = message["online"]

    async def reported(self, **wanted: Any) -> None:
        await self.hub.until(lambda: wanted.items() <= self.seen.reported.items())

    async def unlock(self, limit_s: int = 0) -> None:
        self.hub.unlock(BOOTH, limit_s)
        await self.reported(line="idle", relay=True)

    async def do(self, after_ms: int, deed: str, *arguments: Any) -> int:
        """Something on the line, so long after now; returns when it happened."""
        at_ms = self.booth.now_ms() + after_ms
        await self.booth.sleep_until(at_ms)
        self.wiring.act(lambda line: getattr(line, deed)(at_ms, *arguments))
        return at_ms

    async def call(self, talk_ms: int = 5000) -> None:
        await self.talk()
        await self.do(talk_ms, "on_hook")
        await self.booth.sleep_until(self.booth.now_ms() + 1500)

    async def talk(self) -> int:
        await self.do(300, "off_hook")
        await self.do(600, "dial", "0034911")
        return await self.do(2000, "answer")


def played(
    folder: Path,
    broker: Broker,
    story: Callable[[Scene], Awaitable[None]],
    *,
    speed: float = 20,
    config: dict[str, Any] | None = None,
) -> Scene:
    async def go() -> Scene:
        scene = Scene(folder, broker, speed, config)
        async with asyncio.timeout(60), scene.hub:
            try:
                await scene.booth.start()
                await scene.reported(line="locked")
                await story(scene)
            finally:
                await scene.wiring.stop()
        return scene

    return asyncio.run(go())


def test_it_runs_at_the_speed_of_life(tmp_path: Path, mosquitto: Broker):
    """In this machine's own time, as on a desk. Digits are another thing: a busy machine may lose one."""

    async def story(scene: Scene) -> None:
        await scene.unlock()
        await scene.do(300, "off_hook")
        await scene.reported(line="off_hook")
        await scene.do(300, "on_hook")
        await scene.reported(line="idle")

    played(tmp_path, mosquitto, story, speed=1)


@pytest.mark.parametrize("speed", [1.2, 20])
def test_one_call_from_the_pin_to_the_record(speed: float, tmp_path: Path, mosquitto: Broker):
    times: list[int] = []

    async def story(scene: Scene) -> None:
        await scene.unlock()
        answered_ms = await scene.talk()
        times.append(await scene.do(2500, "on_hook") - answered_ms)
        await scene.hub.until(lambda: any(call["ending"] for call in scene.seen.calls))

    scene = played(tmp_path, mosquitto, story, speed=speed)
    [call] = scene.seen.calls
    assert (call["digits"], call["evidence"], call["ending"]) == ("0034911", "reversal", "hangup")
    assert call["talk_ms"] == times[0]
    assert sorted(scene.seen.records) == [(1, 1), (1, 2)]


def test_a_power_cut_in_a_call_locks_the_line_and_the_next_boot_closes_the_call(
    tmp_path: Path, mosquitto: Broker
):
    async def story(scene: Scene) -> None:
        await scene.unlock()
        await scene.talk()
        await scene.hub.until(lambda: len(scene.seen.records) == 1)
        scene.booth.kill()
        assert not scene.booth.outputs["relay"]
        await scene.booth.start()
        await scene.hub.until(lambda: scene.seen.calls[0]["ending"] == "restart")
        await scene.reported(boot=2)

    scene = played(tmp_path, mosquitto, story)
    assert sorted(scene.seen.records) == [(1, 1), (1, 2)]


def test_calls_made_while_the_broker_was_dead_arrive_when_it_is_back(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        await scene.unlock()
        mosquitto.kill()
        for _ in range(3):
            await scene.call()
        mosquitto.start()
        await scene.hub.until(lambda: len(scene.seen.records) == 6)

    scene = played(tmp_path, mosquitto, story)
    assert sorted(scene.seen.records) == [(1, seq) for seq in range(1, 7)]
    assert all(call["talk_ms"] == 5000 for call in scene.seen.calls)


def test_a_power_cut_while_the_broker_is_dead_loses_nothing_either(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        await scene.unlock()
        mosquitto.kill()
        await scene.call()
        await scene.talk()
        await scene.booth.sleep_until(scene.booth.now_ms() + 1000)
        scene.booth.kill()
        await scene.booth.start()
        mosquitto.start()
        await scene.hub.until(lambda: len(scene.seen.records) == 4)

    scene = played(tmp_path, mosquitto, story)
    assert [call["ending"] for call in scene.seen.calls] == ["hangup", "restart"]


def test_the_limit_cuts_without_a_hub(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        await scene.unlock(limit_s=7)
        mosquitto.kill()
        await scene.talk()
        await scene.wiring.opened.wait()
        mosquitto.start()
        await scene.hub.until(lambda: len(scene.seen.records) == 2)

    [call] = played(tmp_path, mosquitto, story).seen.calls
    assert (call["ending"], call["talk_ms"]) == ("limit", 7000)


def test_rubbish_on_the_down_topics_neither_unlocks_nor_stops_the_booth(tmp_path: Path, mosquitto: Broker):
    rubbish = (b"", b"{}", b"\x00" * 2000, b"f" * 64 + b" {}", b'{"nonce": 1}', "ñ€".encode(), b"[" * 1000)

    async def story(scene: Scene) -> None:
        for payload in rubbish:
            for kind in DOWN_KINDS:
                publish.single(topic(SHOP, BOOTH, kind), payload, port=mosquitto.port)
        await scene.booth.sleep_until(scene.booth.now_ms() + 3000)
        assert not scene.booth.outputs["relay"]
        await scene.unlock()
        await scene.call()

    scene = played(tmp_path, mosquitto, story)
    assert scene.booth.console().count("refused") == len(DOWN_KINDS) * len(rubbish)
    assert scene.booth.restarts == 0


def test_without_network_the_call_goes_on_and_is_told_afterwards(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        await scene.unlock()
        scene.booth.set_network(False)
        await scene.hub.until(lambda: scene.online is False)  # the last will
        await scene.call()
        assert scene.seen.records == {}
        scene.booth.set_network(True)
        await scene.hub.until(lambda: len(scene.seen.records) == 2 and scene.online is True)

    played(tmp_path, mosquitto, story)


def test_the_state_is_told_as_a_heartbeat_even_when_nothing_changes(tmp_path: Path, mosquitto: Broker):
    moments: list[int] = []

    async def story(scene: Scene) -> None:
        while len(moments) < 4:
            await scene.hub.until(lambda: scene.seen.reported.get("at_ms", 0) > (moments or [-1])[-1])
            moments.append(scene.seen.reported["at_ms"])

    played(tmp_path, mosquitto, story)
    assert all(5000 <= later - earlier <= 5600 for earlier, later in pairwise(moments[1:]))


def test_a_relay_that_sticks_is_reported(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        await scene.unlock()
        scene.booth.sticky_relay = True
        scene.hub.lock(BOOTH)
        await scene.reported(line="locked", relay=True, ctr=2)

    played(tmp_path, mosquitto, story)


def test_a_wrong_config_is_said_and_a_mended_one_taken_up(tmp_path: Path, mosquitto: Broker):
    async def go() -> VirtualBooth:
        scene = Scene(tmp_path, mosquitto, 20)
        config = (tmp_path / "config.json").read_text("utf-8")
        (tmp_path / "config.json").write_text(json.dumps({**json.loads(config), "profile": "luck"}), "utf-8")
        async with asyncio.timeout(60), scene.hub:
            try:
                await scene.booth.start()
                while "profile must be one of" not in scene.booth.console():
                    await asyncio.sleep(0.05)
                assert not scene.booth.outputs["relay"]
                (tmp_path / "config.json").write_text(config, "utf-8")
                await scene.reported(line="locked")
            finally:
                await scene.wiring.stop()
        return scene.booth

    booth = asyncio.run(go())
    assert booth.restarts >= 1
    assert "profile must be one of" in (tmp_path / "crash.txt").read_text("utf-8")
    assert KEY not in booth.console()


def test_a_program_that_breaks_locks_the_line_and_starts_anew(tmp_path: Path, mosquitto: Broker):
    """Here its flash loses files under it, which it finds out at the hub's ack."""

    async def story(scene: Scene) -> None:
        await scene.unlock()
        mosquitto.kill()
        for _ in range(4):
            await scene.call(1000)
        for segment in tmp_path.glob("j0*"):
            segment.unlink()
        scene.online = None
        mosquitto.start()
        await scene.hub.until(lambda: scene.online is True)
        scene.hub.say(BOOTH, "ack", {"boot": 1, "seq": 8})
        await scene.wiring.opened.wait()
        await scene.reported(boot=2)

    scene = played(tmp_path, mosquitto, story)
    assert scene.booth.restarts == 1
    assert scene.seen.hello["reset"] == "crash"
    assert "OSError" in (tmp_path / "crash.txt").read_text("utf-8")


def test_a_booth_says_why_it_started(tmp_path: Path, mosquitto: Broker):
    causes: list[str] = []

    async def story(scene: Scene) -> None:
        causes.append(scene.seen.hello["reset"])
        scene.booth.kill()
        await scene.booth.start()
        await scene.reported(boot=2)
        causes.append(scene.seen.hello["reset"])
        scene.booth.hang()
        await scene.reported(boot=3)
        causes.append(scene.seen.hello["reset"])

    played(tmp_path, mosquitto, story)
    assert causes == ["power", "power", "watchdog"]


def test_what_an_earlier_boot_was_told_opens_nothing(tmp_path: Path, mosquitto: Broker):
    """Whoever recorded an unlock plays it again, to this boot and to the next."""

    async def story(scene: Scene) -> None:
        with recorded(mosquitto, "desired") as payloads:
            await scene.unlock()
            await asyncio.to_thread(wait_for, lambda: payloads)
        scene.hub.lock(BOOTH)
        await scene.reported(line="locked", ctr=2)
        for _ in range(2):
            publish.single(topic(SHOP, BOOTH, "desired"), payloads[0], port=mosquitto.port)
            await scene.hub.until(lambda: scene.seen.reported.get("refused") == 1)
            assert not scene.booth.outputs["relay"]
            scene.booth.kill()
            await scene.booth.start()
            await scene.hub.until(lambda: scene.seen.reported.get("epoch") == scene.hub.epoch)

    scene = played(tmp_path, mosquitto, story)
    assert {alarm["fault"] for alarm in scene.seen.alarms.values()} == {"refused"}


@contextmanager
def recorded(broker: Broker, kind: str) -> Iterator[list[bytes]]:
    """What is said to the booth meanwhile, as anyone on the broker might hear it."""
    payloads: list[bytes] = []
    listens: list[bool] = []
    client = Client(CallbackAPIVersion.VERSION2)
    client.on_message = lambda _client, _data, message: payloads.append(message.payload)
    client.on_subscribe = lambda *_: listens.append(True)
    client.connect("127.0.0.1", broker.port)
    client.subscribe(topic(SHOP, BOOTH, kind))
    client.loop_start()
    try:
        wait_for(lambda: listens)
        yield payloads
    finally:
        client.disconnect()
        client.loop_stop()


def test_an_older_hub_is_fenced_also_after_a_power_cut(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        newest = scene.hub.epoch
        await scene.reported(epoch=newest)
        scene.booth.kill()
        scene.hub.epoch = newest - 1
        await scene.booth.start()
        await scene.reported(boot=2, epoch=newest)
        scene.hub.unlock(BOOTH)
        await scene.hub.until(lambda: scene.seen.reported["refused"] > 2)
        assert (scene.seen.reported["ctr"], scene.booth.outputs["relay"]) == (0, False)

    played(tmp_path, mosquitto, story)


def test_the_hub_sets_the_calendar(tmp_path: Path, mosquitto: Broker):
    """A booth that lives twentyfold is off by more than two seconds soon."""

    async def story(scene: Scene) -> None:
        while scene.booth.calendar is None:
            await asyncio.sleep(0.05)
        assert abs((scene.booth.calendar - datetime.now(UTC)).total_seconds()) < 60

    played(tmp_path, mosquitto, story)


def test_a_hub_that_comes_late_is_greeted_again(tmp_path: Path, mosquitto: Broker):
    async def go() -> None:
        scene = Scene(tmp_path, mosquitto, 20)
        async with asyncio.timeout(60):
            try:
                await scene.booth.start()
                while "heap" not in scene.booth.console():
                    await asyncio.sleep(0.05)
                await scene.booth.sleep_until(scene.booth.now_ms() + 5000)  # its greeting is over
                async with scene.hub:
                    await scene.hub.until(lambda: scene.seen.hello != {})
            finally:
                await scene.wiring.stop()

    asyncio.run(go())


def test_an_opened_box_is_told_and_told_again_when_it_is_closed(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        scene.booth.set_pin("tamper", True)
        await scene.reported(faults="enclosure")
        scene.booth.set_pin("tamper", False)
        await scene.reported(faults="", oldest_seq=3)  # both are acknowledged

    scene = played(tmp_path, mosquitto, story)
    told = [(alarm["fault"], alarm["on"]) for _, alarm in sorted(scene.seen.alarms.items())]
    assert told == [("enclosure", True), ("enclosure", False)]


def test_a_booth_works_over_tls(tmp_path: Path):
    """Mutual TLS for the booth; the bench's hub has a door of its own."""
    broker = SecureMosquitto(tmp_path).start()
    config = {"broker": {"host": "127.0.0.1", "port": broker.tls_port, "tls": True}}

    async def story(scene: Scene) -> None:
        await scene.unlock()
        await scene.call()

    try:
        folder = equip(tmp_path / BOOTH, broker.authority)
        scene = played(folder, broker, story, config=config)
    finally:
        broker.kill()
    assert [call["ending"] for call in scene.seen.calls] == ["hangup"]


def test_a_dead_broker_is_asked_ever_less_often(tmp_path: Path, mosquitto: Broker):
    async def story(scene: Scene) -> None:
        mosquitto.kill()
        await scene.booth.sleep_until(scene.booth.now_ms() + 120_000)

    scene = played(tmp_path, mosquitto, story)
    assert 5 < scene.booth.console().count("cannot connect") < 25  # each half second it would be 240
