"""Credit notes never take back more than was sold: not of a line, not of a rate of tax, not in all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledCall, BilledExtra, Discount
from locutorio.core.credit import WHOLE, NothingToCredit, TooMuchCredited, Wanted, left, note
from locutorio.core.receipt import Receipt
from locutorio.core.sale import entries

RATES = st.sampled_from(["", "5.5", "10", "21"])


def call(call_id: int, cost_minor: int) -> BilledCall:
    return BilledCall(call_id, "Booth 1", 1, "+34910000001", "ES", "Spain", 60, cost_minor, "reversal")


def sold(bill: Bill) -> Receipt:
    return Receipt(
        number=1, issued_at_ms=1, shop_name="Shop", shop_lines=(), footer_lines=(), timezone="UTC",
        language="en", currency="EUR", currency_decimals=2, operator="Ana", booth_label="Booth 1",
        calls=bill.calls, extras=bill.extras, charges_minor=bill.charges_minor,
        rounding_minor=bill.rounding_minor, due_minor=bill.due_minor, payments=(), change_minor=0,
        discount=bill.discount and replace(bill.discount, amount_minor=bill.discount_minor),
        calls_tax=bill.calls_tax, taxes=bill.taxes,
    )  # fmt: skip


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    costs = draw(st.lists(st.integers(0, 2_000), min_size=1, max_size=4))
    extras = draw(
        st.lists(st.tuples(st.sampled_from(["Tea", "Copy"]), st.integers(1, 900), RATES), max_size=3)
    )
    discount = draw(st.none() | st.builds(Discount, st.none(), st.integers(1, 1_500), st.just("kind")))
    return sold(
        Bill(
            tuple(call(call_id, cost) for call_id, cost in enumerate(costs, start=1)),
            tuple(BilledExtra(text, 1, amount, tax) for text, amount, tax in extras),
            step_minor=draw(st.sampled_from([0, 5, 100])),
            calls_tax=draw(RATES),
            discount=discount,
        )
    )


SOME = st.none() | st.frozensets(st.integers(0, 4), min_size=1)
WANTED = st.builds(Wanted, SOME, SOME, st.none() | st.integers(1, 4_000))


@given(receipts(), st.lists(WANTED, max_size=6))
def test_whatever_is_credited_in_pieces_it_ends_at_just_what_was_sold(sale: Receipt, pieces: list[Wanted]):
    notes: list[Receipt] = []
    for wanted in [*pieces, WHOLE]:
        try:
            made = note(sale, notes, wanted)
        except (NothingToCredit, TooMuchCredited):
            continue
        notes.append(made)
        assert made.due_minor <= 0
        assert wanted.amount_minor in (None, -made.due_minor)
        assert sum(entries(replace(made, deposit_minor=made.due_minor)).values()) == 0
        there = left(sale, notes)
        assert min((*there.parts_minor, there.discount_minor)) >= 0
        assert all(0 <= tax <= line.tax_minor for line, tax in
                   ((line, there.tax_minor[line.percent]) for line in sale.taxes))  # fmt: skip
    there = left(sale, notes)
    assert (there.due_minor, set(there.tax_minor.values()) - {0}) == (0, set())
    assert sum(made.due_minor for made in notes) == -sale.due_minor


CALLS_AND_TEA = sold(
    Bill((call(1, 126), call(2, 50)), (BilledExtra("Tea", 1, 120, "10"),), step_minor=5, calls_tax="21")
)


def test_a_ticked_call_goes_back_with_its_tax_and_without_the_rounding():
    made = note(CALLS_AND_TEA, [], Wanted(frozenset({1}), frozenset()))
    assert [(each.call_id, each.cost_minor) for each in made.calls] == [(1, -126)]
    assert (made.extras, made.rounding_minor, made.due_minor) == ((), 0, -126)
    assert [(line.percent, line.net_minor, line.tax_minor) for line in made.taxes] == [("21", -104, -22)]
    assert (made.kind, made.corrects, made.corrects_issued_at_ms) == ("credit", 1, 1)


def test_an_amount_is_spread_over_the_lines_as_they_weigh():
    made = note(CALLS_AND_TEA, [], Wanted(amount_minor=100))
    assert [each.cost_minor for each in made.calls] == [-42, -17]
    assert [each.amount_minor for each in made.extras] == [-40]
    assert (made.rounding_minor, made.due_minor) == (-1, -100)


def test_the_last_line_takes_the_rounding_along():
    first = note(CALLS_AND_TEA, [], Wanted(frozenset({1, 2}), frozenset()))
    last = note(CALLS_AND_TEA, [first], Wanted(frozenset(), frozenset({0})))
    assert (first.rounding_minor, last.rounding_minor) == (0, -4)
    assert first.due_minor + last.due_minor == -CALLS_AND_TEA.due_minor


def test_what_is_gone_cannot_be_credited_again():
    whole = note(CALLS_AND_TEA, [], WHOLE)
    with pytest.raises(NothingToCredit):
        note(CALLS_AND_TEA, [whole], Wanted(frozenset({1}), frozenset()))
    with pytest.raises(TooMuchCredited) as refused:
        note(CALLS_AND_TEA, [], Wanted(amount_minor=301))
    assert refused.value.facts["left_minor"] == 300


def test_a_receipt_of_nothing_can_be_taken_back_once():
    free = sold(Bill((call(1, 0),), (), step_minor=5))
    made = note(free, [], WHOLE)
    assert (made.calls, made.due_minor) == ((), 0)
    with pytest.raises(NothingToCredit):
        note(free, [made], WHOLE)
