"""Booth time: milliseconds since boot that only ever grow, from ticks that wrap.

Station 1 of the call's way: every edge and every deadline is told in this time. A board's tick counter
wraps (every 12.4 days on a Pico), so two readings are only ever compared through the `ticks_diff`
given here. It must not know where the ticks come from.
"""


class Clock:
    """Extends tick readings to booth time. Must see a reading more often than half the wrap."""

    def __init__(self, ticks, ticks_diff):
        self._ticks = ticks  # the last reading
        self._at_ms = 0  # its booth time
        self._diff = ticks_diff

    def extend(self, ticks):
        """Booth time of `ticks`, which may be a little older than the last reading: an interrupt stamps
        an edge before the loop gets to read it."""
        self._at_ms += self._diff(ticks, self._ticks)
        self._ticks = ticks
        return max(self._at_ms, 0)
