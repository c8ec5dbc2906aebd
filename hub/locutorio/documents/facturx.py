"""An invoice for programs to read: the XML of EN 16931 as Factur-X puts it into a PDF.

The codes are the standard's: 380 and 381 for an invoice and a credit note (UNTDID 1001), S and Z for taxed
and zero (5305), C62 for a piece (UN/ECE 20), 95 for a discount (5189), 10, 48, 30, 57 for the ways to pay
(4461). Checked against the standard's own schema before anybody sees it. Must not know pages.
"""

from datetime import date
from decimal import Decimal

from drafthorse.models.accounting import ApplicableTradeTax, CategoryTradeTax, TradeAllowanceCharge
from drafthorse.models.document import Document
from drafthorse.models.party import TaxRegistration, TradeParty
from drafthorse.models.payment import PaymentMeans, PaymentTerms
from drafthorse.models.tradelines import LineItem

from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.invoice import Invoice, InvoiceLine
from locutorio.core.money import Currency
from locutorio.core.tax import TaxLine
from locutorio.words import Words

GUIDELINE = "urn:cen.eu:en16931:2017"
SCHEMA = "FACTUR-X_EN16931"
PIECE = "C62"
DISCOUNT_CODE = "95"
MEANS = {"cash": "10", "card": "48", "transfer": "30", "account": "57"}


def xml_of(invoice: Invoice, *, issued: date, text_of: "TextOf") -> bytes:
    """`issued` is the day in the shop's time zone."""
    receipt = invoice.receipt
    currency = Currency(receipt.currency, receipt.currency_decimals)
    document = Document()
    document.context.guideline_parameter.id = GUIDELINE
    document.header.id = str(receipt.number)
    document.header.type_code = "381" if receipt.kind == "credit" else "380"
    document.header.issue_date_time = issued
    _parties(document, invoice)
    for n, line in enumerate(invoice.lines, start=1):
        document.trade.items.add(_item(line, n, currency, text_of(line)))
    document.trade.delivery.event.occurrence = issued
    _settle(document, invoice, currency)
    if receipt.corrects is not None:
        document.trade.settlement.invoice_referenced_document.issuer_assigned_id = str(receipt.corrects)
    return bytes(document.serialize(schema=SCHEMA))


class TextOf:
    """What a line of the invoice is called, in the receipt's language."""

    def __init__(self, invoice: Invoice, words: Words) -> None:
        self._receipt = invoice.receipt
        self._words = words

    def __call__(self, line: InvoiceLine) -> str:
        match line.sold:
            case BilledCall() as call:
                number = self._receipt.number_shown(call)
                duration = self._words.duration(call.duration_s)
                return f"{number} {call.destination}, {duration}"
            case BilledExtra(text=text):
                return text
        return self._words.gettext("Rounding")


def _parties(document: Document, invoice: Invoice) -> None:
    receipt, agreement = invoice.receipt, document.trade.agreement
    _party(agreement.seller, receipt.shop_name, receipt.shop_lines, receipt.country, receipt.tax_id)
    buyer = invoice.buyer
    _party(agreement.buyer, buyer.name, buyer.address_lines, buyer.country or receipt.country, buyer.tax_id)


def _party(party: TradeParty, name: str, lines: tuple[str, ...], country: str, tax_id: str) -> None:
    party.name = name
    for field, text in zip(("line_one", "line_two", "line_three"), lines, strict=False):
        setattr(party.address, field, text)
    party.address.country_id = country
    if tax_id:
        # A number of the Union begins with its country; any other is the tax office's own.
        scheme = "VA" if tax_id[:2].isalpha() else "FC"
        party.tax_registrations.add(TaxRegistration(id=(scheme, tax_id)))


def _item(line: InvoiceLine, n: int, currency: Currency, text: str) -> LineItem:
    item = LineItem()
    item.document.line_id = str(n)
    item.product.name = text
    net = currency.from_minor(line.net_minor)
    item.agreement.net.amount = net
    item.agreement.net.basis_quantity = (Decimal(line.quantity), PIECE)
    item.delivery.billed_quantity = (Decimal(line.quantity), PIECE)
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = _category(line.percent)
    item.settlement.trade_tax.rate_applicable_percent = Decimal(line.percent)
    item.settlement.monetary_summation.total_amount = net
    return item


def _settle(document: Document, invoice: Invoice, currency: Currency) -> None:
    settlement = document.trade.settlement
    settlement.currency_code = currency.code
    for method in dict.fromkeys(payment.method for payment in invoice.receipt.payments):
        settlement.payment_means.add(PaymentMeans(type_code=MEANS[method]))
    for tax in invoice.taxes:
        settlement.trade_tax.add(_tax(tax, currency))
    for off in invoice.off:
        settlement.allowance_charge.add(_allowance(off, invoice, currency))
    if invoice.open_minor:
        settlement.terms.add(PaymentTerms(description="-"))
    sums, money = settlement.monetary_summation, currency.from_minor
    sums.line_total = money(invoice.lines_minor)
    sums.charge_total = money(0)
    sums.allowance_total = money(invoice.off_minor)
    sums.tax_basis_total = money(invoice.net_minor)
    sums.tax_total = (money(invoice.tax_minor), currency.code)
    sums.rounding_amount = money(invoice.cash_rounding_minor)
    sums.grand_total = money(invoice.due_minor)
    sums.prepaid_total = money(invoice.paid_minor)
    sums.due_amount = money(invoice.open_minor)


def _tax(tax: TaxLine, currency: Currency) -> ApplicableTradeTax:
    return ApplicableTradeTax(
        calculated_amount=currency.from_minor(tax.tax_minor),
        type_code="VAT",
        basis_amount=currency.from_minor(tax.net_minor),
        category_code=_category(tax.percent),
        rate_applicable_percent=Decimal(tax.percent),
    )


def _allowance(off: TaxLine, invoice: Invoice, currency: Currency) -> TradeAllowanceCharge:
    discount = invoice.receipt.discount
    allowance = TradeAllowanceCharge()
    allowance.indicator = False
    allowance.actual_amount = currency.from_minor(off.net_minor)
    allowance.reason_code = DISCOUNT_CODE
    allowance.reason = discount.reason if discount and discount.reason else "-"
    allowance.trade_tax.add(
        CategoryTradeTax(
            type_code="VAT",
            category_code=_category(off.percent),
            rate_applicable_percent=Decimal(off.percent),
        )
    )
    return allowance


def _category(percent: str) -> str:
    return "S" if Decimal(percent) else "Z"
