"""A call is closed by the hub only when nobody can tell of its end any more."""

from dataclasses import replace

from locutorio.core.call import Call, latest
from locutorio.core.closing import closed, ends_untold, talk_s
from locutorio.core.report import Boot

OPEN = Call(
    booth_id="booth-1", boot=3, seq=7, call=2, visit_id="v", state="talking", digits="0034911234567",
    dialled_ms=10_000, answered_ms=20_000, ended_ms=None, talk_ms=30_000, evidence="reversal", pulses=0,
    flashes=0, ending="", emergency=False,
)  # fmt: skip
STATE = {"boot": 3, "call": 0, "seq": 9, "oldest_boot": 3}


def test_a_call_whose_end_is_lost_is_over_once_the_booth_is_past_it():
    assert ends_untold(OPEN, STATE, stored_seq=9)


def test_what_the_booth_still_holds_is_waited_for():
    assert not ends_untold(OPEN, STATE, stored_seq=8)


def test_the_running_call_runs():
    assert not ends_untold(OPEN, STATE | {"call": 2}, stored_seq=9)


def test_a_state_from_before_the_record_says_nothing():
    assert not ends_untold(OPEN, STATE | {"seq": 6}, stored_seq=9)


def test_of_a_boot_that_has_told_all_nothing_is_waited_for():
    later = STATE | {"boot": 5, "call": 2, "seq": 1}
    assert ends_untold(OPEN, later | {"oldest_boot": 4}, stored_seq=0)
    assert not ends_untold(OPEN, later | {"oldest_boot": 3}, stored_seq=9)


def test_it_lasted_as_far_as_was_told():
    over = closed(OPEN)
    assert (over.is_over, over.ended_ms, over.ending) == (True, 50_000, "restart")
    assert closed(replace(OPEN, answered_ms=None, talk_ms=0)).ended_ms == 10_000


def test_a_call_that_a_reset_cut_is_charged_as_far_as_it_was_reported():
    boot = Boot("booth-1", 3, call=2, talk_ms=34_999)
    assert talk_s(closed(OPEN), boot) == 34
    assert talk_s(closed(OPEN), replace(boot, call=1)) == 30
    assert talk_s(replace(OPEN, state="ended", ending="hangup"), boot) == 30


def test_an_end_that_was_told_stays():
    end = replace(OPEN, seq=8, state="ended", ending="hangup", ended_ms=60_000, talk_ms=40_000)
    again = replace(closed(OPEN), seq=9)
    assert latest([end, again, OPEN]) == latest([again, OPEN, end]) == end
    assert latest([again, OPEN]) == again
