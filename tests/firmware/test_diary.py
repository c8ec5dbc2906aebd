"""Records and alarms in one row."""

from booth.diary import Diary, plain
from boothwire.messages import check
from hypothesis import given
from hypothesis import strategies as st


def test_records_and_alarms_are_numbered_in_one_row():
    diary = Diary(4)
    diary.alarm("guard", True, "dialled 9", 100)
    diary.record({"call": 1})
    diary.alarm("guard", True, "dialled 9", 200)
    told = diary.take()
    assert [(kind, message["boot"], message["seq"]) for kind, message in told] == [
        ("alarm", 4, 1),
        ("record", 4, 2),
        ("alarm", 4, 3),
    ]
    assert (diary.take(), diary.seq) == ([], 3)


def test_a_lasting_fault_is_told_when_it_comes_and_when_it_goes_and_stands_meanwhile():
    diary = Diary(1)
    diary.alarm("no_line", False, "", 1)
    diary.alarm("no_line", True, "", 2)
    diary.alarm("no_line", True, "", 3)
    assert diary.faults == {"no_line"}
    diary.alarm("no_line", False, "", 4)
    assert diary.faults == set()
    assert [(message["at_ms"], message["on"]) for _, message in diary.take()] == [(2, True), (4, False)]


@given(st.text(max_size=200))
def test_a_detail_is_as_the_wire_takes_it_whatever_was_written(text):
    diary = Diary(1)
    diary.alarm("crash", True, text, 0)
    check("alarm", diary.take()[0][1])
    assert plain("Änderung 5") == "?nderung 5"
