"""What a receipt means for the books: every cent of it on an account, whatever it was paid with."""

from dataclasses import replace

from any_bill import bills
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledExtra, Discount
from locutorio.core.receipt import Receipt
from locutorio.core.sale import entries
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment, Tender, in_coins, settle


def receipt_of(bill: Bill, *tenders: Tender, step_minor: int = 0) -> Receipt:
    paid = settle(bill.to_pay_minor, tenders, cash_step_minor=step_minor)
    agreed = bill.discount
    return Receipt(
        number=1, issued_at_ms=0, shop_name="", shop_lines=(), footer_lines=(), timezone="UTC", language="en",
        currency="EUR", currency_decimals=2, operator="", booth_label="1", calls=bill.calls,
        extras=bill.extras, charges_minor=bill.charges_minor, rounding_minor=bill.rounding_minor,
        due_minor=bill.due_minor, payments=paid.payments, change_minor=paid.change_minor,
        deposit_minor=bill.deposit_minor, cash_rounding_minor=paid.cash_rounding_minor,
        discount=agreed and Discount(agreed.percent, bill.discount_minor, agreed.reason),
        calls_tax=bill.calls_tax, taxes=bill.taxes,
    )  # fmt: skip


def credit_of(sale: Receipt) -> Receipt:
    """The whole of it given back in cash, as far as it was ever money."""
    return replace(
        sale,
        kind="credit",
        calls=(),
        extras=tuple(replace(extra, amount_minor=-extra.amount_minor) for extra in sale.extras),
        charges_minor=-sale.charges_minor,
        rounding_minor=-sale.rounding_minor,
        due_minor=-sale.due_minor,
        payments=(Payment("cash", -sale.due_minor, -sale.due_minor),),
        change_minor=0,
        deposit_minor=0,
        cash_rounding_minor=0,
        discount=sale.discount and replace(sale.discount, amount_minor=-sale.discount.amount_minor),
        taxes=tuple(TaxLine(line.percent, -line.net_minor, -line.tax_minor) for line in sale.taxes),
    )


EARNED = ("sales_calls", "sales_extras", "rounding", "tax", "discounts")


@given(bills(), st.sampled_from([0, 5, 100]))
def test_a_sale_and_its_credit_note_are_balanced_and_undo_each_other(bill: Bill, step_minor: int):
    cash_minor = max(0, in_coins(bill.to_pay_minor, step_minor))
    sale = receipt_of(bill, Tender("cash", cash_minor), step_minor=step_minor)
    booked, back = entries(sale), entries(credit_of(sale))
    assert sum(booked.values()) == sum(back.values()) == 0
    assert booked.get("cash", 0) == cash_minor if bill.to_pay_minor >= 0 else booked.get("cash", 0) <= 0
    assert booked.get("deposits", 0) == bill.deposit_minor
    for account in EARNED:
        kept = booked.get(account, 0) + back.get(account, 0)
        assert kept == (-sale.cash_rounding_minor if account == "rounding" else 0)


@given(bills(taxed=True))
def test_sales_less_discounts_are_what_is_due_without_its_tax(bill: Bill):
    booked = entries(receipt_of(bill, Tender("cash", max(0, bill.to_pay_minor))))
    net_minor = -sum(booked.get(account, 0) for account in EARNED if account != "tax")
    assert net_minor == sum(line.net_minor for line in bill.taxes)


def test_an_account_is_owed_and_a_deposit_is_no_longer():
    bill = Bill((), (), 0, deposit_minor=0)
    assert entries(receipt_of(bill)) == {}
    sold = replace(bill, extras=(BilledExtra("Coffee", 1, 500),), deposit_minor=200)
    assert entries(receipt_of(sold, Tender("account", 300))) == {
        "customers": 300, "deposits": 200, "sales_extras": -500,
    }  # fmt: skip
    over = replace(sold, deposit_minor=800)
    assert entries(receipt_of(over)) == {"cash": -300, "deposits": 800, "sales_extras": -500}
