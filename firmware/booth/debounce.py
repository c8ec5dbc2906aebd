"""A level believed only once it has held: contact bounce, or a fault that comes and goes, taken out.

Stations 1 and 2 of the call's way. The settled edge carries the moment the level came, not the moment it
was believed, so debouncing costs no exactness. It must not know what the level means.
"""


class Debounce:
    def __init__(self, hold_ms, active=False, calm_ms=None):
        """`calm_ms`: how long it must be inactive, if not as long as active."""
        self.active = active
        self.due_ms = None  # when the level now seen will have settled
        self._hold_ms = hold_ms
        self._calm_ms = hold_ms if calm_ms is None else calm_ms
        self._came_ms = 0

    def edge(self, active, at_ms):
        """The raw level, changed or not. Call advance(at_ms) first."""
        if active == self.active:
            self.due_ms = None  # back before it settled: bounce
        elif self.due_ms is None:
            self._came_ms = at_ms
            self.due_ms = at_ms + (self._hold_ms if active else self._calm_ms)

    def advance(self, now_ms):
        """The settled edge as [(active, came_ms)], if one is due by now."""
        if self.due_ms is None or self.due_ms > now_ms:
            return []
        self.due_ms = None
        self.active = not self.active
        return [(self.active, self._came_ms)]
