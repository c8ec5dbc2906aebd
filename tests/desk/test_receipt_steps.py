"""Where the owner wants it, a receipt says how each call's cost came about, and keeps saying it."""

from dataclasses import replace
from fractions import Fraction

from locutorio.desk import receipts
from locutorio.store.engine import Store
from paid_counter import Counter, pay
from small_shop import SHOP


def paid(store: Store, owner, shop):
    bill_id = Counter(store).visit(owner, records=[{}, {"answered_ms": None, "evidence": "", "talk_ms": 0}])
    receipt = pay(store, bill_id, owner, shop=shop)
    assert receipts.receipt(store, receipt.number) == receipt
    return receipt


def test_it_shows_the_steps_of_what_was_charged(store: Store, owner):
    charged, unanswered = paid(store, owner, replace(SHOP, receipt_steps=True)).calls
    assert sum(run.amount for run in charged.working.runs) == Fraction(charged.cost_minor, 100)
    assert unanswered.working is None


def test_it_does_not_unless_the_owner_wants_it(store: Store, owner):
    assert all(call.working is None for call in paid(store, owner, SHOP).calls)
