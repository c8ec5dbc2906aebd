"""Every state is told by rhythm alone."""

from itertools import combinations

import pytest
from booth.lamp import PATTERNS, buzzer, lamp
from boothwire.messages import LINE_STATES

WATCH_MS = 8000


def seen(state: str) -> list[bool]:
    return [lamp(state, at_ms)[0] for at_ms in range(0, WATCH_MS, 10)]


def test_every_state_has_a_pattern_and_no_two_look_alike():
    assert set(PATTERNS) == set(LINE_STATES)
    for one, other in combinations(LINE_STATES, 2):
        shifts = [seen(other)[n:] + seen(other)[:n] for n in range(0, 400, 5)]
        assert seen(one) not in shifts, f"{one} and {other}"


@pytest.mark.parametrize("state", LINE_STATES)
def test_the_next_change_is_where_it_says(state):
    at_ms = 0
    while at_ms < WATCH_MS:
        lit, until_ms = lamp(state, at_ms)
        if until_ms is None:
            break
        assert lamp(state, until_ms - 1)[0] == lit
        assert lamp(state, until_ms)[0] != lit
        at_ms = until_ms


def test_the_buzzer_warns_in_the_last_half_minute():
    assert buzzer(None, 5000) == (False, None)
    assert buzzer(100000, 50000) == (False, 70000)
    assert buzzer(100000, 70000) == (True, 70150)
    assert buzzer(100000, 70150) == (False, 75000)
