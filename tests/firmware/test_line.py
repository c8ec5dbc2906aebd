"""The table of the line: complete, closed, and deaf to what cannot happen."""

import pytest
from booth.line import TRANSITIONS, Line, LineError
from boothwire.messages import LINE_STATES
from hypothesis import given
from hypothesis import strategies as st

EVENTS = sorted({event for row in TRANSITIONS.values() for event in row})


def test_the_states_are_the_wires():
    assert set(TRANSITIONS) == set(LINE_STATES)
    assert {state for row in TRANSITIONS.values() for state, _ in row.values()} == set(LINE_STATES)


def test_a_lock_leads_from_everywhere_into_locked_and_only_unlock_out():
    assert list(TRANSITIONS["locked"]) == ["unlock"]
    for state, row in TRANSITIONS.items():
        assert state == "locked" or row["lock"][0] == "locked"


@given(st.lists(st.sampled_from(EVENTS), max_size=40))
def test_an_event_the_state_does_not_know_is_an_error_and_changes_nothing(events):
    line = Line()
    for event in events:
        before = line.state
        if event in TRANSITIONS[before]:
            effect = line.step(event)
            assert (line.state, effect) == TRANSITIONS[before][event]
        else:
            with pytest.raises(LineError):
                line.step(event)
            assert line.state == before


@given(st.lists(st.sampled_from(EVENTS), max_size=60))
def test_every_call_begun_is_ended_before_the_line_is_idle_or_another_begins(events):
    line, running = Line(), False
    for event in events:
        if event not in TRANSITIONS[line.state]:
            continue
        effect = line.step(event)
        if effect == "begin":
            assert not running
            running = True
        elif effect in ("end", "cut"):
            assert running
            running = False
        elif effect:
            assert running
        assert running == (line.state in ("dialling", "ringing_out", "talking"))
