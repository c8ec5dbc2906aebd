"""One input's contact bounce taken out: a level counts once it has held for `hold_ms`.

Station 1 of the call's way. The settled edge carries the moment the level came, not the moment it was
believed, so debouncing costs no exactness. It must not know what the input means.
"""


class Debounce:
    def __init__(self, hold_ms, active=False):
        self.active = active
        self.due_ms = None  # when the level now seen will have settled
        self._hold_ms = hold_ms
        self._came_ms = 0

    def edge(self, active, at_ms):
        """The raw level changed. Call advance(at_ms) first."""
        if active == self.active:
            self.due_ms = None  # back before it settled: bounce
        elif self.due_ms is None:
            self._came_ms = at_ms
            self.due_ms = at_ms + self._hold_ms

    def advance(self, now_ms):
        """The settled edge as [(active, came_ms)], if one is due by now."""
        if self.due_ms is None or self.due_ms > now_ms:
            return []
        self.due_ms = None
        self.active = not self.active
        return [(self.active, self._came_ms)]
