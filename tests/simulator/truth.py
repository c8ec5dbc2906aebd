"""What the telephone company saw of a booth's line: the truth every bill is held against.

It sees the pins' raw edges, as they are before the firmware has made anything of them, and what the far end
did. It must not know what the booth made of it.
"""

from dataclasses import dataclass

from boothkit.wire import DTMF_KEYS, Edge

BREAK_MS = 700  # current away for longer: the customer has hung up
RECALL_MS = 90  # away for so long: the exchange forgets what was dialled
REGISTER_MS = 200  # from the first current until the exchange listens to digits
BITS = {"dtmf_q1": 1, "dtmf_q2": 2, "dtmf_q3": 4, "dtmf_q4": 8}
LEGS = {"loop_a": 1, "loop_b": 2}


@dataclass(slots=True)
class TrueCall:
    """Times of the world. `ended_ms` is None while they talk. `by` the booth: "power" if its power failed
    in the call, "stuck" if its relay did not obey.
    """

    booth: str
    digits: str
    answered_ms: int
    ended_ms: int | None = None
    marred: str = ""

    @property
    def talk_ms(self) -> int:
        assert self.ended_ms is not None
        return self.ended_ms - self.answered_ms


class Truth:
    def __init__(self, booth: str) -> None:
        self.calls: list[TrueCall] = []
        self.digits = ""
        self.talk: TrueCall | None = None
        self.held = False  # a relay that stuck kept the line since it was seized
        self._booth = booth
        self._key = 0
        self._legs = 0
        self._stopped_ms: int | None = None  # no current since then
        self._seized_ms = 0

    @property
    def flows(self) -> bool:
        return self._legs != 0

    def see(self, edge: Edge) -> None:
        at_ms, pin, active = edge
        if pin in LEGS:
            flowed = self.flows
            self._legs = self._legs | LEGS[pin] if active else self._legs & ~LEGS[pin]
            if flowed and not self.flows:
                self._stopped_ms = at_ms
            elif self.flows and not flowed:
                self._flows_again(at_ms)
        elif pin in BITS:
            self._key = self._key | BITS[pin] if active else self._key & ~BITS[pin]
        elif pin == "dtmf_std" and active and at_ms - self._seized_ms >= REGISTER_MS:
            self.digits += DTMF_KEYS[self._key]

    def answered(self, at_ms: int) -> None:
        self.talk = TrueCall(self._booth, self.digits, at_ms)
        self.calls.append(self.talk)

    def released(self, at_ms: int) -> None:
        """The far end has hung up: the exchange offers its dial tone on the same loop."""
        self._over(at_ms)
        self.digits = ""

    def settle(self, now_ms: int) -> None:
        """Time has passed: a break may have turned out to be the end."""
        if self._stopped_ms is not None and now_ms - self._stopped_ms > BREAK_MS:
            self._over(self._stopped_ms)
            self.digits = ""

    def _flows_again(self, at_ms: int) -> None:
        self.settle(at_ms)
        if self._stopped_ms is None or at_ms - self._stopped_ms > BREAK_MS:
            self._seized_ms = at_ms
            self.held = False
        if self._stopped_ms is not None and at_ms - self._stopped_ms >= RECALL_MS and not self.talk:
            self.digits = ""
        self._stopped_ms = None

    def _over(self, at_ms: int) -> None:
        if self.talk:
            if self._stopped_ms is not None:
                at_ms = self._stopped_ms
            self.talk.ended_ms = max(at_ms, self.talk.answered_ms)
            self.talk = None
