"""Virtual booths as they are used: real firmware, real broker, the bench as the hub."""

import asyncio
import json
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from boothkit import sim
from boothkit.fleet import Fleet
from boothkit.hubside import Broker, HubSide, read_broker
from boothkit.story import Story
from brokers import Mosquitto
from stories import UNHURRIED, Record
from waiting import wait_for

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]  # forty stories are told before the first test

SPEED = 20
COMMAND = (sys.executable, "-c", "from boothkit.cli import main; main()", "sim")


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """One for all: each test has a shop of its own."""
    mosquitto = Mosquitto(tmp_path_factory.mktemp("broker")).start()
    yield read_broker(mosquitto.url)
    mosquitto.kill()


def quiet(_text: str) -> None:
    """Progress is for people."""


@pytest.fixture(scope="module")
def heard(
    broker: Broker, compiled_booths: None, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Record]]:
    """The calls that the bench's hub heard of, by story, each in a booth of its own."""
    folder: Path = tmp_path_factory.mktemp("booths")
    calls = defaultdict(list)
    work = sim.run_stories(folder, UNHURRIED, broker, shop="stories", speed=SPEED, say=quiet)
    for call in asyncio.run(work):
        calls[call["story"]].append(call)
    return calls


@pytest.mark.parametrize("story", UNHURRIED, ids=lambda story: story.name)
def test_the_whole_booth_tells_the_story(story: Story, heard: dict[str, list[Record]]):
    for call, wanted in zip(heard[story.name], story.calls, strict=True):
        told = {name: call[name] for name in ("digits", "evidence", "ending", "pulses", "flashes")}
        expected = {name: getattr(wanted, name) for name in told}
        assert told == {name: told[name] if value is None else value for name, value in expected.items()}
        if wanted.ending == "locked":  # as late as the network made the lock
            assert 0 <= call["talk_ms"] // 1000 - wanted.talk_s <= SPEED
            continue
        assert call["talk_ms"] // 1000 == wanted.talk_s
        if wanted.talk_ms is not None:
            assert abs(call["talk_ms"] - wanted.talk_ms) <= 50


def test_customers_use_the_booths_and_a_restarted_booth_comes_back(broker: Broker, tmp_path: Path):
    async def scene() -> tuple[int, dict[str, list[Record]]]:
        configs = sim.bench_configs("fleet", 2, broker)
        hub = sim.hub_for(configs, quiet)
        async with hub, Fleet(tmp_path, configs, speed=SPEED, seed=1) as fleet, asyncio.timeout(60):
            await until_reported(hub, boot=1)
            await fleet.restart("booth-2")
            await hub.until(lambda: hub.booths["booth-2"].reported.get("boot") == 2)
            for booth in hub.booths:
                hub.unlock(booth)
            await hub.until(lambda: all(seen.calls for seen in hub.booths.values()))
            for booth in hub.booths:
                hub.lock(booth)
            await hub.until(lambda: all(seen.settled for seen in hub.booths.values()))
            return hub.booths["booth-2"].calls[0]["boot"], {b: s.calls for b, s in hub.booths.items()}

    boot, calls = asyncio.run(scene())
    assert boot == 2
    assert all(call["digits"].startswith("00") for booth in calls.values() for call in booth)
    assert calls["booth-1"][0]["digits"] != calls["booth-2"][0]["digits"]


async def until_reported(hub: HubSide, *, boot: int) -> None:
    await hub.until(lambda: all(seen.reported.get("boot") == boot for seen in hub.booths.values()))


def test_a_script_alone_prints_its_calls(broker: Broker):
    script = Path(__file__).parents[1] / "calls/limit.toml"
    url = f"mqtt://{broker.host}:{broker.port}"
    done = subprocess.run(
        [*COMMAND, "--script", script, "--broker", url, "--shop", "alone", "--speed", "20"],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    call = json.loads(done.stdout)
    assert (call["story"], call["talk_ms"], call["ending"]) == ("limit", 30000, "limit")
    assert "talking 0012125550123" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_told_to_stop_it_leaves_no_booth_behind(broker: Broker, tmp_path: Path, number: signal.Signals):
    for config in sim.bench_configs(f"stop-{number}", 3, broker):
        (tmp_path / f"{config['booth']}.json").write_text(json.dumps(config))
    bench = subprocess.Popen([*COMMAND, "--config-folder", tmp_path], stderr=subprocess.PIPE, text=True)
    assert bench.stderr is not None
    assert "3 booths run" in bench.stderr.readline()
    booths = children(bench.pid)
    assert len(booths) == 3
    bench.send_signal(number)
    bench.wait(60)
    bench.stderr.close()
    assert bench.returncode == (-number if number == signal.SIGKILL else 0)
    wait_for(lambda: not any(runs(pid) for pid in booths))
    assert len(list(tmp_path.glob("flash/*/config.json"))) == 3


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
