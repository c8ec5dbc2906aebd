"""Settling without the booth: what it reported is billed, what it says later changes nothing that is paid."""

import paid_counter
import pytest
from locutorio.desk import acts, board, problems, receipts
from locutorio.desk.errors import AlreadyPaid, BoothStillThere, NoReason
from locutorio.desk.settle import settle_anyway
from locutorio.store.engine import Store
from paid_counter import cash
from small_shop import NOON_MS, SHOP, SPAIN, SaidBooth, furnish

GONE_MS = NOON_MS + 200_000


@pytest.fixture
def owner(store: Store):
    return furnish(store, "booth-1")


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    """In the middle of a call: one record at the answer, then reports, then nothing."""
    booth = SaidBooth(store)
    booth.hello()
    booth.unlock(owner, 1_000)
    booth.record(20_000, state="talking", ended_ms=None, ending="", talk_ms=0)
    booth.state(95_000, line="talking", relay=True, call=1, digits=SPAIN, talk_ms=75_400)
    return booth


def settle(store: Store, booth: SaidBooth, owner, *, now_ms: int = GONE_MS, reason: str = "fire") -> None:
    settle_anyway(store, SHOP, visit_id=booth.visit_id, reason=reason, operator_id=owner.id, now_ms=now_ms)


def pay(store: Store, booth: SaidBooth, owner, due_minor: int):
    return paid_counter.pay(
        store, booth.bill_id, owner, tenders=cash(due_minor), expected_due_minor=due_minor, now_ms=GONE_MS
    )


def test_it_bills_what_was_reported_and_the_log_says_why(store: Store, owner, booth: SaidBooth):
    settle(store, booth, owner)
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=GONE_MS).phase == "settling"
    bill = paid_counter.show(store, booth.bill_id).bill
    assert [(call.duration_s, call.cost_minor) for call in bill.calls] == [(75, 75)]
    assert (acts.recent(store, 1)[0].kind, acts.recent(store, 1)[0].detail) == ("settle_anyway", "fire")
    assert pay(store, booth, owner, 75).number == 1


def test_what_it_tells_afterwards_changes_no_paid_bill_and_is_shown(store: Store, owner, booth: SaidBooth):
    settle(store, booth, owner)
    receipt = pay(store, booth, owner, 75)
    booth.record(300_000, talk_ms=120_000, ended_ms=140_000)
    booth.record(300_000, call=2)
    assert receipts.receipt(store, receipt.number) == receipt
    assert [call.cost_minor for call in problems.problems(store, SHOP).never_billed] == [60]
    booth.hello(300_001)
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 300_001).phase == "free"


def test_refused_while_the_booth_answers(store: Store, owner, booth: SaidBooth):
    with pytest.raises(BoothStillThere):
        settle(store, booth, owner, now_ms=NOON_MS + 96_000)
    with pytest.raises(NoReason):
        settle(store, booth, owner, reason=" ")


def test_refused_when_it_is_paid(store: Store, owner, booth: SaidBooth):
    settle(store, booth, owner)
    pay(store, booth, owner, 75)
    with pytest.raises(AlreadyPaid) as refused:
        settle(store, booth, owner)
    assert refused.value.receipt_number == 1
