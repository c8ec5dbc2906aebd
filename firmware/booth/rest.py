"""How long the line relay stays open once it has opened, also by a reset.

Station 2 of the call's way. An exchange gives a call up only after it has seen no current for a while. A
relay that opened in a call and closed again too soon would put the customer back into a call that the
booth believes over, and nobody would pay for it. Nor is the handset believed before: the contacts that
show it have just moved. It must not know why the relay opened.
"""


class Rest:
    def __init__(self, rest_ms):
        self._rest_ms = rest_ms
        self.due_ms = None  # the end of the rest under way

    def begin(self, at_ms):
        self.due_ms = at_ms + self._rest_ms

    def advance(self, now_ms):
        """[now_ms] when the relay may close again."""
        if self.due_ms is None or self.due_ms > now_ms:
            return []
        self.due_ms = None
        return [now_ms]
