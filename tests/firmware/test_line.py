"""The table of the line: complete, closed, and deaf to what cannot happen."""

import pytest
from booth.line import IN_CALL, OPEN, TRANSITIONS, Line, LineError
from boothwire.messages import LINE_STATES
from hypothesis import given
from hypothesis import strategies as st

EVENTS = sorted({event for row in TRANSITIONS.values() for event in row})
EMERGENCY = ("emergency_ringing", "emergency_talking")
FREE = ("idle", "off_hook", "dialling", "ringing_out", "talking", "ended")
ENDS = ("end", "cut", "revoke")


def in_state(state: str) -> Line:
    line = Line()
    line.state = state
    return line


def test_what_is_reported_are_the_wires_states():
    assert {in_state(state).reported for state in TRANSITIONS} == set(LINE_STATES)
    assert {state for row in TRANSITIONS.values() for state, _ in row.values()} == set(TRANSITIONS)


def test_a_lock_leads_from_every_free_state_into_locked_and_ends_no_emergency_call():
    for state, row in TRANSITIONS.items():
        assert ("lock" in row) == (state in FREE)
        assert row.get("lock", ("locked",))[0] == "locked"


def test_only_unlock_frees_a_line_and_an_emergency_call_is_over_before_it_does():
    for state, row in TRANSITIONS.items():
        if state in ("locked", "guarded", "refused"):
            assert [event for event in row if row[event][0] in FREE] == ["unlock"]
        else:
            assert "unlock" not in row


def test_a_guarded_line_leads_nowhere_but_to_help_or_a_cut():
    row = TRANSITIONS["guarded"]
    ways = {event: state for event, (state, _) in row.items() if event != "unlock"}
    assert ways.pop("emergency") == "emergency_ringing"
    assert {state for event, state in ways.items() if event not in ("seize", "digit")} == {
        "refused",
        "locked",
    }


def test_the_relay_is_open_where_nothing_may_be_dialled():
    assert [state for state in TRANSITIONS if not in_state(state).through] == list(OPEN)


def test_a_flash_ends_an_emergency_call():
    for state in EMERGENCY:
        assert TRANSITIONS[state]["flash"] == ("off_hook", "end")


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
        elif effect in ENDS:
            assert running
            running = False
        elif effect in ("dial", "answer", "flash"):
            assert running
        assert running == line.in_call == (line.state in IN_CALL)
