"""Of several hubs the one that was started last is in charge, and the others know."""

import pytest
from locutorio.desk import command, epoch
from locutorio.desk.epoch import Fenced
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SaidBooth, furnish


def test_each_start_takes_a_higher_epoch_and_the_one_before_is_fenced(store: Store):
    first = epoch.take(store, now_ms=NOON_MS)
    epoch.hold_in(store, first)
    second = epoch.take(store, now_ms=NOON_MS - 3_600_000)
    assert second > first, "although its clock is behind"
    epoch.hold_in(store, second)
    with pytest.raises(Fenced):
        epoch.hold_in(store, first)


def test_a_hub_from_a_backup_is_above_what_the_booths_have_heard(store: Store):
    """Even if its clock has forgotten too."""
    furnish(store, "booth-1")
    SaidBooth(store).hello(epoch=1_900_000_000)
    assert epoch.take(store, now_ms=1) == 1_900_000_001


def test_a_booth_that_listens_to_another_hub_is_not_spoken_to(store: Store):
    owner = furnish(store, "booth-1", "booth-2")
    for booth_id in ("booth-1", "booth-2"):
        booth = SaidBooth(store, booth_id)
        booth.hello()
        booth.unlock(owner, 1_000)
        booth.lock(owner, 2_000)
        booth.state(3_000, ctr=1, epoch=8 if booth_id == "booth-2" else 7)
    due = command.due(store, SHOP, epoch=7, now_ms=NOON_MS + 3_000)
    assert (
        {order.booth_id for order in due.orders} == {booth_id for booth_id, _ in due.listening} == {"booth-1"}
    )
    assert due.online == {"booth-1", "booth-2"}
    with store.read() as tx:
        said = command.acks(tx, {("booth-1", 1): 3, ("booth-2", 1): 3}, epoch=7)
    assert [order.booth_id for order in said] == ["booth-1"]
