"""What was dialled: rotary pulses and DTMF codes -> digits.

Station 2 of the call's way. It must not know whether a digit is welcome in the line's present state.
"""

# The MT8870's code on Q4..Q1 when StD rises; 0 is "D" and 10 is "0".
DTMF = "D1234567890*#ABC"


class PulseDial:
    """Counts dial pulses until none comes for `digit_gap_ms`; ten pulses are a 0."""

    def __init__(self, gap_ms):
        self._gap_ms = gap_ms
        self.reset()

    def reset(self):
        self._count = 0
        self.due_ms = None

    def pulse(self, at_ms):
        self._count += 1
        self.due_ms = at_ms + self._gap_ms

    def advance(self, now_ms):
        """The digit completed by now, as [(digit, at_ms)] dated by its last pulse. No dial sends more than
        ten pulses: those are no digit, ""."""
        if self.due_ms is None or self.due_ms > now_ms:
            return []
        count, at_ms = self._count, self.due_ms - self._gap_ms
        self.reset()
        return [(str(count % 10) if count <= 10 else "", at_ms)]
