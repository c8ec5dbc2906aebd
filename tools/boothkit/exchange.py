"""The telephone, the line and the far end, as the booth's pins see them. In front of station 1.

A pure model: what the caller and the exchange do goes in with its time, edges come out wherever the levels
of a pin change by it. It must not know clocks, processes or messages, so a story plays in virtual time as
it does against a running booth.

>>> line = Exchange()
>>> line.connect(0), line.relay(0, True)
([Edge(at_ms=0, pin='line_volts', active=True)], [])
>>> line.off_hook(500)[1]
Edge(at_ms=500, pin='loop_a', active=True)
"""

import heapq
from typing import Any

from boothkit.wire import DTMF_KEYS, Edge, Wire, current, levels

DTMF_ON_MS = 70
DTMF_OFF_MS = 70
PULSE_BREAK_MS = 60
PULSE_MAKE_MS = 40
ROTARY_PAUSE_MS = 800  # between two digits: the dial is drawn up again
HARD_GAP_MS = 3  # both optocouplers dark while the polarity turns: measured in the simulated circuit
METERING_MS = 120
METERING_EVERY_S = 20
FLASH_MS = 100  # the European recall key
RING_HALF_MS = 20  # 25 Hz
RING_LIT_MS = 15  # of each half wave the ringing current lights one optocoupler
SEIZE_MS = 150  # from the first current to the exchange's answer to it
CLEAR_MS = 900  # without current so long, the exchange gives the line up
KNOCK_MS = 110  # a reversal on an idle line shows at the ring detector as one short pulse

# Which way the current flows while the line is idle, seized, answered. Operators use either; swapped wires
# turn one into the other's mirror image.
CONVENTIONS = {
    "on_answer": ("a", "a", "b"),
    "on_idle": ("a", "b", "a"),
    "on_answer_swapped": ("b", "b", "a"),
    "on_idle_swapped": ("b", "a", "b"),
}

PHONE, NETWORK, METERING, CLEAR = "phone", "network", "metering", "clear"


class Exchange:
    """The far side of a booth. Each method lets time run to `at_ms`, acts, and returns the edges so far."""

    def __init__(self, convention: str = "on_answer") -> None:
        self._idle, self._seized, self._answered = CONVENTIONS[convention]
        self._wire = Wire(leg=self._idle)
        self._taken = False
        self._now_ms = 0
        self._later: list[tuple[int, int, str, dict[str, Any]]] = []
        self._serial = 0

    # The booth
    def connect(self, at_ms: int) -> list[Edge]:
        """A controller is there: the inputs it finds active."""
        self.advance(at_ms)
        return [Edge(at_ms, pin, True) for pin, active in levels(self._wire).items() if active]

    def relay(self, at_ms: int, closed: bool) -> list[Edge]:
        return self._act(at_ms, relay=closed)

    # The caller
    def off_hook(self, at_ms: int) -> list[Edge]:
        return self._act(at_ms, off_hook=True)

    def on_hook(self, at_ms: int) -> list[Edge]:
        """Whatever the telephone was still to send, it sends no more."""
        edges = self.advance(at_ms)
        self._forget(PHONE)
        return edges + self._change(off_hook=False, contact=True, tone=False)

    def dial(self, at_ms: int, digits: str) -> list[Edge]:
        edges = self.advance(at_ms)
        for digit in digits:
            self._plan(PHONE, at_ms, key=DTMF_KEYS.index(digit), tone=True)
            self._plan(PHONE, at_ms + DTMF_ON_MS, tone=False)
            at_ms += DTMF_ON_MS + DTMF_OFF_MS
        return edges + self.advance(self._now_ms)

    def rotary(self, at_ms: int, digits: str) -> list[Edge]:
        edges = self.advance(at_ms)
        for digit in digits:
            for _ in range(int(digit) or 10):
                self._plan(PHONE, at_ms, contact=False)
                self._plan(PHONE, at_ms + PULSE_BREAK_MS, contact=True)
                at_ms += PULSE_BREAK_MS + PULSE_MAKE_MS
            at_ms += ROTARY_PAUSE_MS
        return edges + self.advance(self._now_ms)

    def flash(self, at_ms: int, length_ms: int = FLASH_MS) -> list[Edge]:
        edges = self._act(at_ms, contact=False)
        self._plan(PHONE, at_ms + length_ms, contact=True)
        return edges

    # The network
    def answer(self, at_ms: int, gap_ms: int = HARD_GAP_MS) -> list[Edge]:
        """The far end lifts and the polarity turns; a soft reversal leaves a gap of 15 to 98 ms."""
        edges = self.advance(at_ms)
        self._turn(self._answered, gap_ms)
        return edges + self.advance(at_ms)

    def answer_pulse(self, at_ms: int, every_s: int = METERING_EVERY_S) -> list[Edge]:
        """The far end lifts and metering pulses begin, one each `every_s` of the call."""
        edges = self.advance(at_ms)
        self._plan(METERING, at_ms, every_ms=every_s * 1000)
        return edges + self.advance(at_ms)

    def release(self, at_ms: int) -> list[Edge]:
        """The far end hangs up: metering stops and a turned polarity turns back; else only tones tell."""
        edges = self.advance(at_ms)
        self._forget(METERING)
        self._turn(self._seized, HARD_GAP_MS)
        return edges + self.advance(at_ms)

    def busy(self, at_ms: int) -> list[Edge]:
        """A tone in the caller's ear; no pin can tell."""
        return self.advance(at_ms)

    def interrupt(self, at_ms: int, length_ms: int) -> list[Edge]:
        """The battery fails for a moment."""
        edges = self._act(at_ms, feed=False)
        self._plan(NETWORK, at_ms + length_ms, feed=True)
        return edges

    def ring(self, at_ms: int, length_ms: int = 1000) -> list[Edge]:
        edges = self._act(at_ms, ringing=True)
        for start_ms in range(at_ms, at_ms + length_ms, 2 * RING_HALF_MS):
            for half_ms, leg in ((start_ms, "a"), (start_ms + RING_HALF_MS, "b")):
                self._plan(NETWORK, half_ms, half_wave=leg)
                self._plan(NETWORK, half_ms + RING_LIT_MS, half_wave="")
        self._plan(NETWORK, at_ms + length_ms, ringing=False)
        return edges + self.advance(at_ms)

    # Hands where they should not be
    def bypass(self, at_ms: int, bridged: str) -> list[Edge]:
        return self._act(at_ms, bypass=bridged == "on")

    def pin(self, at_ms: int, name: str, active: bool) -> list[Edge]:
        return self._act(at_ms, forced=self._wire.forced | {name: active})

    # Time
    @property
    def next_ms(self) -> int | None:
        """When something happens by itself; None: nothing until someone acts."""
        return self._later[0][0] if self._later else None

    @property
    def phone_busy(self) -> bool:
        """The telephone is still sending digits or a recall."""
        return any(source == PHONE for _, _, source, _ in self._later)

    def advance(self, to_ms: int) -> list[Edge]:
        edges: list[Edge] = []
        while self._later and self._later[0][0] <= to_ms:
            due_ms, _, source, change = heapq.heappop(self._later)
            self._now_ms = max(self._now_ms, due_ms)
            if source == CLEAR:
                self._clear()
            elif source == METERING and "every_ms" in change:
                self._plan(METERING, self._now_ms + METERING_MS, metering=False)
                self._plan(METERING, self._now_ms + change["every_ms"], **change)
                edges += self._change(metering=True)
            else:
                edges += self._change(**change)
        self._now_ms = max(self._now_ms, to_ms)
        return edges

    def _act(self, at_ms: int, **change: Any) -> list[Edge]:
        return self.advance(at_ms) + self._change(**change)

    def _change(self, **change: Any) -> list[Edge]:
        before, flowed = levels(self._wire), current(self._wire)
        for name, value in change.items():
            setattr(self._wire, name, value)
        after = levels(self._wire)
        if current(self._wire) != flowed:
            self._notice(current(self._wire))
        changed = [pin for pin in after if after[pin] != before.get(pin, False)]
        # What ends ends first: current that turns without a gap was never on both legs.
        return [Edge(self._now_ms, pin, after[pin]) for pin in sorted(changed, key=lambda pin: after[pin])]

    def _plan(self, source: str, at_ms: int, **change: Any) -> None:
        self._serial += 1
        heapq.heappush(self._later, (at_ms, self._serial, source, change))

    def _forget(self, source: str) -> None:
        self._later = [entry for entry in self._later if entry[2] != source]
        heapq.heapify(self._later)

    # What the exchange makes of the loop
    def _notice(self, flows: bool) -> None:
        if not flows:
            self._plan(CLEAR, self._now_ms + CLEAR_MS)
            return
        self._forget(CLEAR)
        if not self._taken:
            self._taken = True
            self._turn(self._seized, HARD_GAP_MS, after_ms=SEIZE_MS)

    def _clear(self) -> None:
        self._forget(METERING)
        self._taken = False
        knocks = self._wire.leg != self._idle
        self._plan(NETWORK, self._now_ms, leg=self._idle, metering=False, knock=knocks)
        self._plan(NETWORK, self._now_ms + KNOCK_MS, knock=False)

    def _turn(self, leg: str, gap_ms: int, *, after_ms: int = 0) -> None:
        if leg != self._wire.leg:
            start_ms = self._now_ms + after_ms
            self._plan(NETWORK, start_ms, feed=False)
            self._plan(NETWORK, start_ms + gap_ms, feed=True, leg=leg)
