"""Bounce goes, moments stay."""

from booth.debounce import Debounce
from hypothesis import given
from hypothesis import strategies as st

HOLD_MS = 5


def settle(toggles: list[int]) -> list[tuple[bool, int]]:
    """The settled edges of an input that toggles at these moments."""
    debounce, active, edges = Debounce(HOLD_MS), False, []
    for at_ms in toggles:
        edges += debounce.advance(at_ms)
        active = not active
        debounce.edge(active, at_ms)
    return edges + debounce.advance(toggles[-1] + HOLD_MS if toggles else 0)


def test_an_edge_counts_from_when_it_came():
    assert settle([100]) == [(True, 100)]


def test_a_spike_shorter_than_the_hold_is_nothing():
    assert settle([100, 104]) == []


def test_bounce_at_the_start_settles_with_the_last_change():
    assert settle([100, 101, 103]) == [(True, 103)]


def test_hearing_of_the_same_level_twice_changes_nothing():
    debounce = Debounce(HOLD_MS)
    debounce.edge(True, 100)
    debounce.edge(True, 103)
    assert debounce.advance(105) == [(True, 100)]


def test_it_may_have_to_be_away_longer_than_it_had_to_be_there():
    debounce = Debounce(HOLD_MS, calm_ms=1000)
    debounce.edge(True, 100)
    assert debounce.advance(105) == [(True, 100)]
    debounce.edge(False, 200)
    debounce.edge(True, 1100)  # rattling
    debounce.edge(False, 1150)
    assert debounce.advance(2149) == []
    assert debounce.advance(2150) == [(False, 1150)]


@given(st.lists(st.integers(0, 30), max_size=40))
def test_what_settles_is_every_level_that_held_and_no_other(gaps):
    toggles = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    held, settled = [], False
    for place, at_ms in enumerate(toggles):
        active = place % 2 == 0
        until = toggles[place + 1] if place + 1 < len(toggles) else at_ms + HOLD_MS
        if until - at_ms >= HOLD_MS and active != settled:
            held.append((active, at_ms))
            settled = active
    assert settle(toggles) == held
