"""How long somebody waits after wrong passwords or PINs."""

from hypothesis import given
from hypothesis import strategies as some
from locutorio.core.lockout import wait_ms


def test_five_wrong_ones_cost_a_minute_and_more_of_them_up_to_thirty() -> None:
    minutes = [wait_ms(failures) / 60_000 for failures in range(13)]
    assert minutes == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


@given(some.integers(0, 10**9))
def test_it_never_gets_shorter_nor_longer_than_thirty_minutes(failures: int) -> None:
    assert wait_ms(failures) <= wait_ms(failures + 1) <= 30 * 60_000
