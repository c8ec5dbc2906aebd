"""What stands on a bill besides calls: extras by key or barcode, a discount, a call that is made free."""

from decimal import Decimal

import pytest
from family import Family
from locutorio.desk import acts, bills, decisions, discounts, extras, items
from locutorio.desk.errors import (
    AlreadyPaid,
    BadDiscount,
    BadExtra,
    CodeTaken,
    NoReason,
    NothingToDecide,
    UnknownExtra,
    UnknownItem,
)
from locutorio.desk.people import Person
from locutorio.store import booked
from locutorio.store.engine import Store
from paid_counter import cash, pay, show
from small_shop import NOWHERE, SHOP, furnish


@pytest.fixture
def owner(store: Store) -> Person:
    return furnish(store, "booth-1", "booth-2", "booth-3")


@pytest.fixture
def family(store: Store, owner) -> Family:
    return Family(store, owner)


@pytest.fixture
def coffee(store: Store) -> int:
    return extras.add(
        store, text="Coffee", amount_minor=120, key="C", barcode="8410076472885", tax="10.0", now_ms=1
    )


def on(store: Store, bill_id: int) -> list[tuple[str, int, int, str]]:
    return [
        (extra.text, extra.quantity, extra.amount_minor, extra.tax)
        for extra in show(store, bill_id).bill.extras
    ]


# --- extras -------------------------------------------------------------------------------------------------


def test_one_more_of_the_same_counts_on_its_line(store: Store, owner, family: Family, coffee: int):
    bill_id = family.called(1)
    for code in ("8410076472885", "c", " C "):
        found = items.by_code(store, code)
        items.add_item(store, bill_id=bill_id, extra_id=found.id, **family.by)
    assert on(store, bill_id) == [("Coffee", 3, 360, "10")]
    extras.change_extra(
        store, extra_id=coffee, text="Coffee", amount_minor=130, key="c", barcode="", tax="10",
        is_active=True, operator_id=owner.id, now_ms=1,
    )  # fmt: skip
    items.add_item(store, bill_id=bill_id, extra_id=coffee, **family.by)
    assert on(store, bill_id) == [("Coffee", 3, 360, "10"), ("Coffee", 1, 130, "10")], "at another price"


def test_items_stay_while_the_bill_is_parked_and_can_be_taken_off(store: Store, owner, family: Family):
    bill_id = family.called(1)
    item_id = items.add_item(store, bill_id=bill_id, text=" Copy ", amount_minor=10, quantity=2, **family.by)
    bills.park(store, SHOP, bill_id=bill_id, **family.by)
    assert on(store, bill_id) == [("Copy", 2, 20, "")]
    items.remove_item(store, bill_id=bill_id, item_id=item_id, **family.by)
    assert on(store, bill_id) == []
    with pytest.raises(UnknownItem):
        items.remove_item(store, bill_id=bill_id, item_id=item_id, **family.by)


@pytest.mark.parametrize("wrong", [{"text": " "}, {"quantity": 0}, {"amount_minor": -1}])
def test_what_is_no_extra(store: Store, owner, family: Family, wrong):
    bill_id = family.called(1)
    with pytest.raises(BadExtra):
        items.add_item(store, bill_id=bill_id, **({"text": "Copy", "amount_minor": 10} | family.by | wrong))


def test_what_is_no_longer_sold_has_no_key(store: Store, owner, coffee: int):
    assert items.by_barcode(store, "8410076472885").id == coffee
    extras.change_extra(
        store, extra_id=coffee, text="Coffee", amount_minor=120, key="c", barcode="8410076472885", tax="",
        is_active=False, operator_id=owner.id, now_ms=1,
    )  # fmt: skip
    for find in (items.by_code, items.by_barcode):
        with pytest.raises(UnknownExtra):
            find(store, "8410076472885")
    with pytest.raises(UnknownExtra):
        items.by_code(store, "")
    assert (extras.listed(store), [one.id for one in extras.every(store)]) == ((), [coffee])
    assert acts.recent(store, 1)[0].kind == "change_extra"


def test_a_key_or_a_barcode_is_of_one_extra(store: Store, coffee: int):
    for code in ({"key": "c"}, {"barcode": "8410076472885"}):
        with pytest.raises(CodeTaken):
            extras.add(store, text="Cake", amount_minor=200, now_ms=1, **code)
    for wrong in (
        {"key": "cc"},
        {"key": "!"},
        {"tax": "much"},
        {"tax": "-1"},
        {"text": ""},
        {"amount_minor": -1},
    ):
        with pytest.raises(BadExtra):
            extras.add(store, **({"text": "Cake", "amount_minor": 200, "now_ms": 1} | wrong))


# --- discounts ----------------------------------------------------------------------------------------------


def test_the_latest_discount_counts(store: Store, owner, family: Family):
    bill_id = family.called(1)

    def less(percent: Decimal | None, amount_minor: int) -> int:
        discounts.set_discount(
            store, bill_id=bill_id, percent=percent, amount_minor=amount_minor, reason="a bad line",
            **family.by,
        )  # fmt: skip
        return show(store, bill_id).bill.due_minor

    assert less(Decimal("12.5"), 0) == 52
    assert less(None, 15) == 45
    act = acts.recent(store, 1)[0]
    assert (act.kind, act.name) == ("discount", "Ana")
    receipt = pay(store, bill_id, owner, tenders=cash(45), expected_due_minor=45)
    assert receipt.discount is not None
    assert (receipt.discount.amount_minor, receipt.discount.reason) == (15, "a bad line")


def test_a_discount_can_be_taken_off(store: Store, owner, family: Family):
    bill_id = family.called(1)
    discounts.set_discount(store, bill_id=bill_id, percent=None, amount_minor=15, reason="x", **family.by)
    discounts.clear_discount(store, bill_id=bill_id, **family.by)
    assert show(store, bill_id).bill.due_minor == 60


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"amount_minor": 0}, BadDiscount),
        ({"amount_minor": -1}, BadDiscount),
        ({"percent": Decimal(0)}, BadDiscount),
        ({"percent": Decimal(101)}, BadDiscount),
        ({"percent": Decimal("NaN")}, BadDiscount),
        ({"reason": " "}, NoReason),
    ],
)
def test_what_is_no_discount(store: Store, owner, family: Family, wrong, error):
    bill_id = family.called(1)
    agreed = {"percent": None, "amount_minor": 10, "reason": "late"} | family.by | wrong
    with pytest.raises(error):
        discounts.set_discount(store, bill_id=bill_id, **agreed)
    assert show(store, bill_id).bill.discount is None


# --- free calls ---------------------------------------------------------------------------------------------


def test_a_call_is_made_free_with_its_reason(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1)
    family.calls(1, 91_000)
    family.leaves(1)
    bad, good = (call.call_id for call in show(store, bill_id).bill.calls)
    with pytest.raises(NoReason):
        decisions.free(store, call_ids=[bad], reason=" ", **family.by)
    decisions.free(store, call_ids=[bad], reason="nobody heard me", **family.by)
    with pytest.raises(NothingToDecide):
        decisions.free(store, call_ids=[good, bad], reason="again", **family.by)
    receipt = pay(store, bill_id, owner)
    assert [(call.cost_minor, call.reason) for call in receipt.calls] == [(0, "nobody heard me"), (60, "")]
    with pytest.raises(AlreadyPaid):
        decisions.free(store, call_ids=[good], reason="late", **family.by)


def test_only_a_call_that_is_over_and_costs_something_can_be_made_free(store: Store, owner, family: Family):
    bill_id = family.sits(1)
    family.calls(1, 90_000, state="talking", ended_ms=None, ending="")
    family.calls(1, 91_000, answered_ms=None, evidence="", talk_ms=0)
    family.calls(1, 92_000, digits=NOWHERE)
    with store.read() as tx:
        running, unanswered, nowhere = (call.id for call in booked.of_bills(tx, [bill_id])[bill_id])
    for call_id in (running, unanswered, 99):
        with pytest.raises(NothingToDecide):
            decisions.free(store, call_ids=[call_id], reason="late", **family.by)
    decisions.free(store, call_ids=[nowhere], reason="wrong number", **family.by)
    assert show(store, bill_id).bill.unpriced == ()
