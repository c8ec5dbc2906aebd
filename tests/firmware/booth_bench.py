"""A booth and its line in virtual time, each feeling the other; the test is the hub and the customer."""

from typing import Any

from booth.booth import Booth
from booth.profile import load
from boothkit.exchange import Exchange
from boothwire.messages import LASTING_FAULTS, check

NONCE = "0" * 32
EPOCH = 7
AWAKE_MS = 3000  # the booth is up for so long at the bench's 0
TERMS: dict[str, Any] = {
    "limit_s": 0,
    "ungranted_s": 86_400,
    "patience_s": 86_400,
    "broker_idle": "lock",
    "broker_call": "finish",
    "hub_idle": "lock",
    "hub_call": "finish",
}

Message = dict[str, Any]


def desired(ctr: int, unlocked: bool, **terms: Any) -> Message:
    visit = f"visit-{ctr}" if unlocked else ""
    head = {"nonce": NONCE, "epoch": EPOCH, "ctr": ctr, "until_ms": 10**9}
    return head | {"unlocked": unlocked, "visit": visit} | TERMS | terms


def grant(call: int, digits: str, n: int = 1, **terms: Any) -> Message:
    head = {"nonce": NONCE, "epoch": EPOCH, "call": call, "digits": digits, "n": n}
    return head | {"fate": "priced", "label": "", "limit_s": 0, "plan": None} | terms


def beat(n: int, **terms: Any) -> Message:
    return {"nonce": NONCE, "epoch": EPOCH, "n": n, "unix_ms": 0} | terms


class Bench:
    def __init__(self, profile: Any = "reversal", *, line: str = "on_answer", emergency: Any = ()) -> None:
        self.booth = Booth(load(profile), 1, NONCE, emergency, EPOCH)
        self.line = Exchange(line)
        self.told: list[tuple[str, Message]] = []
        self.at_ms = -AWAKE_MS
        self.sticks = False
        self._contact = False
        self._ctr = self._beats = 0
        self._feel(self.line.connect(-AWAKE_MS))
        self.to(0)

    @property
    def now_ms(self) -> int:
        """In the booth's time."""
        return self.at_ms + AWAKE_MS

    @property
    def records(self) -> list[Message]:
        return [message for kind, message in self.told if kind == "record"]

    @property
    def alarms(self) -> list[Message]:
        return [message for kind, message in self.told if kind == "alarm"]

    @property
    def state(self) -> Message:
        return self.booth.state()

    @property
    def faults(self) -> list[str]:
        return [alarm["fault"] for alarm in self.alarms if alarm["on"]]

    @property
    def due_ms(self) -> int | None:
        return self.booth.due_ms

    @property
    def coil(self) -> bool:
        return self.booth.relay()

    def to(self, at_ms: int) -> "Bench":
        while True:
            own_ms = None if self.due_ms is None else self.due_ms - AWAKE_MS
            dues = [due for due in (own_ms, self.line.next_ms) if due is not None and due <= at_ms]
            self.at_ms = max(min(dues), self.at_ms) if dues else at_ms
            self._feel(self.line.advance(self.at_ms))
            self.booth.advance(self.now_ms)
            self.settle()
            if not dues:
                return self

    def do(self, deed: str, *arguments: Any) -> "Bench":
        self._feel(getattr(self.line, deed)(self.at_ms, *arguments))
        return self

    def want(self, unlocked: bool, limit_s: int = 0, **terms: Any) -> "Bench":
        self._ctr += 1
        assert self.hear("desired", desired(self._ctr, unlocked, limit_s=limit_s, **terms)) == ""
        return self

    def grant(self, n: int = 1, **terms: Any) -> "Bench":
        """For the call as the booth reports it."""
        assert self.hear("grant", grant(self.state["call"], self.state["digits"], n, **terms)) == ""
        return self

    def beat(self) -> "Bench":
        self._beats += 1
        assert self.hear("beat", beat(self._beats)) == ""
        return self

    def hear(self, kind: str, message: Message) -> str:
        check(kind, message)
        why = self.booth.hear(kind, message, self.now_ms)
        self.settle()
        return why

    def settle(self) -> None:
        """Take what is told, and let the contact follow the coil."""
        for kind, message in self.booth.take_records():
            check(kind, message)
            self.told.append((kind, message))
        if self.coil != self._contact and not self.sticks:
            self._contact = self.coil
            self._feel(self.line.relay(self.at_ms, self._contact))
            self.booth.edge("relay_sense", self._contact, self.now_ms)

    def _feel(self, edges: list[Any]) -> None:
        for edge in edges:
            self.booth.edge(edge.pin, edge.active, edge.at_ms + AWAKE_MS)
            self.settle()


def talking(profile: Any = "reversal", *, limit_s: int = 0, **terms: Any) -> Bench:
    """Unlocked at 0, handset off at 500, 91 dialled at 1500, answered at 5000; it is 6000."""
    bench = Bench(profile).want(True, limit_s, **terms)
    bench.to(500).do("off_hook").to(1500).do("dial", "91").to(5000).do("answer").to(6000)
    assert bench.booth.line.state == "talking"
    return bench


def lifted(*numbers: str, **setting: Any) -> Bench:
    """A locked booth, handset off since 1000 and the line guarded; it is 2000."""
    bench = Bench(emergency=numbers or ("112", "061"), **setting).to(1000).do("off_hook").to(2000)
    assert bench.booth.line.state == "guarded"
    return bench


def sound(told: list[tuple[str, Message]], emergency: Any, limit_s: int) -> None:
    """Numbered without gaps; each call ends, once; lasting faults come and go by turns."""
    assert [message["seq"] for _, message in told] == list(range(1, len(told) + 1))
    last: dict[int, Message] = {}
    lasting: set[str] = set()
    for kind, message in told:
        if kind == "record":
            assert last.get(message["call"], {"ending": ""})["ending"] == ""
            last[message["call"]] = message
            if message["emergency"]:
                assert message["digits"] in emergency
            elif limit_s:
                assert message["talk_ms"] <= limit_s * 1000
        elif message["fault"] in LASTING_FAULTS:
            assert message["on"] == (message["fault"] not in lasting)
            lasting ^= {message["fault"]}
    assert sorted(last) == list(range(1, len(last) + 1))
    assert all(record["ending"] for record in last.values())
