"""When dialling is complete and when the called party answered, by the booth's profile.

Station 2 of the call's way. A reversal is counted from the polarity at the last digit, never read as an
absolute polarity: exchanges differ in which one is idle, and A and B may be swapped at the socket. So
the first reversal after a digit is the answer and the next one is the far end letting go.
It must not know the line's state; it is started by a digit and stopped by the end of the call.
"""


class Answer:
    def __init__(self, profile):
        self._by = profile["answer"]
        self._delay_ms = profile["answer_delay_s"] * 1000
        self._done_ms = profile["digits_done_s"] * 1000
        self.stop()

    def stop(self):
        self._waiting = False  # between a digit and the answer
        self._answered = False
        self._done_due_ms = None
        self._delay_due_ms = None

    def digit(self, at_ms):
        self._waiting = True
        self._done_due_ms = at_ms + self._done_ms
        self._delay_due_ms = at_ms + self._delay_ms if self._by == "delay" else None

    @property
    def due_ms(self):
        if self._done_due_ms is None or self._delay_due_ms is None:
            return self._delay_due_ms if self._done_due_ms is None else self._done_due_ms
        return min(self._done_due_ms, self._delay_due_ms)

    def advance(self, now_ms):
        """[(event, at_ms, evidence)] due by now: digits_done, answer."""
        due_ms = self.due_ms
        if due_ms is None or due_ms > now_ms:
            return []
        if due_ms == self._delay_due_ms:
            return self._answer(due_ms, "delay")
        self._done_due_ms = None
        return [("digits_done", due_ms, "")]

    def reversal(self, at_ms):
        if self._by != "reversal":
            return []
        if self._answered:
            return [("release", at_ms, "")]
        return self._answer(at_ms, "reversal") if self._waiting else []

    def metering_pulse(self, at_ms):
        return self._answer(at_ms, "metering") if self._by == "metering" and self._waiting else []

    def _answer(self, at_ms, evidence):
        self.stop()
        self._answered = True
        return [("answer", at_ms, evidence)]
