"""Breaks, reversals, ringing and the handset, told apart by how long the current is away."""

import pytest
from booth.loop import Loop
from booth.profile import load
from hypothesis import given
from hypothesis import strategies as st

PROFILE = load("reversal")


def events_of(levels: list[tuple[int, str]], *, until_ms: int | None = None) -> list[tuple[str, int]]:
    """The events of a line whose current is "a", "b", "ab" or "" from the given moments on."""
    loop, events, now = Loop(PROFILE), [], ""
    for at_ms, flow in levels:
        events += run(loop, at_ms)
        for leg in "ab":
            if (leg in now) != (leg in flow):
                events += loop.edge(f"loop_{leg}", leg in flow, at_ms)
        now = flow
    return events + run(loop, until_ms if until_ms is not None else levels[-1][0] + 2000)


def run(loop: Loop, to_ms: int) -> list[tuple[str, int]]:
    events = []
    while loop.due_ms is not None and loop.due_ms <= to_ms:
        events += loop.advance(loop.due_ms)
    return events


LIFTED = [(1000, "a")]


def after_seize(*levels: tuple[int, str], until_ms: int | None = None) -> list[tuple[str, int]]:
    events = events_of([*LIFTED, *levels], until_ms=until_ms)
    assert events[0] == ("seize", 1000)
    return events[1:]


@pytest.mark.parametrize(
    ("length_ms", "event"),
    [
        (1, None),
        (19, None),
        (20, "pulse"),
        (60, "pulse"),
        (80, "pulse"),
        (81, "flash"),
        (100, "flash"),
        (700, "flash"),
    ],
)
def test_a_break_is_told_by_its_length(length_ms, event):
    found = after_seize((5000, ""), (5000 + length_ms, "a"), until_ms=6000)
    assert found == ([(event, 5000 + length_ms)] if event else [])


def test_a_hangup_is_certain_after_800_ms_and_dated_from_the_break():
    assert after_seize((5000, ""), until_ms=5799) == []
    assert after_seize((5000, ""), until_ms=5800) == [("hangup", 5000)]


def test_a_break_too_long_for_a_flash_was_a_hangup_even_if_current_returns():
    assert after_seize((5000, ""), (5750, "a"), until_ms=8000) == [("hangup", 5000), ("seize", 5750)]


@pytest.mark.parametrize("gap_ms", [0, 1, 3, 15, 60, 98, 199])
def test_the_other_direction_after_a_short_gap_is_a_reversal_from_its_start(gap_ms):
    assert after_seize((5000, ""), (5000 + gap_ms, "b")) == [("reversal", 5000)]


def test_both_directions_at_once_is_the_middle_of_a_reversal():
    assert after_seize((5000, "ab"), (5004, "b")) == [("reversal", 5004)]


def test_a_reversal_and_back_are_two():
    assert after_seize((5000, ""), (5003, "b"), (9000, ""), (9003, "a")) == [
        ("reversal", 5000),
        ("reversal", 9000),
    ]


def test_a_spike_of_the_other_direction_is_no_reversal():
    assert "reversal" not in dict(after_seize((5000, "b"), (5010, "a")))


def test_a_long_gap_into_the_other_direction_was_the_customers_break():
    assert after_seize((5000, ""), (5300, "b")) == [("flash", 5300), ("reversal", 5300)]


@given(st.floats(15, 68), st.integers(4, 60), st.integers(20, 100))
def test_ringing_is_never_off_hook(hertz, waves, lit_percent):
    half_ms, levels = 500 / hertz, []
    for half in range(2 * waves):
        start = 1000 + half * half_ms
        levels += [(round(start), "ab"[half % 2]), (round(start + half_ms * lit_percent / 100), "")]
    assert events_of(levels) == []


def test_lifting_while_it_rings_is_a_seize():
    ringing = [(1000 + 20 * n, "ab"[n % 2]) for n in range(50)]
    assert events_of([*ringing, (2000, ""), (2004, "a")]) == [("seize", 2004)]


def test_current_for_less_than_the_seize_time_is_nothing():
    assert events_of([(1000, "a"), (1149, "")]) == []


@given(st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(["", "a", "b", "ab"])), max_size=30))
def test_seize_and_hangup_alternate_and_nothing_else_happens_on_hook(parts):
    at_ms, levels = 0, []
    for length_ms, flow in parts:
        at_ms += length_ms
        levels.append((at_ms, flow))
    off_hook = False
    for event, _ in events_of([*levels, (at_ms + 1, "")]):
        assert off_hook == (event != "seize")
        off_hook = event != "hangup"
    assert not off_hook


@given(st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(["", "a", "b"])), max_size=30))
def test_swapped_wires_change_nothing(parts):
    swapped = {"": "", "a": "b", "b": "a"}
    at_ms, levels = 0, []
    for length_ms, flow in parts:
        at_ms += length_ms
        levels.append((at_ms, flow))
    levels = levels or [(0, "")]
    assert events_of(levels) == events_of([(at, swapped[flow]) for at, flow in levels])
