"""Open bills: several booths on one, parked and taken up, calls ticked onto another, two joined."""

import pytest
from family import Family
from locutorio.core.tender import Tender
from locutorio.desk import bills, discounts, items, people, problems, receipts
from locutorio.desk.errors import (
    AlreadyPaid,
    BillHasDiscount,
    NotEmpty,
    NothingToPark,
    NothingToTick,
    RecordsMissing,
    SameBill,
    UnknownBill,
)
from locutorio.desk.people import Person
from locutorio.store import booked
from locutorio.store.engine import Store
from paid_counter import SHOWN_MS, cash, pay, show
from small_shop import FRANCE, SHOP, furnish


@pytest.fixture
def owner(store: Store) -> Person:
    return furnish(store, "booth-1", "booth-2", "booth-3")


@pytest.fixture
def family(store: Store, owner) -> Family:
    return Family(store, owner)


# --- several booths -----------------------------------------------------------------------------------------


def test_a_family_pays_for_its_booths_together(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    assert family.sits(2, bill_id=bill_id) == bill_id
    family.calls(1)
    family.calls(2, digits=FRANCE, talk_ms=33_000)
    family.leaves(1)
    waiting = show(store, bill_id)
    assert [(one.kind, one.booth_label) for one in waiting.in_the_way] == [("open", "Booth-2")]
    assert [(one.booth_label, one.phase) for one in waiting.visits] == [
        ("Booth-1", "settling"), ("Booth-2", "open"),
    ]  # fmt: skip
    family.leaves(2)
    receipt = pay(store, bill_id, owner, tenders=cash(130), expected_due_minor=130)
    assert receipt.booth_label == "Booth-1, Booth-2"
    assert [call.booth_label for call in receipt.calls] == ["Booth-1", "Booth-2"]
    assert receipt.rounding_minor == 4, "rounded once, not once for each booth"
    assert (family.phase(1), family.phase(2), family.open_ids()) == ("free", "free", [])


def test_nobody_joins_a_bill_that_is_paid(store: Store, owner, family: Family):
    bill_id = family.called(1)
    pay(store, bill_id, owner)
    with pytest.raises(AlreadyPaid):
        family.sits(2, bill_id=bill_id)
    assert family.phase(2) == "free"


def test_a_bill_without_a_booth(store: Store, owner, family: Family):
    bill_id = bills.open_bill(store, name=" copies ", **family.by)
    items.add_item(store, bill_id=bill_id, text="Copy", amount_minor=10, quantity=6, **family.by)
    assert [one.name for one in bills.waiting(store, SHOP, now_ms=SHOWN_MS)] == ["copies"]
    assert pay(store, bill_id, owner).booth_label == ""


def test_a_bill_with_nothing_on_it_is_closed_without_a_receipt(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1, answered_ms=None, evidence="", talk_ms=0)  # nobody answered
    with pytest.raises(NotEmpty):
        bills.drop(store, SHOP, bill_id=bill_id, **family.by)
    family.leaves(1)
    bills.drop(store, SHOP, bill_id=bill_id, **family.by)
    assert (family.phase(1), family.open_ids(), receipts.recent(store, 1)) == ("free", [], [])
    with pytest.raises(UnknownBill):
        show(store, bill_id)
    assert problems.problems(store, SHOP).never_billed == ()


@pytest.mark.parametrize("left", ["a call", "an item", "a deposit"])
def test_a_bill_with_something_on_it_is_to_be_paid(store: Store, owner, family: Family, left: str):
    bill_id = family.sits(1, deposit_minor=100 if left == "a deposit" else None)
    if left == "a call":
        family.calls(1)
    family.leaves(1)
    if left == "an item":
        items.add_item(store, bill_id=bill_id, text="Water", amount_minor=0, **family.by)
    with pytest.raises(NotEmpty):
        bills.drop(store, SHOP, bill_id=bill_id, **family.by)


# --- parked -------------------------------------------------------------------------------------------------


def test_a_parked_bill_frees_its_booths_and_waits(store: Store, owner, family: Family):
    bill_id = family.called(1)
    assert bills.waiting(store, SHOP, now_ms=SHOWN_MS) == []
    bills.park(store, SHOP, bill_id=bill_id, **family.by)
    assert family.phase(1) == "free"
    [parked] = bills.waiting(store, SHOP, now_ms=SHOWN_MS)
    assert (parked.id, parked.parked_ms, parked.booths) == (bill_id, SHOWN_MS, ("Booth-1",))
    assert family.sits(1, 102_000) != bill_id
    bills.take_up(store, bill_id=bill_id, **family.by)
    assert show(store, bill_id).parked_ms is None
    assert pay(store, bill_id, owner).number == 1


def test_parking_frees_only_the_booths_that_have_told_all(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.sits(2, bill_id=bill_id)
    with pytest.raises(NothingToPark):
        bills.park(store, SHOP, bill_id=bill_id, **family.by)
    family.calls(1)
    family.leaves(1)
    bills.park(store, SHOP, bill_id=bill_id, **family.by)
    assert (family.phase(1), family.phase(2)) == ("free", "open")
    assert show(store, bill_id).parked_ms is None, "somebody still calls"


def test_a_call_told_of_late_stands_on_the_parked_bill(store: Store, owner, family: Family):
    bill_id = family.called(1)
    bills.park(store, SHOP, bill_id=bill_id, **family.by)
    family.calls(1, 120_000)
    assert show(store, bill_id).bill.charges_minor == 120
    assert problems.problems(store, SHOP).never_billed == ()
    family.calls(1, 130_000, state="talking", ended_ms=None, ending="")
    with pytest.raises(RecordsMissing):
        pay(store, bill_id, owner, expected_due_minor=120)


# --- whose it is --------------------------------------------------------------------------------------------


def test_a_bill_is_of_who_opened_it_until_another_takes_it(store: Store, owner, family: Family):
    luis = people.add_person(
        store, name="Luis", password="a long password", role="operator", operator_id=owner.id, now_ms=1
    )
    mine, other = family.called(1), family.called(2)
    bills.take_up(store, bill_id=other, operator_id=luis.id, now_ms=SHOWN_MS)
    assert [show(store, bill_id).person for bill_id in (mine, other)] == ["Ana", "Luis"]
    with store.begin() as tx:
        assert (
            bills.hand_over(tx, from_id=owner.id, to_id=luis.id, operator_id=owner.id, now_ms=SHOWN_MS) == 1
        )
        assert bills.hand_over(tx, from_id=None, to_id=luis.id, operator_id=owner.id, now_ms=SHOWN_MS) == 0
    assert [show(store, bill_id).person for bill_id in (mine, other)] == ["Luis", "Luis"]
    assert family.last_act() == "hand_over"
    bills.rename(store, bill_id=mine, name=" The Riveras ", **family.by)
    assert show(store, mine).name == "The Riveras"


# --- split --------------------------------------------------------------------------------------------------


def test_ticked_calls_are_paid_with_another_bill(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1)
    family.calls(1, 91_000, digits=FRANCE, talk_ms=33_000)
    family.leaves(1)
    spain, france = (call.call_id for call in show(store, bill_id).bill.calls)
    other_id = bills.tick(store, call_ids=[france], bill_id=bill_id, to_bill_id=None, **family.by)
    assert show(store, bill_id).bill.charges_minor == 60
    assert (show(store, other_id).bill.due_minor, show(store, other_id).booths) == (70, ("Booth-1",))
    receipt = pay(store, other_id, owner, tenders=cash(70), expected_due_minor=70, request_key="other")
    assert [call.call_id for call in receipt.calls] == [france]
    assert family.phase(1) == "settling", "the visit is on the first bill"
    with pytest.raises(NothingToTick):
        bills.tick(store, call_ids=[france], bill_id=bill_id, to_bill_id=None, **family.by)
    with pytest.raises(AlreadyPaid):
        bills.tick(store, call_ids=[spain], bill_id=bill_id, to_bill_id=other_id, **family.by)
    assert [call.call_id for call in pay(store, bill_id, owner).calls] == [spain]
    assert problems.problems(store, SHOP).never_billed == ()


def test_ticked_back_it_is_as_it_was(store: Store, owner, family: Family):
    bill_id = family.called(1)
    [call] = show(store, bill_id).bill.calls
    other_id = bills.tick(store, call_ids=[call.call_id], bill_id=bill_id, to_bill_id=None, **family.by)
    bills.tick(store, call_ids=[call.call_id], bill_id=other_id, to_bill_id=bill_id, **family.by)
    assert show(store, bill_id).bill.calls == (call,)
    assert show(store, other_id).bill.calls == ()


def test_a_call_that_runs_is_not_ticked(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1, state="talking", ended_ms=None, ending="")
    assert show(store, bill_id).bill.calls == ()
    with store.read() as tx:
        [running] = booked.of_bills(tx, [bill_id])[bill_id]
    for call_ids in ([running.id], [], [99]):
        with pytest.raises(NothingToTick):
            bills.tick(store, call_ids=call_ids, bill_id=bill_id, to_bill_id=None, **family.by)
    assert family.open_ids() == [bill_id]


# --- joined -------------------------------------------------------------------------------------------------


def test_joined_bills_are_one(store: Store, owner, family: Family):
    mine, gone, before = family.called(1), family.called(2), family.called(3)
    items.add_item(store, bill_id=gone, text="Coffee", amount_minor=120, **family.by)
    bills.join(store, bill_id=before, into_id=gone, **family.by)
    bills.join(store, bill_id=gone, into_id=mine, **family.by)
    joined = show(store, mine)
    assert (joined.bill.charges_minor, joined.bill.extras_minor) == (180, 120)
    assert joined.booths == ("Booth-1", "Booth-2", "Booth-3")
    assert family.open_ids() == [mine]
    for bill_id in (gone, before):
        with pytest.raises(UnknownBill) as refused:
            show(store, bill_id)
        assert refused.value.facts == {"into_id": mine}
    pay(store, mine, owner, tenders=cash(300), expected_due_minor=300)
    assert [family.phase(number) for number in (1, 2, 3)] == ["free"] * 3


def test_calls_ticked_apart_come_together_again(store: Store, owner, family: Family):
    bill_id = family.called(1)
    whole = show(store, bill_id).bill
    other_id = bills.tick(
        store, call_ids=[whole.calls[0].call_id], bill_id=bill_id, to_bill_id=None, **family.by
    )
    bills.join(store, bill_id=other_id, into_id=bill_id, **family.by)
    assert show(store, bill_id).bill == whole


def test_two_budgets_add_up_and_none_stays_none(store: Store, owner, family: Family):
    one, two, free = family.sits(1, budget_minor=500), family.sits(2, budget_minor=300), family.sits(3)
    bills.join(store, bill_id=two, into_id=one, **family.by)
    assert show(store, one).budget_minor == 800
    bills.join(store, bill_id=free, into_id=one, **family.by)
    assert show(store, one).budget_minor is None


def test_what_cannot_be_joined(store: Store, owner, family: Family):
    one, two = family.called(1), family.called(2)
    with pytest.raises(SameBill):
        bills.join(store, bill_id=one, into_id=one, **family.by)
    discounts.set_discount(store, bill_id=one, percent=None, amount_minor=10, reason="late", **family.by)
    with pytest.raises(BillHasDiscount):
        bills.join(store, bill_id=one, into_id=two, **family.by)
    pay(store, two, owner)
    with pytest.raises(AlreadyPaid):
        bills.join(store, bill_id=one, into_id=two, **family.by)


def test_nothing_of_a_paid_bill_changes(store: Store, owner, family: Family):
    bill_id = family.called(1)
    item_id = items.add_item(store, bill_id=bill_id, text="Coffee", amount_minor=100, **family.by)
    [call] = show(store, bill_id).bill.calls
    pay(store, bill_id, owner, tenders=[Tender("card", 160)], expected_due_minor=160)
    by = family.by
    for change in (
        lambda: items.add_item(store, bill_id=bill_id, text="Tea", amount_minor=100, **by),
        lambda: items.remove_item(store, bill_id=bill_id, item_id=item_id, **by),
        lambda: discounts.set_discount(
            store, bill_id=bill_id, percent=None, amount_minor=1, reason="late", **by
        ),
        lambda: discounts.clear_discount(store, bill_id=bill_id, **by),
        lambda: bills.tick(store, call_ids=[call.call_id], bill_id=bill_id, to_bill_id=None, **by),
        lambda: bills.rename(store, bill_id=bill_id, name="x", **by),
        lambda: bills.take_up(store, bill_id=bill_id, **by),
        lambda: bills.park(store, SHOP, bill_id=bill_id, **by),
    ):
        with pytest.raises(AlreadyPaid):
            change()
