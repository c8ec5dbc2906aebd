"""Receipts for a company, as a shop in Barcelona would issue them."""

from dataclasses import replace

from locutorio.core.bill import Bill, BilledCall, BilledExtra, Discount
from locutorio.core.receipt import Buyer, Receipt
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment

ISSUED_MS = 1_790_000_000_000
BUYER = Buyer("Importacions Núria, S.L.", ("Carrer de Sants 12", "08014 Barcelona"), "ES", "ESB12345678")


def call(cost_minor: int, *, n: int = 1) -> BilledCall:
    return BilledCall(
        call_id=n, booth_label="Cabina 2", answered_at_ms=ISSUED_MS - 600_000, number="+33 1 42 68 53 00",
        country="FR", destination="France", duration_s=200, cost_minor=cost_minor, evidence="reversal",
    )  # fmt: skip


def receipt_of(bill: Bill, *, language: str = "es", account_minor: int = 0) -> Receipt:
    paid = [("card", bill.due_minor - account_minor), ("account", account_minor)]
    return Receipt(
        number=17, issued_at_ms=ISSUED_MS, shop_name="Locutorio Barri",
        shop_lines=("Carrer Major 1", "Barcelona"), footer_lines=("Gràcies!",), timezone="Europe/Madrid",
        language=language, currency="EUR", currency_decimals=2, operator="Ana", booth_label="Cabina 2",
        calls=bill.calls, extras=bill.extras, charges_minor=bill.charges_minor,
        rounding_minor=bill.rounding_minor, due_minor=bill.due_minor,
        payments=tuple(Payment(method, minor, minor) for method, minor in paid if minor), change_minor=0,
        bill_id=3, discount=bill.discount and replace(bill.discount, amount_minor=bill.discount_minor),
        calls_tax=bill.calls_tax, taxes=bill.taxes, tax_id="ESB87654321", country="ES", buyer=BUYER,
        masked_digits=3, link="https://barri.example/b/17-0011223344556677",
    )  # fmt: skip


def a_bill() -> Bill:
    """Two rates of tax, a rounding and a discount."""
    extras = (BilledExtra("Café", 2, 260, "10"), BilledExtra("Fotocopias <A4>", 5, 50, "21"))
    discount = Discount(None, 100, "cliente de siempre")
    return Bill((call(333), call(101, n=2)), extras, step_minor=5, calls_tax="21", discount=discount)


def credit_of(sale: Receipt) -> Receipt:
    """All of it given back."""

    def back(tax: TaxLine) -> TaxLine:
        return TaxLine(tax.percent, -tax.net_minor, -tax.tax_minor)

    return replace(
        sale, number=18, kind="credit", corrects=sale.number, corrects_issued_at_ms=sale.issued_at_ms,
        reason="mal cobrado", charges_minor=-sale.charges_minor, rounding_minor=-sale.rounding_minor,
        due_minor=-sale.due_minor, taxes=tuple(back(tax) for tax in sale.taxes), link="",
        calls=tuple(replace(each, cost_minor=-(each.cost_minor or 0)) for each in sale.calls),
        extras=tuple(replace(each, amount_minor=-each.amount_minor) for each in sale.extras),
        discount=sale.discount and replace(sale.discount, amount_minor=-sale.discount.amount_minor),
        payments=tuple(Payment(p.method, -p.amount_minor, -p.given_minor) for p in sale.payments),
    )  # fmt: skip
