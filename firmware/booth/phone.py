"""Telephone, line and running call: settled inputs become events, events move the line, the line acts.

Station 2 of the call's way, its centre. It reads the inputs with its parts (loop, dial, answer, guard),
judges each digit, looks every event up in the line's table and does what the table says: begin, answer, end
or cut the call, open the relay. The line follows the lease wherever the table lets it.
It must not know messages, pins or outputs.
"""

from booth.allowance import Allowance
from booth.answer import Answer
from booth.call import Call
from booth.dial import PulseDial
from booth.emergency import Guard, Numbers
from booth.line import Line
from booth.loop import Loop
from booth.rest import Rest

# What ended a call, as its record says it.
ENDING = {
    "hangup": "hangup",
    "flash": "hangup",
    "release": "released",
    "lock": "locked",
    "limit": "limit",
    "barred": "barred",
    "stray": "barred",
    "fallback": "fallback",
}
# Why a guarded line was cut.
REFUSAL = {
    "stray": "dialled %s",
    "flash": "hook flash after %s",
    "answer": "answered after %s",
    "timeout": "no emergency number in time, dialled %s",
}


class Phone:
    def __init__(self, profile, emergency, timeline, lease, diary):
        self.line = Line()
        self.call = None
        self.loop = Loop(profile)
        self.allowance = Allowance(lease)
        self._profile = profile
        self._emergency = Numbers(emergency)
        self._timeline = timeline
        self._lease = lease
        self._diary = diary
        self._calls = 0
        self._handset_off = False  # by the hook's contact, which tells only while the relay is open
        self._dial = PulseDial(profile["digit_gap_ms"])
        self._answer = Answer(profile)
        self._guard = Guard(profile["guard_s"])
        self._rest = Rest(profile["rest_ms"])
        timeline.add(self.loop, self._on_loop)
        timeline.add(self._dial, self._on_digit)
        timeline.add(self._answer, self._on_answer)
        timeline.add(self.allowance, self._on_limit)
        timeline.add(self._guard, self._on_guard)
        timeline.add(self._rest, self._on_rested)
        timeline.add(self, self._record)
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
            "renew": self._renew,
        }

    # ---- what others ask

    def relay(self):
        """Whether the relay is to be closed: the line through."""
        return self.line.through and self._rest.due_ms is None

    def talk_ms(self):
        return self.call.talk_ms(self._timeline.now_ms) if self.call else 0

    def state(self):
        """Its part of the reported state."""
        call, allowance = self.call, self.allowance
        is_granted = call is not None and not call.emergency
        return {
            "line": self.line.reported,
            "call": call.number if call else 0,
            "digits": call.digits if call else "",
            "granted": allowance.granted if is_granted else 0,
            # A call that is cut as soon as it is answered has a limit too: not 0, which means none.
            "limit_s": max(allowance.limit()[0] or 0, 1) if is_granted and allowance.limit()[1] else 0,
            "cost": allowance.cost(self.talk_ms()) if is_granted else None,
        }

    @property
    def due_ms(self):
        """The running call's next checkpoint."""
        return self.call.due_ms if self.call else None

    def advance(self, now_ms):
        return self.call.advance(now_ms)

    # ---- what it is told

    def flow(self, name, active, at_ms):
        """A settled edge of loop_a or loop_b."""
        for event in self.loop.edge(name, active, at_ms):
            self._on_loop(event)

    def key(self, digit, at_ms):
        """A key, by its tones."""
        self._on_digit((digit, at_ms))

    def metering_pulse(self, at_ms):
        if self.line.state == "guarded":
            self._happen("answer", at_ms)
        for answered in self._answer.metering_pulse(at_ms):
            self._on_answer(answered)
        if self.call:
            self.call.metering_pulse()

    def handset(self, is_off, at_ms):
        """What the rest contact shows."""
        self._handset_off = is_off
        self._look_at_handset(at_ms)

    def grant(self, message):
        """Take a grant over; False if it is not for the running call or not news."""
        call = self.call
        if not call or call.is_over or call.emergency:
            return False
        if (message["call"], message["digits"]) != (call.number, call.digits):
            return False
        if not self.allowance.take(message):
            return False
        if message["fate"] == "barred":
            self._happen("barred", self.loop.quiet_since(self._timeline.now_ms))
        return True

    def follow_lease(self):
        """Lock or unlock the line if the lease says so and the line's table lets it."""
        if not self.line.in_call:
            self._lease.call_is_over()
        event = "unlock" if self._is_free() else "lock"
        if self.line.knows(event):
            lost = event == "lock" and self._lease.state != "none"
            self._happen(event, self.loop.quiet_since(self._timeline.now_ms), "fallback" if lost else "")

    def _is_free(self):
        """Whether any number may be dialled. A booth that cannot write calls down finishes the one under
        way and makes no other."""
        if self._lease.state != "open":
            return False
        return "flash" not in self._diary.faults or (self.line.in_call and not self.call.emergency)

    # ---- events of the parts

    def _on_loop(self, event):
        name, at_ms = event
        if not self.line.through:
            return  # a relay that sticks: told of by the watch, not believed here
        if name == "pulse":
            self._dial.pulse(at_ms)
        elif name != "reversal":
            self._dial.reset()
            self._happen(name, at_ms)
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
            so_far = self._guard.digits
        elif self.line.in_call and self.call.answered_ms is not None:
            return "digit"
        else:
            so_far = self.call.digits if self.line.in_call else ""
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
        self._happen("limit", self.loop.quiet_since(at_ms), why)

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
            self.call = None
        self.follow_lease()

    def _begin(self, at_ms, event, digit):
        guard = self._guard
        began_ms = guard.dialled_ms if guard.digits else at_ms
        self._calls += 1
        self.call = Call(self._calls, self._lease.visit, began_ms, self._profile["checkpoint_s"] * 1000)
        self.call.digits = guard.digits
        guard.stop()
        self._dial_digit(at_ms, event, digit)

    def _dial_digit(self, at_ms, event, digit):
        """An emergency call is told of at once; one more digit may make it an ordinary number again."""
        self.call.dial(digit)
        self.allowance.begin()
        self._answer.digit(at_ms)
        emergency = self.line.state == "emergency_ringing"
        if emergency != self.call.emergency:
            self.call.emergency = emergency
            if emergency:
                self._diary.alarm("emergency", True, self.call.digits, at_ms)
            self._record(at_ms)

    def _answered(self, at_ms, event, evidence):
        self.call.answer(at_ms, evidence)
        if not self.call.emergency:
            self.allowance.talk(at_ms)
        self._record(at_ms)

    def _flashed(self, at_ms, event, detail):
        self.call.flash()

    def _end(self, at_ms, event, why):
        self.call.end(at_ms, "fallback" if why == "fallback" else ENDING[event])
        self.allowance.talk(None)
        self._answer.stop()
        self._record(at_ms)

    def _cut(self, at_ms, event, why):
        self._end(at_ms, event, why)
        self._dial.reset()
        self._rest.begin(self._timeline.now_ms)

    def _begin_guard(self, at_ms, event, detail):
        self._start_afresh()
        self._guard.start(at_ms)

    def _fed(self, at_ms, event, detail):
        self._guard.fed()

    def _note(self, at_ms, event, digit):
        self._guard.note(digit, at_ms)

    def _refuse(self, at_ms, event, digit):
        dialled = (self.call.digits if self.call else self._guard.digits) + digit
        if self.call:
            self._end(at_ms, event, "")
        self._diary.alarm("guard", True, REFUSAL[event] % (dialled or "nothing"), at_ms)

    def _renew(self, at_ms, event, detail):
        """Unlocked. With the handset off, the exchange first has to let go of what was before."""
        if self.loop.off_hook:
            self._rest.begin(self._timeline.now_ms)
        self._start_afresh()

    def _start_afresh(self):
        self._guard.stop()
        self._dial.reset()
        self.loop.reset(self._timeline.now_ms)

    def _record(self, at_ms):
        """The call as it stands becomes the next numbered record."""
        self._diary.record(self.call.snapshot(at_ms))
