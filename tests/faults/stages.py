"""A visit with one call, interrupted where a test says: the moments at which something may die."""

from collections.abc import Awaitable, Callable

from fault_shop import FaultShop
from guest import SPAIN

STAGES = ("locked", "idle", "off_hook", "dialling", "ringing_out", "talking", "ended", "settling")
Deed = Callable[[], Awaitable[None]]


async def visit(shop: FaultShop, stage: str, break_it: Deed, mend_it: Deed) -> None:
    """From the locked booth to the paid receipt. It breaks at `stage`; the customer does not notice and
    makes his call to its end, and only then it is mended. What needs the operator waits for that."""
    guest = shop.guest

    async def ring_out() -> None:
        await guest.dial(SPAIN[5:])
        await guest.wait(6000)

    async def talk() -> None:
        await guest.answered()
        await guest.wait(1500)

    steps: dict[str, Deed] = {
        "locked": lambda: guest.wait(500),
        "idle": shop.unlock,
        "off_hook": guest.lift,
        "dialling": lambda: guest.dial(SPAIN[:5]),
        "ringing_out": ring_out,
        "talking": talk,
        "ended": lambda: guest.hang_up(2500),
        "settling": shop.lock,
    }
    broken = False
    for name, step in steps.items():
        if broken and name in ("idle", "settling"):
            await mend_it()
            broken = False
        await step()
        if name == stage:
            await break_it()
            broken = True
    if broken:
        await mend_it()
    await shop.settle()
