"""An invoice's net lines add up to the tax that was booked, whatever was sold."""

from decimal import Decimal

import pytest
from company_receipts import a_bill, call, credit_of, receipt_of
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledExtra, Discount
from locutorio.core.invoice import IncompleteInvoice, invoice_of, missing

RATES = st.sampled_from(["21", "10", "5.5", "0"])
MINOR = st.integers(0, 5000)
DISCOUNTS = (
    st.none()
    | st.builds(Discount, st.none(), MINOR, st.just(""))
    | st.builds(Discount, st.decimals(0, 100, places=1), st.just(0), st.just(""))
)
BILLS = st.builds(
    lambda costs, extras, step, rate, discount: Bill(
        tuple(call(cost, n=n) for n, cost in enumerate(costs, start=1)),
        tuple(BilledExtra("x", 1, minor, tax) for minor, tax in extras),
        step, rate, discount,
    ),
    st.lists(MINOR, max_size=4), st.lists(st.tuples(MINOR, RATES), max_size=4), st.sampled_from([0, 5, 100]),
    RATES, DISCOUNTS,
)  # fmt: skip


@given(BILLS, st.booleans())
def test_it_adds_up(bill: Bill, is_credit: bool):
    sale = receipt_of(bill)
    invoice = invoice_of(credit_of(sale) if is_credit else sale)
    assert invoice.lines_minor - invoice.off_minor == invoice.net_minor
    assert invoice.net_minor + invoice.tax_minor == invoice.due_minor == bill.due_minor
    assert invoice.paid_minor == bill.due_minor
    assert all(line.net_minor >= 0 for line in (*invoice.lines, *invoice.off))
    for tax in invoice.taxes:
        nets = [line.net_minor for line in invoice.lines if line.percent == tax.percent]
        off = [line.net_minor for line in invoice.off if line.percent == tax.percent]
        assert sum(nets) - sum(off) == tax.net_minor


def test_what_is_on_account_is_open():
    invoice = invoice_of(receipt_of(a_bill(), account_minor=200))
    assert (invoice.open_minor, invoice.paid_minor) == (200, a_bill().due_minor - 200)


def test_what_lacks_is_named():
    bare = receipt_of(Bill((call(100),), (BilledExtra("x", 1, 5),), 0))
    assert missing(bare) == ("calls_tax", "extras_tax")
    with pytest.raises(IncompleteInvoice, match="calls_tax, extras_tax"):
        invoice_of(bare)
    assert Decimal(invoice_of(receipt_of(a_bill())).lines[0].percent) == 21
