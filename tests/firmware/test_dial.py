"""Digits from a rotary dial and from the tone decoder."""

import pytest
from booth.dial import DTMF, PulseDial


def dial(*moments_ms: int) -> list[tuple[str, int]]:
    pulses, digits = PulseDial(250), []
    for at_ms in moments_ms:
        digits += pulses.advance(at_ms)
        pulses.pulse(at_ms)
    return digits + pulses.advance(moments_ms[-1] + 250)


@pytest.mark.parametrize("count", range(1, 11))
def test_pulses_make_a_digit_and_ten_make_a_zero(count):
    moments = [1000 + 100 * n for n in range(count)]
    assert dial(*moments) == [(str(count % 10), moments[-1])]


def test_a_pause_parts_two_digits():
    assert dial(1000, 1100, 1900) == [("2", 1100), ("1", 1900)]


def test_more_than_ten_pulses_are_no_digit_and_do_not_pass_unseen():
    assert dial(*range(1000, 2100, 100)) == [("", 2000)]


def test_the_decoders_codes():
    assert [DTMF[code] for code in (1, 9, 10, 11, 12, 13, 0)] == ["1", "9", "0", "*", "#", "A", "D"]
