"""What lasts is kept as words; its coming and going is told once each."""

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.alarm import CONDITIONS, Alarm
from locutorio.core.conditions import changed, edges, words

rows = st.sets(st.sampled_from(CONDITIONS)).map(lambda chosen: " ".join(sorted(chosen)))


@given(st.lists(rows, min_size=1))
def test_told_alarms_add_up_to_what_lasts(history):
    told: set[str] = set()
    for before, after in zip(["", *history], history, strict=False):
        for alarm in edges(before, after):
            assert (alarm.kind in told) != alarm.on, "told twice"
            (told.add if alarm.on else told.remove)(alarm.kind)
    assert told == words(history[-1])


def test_only_what_is_named_changes():
    assert changed("fenced two_controllers", fenced=False, clock_jump=True) == "clock_jump two_controllers"
    assert edges("", "fenced", {"fenced": "17"}) == (Alarm("fenced", detail="17"),)
