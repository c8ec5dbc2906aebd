"""Moments as a browser's date field gives them, in the time of the shop's clocks; and back again."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from locutorio.core.errors import ShopError
from locutorio.panel.deps import deps


class BadMoment(ShopError):
    code = "bad_moment"


def moment_in(typed: str) -> int:
    """Unix ms of "2026-03-02T12:00". Where clocks go back and an hour comes twice, its first time."""
    try:
        there = datetime.fromisoformat(typed)
    except ValueError:
        raise BadMoment("choose a day and a time", text=typed[:20]) from None
    return round(there.replace(tzinfo=_zone()).timestamp() * 1000)


def moment_typed(at_ms: int) -> str:
    """To the minute, as the field wants it; a part of a minute counts as a whole, never as before."""
    there = datetime.fromtimestamp(-(-at_ms // 60_000) * 60, UTC).astimezone(_zone())
    return there.strftime("%Y-%m-%dT%H:%M")


def _zone() -> ZoneInfo:
    return ZoneInfo(deps().shop.timezone)
