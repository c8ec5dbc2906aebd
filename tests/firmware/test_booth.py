"""The parts joined: what only shows where they meet."""

import json
from typing import Any

from booth.booth import Booth
from booth.profile import load
from boothkit.exchange import Exchange
from boothwire.messages import check
from hypothesis import given, settings
from hypothesis import strategies as st

NONCE = "0" * 32


class Bench:
    """A booth and its line in virtual time, each feeling the other."""

    def __init__(self, profile: Any = "reversal") -> None:
        self.booth = Booth(load(profile), 1, NONCE)
        self.line = Exchange()
        self.records: list[dict[str, Any]] = []
        self.at_ms = 0
        self._through = False
        self._ctr = 0

    def to(self, at_ms: int) -> "Bench":
        while True:
            dues = [due for due in (self.booth.due_ms, self.line.next_ms) if due is not None and due <= at_ms]
            self.at_ms = max(min(dues), self.at_ms) if dues else at_ms
            self._feel(self.line.advance(self.at_ms))
            self.booth.advance(self.at_ms)
            self._settle()
            if not dues:
                return self

    def do(self, deed: str, *arguments: Any) -> "Bench":
        self._feel(getattr(self.line, deed)(self.at_ms, *arguments))
        return self

    def want(self, unlocked: bool, limit_s: int = 0) -> "Bench":
        self._ctr += 1
        visit = "v" if unlocked else ""
        self.booth.desired(
            {"nonce": NONCE, "ctr": self._ctr, "unlocked": unlocked, "visit": visit, "limit_s": limit_s},
            self.at_ms,
        )
        self._settle()
        return self

    def _feel(self, edges: list[Any]) -> None:
        for edge in edges:
            self.booth.edge(edge.pin, edge.active, edge.at_ms)
            self._settle()

    def _settle(self) -> None:
        for record in self.booth.take_records():
            check("record", record)
            self.records.append(record)
        if self.booth.relay() != self._through:
            self._through = self.booth.relay()
            self._feel(self.line.relay(self.at_ms, self._through))
            self.booth.edge("relay_sense", self._through, self.at_ms)


def talking(profile: Any = "reversal", *, limit_s: int = 0) -> Bench:
    bench = Bench(profile).want(True, limit_s).to(500).do("off_hook").to(1500).do("dial", "91").to(5000)
    bench.do("answer").to(6000)
    assert bench.booth.line.state == "talking"
    return bench


def test_at_boot_the_line_is_locked_and_the_relay_open():
    booth = Booth(load("reversal"), 1, NONCE)
    assert not booth.relay()
    assert booth.state()["line"] == "locked"


def test_a_lock_ends_the_call_at_that_instant():
    bench = talking().want(False)
    assert not bench.booth.relay()
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("locked", 1000)


def test_a_lock_just_after_the_customer_hung_up_counts_to_the_hangup():
    bench = talking().do("on_hook").to(6400).want(False)
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("locked", 1000)


def test_the_limit_cuts_to_the_millisecond_and_the_line_is_free_again_after_a_rest():
    bench = talking(limit_s=10).to(15001)
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("limit", 10000)
    assert not bench.booth.relay()
    assert not bench.to(16990).booth.relay()
    assert bench.to(17100).booth.relay()
    assert bench.to(18000).booth.line.state == "off_hook"  # the handset was never put down


def test_a_limit_reached_just_after_the_customer_hung_up_counts_to_the_hangup():
    bench = talking(limit_s=2).to(6800).do("on_hook").to(9000)
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("limit", 1800)


def test_unlocking_right_after_a_lock_does_not_put_the_customer_back_into_the_call():
    """The exchange holds a call for the best part of a second without current."""
    bench = talking().want(False).to(6100).want(True)
    assert not bench.booth.relay()
    bench.to(9000)
    assert bench.booth.relay()
    assert bench.booth.line.state == "off_hook"
    assert len({record["call"] for record in bench.records}) == 1


def test_unlocking_a_quiet_line_closes_the_relay_at_once():
    bench = Bench().want(True).to(1000).want(False).to(1050).want(True)
    assert bench.booth.relay()


def test_keys_pressed_in_a_call_do_not_lengthen_its_number():
    bench = talking().do("dial", "555").to(8000).do("on_hook").to(10000)
    assert bench.records[-1]["digits"] == "91"


def test_a_new_number_after_the_far_end_let_go_is_a_new_call():
    bench = talking().do("release").to(7000).do("dial", "32").to(12000).do("on_hook").to(15000)
    assert [(r["call"], r["digits"], r["ending"]) for r in bench.records if r["ending"]] == [
        (1, "91", "released"),
        (2, "32", "hangup"),
    ]


def test_a_flash_before_the_answer_gives_the_number_up():
    bench = Bench().want(True).to(500).do("off_hook").to(1500).do("dial", "91").to(3000)
    bench.do("flash").to(4000).do("dial", "32").to(6000).do("on_hook").to(8000)
    assert [record["digits"] for record in bench.records] == ["91", "32"]


def test_lifting_the_handset_alone_is_no_call():
    bench = Bench().want(True).to(500).do("off_hook").to(30000).do("on_hook").to(40000)
    assert bench.records == []


def test_checkpoints_carry_the_call_every_30_seconds():
    bench = talking().to(70000)
    assert [(record["seq"], record["talk_ms"]) for record in bench.records] == [
        (1, 0),
        (2, 30000),
        (3, 60000),
    ]


def test_the_contact_is_reported_not_the_coil():
    booth = Booth(load("reversal"), 1, NONCE)
    booth.edge("relay_sense", True, 100)
    booth.advance(200)
    assert booth.state()["relay"] is True
    assert booth.state()["line"] == "locked"


PINS = [
    "loop_a",
    "loop_b",
    "ring",
    "dtmf_q1",
    "dtmf_q2",
    "dtmf_q3",
    "dtmf_q4",
    "dtmf_std",
    "meter",
    "relay_sense",
    "tamper",
]
noise = st.tuples(
    st.sampled_from(["edge"] * 8 + ["desired"]), st.sampled_from(PINS), st.booleans(), st.integers(0, 3000)
)


@settings(max_examples=200)
@given(st.lists(noise, max_size=120), st.sampled_from(["reversal", "metering", "delay"]), st.integers(0, 20))
def test_whatever_the_pins_do_records_are_to_the_letter_and_nothing_breaks(noises, profile, limit_s):
    booth, at_ms, records = Booth(load(profile), 1, NONCE), 0, []
    booth.desired({"nonce": NONCE, "ctr": 1, "unlocked": True, "visit": "v", "limit_s": limit_s}, 0)
    for ctr, (what, pin, active, after_ms) in enumerate(noises):
        at_ms += after_ms
        if what == "edge":
            booth.edge(pin, active, at_ms)
        else:
            booth.desired(
                {"nonce": NONCE, "ctr": ctr + 2, "unlocked": active, "visit": "v", "limit_s": limit_s}, at_ms
            )
        assert booth.line.state != "locked" or not booth.relay()
        records += booth.take_records()
    booth.desired({"nonce": NONCE, "ctr": 999, "unlocked": False, "visit": "", "limit_s": 0}, at_ms)
    records += booth.take_records()
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))
    last = {}
    for record in records:
        check("record", record)
        assert last.get(record["call"], {"ending": ""})["ending"] == ""
        last[record["call"]] = record
        if limit_s:
            assert record["talk_ms"] <= limit_s * 1000
    assert all(record["ending"] for record in last.values())


@given(st.lists(noise, max_size=60), st.lists(st.integers(1, 700), min_size=1, max_size=20))
def test_it_does_not_matter_how_often_time_is_told(noises, steps):
    """Deadlines carry their own moments: a loop that comes late changes no record."""
    edges, at_ms = [], 0
    for _, pin, active, after_ms in noises:
        at_ms += after_ms
        edges.append((pin, active, at_ms))

    def play(told: list[int]) -> str:
        booth, records, told = Booth(load("reversal"), 1, NONCE), [], list(told)
        booth.desired({"nonce": NONCE, "ctr": 1, "unlocked": True, "visit": "v", "limit_s": 9}, 0)
        for pin, active, edge_ms in edges:
            while told and told[0] < edge_ms:
                booth.advance(told.pop(0))
            booth.edge(pin, active, edge_ms)
        booth.advance(at_ms + 60000)
        records += booth.take_records()
        return json.dumps(records)

    often, moment = [], 0
    while moment < at_ms:
        moment += steps[len(often) % len(steps)]
        often.append(moment)
    assert play(often) == play([])
