"""Whether a booth can be spoken to: it is on the line, listens to this hub, and understands it."""

from boothwire import WIRE_VERSION

from locutorio.core.alarm import FENCED
from locutorio.core.board import BoothNow
from locutorio.core.conditions import words
from locutorio.desk.errors import BoothOffline, NeedsFlashing, NotOurBooth


def check_reach(now: BoothNow, *, now_ms: int) -> None:
    """The error says what is in the way."""
    if not now.is_online(now_ms):
        raise BoothOffline(f"{now.label} does not answer; check its power and its network", booth=now.label)
    if FENCED in words(now.report.conditions):
        raise NotOurBooth(
            f"{now.label} listens to another hub; use the panel of the one that was started last",
            booth=now.label,
        )
    if now.boot is None or now.boot.wire != WIRE_VERSION:
        raise NeedsFlashing(
            f"{now.label} runs another version of the firmware; flash it with boothkit", booth=now.label
        )
