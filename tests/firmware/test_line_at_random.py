"""A booth whose line, hub and customer do anything at all: the line never errs, and the relay is closed only
where the lease or a call for help says so.
"""

from typing import Any

from booth.booth import Booth
from booth.profile import load
from booth_bench import EPOCH, NONCE, beat, desired, grant
from boothkit.exchange import Exchange
from boothwire.messages import check
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

GUARDED = ("guarded", "emergency_ringing", "emergency_talking")
PAUSES_MS = st.sampled_from((1, 40, 90, 300, 900, 2100, 5000, 31_000))


class LineAtRandom(RuleBasedStateMachine):
    @initialize(profile=st.sampled_from(("reversal", "metering", "delay")))
    def an_open_booth_with_its_handset_off(self, profile: str) -> None:
        self.booth = Booth(load(profile), 1, NONCE, ("112", "061"), EPOCH)
        self.line = Exchange()
        self.at_ms = self.ctr = self.beats = self.seq = 0
        self.contact = False
        self.calls: dict[int, dict[str, Any]] = {}
        self.feel(self.line.connect(0))
        self.hub_wants(True, "finish", 0)
        self.time_passes(2100)
        self.line_does("off_hook")
        self.time_passes(300)

    @rule(for_ms=PAUSES_MS)
    def time_passes(self, for_ms: int) -> None:
        end_ms = self.at_ms + for_ms
        while self.at_ms < end_ms:
            dues = [due for due in (self.booth.due_ms, self.line.next_ms) if due is not None]
            self.at_ms = min(max(min(dues, default=end_ms), self.at_ms), end_ms)
            if not any(due <= end_ms for due in dues):
                self.at_ms = end_ms
            self.feel(self.line.advance(self.at_ms))
            self.booth.advance(self.at_ms)
            self.follow()

    @rule(deed=st.sampled_from(("off_hook", "on_hook", "flash", "answer", "answer_pulse", "release", "ring")))
    def line_does(self, deed: str) -> None:
        self.feel(getattr(self.line, deed)(self.at_ms))

    @rule(digits=st.sampled_from(("1", "12", "112", "0033", "#", "06")), rotary=st.booleans())
    def customer_dials(self, digits: str, rotary: bool) -> None:
        if not rotary:
            self.feel(self.line.dial(self.at_ms, digits))
        elif digits.isdigit():
            self.feel(self.line.rotary(self.at_ms, digits))

    @rule(
        unlocked=st.booleans(),
        fallback=st.sampled_from(("lock", "finish", "emergency")),
        limit_s=st.sampled_from((0, 7)),
    )
    def hub_wants(self, unlocked: bool, fallback: str, limit_s: int) -> None:
        self.ctr += 1
        names = ("broker_idle", "broker_call", "hub_idle", "hub_call")
        terms = dict.fromkeys(names, fallback) | {"limit_s": limit_s, "patience_s": 30}
        self.hear("desired", desired(self.ctr, unlocked, **terms))

    @rule(fate=st.sampled_from(("priced", "barred", "free")), limit_s=st.sampled_from((0, 3)))
    def hub_grants(self, fate: str, limit_s: int) -> None:
        state = self.booth.state()
        self.hear(
            "grant", grant(state["call"], state["digits"], state["granted"] + 1, fate=fate, limit_s=limit_s)
        )

    @rule()
    def hub_beats(self) -> None:
        self.beats += 1
        self.hear("beat", beat(self.beats))

    @rule(flag=st.booleans())
    def session(self, flag: bool) -> None:
        self.booth.connected(flag, self.at_ms)

    @invariant()
    def is_through_for_a_reason(self) -> None:
        if self.booth.relay():
            assert self.booth.line.state in GUARDED or self.booth.state()["lease"] == "open"

    @invariant()
    def reports_to_the_letter(self) -> None:
        rest = {
            "n": 1,
            "at_ms": self.at_ms,
            "talk_ms": self.booth.talk_ms(),
            "oldest_boot": 1,
            "oldest_seq": 1,
        }
        check("state", self.booth.state() | rest)

    def hear(self, kind: str, message: dict[str, Any]) -> None:
        check(kind, message)
        assert self.booth.hear(kind, message, self.at_ms) == ""
        self.follow()

    def feel(self, edges: list[Any]) -> None:
        for edge in edges:
            self.booth.edge(edge.pin, edge.active, edge.at_ms)
            self.follow()

    def follow(self) -> None:
        """The contact follows the coil, and whatever is told is numbered and makes sense."""
        while self.booth.relay() != self.contact:
            self.contact = self.booth.relay()
            self.booth.edge("relay_sense", self.contact, self.at_ms)
            for edge in self.line.relay(self.at_ms, self.contact):
                self.booth.edge(edge.pin, edge.active, edge.at_ms)
        for kind, message in self.booth.take_records():
            check(kind, message)
            assert message["seq"] == self.seq + 1
            self.seq += 1
            if kind == "record":
                self.note(message)

    def note(self, told: dict[str, Any]) -> None:
        """A call only ever goes on: it ends once, and its talk grows."""
        before = self.calls.get(told["call"])
        if before:
            assert before["state"] != "ended"
            assert told["talk_ms"] >= before["talk_ms"] - 800 * (told["state"] == "ended")
        self.calls[told["call"]] = told


TestLineAtRandom = LineAtRandom.TestCase
TestLineAtRandom.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
