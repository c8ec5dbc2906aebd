"""Plays a call script on a virtual booth, step by step in the script's time.

What belongs to line and booth is done here; what is the hub's is a function that comes in.
It must not know what should come of the story.
"""

from collections.abc import Awaitable, Callable

from boothkit.story import BOOTH, HUB, Step, Story, perform
from boothkit.wiring import Wiring


async def play(story: Story, wiring: Wiring, *, hub: Callable[[Step], Awaitable[None]]) -> None:
    """Play from the first step to the last; `hub` does the hub's: unlock, lock, grant, and being lost.

    The story waits for an unlock to reach the relay: how long that takes is the machine's affair, and the
    times of the steps after it count from there.
    """
    zero_ms = wiring.booth.now_ms() - story.steps[0].at_ms
    for step in story.steps:
        at_ms = zero_ms + step.at_ms
        await wiring.booth.sleep_until(at_ms)
        if step.action in HUB:
            await hub(step)
        elif step.action in BOOTH:
            await tend(wiring, step)
        else:
            happen(wiring, step._replace(at_ms=at_ms))
        if step.action == "unlock":
            await wiring.closed.wait()
            zero_ms = wiring.booth.now_ms() - step.at_ms


async def tend(wiring: Wiring, step: Step) -> None:
    """What happens to the booth itself."""
    if step.action == "network":
        wiring.booth.set_network(step.argument == "up")
    elif step.action == "relay":
        wiring.stick(step.argument == "sticks")
    elif step.argument == "cut":
        wiring.booth.kill()
    else:
        await wiring.booth.start()


def happen(wiring: Wiring, step: Step) -> None:
    wiring.act(lambda line: perform(line, step))
