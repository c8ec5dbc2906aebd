"""A lease against a model of a page: what was last allowed, when the hub was last heard, what was lost."""

from typing import Any

from booth.lease import Lease
from booth_bench import desired
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

FALLBACK = st.sampled_from(("lock", "finish", "finish", "emergency"))
TERMS = st.fixed_dictionaries(
    dict.fromkeys(("broker_idle", "broker_call", "hub_idle", "hub_call"), FALLBACK)
    | {"unlocked": st.sampled_from((True, True, False)), "patience_s": st.sampled_from((10, 30))}
)


class LeaseAtRandom(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.lease = Lease()
        self.now_ms = self.ctr = 0
        self.order: dict[str, Any] = {}
        self.state = "none"
        self.heard_ms = 0
        self.in_call = self.finishing = False

    @rule(for_ms=st.sampled_from((1, 9_999, 10_000, 31_000)), broker=st.booleans())
    def time_passes(self, for_ms: int, broker: bool) -> None:
        self.now_ms += for_ms
        for _ in self.lease.advance(self.now_ms):
            assert self.state == "open"
            assert not self.finishing
            assert self.now_ms - self.heard_ms >= 1000 * self.order["patience_s"]
            lost, moment = "broker" if broker else "hub", "call" if self.in_call else "idle"
            fallback = self.lease.lose(lost, moment)
            assert fallback == self.order[f"{lost}_{moment}"]
            self.finishing = fallback == "finish" and self.in_call
            if not self.finishing:
                self.state = "suspended" if fallback == "emergency" else "over"
        assert self.lease.advance(self.now_ms) == []

    @initialize(terms=TERMS)
    def it_begins_open_in_a_call(self, terms: dict[str, Any]) -> None:
        self.the_hub_wants(terms | {"unlocked": True}, 1, 0)
        self.in_call = True

    @rule(terms=TERMS, ahead=st.sampled_from((-1, 0, 1, 1, 2)), in_ms=st.sampled_from((-1, 0, 5000)))
    def the_hub_wants(self, terms: dict[str, Any], ahead: int, in_ms: int) -> None:
        order = desired(self.ctr + ahead, until_ms=self.now_ms + in_ms, **terms)
        refused = self.lease.objection(order, self.now_ms)
        assert bool(refused) == (ahead < 0 or (ahead > 0 and in_ms < 0))
        if refused:
            return
        assert self.lease.obey(order) == (ahead > 0)
        if ahead > 0:
            self.ctr, self.order = order["ctr"], order
            self.state = "open" if order["unlocked"] else "none"
            self.hub_is_heard()

    @rule()
    def hub_is_heard(self) -> None:
        self.lease.heard(self.now_ms)
        self.heard_ms, self.finishing = self.now_ms, False
        if self.state == "suspended":
            self.state = "open"

    @precondition(lambda self: self.state == "open")
    @rule()
    def a_call_begins(self) -> None:
        self.in_call = True

    @rule()
    def a_call_is_over(self) -> None:
        self.lease.call_is_over()
        self.in_call = False
        if self.finishing:
            self.finishing, self.state = False, "over"

    @invariant()
    def agrees(self) -> None:
        assert (self.lease.state, self.lease.ctr) == (self.state, self.ctr)
        assert self.lease.visit == self.order.get("visit", "")


TestLeaseAtRandom = LeaseAtRandom.TestCase
TestLeaseAtRandom.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
