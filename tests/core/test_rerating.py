"""What re-rating makes of bills and receipts: sums, rounded as they are paid."""

from dataclasses import replace

import pytest
from locutorio.core.receipt import Receipt
from locutorio.core.rerating import Asked, NewPrice, PaidWrong, paid_wrong, preview
from locutorio.core.sold import SoldCall

ASKED = Asked(tariff_id=7, from_ms=0, to_ms=1000, package_id=None)
CALL = SoldCall(
    id=1, booth_label="1", bill_id=4, digits="34911", answered_at_ms=5, seconds=60, destination="Spain",
    price_minor=60, decided=False, carrier_cost=None, receipt_number=None,
)  # fmt: skip
PAID = replace(CALL, receipt_number=9)
RECEIPT = Receipt(
    number=9, issued_at_ms=0, shop_name="", shop_lines=(), footer_lines=(), timezone="UTC", language="en",
    currency="EUR", currency_decimals=2, operator="", booth_label="1", calls=(), extras=(),
    charges_minor=121, rounding_minor=4, due_minor=125, payments=(), change_minor=0,
)  # fmt: skip


def look(*new: tuple[SoldCall, int | None], on_bills=None, step_minor=5):
    told = [(call, NewPrice(minor, "Spain")) for call, minor in new]
    return preview(
        ASKED, told, [call for call, _ in new] if on_bills is None else on_bills, step_minor=step_minor
    )


def test_a_bill_counts_all_its_calls_and_is_rounded_up():
    other = replace(CALL, id=2, price_minor=61)
    [bill] = look((CALL, 32), on_bills=(CALL, other)).bills
    assert (bill.old_minor, bill.new_minor, bill.difference_minor) == (125, 95, -30)


def test_a_call_on_no_bill_changes_none():
    seen = look((replace(CALL, bill_id=None), 32), on_bills=())
    assert (len(seen.calls), seen.bills) == (1, ())


@pytest.mark.parametrize(
    ("new_minor", "due_back", "not_collected"), [(32, 25, 0), (90, 0, 30), (59, 0, 0), (60, 0, 0)]
)
def test_what_is_owed_on_a_paid_bill_is_what_is_paid_in_coins(new_minor, due_back, not_collected):
    seen = look((PAID, new_minor))
    assert (seen.due_back_minor, seen.not_collected_minor) == (due_back, not_collected)


@pytest.mark.parametrize(
    "other",
    [
        (replace(CALL, price_minor=61), 32),
        (replace(CALL, decided=True), 32),
        (PAID, 32),
        (replace(CALL, seconds=61), 32),
        (CALL, 33),
        (CALL, None),
    ],
)
def test_the_key_stands_for_all_it_was_worked_out_from(other):
    assert look(other).key != look((CALL, 32)).key == look((CALL, 32)).key


def test_a_receipt_is_wrong_only_if_its_sum_is():
    one, two = replace(PAID, price_minor=60), replace(PAID, id=2, price_minor=61)
    assert (
        paid_wrong([(RECEIPT, [])], [one, two], step_minor=100) == []
    )  # though the shop's step is another now
    cheaper = replace(two, price_minor=32)
    wrong = paid_wrong([(RECEIPT, [])], [one, cheaper], step_minor=5)
    assert wrong == [PaidWrong(9, paid_minor=125, new_minor=95)]
    given_back = replace(RECEIPT, kind="credit", charges_minor=-30, rounding_minor=0)
    assert paid_wrong([(RECEIPT, [given_back])], [one, cheaper], step_minor=5) == []
