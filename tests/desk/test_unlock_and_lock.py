"""Unlocking and locking: what is refused, what is wanted of the booth, and that the log knows who."""

import pytest
from locutorio.desk import acts, board, command
from locutorio.desk.errors import BoothNotFree, BoothOffline, NeedsFlashing, NotOurBooth, UnknownBooth
from locutorio.desk.lock import lock
from locutorio.desk.unlock import unlock
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SaidBooth, furnish


def phase(store: Store, at_ms: int) -> str:
    return board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + at_ms).phase


def test_a_booth_goes_from_free_to_free_by_way_of_a_visit(store: Store):
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    assert phase(store, 0) == "free"
    unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 1)
    assert phase(store, 1) == "opening"
    booth.state(2, ctr=1, relay=True, line="idle", visit=f"booth-1.{NOON_MS + 1}")
    assert phase(store, 2) == "open"
    lock(store, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 3)
    assert phase(store, 3) == "closing"
    booth.state(4, ctr=2, relay=True, line="locked")
    assert phase(store, 4) == "closing", "it says it is locked, but its contact does not"
    booth.state(5, ctr=2, relay=False, line="locked")
    assert phase(store, 5) == "settling"
    assert [(act.name, act.kind, act.booth_id) for act in acts.recent(store, 2)] == [
        ("Ana", "lock", "booth-1"),
        ("Ana", "unlock", "booth-1"),
    ]


def test_a_relay_that_is_open_still_may_close_later(store: Store):
    """Unlocked and locked in a hurry: until the booth obeys the lock it may yet obey the unlock."""
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 1)
    lock(store, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 2)
    booth.state(3, ctr=0, relay=False)
    assert phase(store, 3) == "closing"
    booth.state(4, ctr=2, relay=False)
    assert phase(store, 4) == "settling"


def orders(store: Store, at_ms: int) -> list[command.Order]:
    return list(command.due(store, SHOP, epoch=7, now_ms=NOON_MS + at_ms).orders)


def test_what_is_wanted_is_bound_to_the_boot_and_rises(store: Store):
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    visit_id = booth.unlock(owner, 1_000)
    assert orders(store, 1_000) == []
    lock(store, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 2_000)
    (wanted,) = orders(store, 2_000)
    told = wanted.fields
    assert (wanted.nonce, told["ctr"], told["unlocked"], told["visit"]) == (booth.nonce, 2, False, "")
    again = SaidBooth(store, boot=2, began_ms=NOON_MS + 3_000)
    again.hello()
    (wanted,) = orders(store, 3_000)
    assert (wanted.nonce, wanted.fields["ctr"]) == (again.nonce, 2)
    assert visit_id == f"booth-1.{NOON_MS + 1_000}"


def test_a_command_that_is_held_back_is_too_late(store: Store):
    """It names the booth's own time: what is said anew is good for another ten seconds."""
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello(400)
    unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 1_000)
    assert [order.fields["until_ms"] for order in orders(store, 1_000)] == [11_000]
    booth.state(2_000)
    assert [order.fields["until_ms"] for order in orders(store, 5_000)] == [15_000]
    assert [order.fields["until_ms"] for order in orders(store, -3_600_000)] == [12_000], (
        "our clock was set back"
    )


def test_a_booth_that_is_not_there_is_not_spoken_to(store: Store):
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 1)
    assert orders(store, 20_000) == []
    booth.presence(2, online=False)
    assert orders(store, 2) == []


def test_a_booth_that_has_obeyed_more_than_we_know_of_listens_again(store: Store):
    """The hub came back from yesterday's backup: its counter has to overtake the booth's."""
    furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    booth.state(1, ctr=41, relay=True, line="idle")
    (wanted,) = orders(store, 2)
    assert (wanted.fields["ctr"], wanted.fields["unlocked"]) == (42, False)


@pytest.mark.parametrize(
    ("prepare", "error"),
    [
        (lambda booth, owner: None, BoothOffline),
        (lambda booth, owner: (booth.hello(), booth.presence(1, online=False)), BoothOffline),
        (lambda booth, owner: booth.hello(-15_001), BoothOffline),
        (lambda booth, owner: booth.hello(wire=2), NeedsFlashing),
        (lambda booth, owner: booth.hello(epoch=8), NotOurBooth),
        (lambda booth, owner: (booth.hello(), booth.unlock(owner, 1)), BoothNotFree),
        (lambda booth, owner: (booth.hello(), booth.unlock(owner, 1), booth.lock(owner, 2)), BoothNotFree),
    ],
    ids=[
        "never heard",
        "said goodbye",
        "unheard for 15 s",
        "other wire",
        "another hub's",
        "open visit",
        "unpaid visit",
    ],
)
def test_unlocking_is_refused(store: Store, prepare, error):
    owner = furnish(store, "booth-1")
    prepare(SaidBooth(store), owner)
    before = len(acts.recent(store, 100))
    with pytest.raises(error):
        unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 3)
    assert len(acts.recent(store, 100)) == before


def test_a_booth_nobody_knows(store: Store):
    owner = furnish(store)
    with pytest.raises(UnknownBooth):
        unlock(store, SHOP, booth_id="booth-9", operator_id=owner.id, now_ms=NOON_MS)
    with pytest.raises(UnknownBooth):
        lock(store, booth_id="booth-9", operator_id=owner.id, now_ms=NOON_MS)


def test_locking_twice_is_locking_once(store: Store):
    owner = furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    booth.unlock(owner, 1_000)
    booth.lock(owner, 2_000)
    lock(store, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS + 2_001)
    assert phase(store, 2_001) == "settling"
    assert [act.kind for act in acts.recent(store, 100)].count("lock") == 1
