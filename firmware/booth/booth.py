"""One booth: the pure parts joined. Raw edges, what the hub desires and time go in; outputs, records and
the reported state come out.

Stations 1 and 2 of the call's way. Nothing here reads a clock, a pin or a socket, so a whole day is
played in a test in no time, on either Python. Every part has a `due_ms` and an `advance`; `advance` here
lets them act in the order of their moments, so it does not matter how late or how seldom it is called.
"""

from booth.answer import Answer
from booth.call import Call
from booth.debounce import Debounce
from booth.dial import DTMF, PulseDial
from booth.lamp import buzzer, lamp
from booth.lease import Lease
from booth.line import Line
from booth.loop import DIRECTION, Loop
from booth.rest import Rest

DTMF_BITS = {"dtmf_q1": 1, "dtmf_q2": 2, "dtmf_q3": 4, "dtmf_q4": 8}
HOLDS = {  # input: the profile's field with its debounce time
    "loop_a": "loop_hold_ms",
    "loop_b": "loop_hold_ms",
    "dtmf_std": "dtmf_hold_ms",
    "meter": "meter_hold_ms",
    "relay_sense": "sense_hold_ms",
}
ENDING = {"hangup": "hangup", "flash": "hangup", "release": "released", "lock": "locked", "limit": "limit"}


class Booth:
    def __init__(self, profile, boot, nonce):
        self.boot = boot
        self.seq = 0  # the last record numbered
        self.lease = Lease(nonce)
        self.line = Line()
        self.call = None
        self.now_ms = 0
        self._profile = profile
        self._calls = 0
        self._records = []
        self._dtmf_code = 0
        self._inputs = {name: Debounce(profile[field]) for name, field in HOLDS.items()}
        self._loop = Loop(profile)
        self._dial = PulseDial(profile["digit_gap_ms"])
        self._answer = Answer(profile)
        self._rest = Rest(profile["rest_ms"])
        self._parts = [(part, self._settle_as(name)) for name, part in self._inputs.items()]
        self._parts += [
            (self._loop, self._on_loop),
            (self._dial, self._on_digit),
            (self._answer, self._on_answer),
            (self.lease, self._on_limit),
            (self._rest, None),
        ]
        self._effects = {
            "begin": self._begin,
            "dial": self._dial_digit,
            "answer": self._answered,
            "flash": self._flashed,
            "end": self._end,
            "cut": self._cut_off,
        }

    # ---- in

    def edge(self, name, active, at_ms):
        """A raw edge of an input of the pinout."""
        self.advance(at_ms)
        if name in DTMF_BITS:
            bit = DTMF_BITS[name]
            self._dtmf_code = self._dtmf_code | bit if active else self._dtmf_code & ~bit
        elif name in self._inputs:
            self._inputs[name].edge(active, self.now_ms)

    def desired(self, message, at_ms):
        """What the hub wants. Ignored unless it is new and meant for this boot."""
        self.advance(at_ms)
        if not self.lease.obey(message):
            return
        locked = self.line.state == "locked"
        if locked == self.lease.unlocked:
            self._happen("unlock" if locked else "lock", self._loop.quiet_since(self.now_ms))
            if self._loop.off_hook:
                self._rest.begin(self.now_ms)
            self._loop.reset(self.now_ms)
            self._dial.reset()

    def advance(self, now_ms):
        """Let everything due by `now_ms` happen, each thing at its own moment."""
        while True:
            part, act = self._next()
            if part is None or part.due_ms > now_ms:
                break
            self.now_ms = max(self.now_ms, part.due_ms)
            for event in part.advance(self.now_ms):
                act(event)
        self.now_ms = max(self.now_ms, now_ms)

    # ---- out

    @property
    def due_ms(self):
        """When advance has something to do next, or None."""
        part = self._next()[0]
        return None if part is None else part.due_ms

    def relay(self):
        """Whether the relay is to be closed: the line through."""
        return self.line.state != "locked" and self._rest.due_ms is None

    def outputs(self):
        """({name: active}, until_ms): the outputs now, and when lamp or buzzer change by themselves."""
        lit, lamp_ms = lamp(self.line.state, self.now_ms)
        sounding, buzzer_ms = buzzer(self.lease.due_ms, self.now_ms)
        untils = [until_ms for until_ms in (lamp_ms, buzzer_ms) if until_ms is not None]
        return {"relay": self.relay(), "lamp": lit, "buzzer": sounding}, min(untils) if untils else None

    def take_records(self):
        """The records made since the last time, oldest first."""
        records, self._records = self._records, []
        return records

    def state(self):
        """The reported state without its number and moment; it is news when it differs from the last."""
        call = self.call
        return {
            "boot": self.boot,
            "line": self.line.state,
            "relay": self._inputs["relay_sense"].active,
            "ctr": self.lease.ctr,
            "visit": self.lease.visit,
            "call": call.number if call else 0,
            "digits": call.digits if call else "",
            "seq": self.seq,
        }

    def talk_ms(self):
        return self.call.talk_ms(self.now_ms) if self.call else 0

    # ---- the parts, in time

    def _next(self):
        """(part, act) of the part whose moment comes first; (None, None) if nothing is due ever."""
        first, first_act = None, None
        for part, act in self._parts:
            if part.due_ms is not None and (first is None or part.due_ms < first.due_ms):
                first, first_act = part, act
        call = self.call
        if call and call.due_ms is not None and (first is None or call.due_ms < first.due_ms):
            return call, self._record
        return first, first_act

    def _settle_as(self, name):
        return lambda edge: self._settled(name, edge[0], edge[1])

    def _settled(self, name, active, at_ms):
        if name in DIRECTION:
            for event in self._loop.edge(name, active, at_ms):
                self._on_loop(event)
        elif name == "dtmf_std" and active:
            self._on_digit((DTMF[self._dtmf_code], at_ms))
        elif name == "meter" and active:
            self._on_metering_pulse(at_ms)

    def _on_loop(self, event):
        name, at_ms = event
        if self.line.state == "locked":
            return  # a relay that sticks: reported by relay_sense, not believed here
        if name == "pulse":
            self._dial.pulse(at_ms)
        elif name == "reversal":
            for answered in self._answer.reversal(at_ms):
                self._on_answer(answered)
        else:
            self._dial.reset()
            self._happen(name, at_ms)

    def _on_digit(self, event):
        digit, at_ms = event
        if self.relay():
            self._happen("digit", at_ms, digit)

    def _on_metering_pulse(self, at_ms):
        for answered in self._answer.metering_pulse(at_ms):
            self._on_answer(answered)
        if self.call:
            self.call.metering_pulse()

    def _on_answer(self, event):
        name, at_ms, evidence = event
        self._happen(name, at_ms, evidence)

    def _on_limit(self, at_ms):
        self._happen("limit", self._loop.quiet_since(at_ms))

    # ---- the line's effects

    def _happen(self, event, at_ms, detail=""):
        effect = self.line.step(event)
        if effect:
            self._effects[effect](at_ms, detail or event)
        if self.line.state in ("locked", "idle", "off_hook"):
            self.call = None

    def _begin(self, at_ms, digit):
        self._calls += 1
        self.call = Call(self._calls, self.lease.visit, at_ms, self._profile["checkpoint_s"] * 1000)
        self._dial_digit(at_ms, digit)

    def _dial_digit(self, at_ms, digit):
        self.call.dial(digit)
        self._answer.digit(at_ms)

    def _answered(self, at_ms, evidence):
        self.call.answer(at_ms, evidence)
        self.lease.talk(at_ms)
        self._record(at_ms)

    def _flashed(self, at_ms, event):
        self.call.flash()

    def _end(self, at_ms, event):
        self.call.end(at_ms, ENDING[event])
        self.lease.talk(None)
        self._answer.stop()
        self._record(at_ms)

    def _cut_off(self, at_ms, event):
        self._end(at_ms, event)
        self._dial.reset()
        self._rest.begin(self.now_ms)

    def _record(self, at_ms):
        """The call as it stands becomes the next numbered record."""
        self.seq += 1
        record = self.call.snapshot(at_ms)
        record["boot"] = self.boot
        record["seq"] = self.seq
        self._records.append(record)
