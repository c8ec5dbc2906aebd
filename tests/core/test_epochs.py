"""The hub that was started last has the highest epoch, whatever its clock and its backup say."""

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.epochs import next_epoch

numbers = st.integers(0, 2**40)


@given(numbers, numbers, numbers)
def test_it_is_above_all_that_is_known(stored, heard, now_ms):
    epoch = next_epoch(stored, heard, now_ms=now_ms)
    assert epoch > stored
    assert epoch > heard
    assert epoch >= now_ms // 1000


def test_a_backup_has_forgotten_but_the_clock_has_not():
    before = next_epoch(0, 0, now_ms=1_800_000_000_000)
    assert next_epoch(0, 0, now_ms=1_800_000_060_000) > before
