"""What is done to the world: each act of a scenario by its name. People, faults and attackers.

It must not know what comes of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator import counter
from simulator.scenario import Act

if TYPE_CHECKING:
    from simulator.world import World

CLICKS = 20  # an operator tries again each second, so often
RESET_MS = 300  # a quick start: the exchange has not noticed anything yet


def off_hook(world: "World", act: Act) -> None:
    world.boards[act.booth].act("off_hook")


def on_hook(world: "World", act: Act) -> None:
    world.boards[act.booth].act("on_hook")


def dial(world: "World", act: Act) -> None:
    world.boards[act.booth].act("dial", act.detail)


def flash(world: "World", act: Act) -> None:
    world.boards[act.booth].act("flash")


def answer(world: "World", act: Act) -> None:
    """The far end lifts, if the exchange has really got its number."""
    board = world.boards[act.booth]
    if board.truth.flows and board.truth.digits == act.detail and not board.truth.talk:
        board.truth.answered(world.now_ms)
        board.truth.talk.marred = "stuck" if board.stuck or board.truth.held else ""
        world.tell(f"{act.booth} they talk")
        board.act("answer" if board.profile["answer"] == "reversal" else "answer_pulse")


def release(world: "World", act: Act) -> None:
    board = world.boards[act.booth]
    if board.truth.talk:
        board.act("release")
        board.truth.released(world.now_ms)


def unlock(world: "World", act: Act, clicks: int = CLICKS) -> None:
    hub = world.hub
    if (hub is None or not counter.unlock(hub, act.booth, act.detail)) and clicks:
        world.later(1000, lambda: unlock(world, act, clicks - 1))


def lock(world: "World", act: Act, clicks: int = CLICKS) -> None:
    hub = world.hub
    if hub is None:
        if clicks:
            world.later(1000, lambda: lock(world, act, clicks - 1))
        return
    counter.lock(hub, act.booth)
    _check_out(world, act.booth, clicks)


def _check_out(world: "World", booth: str, clicks: int) -> None:
    hub = world.hub
    if (hub is None or not counter.check_out(hub, booth)) and clicks:
        world.later(1000, lambda: _check_out(world, booth, clicks - 1))


def power_cut(world: "World", act: Act) -> None:
    world.boards[act.booth].power_off()


def power_back(world: "World", act: Act) -> None:
    if world.boards[act.booth].booth is None:
        world.boards[act.booth].power_on()


def cut_at_write(world: "World", act: Act) -> None:
    flash = world.boards[act.booth].flash
    flash.writes_left, flash.kept = act.detail


def reset(world: "World", act: Act) -> None:
    board = world.boards[act.booth]
    if board.booth:
        board.power_off()
        world.later(RESET_MS, lambda: board.booth is None and board.power_on(act.detail))


def hub_dies(world: "World", act: Act) -> None:
    hub = world.hub
    if hub and act.detail == "at once":
        hub.alive = False
    elif hub:
        hub.dies_at = act.detail


def hub_back(world: "World", act: Act) -> None:
    if world.hub is None:
        world.start_hub()
    world.hubs[-1].dies_at = ""


def backup(world: "World", act: Act) -> None:
    world.backup = world.books.backup()


def restore(world: "World", act: Act) -> None:
    if world.hub is None and world.backup:
        world.books = world.backup
        world.seen.restored = True
        world.start_hub()


def second_hub(world: "World", act: Act) -> None:
    """On the same books, while the first still runs."""
    if world.hub:
        world.start_hub()


def broker_dies(world: "World", act: Act) -> None:
    world.network.kill_broker()


def broker_back(world: "World", act: Act) -> None:
    if not world.network.broker_up:
        world.network.broker_up = True


def dark(world: "World", act: Act) -> None:
    world.network.darken(act.booth, True)


def light(world: "World", act: Act) -> None:
    world.network.darken(act.booth, False)


def clock(world: "World", act: Act) -> None:
    world.jumped_ms += act.detail


def stick(world: "World", act: Act) -> None:
    world.boards[act.booth].stick(act.detail)


def free(world: "World", act: Act) -> None:
    world.boards[act.booth].stick(None)


def fill(world: "World", act: Act) -> None:
    world.boards[act.booth].fill(True)


def clear(world: "World", act: Act) -> None:
    world.boards[act.booth].fill(False)


def attack(world: "World", act: Act) -> None:
    if act.detail == "forge":
        world.network.forge()
    else:
        world.network.replay(10, act.detail)


ACTS: dict[str, Callable[["World", Act], None]] = {
    "off_hook": off_hook,
    "on_hook": on_hook,
    "dial": dial,
    "flash": flash,
    "answer": answer,
    "release": release,
    "unlock": unlock,
    "lock": lock,
    "power_cut": power_cut,
    "power_back": power_back,
    "cut_at_write": cut_at_write,
    "reset": reset,
    "hub_dies": hub_dies,
    "hub_back": hub_back,
    "backup": backup,
    "restore": restore,
    "second_hub": second_hub,
    "broker_dies": broker_dies,
    "broker_back": broker_back,
    "dark": dark,
    "light": light,
    "clock": clock,
    "stick": stick,
    "free": free,
    "fill": fill,
    "clear": clear,
    "attack": attack,
}
