"""The running call, and the snapshot of it that a record carries.

Station 2 to 3 of the call's way: what happened to the call -> its whole state, so that the hub can take
records late, twice or out of order. It must not know why the line moved, nor how a record travels.
"""

DIGITS_MAX = 64  # what the wire takes


class Call:
    def __init__(self, number, visit, at_ms, checkpoint_ms):
        self.number = number
        self.visit = visit
        self.digits = ""
        self.emergency = False
        self.answered_ms = None
        self.due_ms = None  # the next checkpoint
        self._dialled_ms = at_ms
        self._ended_ms = None
        self._evidence = ""
        self._ending = ""
        self._pulses = 0
        self._flashes = 0
        self._checkpoint_ms = checkpoint_ms

    def dial(self, digit):
        self.digits = (self.digits + digit)[:DIGITS_MAX]

    def answer(self, at_ms, evidence):
        self.answered_ms = at_ms
        self._evidence = evidence
        self.due_ms = at_ms + self._checkpoint_ms

    def metering_pulse(self):
        if self.answered_ms is not None:
            self._pulses += 1

    def flash(self):
        self._flashes += 1

    @property
    def is_over(self):
        return self._ended_ms is not None

    def end(self, at_ms, ending):
        """A hang-up is noticed late and dated back; it never comes before the answer."""
        self._ended_ms = at_ms if self.answered_ms is None else max(at_ms, self.answered_ms)
        self._ending = ending
        self.due_ms = None

    def advance(self, now_ms):
        """[at_ms] if a checkpoint is due by now."""
        due_ms = self.due_ms
        if due_ms is None or due_ms > now_ms:
            return []
        self.due_ms = due_ms + self._checkpoint_ms
        return [due_ms]

    def talk_ms(self, at_ms):
        if self.answered_ms is None:
            return 0
        return max((at_ms if self._ended_ms is None else self._ended_ms) - self.answered_ms, 0)

    def snapshot(self, at_ms):
        """The fields of a record but its number (boot, seq)."""
        state = "dialling" if self.answered_ms is None else "talking"
        return {
            "call": self.number,
            "visit": self.visit,
            "state": state if self._ended_ms is None else "ended",
            "digits": self.digits,
            "dialled_ms": self._dialled_ms,
            "answered_ms": self.answered_ms,
            "ended_ms": self._ended_ms,
            "talk_ms": self.talk_ms(at_ms),
            "evidence": self._evidence,
            "pulses": self._pulses,
            "flashes": self._flashes,
            "ending": self._ending,
            "emergency": self.emergency,
        }


def ended_by_restart(record, seq):
    """The closing record, numbered `seq`, of a call that a power cut left open: it lasted as far as was
    written down."""
    closing = dict(record)
    closing["seq"] = seq
    closing["state"] = "ended"
    closing["ending"] = "restart"
    closing["ended_ms"] = (
        record["dialled_ms"] if record["answered_ms"] is None else record["answered_ms"] + record["talk_ms"]
    )
    return closing
