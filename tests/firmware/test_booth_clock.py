"""Booth time grows through every wrap of the tick counter."""

from booth.clock import Clock
from hypothesis import given
from hypothesis import strategies as st

PERIOD = 1 << 30


def ticks_diff(end: int, start: int) -> int:
    """As a Pico has it: right as long as the two are less than half a period apart."""
    return ((end - start + PERIOD // 2) & (PERIOD - 1)) - PERIOD // 2


steps = st.lists(st.integers(0, PERIOD // 2 - 1), max_size=20)


@given(st.integers(0, PERIOD - 1), steps)
def test_time_is_the_sum_of_what_passed(start, passed):
    clock = Clock(start, ticks_diff)
    total = 0
    for step in passed:
        total += step
        assert clock.extend((start + total) % PERIOD) == total


@given(st.integers(0, PERIOD - 1), steps, st.integers(0, 5000))
def test_an_edge_stamped_a_little_earlier_keeps_its_moment(start, passed, earlier):
    clock = Clock(start, ticks_diff)
    total = sum(passed) + earlier
    for at in (*(sum(passed[: n + 1]) for n in range(len(passed))), total):
        clock.extend((start + at) % PERIOD)
    assert clock.extend((start + total - earlier) % PERIOD) == total - earlier
    assert clock.extend((start + total) % PERIOD) == total


def test_nothing_happened_before_the_boot():
    assert Clock(1000, ticks_diff).extend(990) == 0
