"""Moving to another booth: one bill, one budget, and the booth that was left is free once it has told all."""

import pytest
from family import Family
from locutorio.desk import bills, board
from locutorio.desk.errors import BoothNotFree, BoothOffline, NothingToMove, RecordsMissing
from locutorio.desk.move import move
from locutorio.desk.people import Person
from locutorio.desk.settle import settle_anyway
from locutorio.store.engine import Store
from paid_counter import SHOWN_MS, cash, pay, show
from small_shop import NOON_MS, SHOP, furnish


@pytest.fixture
def owner(store: Store) -> Person:
    return furnish(store, "booth-1", "booth-2", "booth-3")


@pytest.fixture
def family(store: Store, owner) -> Family:
    return Family(store, owner)


def moved(family: Family, *, at_ms: int = 95_000) -> None:
    """From booth 1 to booth 2; booth 2 obeys, booth 1 has not heard of it."""
    there = family.counters[2].booth
    there.state(at_ms - 1)
    move(
        family.store, SHOP, booth_id="booth-1", to_booth_id="booth-2", operator_id=family.owner.id,
        now_ms=NOON_MS + at_ms,
    )  # fmt: skip
    there.visit_id = board.tile(family.store, SHOP, booth_id="booth-2", now_ms=NOON_MS + at_ms).visit_id
    there.obeyed += 1
    there.leased = True
    there.state(at_ms + 1, line="idle", relay=True)


def together(family: Family) -> tuple[str, ...]:
    tile = board.tile(family.store, SHOP, booth_id="booth-2", now_ms=NOON_MS + 96_000)
    return tile.together


def left(family: Family, at_ms: int = 96_000) -> None:
    """Booth 1 obeys."""
    here = family.counters[1].booth
    here.obeyed += 1
    here.leased = False
    here.state(at_ms)


def test_the_bill_goes_along_and_the_booth_is_free_again(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1)
    moved(family)
    assert (family.phase(1, 95_500), family.phase(2, 95_500)) == ("closing", "open")
    assert together(family) == ()
    left(family)
    assert family.phase(1) == "free"
    family.calls(2, 97_000)
    family.leaves(2)
    assert (
        pay(store, bill_id, owner, tenders=cash(120), expected_due_minor=120).booth_label
        == "Booth-1, Booth-2"
    )


def test_the_bill_waits_for_what_the_left_booth_has_to_tell(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    moved(family)
    family.counters[1].booth.state(95_500, line="idle", relay=True)  # it has not heard yet
    family.leaves(2)
    assert [one.kind for one in show(store, bill_id).in_the_way] == ["closing"]
    family.counters[1].booth.seq = 1  # a call it has numbered
    left(family)
    assert [one.kind for one in show(store, bill_id).in_the_way] == ["missing"]
    with pytest.raises(RecordsMissing):
        pay(store, bill_id, owner)
    with pytest.raises(BoothNotFree):
        family.sits(1, 100_500)
    family.calls(1, 100_000, seq=1)
    assert (family.phase(1), family.phase(2)) == ("free", "settling")
    family.sits(1, 101_000)
    assert show(store, bill_id).visits[0].phase == "gone"
    assert pay(store, bill_id, owner, now_ms=SHOWN_MS).due_minor == 60


def test_a_booth_that_still_tells_of_a_call_is_not_taken_again(store: Store, owner, family: Family):
    family.sits(1)
    family.calls(1, state="talking", ended_ms=None, ending="")
    moved(family)
    here = family.counters[1].booth
    here.obeyed, here.leased = here.obeyed + 1, False
    here.state(96_000, call=90_000, talk_ms=60_000)
    with pytest.raises(BoothNotFree):
        family.sits(1, 97_000)
    here.record(98_000, call=90_000)
    family.sits(1, 99_000)


def test_away_from_a_booth_that_died(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    moved(family, at_ms=60_000)
    family.leaves(2, 70_000)
    [hindrance] = bills.bill(store, SHOP, bill_id=bill_id, now_ms=NOON_MS + 71_000).in_the_way
    assert (hindrance.kind, hindrance.booth_label) == ("offline", "Booth-1")
    settle_anyway(
        store, SHOP, visit_id=hindrance.visit_id, reason="fire", operator_id=owner.id, now_ms=NOON_MS + 72_000
    )
    assert pay(store, bill_id, owner, tenders=(), expected_due_minor=0).due_minor == 0


def test_the_budget_is_that_of_the_bill(store: Store, owner, family: Family):
    bill_id = family.sits(1, budget_minor=500)
    family.calls(1)
    moved(family)
    tile = board.tile(store, SHOP, booth_id="booth-2", now_ms=NOON_MS + 96_000)
    assert (tile.bill_id, tile.budget_minor, tile.left_minor) == (bill_id, 500, 440)


def test_refused_moves_leave_the_customer_where_they_sit(store: Store, owner, family: Family):
    by = {"operator_id": owner.id, "now_ms": NOON_MS + 2_000}
    with pytest.raises(NothingToMove):
        move(store, SHOP, booth_id="booth-1", to_booth_id="booth-2", **by)
    family.sits(1)
    family.sits(2)
    with pytest.raises(BoothNotFree):
        move(store, SHOP, booth_id="booth-1", to_booth_id="booth-2", **by)
    with pytest.raises(BoothOffline):
        move(store, SHOP, booth_id="booth-1", to_booth_id="booth-3", **by | {"now_ms": NOON_MS + 60_000})
    assert family.phase(1, 2_000) == "open"
