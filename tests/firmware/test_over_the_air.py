"""The whole firmware replaced over the air: MicroPython, a real broker, and releases that are well or not."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from boothkit import release as tool
from boothkit.hubside import HubSide, read_broker
from boothkit.virtual import VirtualBooth
from boothwire.release import MANIFEST
from brokers import Broker
from release_keys import OURS
from updating import piece_of

pytestmark = pytest.mark.journey

KEY = "0b" * 32
SHOP, BOOTH = "sol", "booth-1"
SPEED = 30
Release = dict[str, bytes]


@pytest.fixture(scope="module")
def program() -> Release:
    """The firmware as it stands, compiled."""
    return tool.compiled()


class Scene:
    """One booth with a key for releases, and a hub's side that offers them."""

    def __init__(self, folder: Path, broker: Broker) -> None:
        config = {
            "shop": SHOP,
            "booth": BOOTH,
            "key": KEY,
            "broker": {"host": "127.0.0.1", "port": broker.port},
            "wifi": {"ssid": "shop", "password": "secret"},
            "profile": "reversal",
        }
        self.folder = folder
        self.booth = VirtualBooth(folder, config, speed=SPEED)
        modulus = OURS.public_key().public_numbers().n
        (folder / "release.key").write_text(f"{modulus:0768x}\n", "ascii")
        self.hub = HubSide(read_broker(broker.url), SHOP, {BOOTH: bytes.fromhex(KEY)}, told=self._told)
        self.seen = self.hub.booths[BOOTH]
        self._number, self._files = 0, Release()
        self.verdicts: list[tuple[int, str]] = []

    def offer(self, number: int, program: Release) -> None:
        signed = tool.manifest(number, "0.9", program, OURS)
        self._number, self._files = number, {**program, MANIFEST: signed}
        self.hub.say(BOOTH, "offer", {"release": number})

    def _told(self, booth: str, kind: str, message: dict[str, Any]) -> None:
        if kind != "want":
            return
        if message["verdict"]:
            self.verdicts.append((message["release"], message["verdict"]))
        elif message["release"] == self._number:
            piece = piece_of(self._files, self._number, message["name"], message["offset"])
            self.hub.say(BOOTH, "piece", piece)

    async def until(self, holds: Callable[[], bool]) -> None:
        await self.hub.until(holds)

    def alarms(self, fault: str) -> list[str]:
        return [alarm["detail"] for alarm in self.seen.alarms.values() if alarm["fault"] == fault]

    @property
    def slot(self) -> str:
        path = self.folder / "slot"
        return path.read_text("ascii") if path.exists() else ""


def played(
    folder: Path,
    broker: Broker,
    story: Callable[[Scene], Awaitable[None]],
    prepare: Callable[[Path], None] = lambda folder: None,
) -> Scene:
    async def go() -> Scene:
        prepare(folder)
        scene = Scene(folder, broker)
        async with asyncio.timeout(100), scene.hub:
            try:
                await scene.booth.start()
                await story(scene)
            finally:
                await scene.booth.stop()
        return scene

    return asyncio.run(go())


def test_a_release_is_fetched_tried_and_held(tmp_path: Path, mosquitto: Broker, program: Release):
    async def story(scene: Scene) -> None:
        await scene.until(lambda: scene.seen.reported.get("line") == "locked")
        scene.offer(7, program)
        await scene.until(lambda: scene.seen.hello["release"] == 7)
        assert scene.seen.hello["trial"]
        assert scene.seen.hello["reset"] == "update"
        await scene.until(lambda: (7, "held") in scene.verdicts)
        scene.offer(6, program)
        await scene.until(lambda: (6, "older") in scene.verdicts)

    scene = played(tmp_path, mosquitto, story)
    assert scene.verdicts[:2] == [(7, "taken"), (7, "held")]
    assert scene.slot == "steady a 0"
    assert scene.alarms("update") == ["release 7 holds"]
    assert scene.booth.restarts == 1


def test_a_release_that_breaks_at_its_first_line_gives_way_to_the_one_before(
    tmp_path: Path, mosquitto: Broker, program: Release
):
    async def story(scene: Scene) -> None:
        await scene.until(lambda: scene.seen.reported.get("line") == "locked")
        scene.offer(8, {**program, "app.mpy": b"no program"})
        await scene.until(lambda: (8, "failed") in scene.verdicts)
        await scene.until(lambda: bool(scene.alarms("update")))
        scene.offer(8, program)
        await scene.until(lambda: scene.verdicts.count((8, "failed")) == 2)

    scene = played(tmp_path, mosquitto, story)
    assert scene.alarms("update") == ["release 8 did not hold"]
    assert scene.booth.restarts == 4  # to try it, and after each of the three tries
    assert scene.seen.hello["release"] == 0


def test_a_release_that_hangs_is_ended_by_the_watchdog(tmp_path: Path, mosquitto: Broker):
    def prepare(folder: Path) -> None:
        (folder / "a").mkdir()
        (folder / "a/app.py").write_text("while True:\n    pass\n")
        (folder / "slot").write_text("trial a - 1")

    async def story(scene: Scene) -> None:
        await scene.until(lambda: scene.seen.reported.get("line") == "locked")

    scene = played(tmp_path, mosquitto, story, prepare)
    assert scene.booth.restarts == 1


def test_no_release_while_a_customer_has_the_booth(tmp_path: Path, mosquitto: Broker, program: Release):
    async def story(scene: Scene) -> None:
        await scene.until(lambda: scene.seen.reported.get("line") == "locked")
        scene.hub.unlock(BOOTH)
        await scene.until(lambda: scene.seen.reported.get("line") == "idle")
        await scene.booth.sleep_until(scene.booth.now_ms() + 2000)
        scene.offer(7, program)
        await scene.until(lambda: scene.verdicts == [(7, "busy")])

    assert played(tmp_path, mosquitto, story).slot == ""


def test_a_program_that_keeps_crashing_is_locked_in_safe_mode_and_mended_over_the_air(
    tmp_path: Path, mosquitto: Broker, program: Release
):
    """Ten times in a row it breaks at the line."""
    broken = "\n\ndef settle(self):\n    raise OSError('the line')\n\n\nController.settle = settle\n"

    def prepare(folder: Path) -> None:
        for name, data in program.items():
            if name != "controller.mpy":
                (folder / "a" / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / "a" / name).write_bytes(data)
        source = (tool.FIRMWARE / "controller.py").read_text("utf-8")
        (folder / "a/controller.py").write_text(source + broken, "utf-8")
        (folder / "slot").write_text("steady a 0")

    async def story(scene: Scene) -> None:
        await scene.until(lambda: scene.seen.reported.get("faults") == "safe_mode")
        scene.hub.unlock(BOOTH)
        await scene.booth.sleep_until(scene.booth.now_ms() + 5000)
        assert not scene.booth.outputs["relay"]
        assert (scene.seen.reported["ctr"], scene.seen.reported["line"]) == (0, "locked")
        scene.hub.say(BOOTH, "inspect", {"n": 1, "want": "checkup", "for_s": 0})
        await scene.until(lambda: scene.seen.checkups != [])
        facts = dict(scene.seen.checkups[0]["facts"])
        assert facts["faults"] == "safe_mode"
        assert "relay_closes" not in facts  # no pin is moved or read
        scene.hub.lock(BOOTH)
        scene.offer(9, program)
        await scene.until(
            lambda: scene.seen.reported.get("faults") == "" and scene.seen.hello["release"] == 9
        )
        await scene.until(lambda: (9, "held") in scene.verdicts)

    scene = played(tmp_path, mosquitto, story, prepare)
    assert scene.alarms("safe_mode") == scene.alarms("crash") == ["OSError: the line"]
    assert scene.booth.restarts == 11
    assert scene.slot == "steady b 0"
