"""A technician at a virtual board goes through the guide; what was seen there is played again as a script.

The real firmware over its cable, unlocked through a real broker, on a line with a telephone.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from boothkit.exchange import Exchange
from boothkit.hubside import HubSide, read_broker
from boothkit.inspection.guide import Guide, Step
from boothkit.inspection.recording import script
from boothkit.inspection.report import Report, limits_from
from boothkit.inspection.steps import steps_for
from boothkit.inspection.walk import walk
from boothkit.inspection.ways import UsbWay, checkup
from boothkit.script import load
from boothkit.sim import bench_config, run_stories
from boothkit.usb import open_console
from boothkit.virtual_board import VirtualBoard
from boothkit.wiring import Wiring
from boothwire.findings import OK
from brokers import Iotcore

SPEED = 8
STORY_S = 60.0


class Hands:
    """What the guide asks for is done at telephone, exchange and counter."""

    def __init__(self, wiring: Wiring, hub: HubSide) -> None:
        self._wiring, self._hub = wiring, hub
        self._loop = asyncio.get_running_loop()
        self._tasks: list[asyncio.Future[None]] = []

    def show(self, step: Step) -> None:
        """Called in the guide's thread."""
        self._tasks.append(asyncio.run_coroutine_threadsafe(self._do(step.ask), self._loop))

    def stuck(self) -> str:
        """What was done last, and whether it could be."""
        return (
            f"{len(self._tasks)} steps were shown, the last deed: {self._tasks[-1] if self._tasks else None}"
        )

    async def _do(self, ask: str) -> None:
        line = Exchange
        await self._pause(200)  # a hand leaves one key before it presses the next
        match ask.split():
            case ["Lift", "the", "handset", "and", "put", *_]:
                self._act(line.off_hook)
                await self._pause(500)
                self._act(line.on_hook)
            case ["Have", "the", "counter", *_]:
                self._hub.unlock("booth-1")
            case ["Lift", *_]:
                self._act(line.off_hook)
            case ["Press", key]:
                self._act(line.dial, key)
            case ["Dial", *_]:
                self._act(line.rotary, "5")
            case ["Call", *_]:
                self._act(line.answer)
            case ["Hang", *_]:
                await self._pause(1000)
                self._act(line.on_hook)
                await self._pause(1500)
                self._hub.lock("booth-1")
            case ["Have", "this", *_]:
                self._act(line.ring, 1200)

    def _act(self, deed: Callable[..., Any], *arguments: Any) -> None:
        self._wiring.act(lambda line: deed(line, self._wiring.booth.now_ms(), *arguments))

    async def _pause(self, passed_ms: int) -> None:
        await self._wiring.booth.sleep_until(self._wiring.booth.now_ms() + passed_ms)


def go_through(port: str, show: Callable[[Step], None]) -> tuple[Report, Guide]:
    """As `boothkit diagnose` does."""
    with open_console(port) as console:
        way = UsbWay(console)
        told = checkup(way, "checkup", STORY_S)
        guide = Guide(steps_for("reversal"), {"leg": "a"})
        traces = walk(way, guide, typed=lambda: None, show=show)
    return Report(told, tuple(guide.findings), tuple(traces)), guide


def test_a_good_board_passes_and_what_was_seen_plays_the_same_call(tmp_path: Path):
    async def diagnose() -> tuple[Report, Guide, dict[str, Any]]:
        async with (
            asyncio.timeout(STORY_S),
            HubSide(broker, "sol", {"booth-1": bytes.fromhex(config["key"])}) as hub,
            VirtualBoard(tmp_path / "flash", config, speed=SPEED) as board,
        ):
            wiring = Wiring(board.booth)
            seen = hub.booths["booth-1"]
            await hub.until(lambda: seen.reported != {})
            hands = Hands(wiring, hub)
            try:
                report, guide = await asyncio.to_thread(go_through, board.port, hands.show)
            except asyncio.CancelledError:
                raise AssertionError(f"{hands.stuck()}; {seen.reported}") from None
            await hub.until(lambda: seen.settled)
            return report, guide, seen.calls[-1]

    server = Iotcore(tmp_path).start()
    broker = read_broker(server.url)
    config = bench_config("sol", "booth-1", "reversal", broker)
    try:
        report, guide, call = asyncio.run(diagnose())
        assert {finding.code: finding.verdict for finding in report.guided} == dict.fromkeys(
            [
                *("opto_dead", "swapped_polarity", "key_missing", "key_wrong"),
                *("pulse_missing", "answer_unseen", "ring_missing"),
            ],
            OK,
        )
        assert report.faults == []
        assert report.is_genuine(bytes.fromhex(config["key"]))
        assert limits_from(report)["leg"] == "a"
        path = tmp_path / "seen.toml"
        path.write_text(script(guide.look, story="The guide's own call", profile="reversal"))
        assert '"pin"' not in path.read_text()
        work = run_stories(tmp_path, [load(path)], broker, shop="again", speed=SPEED, say=lambda _: None)
        [again] = asyncio.run(work)
        for field in ("digits", "evidence", "ending", "flashes", "pulses"):
            assert again[field] == call[field], json.dumps([again, call])
        assert call["digits"] == "1234567890*#5"
        assert abs(again["talk_ms"] - call["talk_ms"]) <= 50
    finally:
        server.kill()
