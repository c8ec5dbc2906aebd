"""The guarded line: emergency numbers pass a locked booth, and nothing else does."""

import pytest
from booth.emergency import Guard, Numbers
from booth_bench import AWAKE_MS, Bench, lifted, talking
from hypothesis import given, settings
from hypothesis import strategies as st

KEY_MS = 140
CUT_MS = 400  # a dialled digit is known and the relay open by then; pulses are a digit after their gap


def test_numbers_are_known_by_their_beginnings():
    numbers = Numbers(["112", "061"])
    assert [digits for digits in ("", "1", "0", "11", "06") if not numbers.lead_on_from(digits)] == []
    assert [digits for digits in ("2", "10", "1121") if numbers.lead_on_from(digits)] == []
    assert ("112" in numbers, "11" in numbers, len(numbers)) == (True, False, 2)


def test_the_guard_waits_a_second_for_current_and_then_for_a_number():
    guard = Guard(20)
    guard.start(1000)
    assert guard.advance(2000) == [("dead", 2000)]
    guard.start(1000)
    guard.fed()
    assert (guard.advance(20999), guard.advance(21000)) == ([], [("timeout", 21000)])


def test_without_emergency_numbers_a_lifted_handset_changes_nothing():
    bench = Bench().to(1000).do("off_hook").to(5000)
    assert (bench.booth.line.state, bench.booth.relay(), bench.faults) == ("locked", False, [])


@pytest.mark.parametrize("line", ["on_answer", "on_idle"])
@pytest.mark.parametrize("way", ["dial", "rotary"])
@pytest.mark.parametrize("number", ["112", "061"])
def test_an_emergency_number_passes_whatever_telephone_and_exchange(line, way, number):
    bench = lifted(line=line).do(way, number).to(12000).do("answer").to(30000).do("on_hook").to(35000)
    last = bench.records[-1]
    assert (last["digits"], last["emergency"], last["ending"]) == (number, True, "hangup")
    assert 17_900 <= last["talk_ms"] <= 18_000
    assert bench.faults == ["emergency"]
    assert (bench.booth.line.state, bench.booth.relay()) == ("locked", False)


def test_the_hub_hears_of_an_emergency_call_before_anyone_answers():
    bench = lifted().do("dial", "112").to(3000)
    assert [(r["state"], r["digits"], r["emergency"]) for r in bench.records] == [("dialling", "112", True)]
    assert (bench.alarms[0]["fault"], bench.alarms[0]["detail"]) == ("emergency", "112")
    assert bench.records[0]["dialled_ms"] == 2000 + AWAKE_MS


@pytest.mark.parametrize("digits", ["2", "9", "111", "115", "060", "*", "#"])
def test_the_first_digit_that_leads_nowhere_cuts_the_line(digits):
    bench = lifted().do("dial", digits).to(2000 + KEY_MS * len(digits) - 60)
    assert (bench.booth.line.state, bench.booth.relay()) == ("refused", False)
    assert [(alarm["fault"], alarm["detail"]) for alarm in bench.alarms] == [("guard", f"dialled {digits}")]


@pytest.mark.parametrize("digits", ["9", "3", "115"])
def test_a_rotary_digit_that_leads_nowhere_cuts_the_line(digits):
    bench = lifted().do("rotary", digits).to(9000)
    assert (bench.booth.line.state, bench.faults, bench.records) == ("refused", ["guard"], [])


def test_more_pulses_than_a_dial_sends_cut_the_line():
    bench = lifted()
    for at_ms in range(2000, 3100, 100):
        bench.to(at_ms).do("flash", 60)
    assert bench.to(4000).booth.line.state == "refused"


@pytest.mark.parametrize("length_ms", [81, 100, 300, 700])
def test_a_break_that_is_no_dial_pulse_cuts_the_line(length_ms):
    bench = lifted().do("dial", "1").to(3000).do("flash", length_ms).to(4000)
    assert (bench.booth.line.state, bench.faults) == ("refused", ["guard"])


@pytest.mark.parametrize("digits", ["", "1", "06"])
@pytest.mark.parametrize(("profile", "deed"), [("reversal", "answer"), ("metering", "answer_pulse")])
def test_an_answer_before_a_number_is_complete_cuts_the_line(digits, profile, deed):
    """The exchange heard digits that the booth did not."""
    bench = lifted(profile=profile).do("dial", digits).to(8000).do(deed).to(8200)
    assert (bench.booth.line.state, bench.booth.relay(), bench.faults) == ("refused", False, ["guard"])


def test_a_line_on_which_nobody_dials_is_cut_after_20_seconds():
    bench = lifted().to(21050)
    assert bench.booth.line.state == "guarded"
    bench.to(21200)
    assert (bench.booth.line.state, bench.faults) == ("refused", ["guard"])


def test_a_handset_put_back_at_once_is_nothing():
    bench = Bench(emergency=("112",)).to(1000).do("off_hook").to(1150).do("on_hook").to(9000)
    assert (bench.booth.line.state, bench.booth.relay(), bench.faults) == ("locked", False, [])


def test_keys_before_the_exchange_has_taken_the_line_are_nothing():
    bench = Bench(emergency=("112",)).to(1000).do("off_hook").to(1110).do("dial", "9").to(2000)
    assert bench.booth.line.state == "guarded"
    assert bench.do("dial", "112").to(3000).state["digits"] == "112"


def test_a_line_without_an_exchange_is_opened_again_and_not_tried_until_the_handset_was_back():
    bench = Bench(emergency=("112",)).do("interrupt", 60_000).to(5000).do("off_hook").to(30_000)
    assert (bench.booth.line.state, bench.faults) == ("refused", ["no_line"])


def test_a_refused_line_is_guarded_anew_when_the_handset_was_back():
    bench = lifted().do("dial", "9").to(9000).do("on_hook").to(9500)
    assert bench.booth.line.state == "locked"
    bench.to(10000).do("off_hook").to(11000).do("dial", "112").to(12000)
    assert bench.booth.line.state == "emergency_ringing"


def test_a_refused_line_rests_before_it_is_tried_again():
    """The exchange must have let go of what was dialled."""
    bench = lifted().do("dial", "1").to(2300).do("dial", "9").to(2400).do("on_hook").to(2700).do("off_hook")
    bench.to(4300)
    assert (bench.booth.line.state, bench.booth.relay()) == ("refused", False)


def test_an_unlock_frees_a_guarded_line_and_the_exchange_starts_anew():
    bench = lifted().do("dial", "1").to(3000).want(True)
    assert not bench.booth.relay()
    bench.to(6000)
    assert bench.booth.line.state == "off_hook"
    bench.do("dial", "12").to(7000)
    assert (bench.state["digits"], bench.records) == ("12", [])


def test_an_unlock_frees_a_refused_line():
    assert lifted().do("dial", "9").to(9000).want(True).to(12000).booth.line.state == "off_hook"


@pytest.mark.parametrize("deed", ["release", "flash"])
def test_a_dial_tone_after_an_emergency_call_is_guarded_again(deed):
    bench = lifted().do("dial", "112").to(6000).do("answer").to(10000).do(deed).to(10200)
    assert (bench.booth.line.state, bench.booth.relay()) == ("locked", False)
    bench.to(13000)
    assert bench.booth.line.state == "guarded"
    assert bench.do("dial", "9").to(13400).booth.line.state == "refused"


def test_keys_pressed_in_an_emergency_call_do_not_end_it():
    bench = lifted().do("dial", "112").to(6000).do("answer").to(7000).do("dial", "59").to(9000)
    assert (bench.booth.line.state, bench.state["digits"]) == ("emergency_talking", "112")


def test_neither_lock_nor_limit_nor_a_lost_hub_nor_a_bar_cuts_an_emergency_call():
    bench = Bench(emergency=("112",)).want(True, 5, ungranted_s=0, patience_s=10, hub_call="lock")
    bench.to(500).do("off_hook").to(1500).do("dial", "112").to(4000).do("answer").to(5000)
    assert bench.state["limit_s"] == 0
    bench.grant(fate="barred")
    assert bench.state["granted"] == 1  # heard, so that the hub need not say it again
    bench.to(20000).want(False).to(60000)
    assert (bench.booth.line.state, bench.booth.relay()) == ("emergency_talking", True)
    assert bench.booth.outputs()[0]["buzzer"] is False
    bench.do("on_hook").to(65000)
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("hangup", 56000)
    assert bench.booth.line.state == "locked"
    assert bench.faults == ["emergency", "fallback"]


def test_on_a_free_line_an_emergency_number_that_goes_on_is_an_ordinary_one():
    bench = Bench(emergency=("112",)).want(True).to(500).do("off_hook").to(1500).do("dial", "112").to(3000)
    assert bench.booth.line.state == "emergency_ringing"
    bench.do("dial", "5").to(8000).do("answer").to(9000)
    assert (bench.booth.line.state, bench.state["digits"]) == ("talking", "1125")
    assert [record["emergency"] for record in bench.records] == [True, False, False]


def test_a_longer_emergency_number_passes_where_a_shorter_one_is_its_beginning():
    bench = lifted("15", "150").do("dial", "150").to(3000)
    assert (bench.booth.line.state, bench.state["digits"]) == ("emergency_ringing", "150")
    assert bench.do("dial", "1").to(3100).booth.line.state == "refused"
    assert bench.alarms[-1]["detail"] == "dialled 1501"


def test_on_the_way_from_a_shorter_to_a_longer_emergency_number_the_line_stays_through():
    bench = lifted("15", "1500").do("dial", "150").to(3000)
    assert (bench.booth.line.state, bench.booth.relay()) == ("emergency_ringing", True)
    assert bench.do("dial", "0").to(3500).state["digits"] == "1500"


def test_a_call_that_was_for_help_on_a_locked_line_belongs_to_the_visit_once_it_is_an_ordinary_one():
    bench = lifted().do("dial", "112").to(3000).want(True).do("dial", "5").to(4000)
    assert [(r["emergency"], r["visit"]) for r in bench.records] == [(True, ""), (False, "visit-1")]


def test_a_booth_that_cannot_write_calls_down_lets_no_number_follow_an_emergency_number():
    bench = Bench(emergency=("112",)).want(True).to(500).do("off_hook").to(1500)
    bench.booth.alarm("flash", True, "full", bench.now_ms)
    bench.settle()
    bench.to(8000).do("dial", "112").to(9000)
    assert bench.booth.line.state == "emergency_ringing"
    assert bench.do("dial", "5").to(9500).booth.line.state == "refused"


def test_recalling_the_exchange_from_an_emergency_call_makes_the_next_call_an_ordinary_one():
    bench = Bench(emergency=("112",)).want(True).to(500).do("off_hook").to(1500).do("dial", "112").to(4000)
    bench.do("answer").to(8000).do("flash").to(9000).do("dial", "34").to(14000).do("answer").to(20000)
    bench.do("on_hook").to(25000)
    ended = [(r["digits"], r["emergency"], r["ending"]) for r in bench.records if r["ending"]]
    assert ended == [("112", True, "hangup"), ("34", False, "hangup")]


def test_an_ordinary_call_is_none_for_help():
    assert not any(record["emergency"] for record in talking().do("on_hook").to(9000).records)


deeds = st.one_of(
    st.tuples(st.sampled_from(["off_hook", "on_hook", "release", "answer", "answer_pulse"])),
    st.tuples(st.sampled_from(["dial", "rotary"]), st.text("0126", min_size=1, max_size=4)),
    st.tuples(st.just("dial"), st.sampled_from(["112", "061", "11", "06", "0"])),
    st.tuples(st.just("flash"), st.integers(1, 900)),
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(deeds, st.integers(50, 4000)), max_size=40),
    st.sampled_from(["reversal", "metering", "delay"]),
    st.sampled_from(["on_answer", "on_idle"]),
)
def test_a_booth_never_unlocked_is_through_for_nobody_but_an_emergency_service(story, profile, line):
    """Whatever a customer does: no call without an emergency number, no more than the guard's 20 s."""
    bench, through_ms = Bench(profile, line=line, emergency=("112", "061")), 0
    at_ms = 0
    for deed, after_ms in [*story, (("on_hook",), 3000)]:
        until_ms = at_ms + after_ms
        bench.do(*deed)
        while at_ms < until_ms:
            at_ms = min(at_ms + 100, until_ms)
            bench.to(at_ms)
            through_ms = through_ms + 100 if bench.booth.line.state == "guarded" else 0
            assert through_ms <= 20_200
            assert bench.booth.relay() == (
                bench.booth.line.state in ("guarded", "emergency_ringing", "emergency_talking")
            )
    assert all(record["emergency"] and record["digits"] in ("112", "061") for record in bench.records)
