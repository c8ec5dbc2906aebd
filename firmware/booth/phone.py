"""The telephone on its line: settled inputs become events, events move the line, the line acts.

Station 2 of the call's way, its centre. It reads the inputs with its parts (loop, dial, answer, guard),
judges each digit, looks every event up in the line's table and does what the table says: begin, answer, end
or cut the call, open the relay. The line follows the lease wherever the table lets it.
It must not know messages, pins or outputs.
"""

from booth.answer import Answer
from booth.dial import PulseDial
from booth.emergency import Guard, Numbers
from booth.line import Line
from booth.loop import Loop
from booth.rest import Rest

# What ended a call, as its record says it.
ENDING = {
    "hangup": "hangup",
    "flash": "hangup",
    "recall": "hangup",
    "release": "released",
    "lock": "locked",
    "limit": "limit",
    "barred": "barred",
    "stray": "barred",
}
# Why a guarded line was cut.
REFUSAL = {
    "stray": "dialled %s",
    "flash": "hook flash after %s",
    "answer": "answered after %s",
    "timeout": "no emergency number in time, dialled %s",
}


class Phone:
    def __init__(self, profile, emergency, *, timeline, lease, diary, calls):
        self.line = Line()
        self._calls = calls
        self._emergency = Numbers(emergency)
        self._timeline = timeline
        self._lease = lease
        self._diary = diary
        self._recall_cuts = profile["recall"] == "cut"
        self._handset_off = False  # by the hook's contact, which tells only while the relay is open
        self._loop = Loop(profile)
        self._dial = PulseDial(profile["digit_gap_ms"])
        self._answer = Answer(profile)
        self._guard = Guard(profile["guard_s"])
        self._rest = Rest(profile["rest_ms"])
        self._rest.begin(timeline.now_ms)  # the last boot may have ended in a call
        timeline.add(self._loop, self._on_loop)
        timeline.add(self._dial, self._on_digit)
        timeline.add(self._answer, self._on_answer)
        timeline.add(calls.allowance, self._on_limit)
        timeline.add(self._guard, self._on_guard)
        timeline.add(self._rest, self._on_rested)
        timeline.add(calls, calls.record)
        self._effects = {
            "begin": self._begin,
            "dial": self._dial_digit,
            "answer": self._answered,
            "flash": self._flashed,
            "end": self._end,
            "cut": self._cut,
            "guard": self._begin_guard,
            "fed": self._fed,
            "note": self._note,
            "refuse": self._refuse,
            "revoke": self._revoke,
            "renew": self._renew,
        }

    # ---- what others ask

    def relay(self):
        """Whether the relay is to be closed: the line through."""
        return self.line.through and self._rest.due_ms is None

    @property
    def rests(self):
        """The relay has just opened and may not close yet."""
        return self._rest.due_ms is not None

    @property
    def leg(self):
        return self._loop.leg

    # ---- what it is told

    def flow(self, name, active, at_ms):
        """A settled edge of loop_a or loop_b."""
        for event in self._loop.edge(name, active, at_ms):
            self._on_loop(event)

    def key(self, digit, at_ms):
        """A key, by its tones."""
        self._on_digit((digit, at_ms))

    def metering_pulse(self, at_ms):
        if self.line.state == "guarded":
            self._happen("answer", at_ms)
        for answered in self._answer.metering_pulse(at_ms):
            self._on_answer(answered)
        self._calls.metering_pulse()

    def handset(self, is_off, at_ms):
        """What the rest contact shows."""
        self._handset_off = is_off
        self._look_at_handset(at_ms)

    def bar(self):
        """The running call may not be made."""
        self._happen("barred", self._loop.quiet_since(self._timeline.now_ms))

    def follow_lease(self):
        """Lock or unlock the line if the lease says so and the line's table lets it."""
        if not self.line.in_call:
            self._lease.call_is_over()
        event = "unlock" if self._is_free() else "lock"
        if self.line.knows(event):
            lost = event == "lock" and self._lease.state != "none"
            self._happen(event, self._loop.quiet_since(self._timeline.now_ms), "fallback" if lost else "")

    def _is_free(self):
        """Whether any number may be dialled. A booth that cannot write calls down finishes the one under
        way and makes no other."""
        if self._lease.state != "open":
            return False
        return "flash" not in self._diary.faults or (self.line.in_call and not self._calls.call.emergency)

    # ---- events of the parts

    def _on_loop(self, event):
        name, at_ms = event
        if not self.line.through:
            return  # a relay that sticks: told of by the watch, not believed here
        if name == "pulse":
            self._dial.pulse(at_ms)
        elif name != "reversal":
            self._dial.reset()
            cuts = name == "flash" and self._recall_cuts and self.line.state == "talking"
            self._happen("recall" if cuts else name, at_ms)
        elif self.line.state == "guarded":
            if self._guard.is_answer(at_ms):
                self._happen("answer", at_ms)
        else:
            for answered in self._answer.reversal(at_ms):
                self._on_answer(answered)

    def _on_digit(self, event):
        digit, at_ms = event
        if self.relay():
            meaning = self._meaning(digit)
            if meaning:
                self._happen(meaning, at_ms, digit)

    def _meaning(self, digit):
        """The event that a digit is, by what it makes of the number so far; empty for none."""
        if self.line.state == "guarded":
            if not self._guard.is_fed:
                return ""  # as in idle: the exchange does not listen yet
            so_far = self._guard.digits
        elif self.line.state in ("talking", "emergency_talking"):
            return "digit"
        else:
            so_far = self._calls.call.digits if self.line.in_call else ""
        leads_on = digit and self._emergency.lead_on_from(so_far + digit)
        if leads_on and (so_far + digit in self._emergency or self.line.state == "emergency_ringing"):
            return "emergency"
        if self._is_free():
            return "digit" if digit else ""
        return "digit" if leads_on else "stray"

    def _on_answer(self, event):
        name, at_ms, evidence = event
        self._happen(name, at_ms, evidence)

    def _on_limit(self, event):
        at_ms, why = event
        self._happen("limit", self._loop.quiet_since(at_ms), why)

    def _on_guard(self, event):
        self._happen(event[0], event[1])

    def _on_rested(self, at_ms):
        self._look_at_handset(at_ms)

    def _look_at_handset(self, at_ms):
        if self._rest.due_ms is None and not self.line.through and len(self._emergency):
            event = "lift" if self._handset_off else "back"
            if self.line.knows(event):
                self._happen(event, at_ms)

    # ---- the line's effects

    def _happen(self, event, at_ms, detail=""):
        was_through = self.line.through
        effect = self.line.step(event)
        if effect:
            self._effects[effect](at_ms, event, detail)
        if was_through and not self.line.through:
            self._rest.begin(self._timeline.now_ms)
            self._start_afresh()
        if not self.line.in_call and self.line.state != "ended":
            self._calls.forget()
        self.follow_lease()

    def _begin(self, at_ms, event, digit):
        guard = self._guard
        self._calls.begin(guard.dialled_ms if guard.digits else at_ms, guard.digits)
        guard.stop()
        self._dial_digit(at_ms, event, digit)

    def _dial_digit(self, at_ms, event, digit):
        self._calls.dial(at_ms, digit, self.line.state == "emergency_ringing")
        self._answer.digit(at_ms)

    def _answered(self, at_ms, event, evidence):
        self._calls.answer(at_ms, evidence)

    def _flashed(self, at_ms, event, detail):
        self._calls.call.flash()

    def _end(self, at_ms, event, why):
        self._calls.end(at_ms, "fallback" if why == "fallback" else ENDING[event])
        self._answer.stop()

    def _cut(self, at_ms, event, why):
        self._end(at_ms, event, why)
        self._dial.reset()
        self._rest.begin(self._timeline.now_ms)

    def _begin_guard(self, at_ms, event, detail):
        self._start_afresh()
        self._guard.start(self._timeline.now_ms)

    def _fed(self, at_ms, event, detail):
        self._guard.fed()

    def _note(self, at_ms, event, digit):
        self._guard.note(digit, at_ms)

    def _refuse(self, at_ms, event, digit):
        dialled = self._guard.digits + digit
        self._diary.alarm("guard", True, REFUSAL[event] % (dialled or "nothing"), at_ms)

    def _revoke(self, at_ms, event, digit):
        """What began as an emergency number goes on to another."""
        dialled = self._calls.call.digits + digit
        self._end(at_ms, event, "")
        self._diary.alarm("guard", True, REFUSAL[event] % dialled, at_ms)

    def _renew(self, at_ms, event, detail):
        """Unlocked. With the handset off, the exchange first has to let go of what was before."""
        if self._loop.off_hook:
            self._rest.begin(self._timeline.now_ms)
        self._start_afresh()

    def _start_afresh(self):
        self._guard.stop()
        self._dial.reset()
        self._loop.reset(self._timeline.now_ms)
