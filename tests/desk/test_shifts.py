"""Shifts: a float, what moves, a blind count, and a Z that is kept."""

from dataclasses import replace
from typing import Any

import pytest
from locutorio.core.till import Drawer
from locutorio.desk import drawer, shifts
from locutorio.desk.errors import BadAmount, BadCount, NoReason, NoShift, NotInDrawer, ShiftOpen, StillOpen
from locutorio.desk.people import Person
from locutorio.desk.verify import verify
from locutorio.store import bills, ledger, paper
from locutorio.store.engine import Store
from locutorio.store.requests import RequestReused
from paid_counter import Counter, pay
from small_shop import NOON_MS, SHOP

LATER_MS = NOON_MS + 200_000


def opened(store: Store, owner: Person, float_minor: int = 10_000) -> int:
    return shifts.open_shift(store, float_minor=float_minor, operator_id=owner.id, now_ms=NOON_MS)


def closed(store: Store, owner: Person, counted: dict[int, int], left_minor: int = 0, **fields: Any):
    values = {"hand_to": None, "request_key": "close 1", "now_ms": LATER_MS} | fields
    return shifts.close_shift(
        store, SHOP, counted=counted, left_minor=left_minor, operator_id=owner.id, **values
    )


def move(store: Store, owner: Person, kind: Any, amount_minor: int, **fields: Any) -> int:
    values = {"reason": "said", "request_key": f"{kind} {amount_minor}"} | fields
    return drawer.move(
        store, SHOP, kind, amount_minor=amount_minor, operator_id=owner.id, now_ms=NOON_MS, **values
    )


def test_an_x_says_how_the_cash_came_about_and_changes_nothing(store: Store, owner: Person):
    opened(store, owner)
    pay(store, Counter(store).visit(owner), owner)
    for kind, amount_minor in (("paid_in", 500), ("paid_out", 200), ("safe_drop", 4_000)):
        move(store, owner, kind, amount_minor)
    report = shifts.x_report(store, SHOP, operator_id=owner.id, now_ms=LATER_MS)
    assert report.drawer == Drawer(10_000, 60, 500, -200, -4_000)
    assert (report.kind, report.number, report.opened_by, report.counted) == ("x", None, "Ana", None)
    assert (report.sold.receipts, report.sold.calls, report.sold.total_minor) == (1, 1, 60)
    assert (report.methods, report.people) == ((("cash", 60),), (("Ana", 60),))
    assert [(each.kind, each.amount_minor, each.reason) for each in report.movements] == [
        ("paid_in", 500, "said"), ("paid_out", -200, "said"), ("safe_drop", -4_000, "said"),
    ]  # fmt: skip
    again = shifts.x_report(store, SHOP, operator_id=owner.id, now_ms=LATER_MS)
    assert again == report
    with store.read() as tx:
        assert ledger.cash(tx) == report.drawer.expected_minor == 6_360


def test_a_count_books_what_is_missing_and_the_rest_goes_to_the_safe(store: Store, owner: Person):
    opened(store, owner)
    report = closed(store, owner, {5_000: 1, 2_000: 2, 500: 1}, left_minor=5_000)
    assert report.counted is not None
    assert report.counted.pieces == ((5_000, 1), (2_000, 2), (500, 1))
    assert (report.counted.difference_minor, report.counted.to_safe_minor) == (-500, 4_500)
    assert (report.kind, report.number) == ("z", 1)
    assert shifts.z_report(store, 1) == report == shifts.z_reports(store)[0]
    with store.read() as tx:
        assert ledger.balances(tx) == {"cash": 5_000, "safe": 4_500, "over_short": 500, "paid_in": -10_000}
        assert [job.kind for job in paper.in_hand(tx)] == ["report"]
    assert shifts.current(store) is None
    assert shifts.left(store) == 5_000
    assert verify(store, SHOP) == ()


def test_what_the_last_one_left_is_what_the_next_begins_with(store: Store, owner: Person):
    """A sale opens a shift by itself; a person may say that there is something else."""
    opened(store, owner)
    closed(store, owner, {5_000: 2}, left_minor=5_000)
    pay(store, Counter(store).visit(owner), owner)
    now = shifts.current(store)
    assert now is not None
    assert (now.id, now.opened_by, now.float_minor) == (2, "", 5_000)
    closed(store, owner, {5_000: 1, 60: 1}, left_minor=60, request_key="close 2")
    assert opened(store, owner, 100) == 3
    with store.read() as tx:
        assert ledger.balances(tx, shift_id=3) == {"cash": 40, "over_short": -40}


def test_a_shift_does_not_close_over_an_open_bill_that_nobody_takes(store: Store, owner: Person):
    opened(store, owner)
    bill_id = Counter(store).visit(owner)
    with pytest.raises(StillOpen) as refused:
        closed(store, owner, {5_000: 2})
    assert refused.value.facts["open_bills"] == 1
    assert closed(store, owner, {5_000: 2}, hand_to=owner.id).handed_to == "Ana"
    with store.read() as tx:
        (waiting,) = bills.every_open(tx)
    assert (waiting.id, waiting.person) == (bill_id, "Ana")


def test_closing_twice_by_a_double_click_is_closing_once(store: Store, owner: Person):
    opened(store, owner)
    first = closed(store, owner, {5_000: 2})
    assert closed(store, owner, {5_000: 2}, now_ms=LATER_MS + 5) == first
    with pytest.raises(RequestReused):
        closed(store, owner, {5_000: 1})
    with pytest.raises(NoShift):
        closed(store, owner, {5_000: 2}, request_key="another")


def test_a_count_that_cannot_be_is_refused(store: Store, owner: Person):
    opened(store, owner)
    for counted, left_minor in (({0: 3}, 0), ({100: -1}, 0), ({100: 1}, 101), ({100: 1}, -1)):
        with pytest.raises(BadCount):
            closed(store, owner, counted, left_minor)


def test_one_shift_at_a_time(store: Store, owner: Person):
    opened(store, owner)
    with pytest.raises(ShiftOpen):
        opened(store, owner)
    with pytest.raises(BadAmount):
        opened(store, owner, -1)


def test_money_leaves_the_drawer_once_with_a_reason_and_only_if_it_is_there(store: Store, owner: Person):
    opened(store, owner, 1_000)
    assert move(store, owner, "paid_out", 300) == move(store, owner, "paid_out", 300)
    with pytest.raises(NotInDrawer):
        move(store, owner, "safe_drop", 701)
    with pytest.raises(NoReason):
        move(store, owner, "paid_out", 5, reason=" ")
    with pytest.raises(BadAmount):
        move(store, owner, "paid_in", 0)
    with store.read() as tx:
        assert ledger.cash(tx) == 700
        (slip,) = paper.in_hand(tx)
        assert (slip.kind, slip.kick) == ("slip", True)


def test_the_drawer_opens_for_nothing_only_with_its_record(store: Store, owner: Person):
    opened(store, owner)
    drawer.open_drawer(store, SHOP, reason="change", operator_id=owner.id, now_ms=NOON_MS)
    with pytest.raises(NoReason):
        drawer.open_drawer(store, SHOP, reason="", operator_id=owner.id, now_ms=NOON_MS)
    with store.read() as tx:
        assert [(job.kind, job.kick) for job in paper.in_hand(tx)] == [("slip", True)]
    report = shifts.x_report(store, SHOP, operator_id=owner.id, now_ms=LATER_MS)
    assert report.drawer_openings == 1


def test_a_shop_whose_drawer_never_opens_by_itself_gets_its_slips(store: Store, owner: Person):
    opened(store, owner)
    shop = replace(SHOP, drawer_kick="never")
    drawer.move(
        store, shop, "paid_in", amount_minor=5, reason="said", request_key="once", operator_id=owner.id,
        now_ms=NOON_MS,
    )  # fmt: skip
    with store.read() as tx:
        assert [job.kick for job in paper.in_hand(tx)] == [False]
