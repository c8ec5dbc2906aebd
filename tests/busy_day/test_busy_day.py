"""A small day agrees with its tally, and a cent beside it is found."""

from pathlib import Path

import pytest
from locutorio.store.engine import Store

from busy_day.day import Off
from busy_day.play import play
from busy_day.reconcile import reconcile


def test_a_small_day_agrees_and_a_cent_beside_it_is_found(sqlite_store: Store, tmp_path: Path):
    """`make day` plays a large one."""
    day = play(sqlite_store, tmp_path, booths=5, operators=3, hours=1, seed=2)
    assert day.counts["calls"] > 0
    day.tally.books["card"] += 1
    with pytest.raises(Off, match="accounts in the books"):
        reconcile(day)
