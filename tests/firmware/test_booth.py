"""The parts joined: what only shows where they meet."""

import json
from typing import Any

from booth.booth import Booth
from booth.profile import load
from booth_bench import EPOCH, NONCE, Bench, beat, desired, lifted, sound, talking
from boothwire.messages import LINE_STATES, check
from hypothesis import given, settings
from hypothesis import strategies as st


def test_at_boot_the_line_is_locked_and_the_relay_open():
    booth = Booth(load("reversal"), 1, NONCE)
    assert not booth.relay()
    assert booth.state()["line"] == "locked"


def test_a_boot_begins_with_a_rest_for_the_one_before_may_have_ended_in_a_call():
    booth = Booth(load("reversal"), 2, NONCE, ("112",))
    booth.edge("hook", True, 0)
    booth.hear("desired", desired(1, True), 300)
    booth.advance(1999)
    assert not booth.relay()
    booth.advance(2000)
    assert booth.relay()


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


def test_a_limit_that_would_have_come_after_the_end_is_nothing():
    bench = talking(limit_s=30).do("on_hook").to(60000)
    assert (bench.booth.line.state, bench.records[-1]["ending"]) == ("idle", "hangup")


def test_unlocking_right_after_a_lock_does_not_put_the_customer_back_into_the_call():
    """The exchange holds a call for the best part of a second without current."""
    bench = talking().want(False).to(6100).want(True)
    assert not bench.booth.relay()
    bench.to(9000)
    assert bench.booth.relay()
    assert bench.booth.line.state == "off_hook"
    assert len({record["call"] for record in bench.records}) == 1


def test_unlocking_a_line_at_rest_closes_the_relay_at_once():
    assert Bench().want(True).booth.relay()
    assert Bench().want(True).to(1000).want(False).to(3100).want(True).booth.relay()


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


def test_the_state_is_to_the_letter_whatever_the_booth_does():
    """All but what the link adds: the journal's part, the number and the moment."""
    link = {"n": 1, "at_ms": 0, "talk_ms": 0, "oldest_boot": 1, "oldest_seq": 1}
    for bench in (Bench(), talking().grant(), talking().do("release").to(7000), talking().want(False)):
        check("state", bench.state | link)


def test_a_busy_booth_is_no_place_for_new_firmware():
    assert not Bench().booth.busy
    assert Bench().want(True).booth.busy
    assert not Bench().want(True).want(False).booth.busy
    assert lifted().booth.busy


def test_a_booth_that_cannot_write_calls_down_finishes_its_call_and_makes_no_other():
    bench = talking()
    bench.booth.alarm("flash", True, "full", bench.now_ms)
    bench.to(20000)
    assert bench.booth.line.state == "talking"
    bench.do("on_hook").to(25000)
    assert (bench.booth.line.state, bench.booth.relay()) == ("locked", False)
    bench.booth.alarm("flash", False, "", bench.now_ms)
    assert bench.booth.line.state == "idle"
    assert [alarm["fault"] for alarm in bench.alarms] == ["flash"]


PINS = sorted(["loop_a", "loop_b", "ring", "dtmf_q1", "dtmf_q2", "dtmf_std", "meter", "hook", "tamper"])
PINS += ["loop_a", "loop_b", "hook", "line_volts", "relay_sense", "dtmf_q1", "dtmf_std"]
PROFILES = ["reversal", "metering", "delay"]
FALLBACK_TERMS = st.fixed_dictionaries(
    {name: st.sampled_from(["lock", "finish", "emergency"]) for name in ("hub_idle", "hub_call")}
    | {"patience_s": st.integers(1, 60), "ungranted_s": st.sampled_from([0, 5, 86_400])}
)
moves = st.one_of(
    st.tuples(st.just("edge"), st.sampled_from(PINS), st.booleans()),
    st.tuples(st.just("edge"), st.sampled_from(PINS), st.booleans()),
    st.tuples(st.just("edge"), st.sampled_from(PINS), st.booleans()),
    st.tuples(st.just("desired"), st.booleans(), FALLBACK_TERMS),
    st.tuples(st.just("beat")),
    st.tuples(st.just("grant"), st.sampled_from(["priced", "barred"]), st.integers(0, 20)),
    st.tuples(st.just("connected"), st.booleans()),
    st.tuples(st.just("flash"), st.booleans()),
)
stories = st.lists(st.tuples(moves, st.integers(0, 3000)), max_size=120)
GUARDED = ("guarded", "emergency_ringing", "emergency_talking")


class Told:
    """A booth that is told moves at their moments; what it says is looked at after each."""

    def __init__(self, profile: str, limit_s: int) -> None:
        self.booth = Booth(load(profile), 1, NONCE, ("11", "112"), EPOCH)
        self.limit_s = limit_s
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.ctr = self.n = 0

    def move(self, move: tuple[Any, ...], at_ms: int) -> None:
        what, *rest = move
        booth = self.booth
        if what == "edge":
            booth.edge(*rest, at_ms)
        elif what == "desired":
            self.ctr += 1
            booth.hear("desired", desired(self.ctr, rest[0], limit_s=self.limit_s, **rest[1]), at_ms)
        elif what == "beat":
            self.n += 1
            booth.hear("beat", beat(self.n), at_ms)
        elif what == "grant":
            self.n += 1
            booth.advance(at_ms)  # the hub answers the state of this moment
            state = booth.state()
            terms = {"call": state["call"], "digits": state["digits"], "fate": rest[0], "limit_s": rest[1]}
            more = {"nonce": NONCE, "epoch": EPOCH, "n": self.n, "label": "", "plan": None}
            booth.hear("grant", terms | more, at_ms)
        elif what == "connected":
            booth.connected(rest[0], at_ms)
        else:
            booth.alarm("flash", rest[0], "", at_ms)
        self.look()

    def look(self) -> None:
        booth = self.booth
        state = booth.state()
        assert state["line"] in LINE_STATES
        assert not booth.relay() or state["lease"] == "open" or booth.line.state in GUARDED
        for kind, message in booth.take_records():
            check(kind, message)
            self.told.append((kind, message))


@settings(max_examples=400)
@given(stories, st.sampled_from(PROFILES), st.integers(0, 20))
def test_whatever_happens_the_relay_is_closed_only_when_it_may_be_and_what_is_told_is_sound(
    story, profile, limit_s
):
    booth, at_ms = Told(profile, limit_s), 0
    booth.move(("desired", True, {}), 0)
    for move, after_ms in story:
        at_ms += after_ms
        booth.move(move, at_ms)
    booth.move(("desired", False, {}), at_ms)
    for pin in PINS:
        booth.move(("edge", pin, False), at_ms)
    booth.booth.advance(at_ms + 60_000)
    booth.look()
    sound(booth.told, ("11", "112"), limit_s)


@given(stories, st.lists(st.integers(1, 700), min_size=1, max_size=20))
def test_it_does_not_matter_how_often_time_is_told(story, steps):
    """Deadlines carry their own moments: a loop that comes late changes nothing."""
    moves, at_ms = [], 0
    for move, after_ms in story:
        at_ms += after_ms
        moves.append((move, at_ms))

    def play(told_ms: list[int]) -> str:
        booth, told_ms = Told("reversal", 9), list(told_ms)
        booth.move(("desired", True, {}), 0)
        for move, move_ms in moves:
            while told_ms and told_ms[0] < move_ms:
                booth.booth.advance(told_ms.pop(0))
            booth.move(move, move_ms)
        booth.booth.advance(at_ms + 60000)
        booth.look()
        return json.dumps(booth.told)

    often, moment = [], 0
    while moment < at_ms:
        moment += steps[len(often) % len(steps)]
        often.append(moment)
    assert play(often) == play([])
