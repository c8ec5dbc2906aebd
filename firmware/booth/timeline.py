"""Lets the parts of a booth act, each at its own moment and in the order of the moments.

Station 2 of the call's way. A part has `due_ms` (None: nothing to wait for) and `advance(now_ms)`, which
returns the events due by then; each is given to the function the part was added with. So it does not
matter how late or how seldom time is told. It must not know what any part does.
"""


class Timeline:
    def __init__(self):
        self.now_ms = 0
        self._parts = []

    def add(self, part, act):
        """Of two parts due at one moment the one added first acts first."""
        self._parts.append((part, act))

    @property
    def due_ms(self):
        """When something is to be done next, or None."""
        return self._next()[0]

    def advance(self, now_ms, after):
        """Let everything due by `now_ms` happen; `after` is called after each thing."""
        while True:
            due_ms, part, act = self._next()
            if due_ms is None or due_ms > now_ms:
                break
            self.now_ms = max(self.now_ms, due_ms)
            for event in part.advance(self.now_ms):
                act(event)
            after()
        self.now_ms = max(self.now_ms, now_ms)

    def _next(self):
        """(due_ms, part, act) of the part whose moment comes first."""
        first_ms, first, first_act = None, None, None
        for part, act in self._parts:
            due_ms = part.due_ms
            if due_ms is not None and (first_ms is None or due_ms < first_ms):
                first_ms, first, first_act = due_ms, part, act
        return first_ms, first, first_act
