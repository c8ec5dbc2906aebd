"""What `boothkit sim` does: virtual booths against a real broker, with or without a hub at its other end.

Without a hub this bench answers the booths itself and hands out the calls it saw, so that a technician
can try a script alone. It must not know prices or pages.
"""

import asyncio
import json
import secrets
import signal
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from boothkit.fleet import Fleet
from boothkit.hubside import Broker, HubSide
from boothkit.player import play
from boothkit.story import Step, Story
from boothkit.virtual import VirtualBooth
from boothkit.wiring import Wiring

SETTLE_S = 90.0  # real seconds a story may take beyond its own time: boot, connections, resends
AT_ONCE = 16  # stories; more booths than that get in each other's way on a small machine

Say = Callable[[str], None]
Record = dict[str, Any]


class SimError(Exception):
    """Something a technician can mend; the text says what to do."""


def read_configs(paths: Sequence[Path], broker: Broker | None) -> list[dict[str, Any]]:
    """Booth configs as the hub wrote them; `broker`, if given, instead of the one they name."""
    configs = []
    for path in paths:
        try:
            config = json.loads(path.read_text("utf-8"))
            missing = {"shop", "booth", "key", "broker", "profile"} - set(config)
        except (OSError, ValueError, TypeError) as error:
            raise SimError(f"{path} is no booth's config: {error}") from None
        if missing:
            raise SimError(f"{path} lacks {', '.join(sorted(missing))}; have the hub write it anew")
        configs.append(config if broker is None else config | {"broker": broker_part(broker)})
    return configs


def bench_config(shop: str, booth: str, profile: str | dict[str, Any], broker: Broker) -> dict[str, Any]:
    """A booth of the bench's own, with a key made for this run."""
    return {
        "shop": shop,
        "booth": booth,
        "key": secrets.token_hex(32),
        "broker": broker_part(broker),
        "wifi": {"ssid": "bench", "password": ""},
        "profile": profile,
    }


def bench_configs(shop: str, count: int, broker: Broker) -> list[dict[str, Any]]:
    return [bench_config(shop, f"booth-{number}", "reversal", broker) for number in range(1, count + 1)]


def broker_part(broker: Broker) -> dict[str, Any]:
    return {name: value for name, value in broker._asdict().items() if value is not None}


async def until_told_to_stop(work: Coroutine[Any, Any, list[Record]]) -> list[Record]:
    """What `work` comes to; at SIGINT or SIGTERM nothing, once it has closed all it had open."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return []


async def run_fleet(
    folder: Path, configs: Sequence[dict[str, Any]], *, speed: float, seed: int, say: Say
) -> list[Record]:
    """Booths with customers for a hub, for as long as nobody stops them. The hub has the calls."""
    async with Fleet(folder, configs, speed=speed, seed=seed):
        say(f"{len(configs)} booths run; Ctrl-C stops them")
        await asyncio.Event().wait()
    return []


async def run_bench(
    folder: Path, configs: Sequence[dict[str, Any]], *, speed: float, seed: int, say: Say
) -> list[Record]:
    """One visit in each booth, no hub: the calls seen."""
    fleet = Fleet(folder, configs, speed=speed, customers=False, seed=seed)

    async def visit(hub: HubSide, booth: str) -> None:
        seen = hub.booths[booth]
        await hub.until(lambda: seen.reported != {})
        hub.unlock(booth)
        await fleet.customers_of(booth).visit()
        hub.lock(booth)
        await hub.until(lambda: seen.settled)

    async with hub_for(configs, say) as hub, fleet:
        await asyncio.gather(*(visit(hub, booth) for booth in fleet.wirings))
        return [call for seen in hub.booths.values() for call in seen.calls]


async def run_stories(
    folder: Path, stories: Sequence[Story], broker: Broker, *, shop: str, speed: float, say: Say
) -> list[Record]:
    """Each story in a booth of its own, many at once: the calls seen, each with the name of its story."""
    configs = {
        story.name: bench_config(shop, story.name.replace("_", "-").lower(), story.profile, broker)
        | {"emergency": list(story.emergency)}
        for story in stories
    }
    places = asyncio.Semaphore(AT_ONCE)

    async def in_its_turn(story: Story) -> list[Record]:
        async with places:
            return await run_story(folder, story, configs[story.name], hub, speed=speed)

    async with hub_for(list(configs.values()), say) as hub:
        heard = await asyncio.gather(*map(in_its_turn, stories))
    return [
        {"story": story.name} | call for story, calls in zip(stories, heard, strict=True) for call in calls
    ]


async def run_story(
    folder: Path, story: Story, config: dict[str, Any], hub: HubSide, *, speed: float
) -> list[Record]:
    booth, seen = config["booth"], hub.booths[config["booth"]]
    wiring = Wiring(VirtualBooth(folder / booth, config, speed=speed), convention=story.line)

    async def act(step: Step) -> None:
        if step.action == "unlock":
            hub.unlock(booth, step.argument or 0, **story.lease)
        elif step.action == "lock":
            hub.lock(booth)
        elif step.action == "grant":
            await hub.until(lambda: bool(seen.reported.get("call")))
            hub.grant(booth, fate=step.argument, limit_s=step.value or 0)
        else:
            seen.silent = step.argument == "lost"

    try:
        async with asyncio.timeout(story.end_ms / 1000 / speed + SETTLE_S):
            await wiring.booth.start()
            await hub.until(lambda: seen.reported != {})
            await play(story, wiring, hub=act)
            await hub.until(lambda: seen.settled)
    except TimeoutError:
        raise SimError(f"{story.name}: not over in time; the booth last said {seen.reported}") from None
    finally:
        await wiring.stop()
    return seen.calls


def hub_for(configs: Sequence[dict[str, Any]], say: Say) -> HubSide:
    """This bench as the hub of those booths."""
    part = configs[0]["broker"]
    broker = Broker(part["host"], part["port"], part.get("user"), part.get("password"))
    keys = {config["booth"]: bytes.fromhex(config["key"]) for config in configs}

    def told(booth: str, kind: str, message: Record) -> None:
        if kind == "record":
            say(f"{booth}: call {message['call']} {message['state']} {message['digits']} {message['ending']}")

    return HubSide(broker, configs[0]["shop"], keys, told=told)
