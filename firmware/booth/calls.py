"""The calls made from this booth, one after the other: the running one, what it may do, and its records.

Station 2 of the call's way, behind the line's table. A call is told of at its answer, every half minute
and at its end; an emergency call as soon as its number is complete. What has ended stays in view until
the line has moved on. It must not know why the line moved.
"""

from booth.allowance import Allowance
from booth.call import Call


class Calls:
    def __init__(self, checkpoint_ms, timeline, lease, diary):
        self.call = None  # the one under way, or just ended
        self.allowance = Allowance(lease)
        self._checkpoint_ms = checkpoint_ms
        self._timeline = timeline
        self._lease = lease
        self._diary = diary
        self._count = 0

    # ---- a part of the timeline: the checkpoints

    @property
    def due_ms(self):
        return self.call.due_ms if self.call else None

    def advance(self, now_ms):
        return self.call.advance(now_ms)

    # ---- what happens to a call

    def begin(self, at_ms, digits=""):
        self._count += 1
        self.call = Call(self._count, self._lease.visit, at_ms, self._checkpoint_ms)
        self.call.digits = digits

    def dial(self, at_ms, digit, emergency):
        """One more digit. It may make the number one for emergencies, or an ordinary one again."""
        self.call.dial(digit)
        self.allowance.begin()
        if emergency == self.call.emergency:
            return
        self.call.emergency = emergency
        if emergency:
            self._diary.alarm("emergency", True, self.call.digits, at_ms)
        else:
            self.call.visit = self._lease.visit  # a locked booth may have been unlocked meanwhile
        self.record(at_ms)

    def answer(self, at_ms, evidence):
        self.call.answer(at_ms, evidence)
        if not self.call.emergency:
            self.allowance.talk(at_ms)
        self.record(at_ms)

    def metering_pulse(self):
        if self.call:
            self.call.metering_pulse()

    def end(self, at_ms, ending):
        self.call.end(at_ms, ending)
        self.allowance.talk(None)
        self.record(at_ms)

    def forget(self):
        self.call = None

    def grant(self, message):
        """Take a grant over; False if it changes nothing: it is not for the running call, or no news, or
        for an emergency call, which reports that it has it and goes on as it was."""
        call = self.call
        if call is None or call.is_over:
            return False
        if (message["call"], message["digits"]) != (call.number, call.digits):
            return False
        return self.allowance.take(message) and not call.emergency

    # ---- what is told of it

    def talk_ms(self):
        return self.call.talk_ms(self._timeline.now_ms) if self.call else 0

    def state(self):
        """Its part of the reported state."""
        call, allowance = self.call, self.allowance
        told = {"call": 0, "digits": "", "granted": 0, "limit_s": 0, "cost": None}
        if call:
            told["call"], told["digits"] = call.number, call.digits
            told["granted"] = allowance.granted
        if call and not call.emergency:
            limit_s = allowance.limit()[0]
            # One that is cut as soon as it is answered has a limit too: not 0, which means none.
            told["limit_s"] = 0 if limit_s is None else max(limit_s, 1)
            told["cost"] = allowance.cost(self.talk_ms())
        return told

    def record(self, at_ms):
        """The call as it stands becomes the next numbered record."""
        self._diary.record(self.call.snapshot(at_ms))
