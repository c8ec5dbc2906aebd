"""Emergency numbers, and the guard that lets them and nothing else through a locked line.

Station 2 of the call's way. While the handset of a locked booth is off, the line is through only as long
as what was dialled can still become an emergency number. The guard keeps those digits and the time: the
exchange must feed the line within a second, and a number be complete in `guard_s`.

An answer before a number is complete means that the exchange heard digits the booth did not. But the
exchange may also turn the polarity as it takes the line, so a reversal counts only after that moment.
It must not know pins or the relay.
"""

FED_MS = 1000  # after the relay closed, current flows: the handset is off and the line alive
TAKING_MS = 3000  # the exchange takes a line; nobody dials and is answered in so short a time


class Numbers:
    """The emergency numbers that can be dialled from this line."""

    def __init__(self, numbers):
        self._numbers = tuple(numbers)

    def __len__(self):
        return len(self._numbers)

    def __contains__(self, digits):
        return digits in self._numbers

    def lead_on_from(self, digits):
        """Whether some number begins with the digits."""
        for number in self._numbers:
            if number.startswith(digits):
                return True
        return False


class Guard:
    def __init__(self, guard_s):
        self._guard_ms = guard_s * 1000
        self.stop()

    def stop(self):
        self.digits = ""
        self.dialled_ms = 0  # the first of them
        self.due_ms = None
        self._began_ms = 0
        self.is_fed = False

    def start(self, at_ms):
        """The relay closes."""
        self._began_ms = at_ms
        self.due_ms = at_ms + FED_MS

    def fed(self):
        """Current flows: the handset is off and an exchange there."""
        self.is_fed = True
        self.due_ms = self._began_ms + self._guard_ms

    def note(self, digit, at_ms):
        if not self.digits:
            self.dialled_ms = at_ms
        self.digits += digit

    def is_answer(self, reversal_ms):
        return bool(self.digits) or reversal_ms - self._began_ms > TAKING_MS

    def advance(self, now_ms):
        """[(event, at_ms)] if its patience is at an end."""
        due_ms = self.due_ms
        if due_ms is None or due_ms > now_ms:
            return []
        self.due_ms = None
        return [("timeout" if self.is_fed else "dead", due_ms)]
