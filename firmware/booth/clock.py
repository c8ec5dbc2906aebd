"""Booth time: milliseconds since boot that only ever grow, from ticks that wrap.

Station 1 of the call's way: every edge and every deadline is told in this time. A board's tick counter
wraps (every 12.4 days on a Pico), so two readings are only ever compared through the `ticks_diff`
given here. It must not know where the ticks come from.
"""


class Clock:
    """Extends tick readings to booth time. Must see a reading more often than half the wrap."""

    def __init__(self, ticks, ticks_diff):
        self._newest = ticks
        self._newest_ms = 0
        self._diff = ticks_diff

    def extend(self, ticks):
        """Booth time of `ticks`, which may be a little older than the newest seen: an interrupt
        stamps an edge before the loop gets to read it."""
        ahead_ms = self._diff(ticks, self._newest)
        at_ms = self._newest_ms + ahead_ms
        if ahead_ms > 0:
            self._newest = ticks
            self._newest_ms = at_ms
        return max(at_ms, 0)
