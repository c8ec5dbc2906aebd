"""Booth time: milliseconds since boot that only ever grow, from ticks that wrap.

Station 1 of the call's way: every edge and every deadline is told in this time. A board's tick counter
wraps (every 12.4 days on a Pico), so two readings are only ever compared through the `ticks_diff`
given here. Beside it stands how far this time strays from the hub's. It must not know where the ticks
come from.
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


class Drift:
    """How far booth time and the hub's have come apart since the hub was first heard."""

    def __init__(self):
        self._first = self._last = None  # (the hub's time, booth time)

    def hear(self, unix_ms, at_ms):
        self._last = (unix_ms, at_ms)
        self._first = self._first or self._last

    def facts(self):
        """`drift_ms` of booth time ahead, over `drift_s`; nothing where no hub was heard."""
        if not self._first:
            return {}
        passed_ms = self._last[1] - self._first[1]
        return {"drift_ms": passed_ms - (self._last[0] - self._first[0]), "drift_s": passed_ms // 1000}
