"""What a booth has to tell and must not forget: records and alarms, numbered in one row.

Station 2 to 3 of the call's way. It also keeps which faults last, so that each is told once when it comes
and once when it is over. It must not know what makes a record or an alarm, nor how they travel.
"""

from boothwire.fields import TEXT_MAX, printable
from boothwire.messages import LASTING_FAULTS


class Diary:
    def __init__(self, boot):
        self.seq = 0  # the last number given
        self.faults = set()  # those that last
        self._boot = boot
        self._told = []

    def record(self, snapshot):
        self._number("record", snapshot)

    def alarm(self, fault, on, detail, at_ms):
        """Something happened. A lasting fault that stands already, or is over already, is no news."""
        if fault in LASTING_FAULTS:
            if on == (fault in self.faults):
                return
            (self.faults.add if on else self.faults.remove)(fault)
        self._number("alarm", {"at_ms": at_ms, "fault": fault, "on": on, "detail": plain(detail)})

    def take(self):
        """[(kind, message)] since the last time, oldest first."""
        told, self._told = self._told, []
        return told

    def _number(self, kind, message):
        self.seq += 1
        message["boot"] = self._boot
        message["seq"] = self.seq
        self._told.append((kind, message))


def plain(text):
    """As the wire takes it: what others wrote may hold anything."""
    return "".join([letter if printable(letter) else "?" for letter in text[:TEXT_MAX]])
