"""One booth: its parts joined. Raw edges, what the hub says and time go in; outputs, records, alarms and
the reported state come out.

Stations 1 and 2 of the call's way. Nothing here reads a clock, a pin or a socket, so a whole day is
played in a test in no time, on either Python. What moves the line is the telephone's affair (phone.py),
what may be heard the ear's, what is allowed the lease's; here they are told of each other.
"""

from booth.calls import Calls
from booth.debounce import Debounce
from booth.dial import DTMF
from booth.diary import Diary
from booth.hub_ear import HubEar
from booth.lamp import buzzer, lamp
from booth.lease import Lease
from booth.loop import DIRECTION
from booth.phone import Phone
from booth.timeline import Timeline
from booth.watch import Watch

DTMF_BITS = {"dtmf_q1": 1, "dtmf_q2": 2, "dtmf_q3": 4, "dtmf_q4": 8}
HOLDS = {  # input: the profile's field with its debounce time
    "loop_a": "loop_hold_ms",
    "loop_b": "loop_hold_ms",
    "dtmf_std": "dtmf_hold_ms",
    "meter": "meter_hold_ms",
    "ring": "ring_hold_ms",
    "relay_sense": "sense_hold_ms",
    "hook": "hook_hold_ms",
    "line_volts": "volts_hold_ms",
    "tamper": "tamper_hold_ms",
}


class Booth:
    """`emergency`: the numbers that pass a locked line; `epoch`: the hub's highest heard in earlier boots."""

    def __init__(self, profile, boot, nonce, emergency=(), epoch=0):
        self.boot = boot
        self.nonce = nonce
        self._connected = False
        self._dtmf_code = 0
        self.tap = None  # is told of every settled edge: (name, active, at_ms)
        self._timeline = Timeline()
        self._diary = Diary(boot)
        self._ear = HubEar(boot, nonce, epoch)
        self._lease = Lease()
        self._inputs = {name: Debounce(profile[field]) for name, field in HOLDS.items()}
        for name, part in self._inputs.items():
            self._timeline.add(part, self._settle_as(name))
        self._calls = Calls(profile["checkpoint_s"] * 1000, self._timeline, self._lease, self._diary)
        self._phone = Phone(
            profile,
            emergency,
            timeline=self._timeline,
            lease=self._lease,
            diary=self._diary,
            calls=self._calls,
        )
        self._timeline.add(self._lease, self._on_hub_lost)
        self._watch = Watch(profile, self._timeline, self._diary.alarm)
        self._obey = {"desired": self._desired, "grant": self._grant, "beat": self._beat, "ack": self._ack}

    # ---- in: the line

    def edge(self, name, active, at_ms):
        """A raw edge of an input of the pinout."""
        self.advance(at_ms)
        if name in DTMF_BITS:
            bit = DTMF_BITS[name]
            self._dtmf_code = self._dtmf_code | bit if active else self._dtmf_code & ~bit
            if self.tap:
                self.tap(name, active, self.now_ms)
        elif name in self._inputs:
            self._inputs[name].edge(active, self.now_ms)

    def advance(self, now_ms):
        """Let everything due by `now_ms` happen, each thing at its own moment."""
        self._timeline.advance(now_ms, self._look)

    # ---- in: the hub

    def hear(self, kind, message, at_ms):
        """A message from the hub, to the letter and well signed. Returns why it is refused, or ""; one
        that was heard before, or comes too late for its call, is harmless."""
        self.advance(at_ms)
        why = self._ear.objection(message)
        if why and self._ear.is_late(message):
            return why
        if not why and kind in self._obey:
            why = self._obey[kind](message)
        if why:
            self.refuse("%s: %s" % (kind, why), at_ms)
        self._look()
        return why

    def refuse(self, reason, at_ms):
        """A message was forged, replayed or spoilt."""
        self.advance(at_ms)
        count = self._ear.refuse(self.now_ms)
        if count:
            self._diary.alarm("refused", True, "%d, the last: %s" % (count, reason), self.now_ms)

    def connected(self, flag, at_ms):
        """The link has a session with the broker, or has lost it."""
        self.advance(at_ms)
        self._connected = flag

    def alarm(self, fault, on, detail, at_ms):
        """For the parts around the booth: flash, safe_mode, crash, update."""
        self.advance(at_ms)
        self._diary.alarm(fault, on, detail, self.now_ms)
        self._phone.follow_lease()
        self._look()

    # ---- out

    @property
    def now_ms(self):
        return self._timeline.now_ms

    @property
    def due_ms(self):
        """When advance has something to do next, or None."""
        return self._timeline.due_ms

    @property
    def epoch(self):
        """The highest of a hub ever heard."""
        return self._ear.epoch

    @property
    def seq(self):
        """The last record or alarm numbered."""
        return self._diary.seq

    @property
    def line(self):
        return self._phone.line

    @property
    def busy(self):
        """A call or a lease is on: this is no time for a new firmware."""
        return self._lease.state != "none" or self.line.state != "locked"

    @property
    def is_still(self):
        """Nobody uses the booth, and its relay need not rest from the last one: it may be tried."""
        return not self.busy and not self._phone.rests

    @property
    def leg(self):
        """In which direction current flowed when a handset was last lifted: "a", "b"; "" in none yet."""
        return self._phone.leg

    def levels(self):
        """{name: active} of the inputs, settled."""
        levels = {name: bool(self._dtmf_code & DTMF_BITS[name]) for name in DTMF_BITS}
        levels.update({name: part.active for name, part in self._inputs.items()})
        return levels

    def relay(self):
        """Whether the relay is to be closed: the line through."""
        return self._phone.relay()

    def outputs(self):
        """({name: active}, until_ms): the outputs now, and when lamp or buzzer change by themselves."""
        lit, lamp_ms = lamp(self.line.reported, self.now_ms)
        sounding, buzzer_ms = buzzer(self._calls.allowance.due_ms, self.now_ms)
        untils = [until_ms for until_ms in (lamp_ms, buzzer_ms) if until_ms is not None]
        return {"relay": self.relay(), "lamp": lit, "buzzer": sounding}, min(untils) if untils else None

    def take_records(self):
        """[("record" or "alarm", message)] made since the last time, oldest first."""
        return self._diary.take()

    def talk_ms(self):
        return self._calls.talk_ms()

    def state(self):
        """The reported state without its number and moment; it is news when it differs from the last."""
        state = self._calls.state()
        state["boot"] = self.boot
        state["line"] = self.line.reported
        state["relay"] = self._inputs["relay_sense"].active
        state["ctr"] = self._lease.ctr
        state["visit"] = self._lease.visit
        state["lease"] = self._lease.state
        state["seq"] = self.seq
        state["epoch"] = self.epoch
        state["faults"] = " ".join(sorted(self._diary.faults))
        state["refused"] = self._ear.refused
        return state

    # ---- what the hub says: each returns why it is refused, or ""

    def _desired(self, message):
        why = self._lease.objection(message, self.now_ms)
        if not why and self._lease.obey(message):
            self._hub_lives()
        return why

    def _grant(self, message):
        if self._calls.grant(message):
            if message["fate"] == "barred":
                self._phone.bar()
            self._hub_lives()
        return ""

    def _beat(self, message):
        if self._ear.is_old_beat(message):
            return "older than what was heard"
        if self._ear.is_new_beat(message):
            self._hub_lives()
        return ""

    def _ack(self, message):
        if self._ear.is_new_ack(message):
            self._hub_lives()
        return ""

    def _hub_lives(self):
        self._lease.heard(self.now_ms)
        self._phone.follow_lease()

    def _on_hub_lost(self, at_ms):
        lost = "hub" if self._connected else "broker"
        moment = "call" if self.line.in_call else "idle"
        fallback = self._lease.lose(lost, moment)
        self._diary.alarm("fallback", True, "%s lost, %s: %s" % (lost, moment, fallback), at_ms)
        self._phone.follow_lease()

    # ---- the inputs

    def _settle_as(self, name):
        return lambda edge: self._settled(name, edge[0], edge[1])

    def _settled(self, name, active, at_ms):
        if self.tap:
            self.tap(name, active, at_ms)
        if name in DIRECTION:
            self._phone.flow(name, active, at_ms)
        elif name == "dtmf_std" and active:
            self._phone.key(DTMF[self._dtmf_code], at_ms)
        elif name == "meter" and active:
            self._phone.metering_pulse(at_ms)
        elif name == "hook":
            self._phone.handset(active, at_ms)

    def _look(self):
        """Show the watch how things are now."""
        inputs = self._inputs
        self._watch.look(
            self.now_ms,
            coil=self.relay(),
            contact=inputs["relay_sense"].active,
            flowing=inputs["loop_a"].active or inputs["loop_b"].active,
            volts=inputs["line_volts"].active,
            is_open=inputs["tamper"].active,
        )
