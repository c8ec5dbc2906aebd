"""Plays a call script on a virtual booth, step by step in the script's time.

What belongs to the line is done here; unlocking is the hub's, so it is a function that comes in.
It must not know what should come of the story.
"""

from collections.abc import Callable
from typing import Any

from boothkit.story import Step, Story, perform
from boothkit.wiring import Wiring


async def play(story: Story, wiring: Wiring, *, hub: Callable[[str, Any], None]) -> None:
    """Play from the first step to the last. `hub` is called with ("unlock", limit_s) and ("lock", None).

    The story waits for an unlock to reach the relay: how long that takes is the machine's affair, and the
    times of the steps after it count from there.
    """
    zero_ms = wiring.booth.now_ms() - story.steps[0].at_ms
    for step in story.steps:
        at_ms = zero_ms + step.at_ms
        await wiring.booth.sleep_until(at_ms)
        if step.action in ("unlock", "lock"):
            hub(step.action, step.argument)
        elif step.action in ("network", "power"):
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
    elif step.argument == "cut":
        wiring.booth.kill()
    else:
        await wiring.booth.start()


def happen(wiring: Wiring, step: Step) -> None:
    wiring.act(lambda line: perform(line, step))
