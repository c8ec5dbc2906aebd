"""A receipt as an invoice to a company: what of each line is net. After station 8 of the way of a call.

Prices include tax, and the tax of each rate was rounded once; an invoice has net lines that must add up to
just that. Follows the European standard for invoices, EN 16931: lines, what is taken off per rate, tax.
Must not know words, pages or XML.
"""

from dataclasses import dataclass

from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.errors import ShopError
from locutorio.core.money import shared_out
from locutorio.core.receipt import Buyer, Receipt
from locutorio.core.tax import TaxLine, tax_lines, written
from locutorio.core.tender import ACCOUNT


class IncompleteInvoice(ShopError):
    """`missing` names what lacks: buyer, tax_id, country, calls_tax or extras_tax."""

    code = "incomplete_invoice"


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """`sold` is a call, an extra, or None for the rounding of the calls. `percent` as tax_lines writes it."""

    sold: BilledCall | BilledExtra | None
    percent: str
    net_minor: int

    @property
    def quantity(self) -> int:
        return self.sold.quantity if isinstance(self.sold, BilledExtra) else 1


@dataclass(frozen=True, slots=True)
class Invoice:
    """Amounts of a credit note are more than nothing here: its kind says which way they go.

    `off` is net per rate: the discount. `taxes` are after it. `open_minor` is on the buyer's account.
    """

    receipt: Receipt
    buyer: Buyer
    lines: tuple[InvoiceLine, ...]
    off: tuple[TaxLine, ...]
    taxes: tuple[TaxLine, ...]
    due_minor: int
    cash_rounding_minor: int
    open_minor: int

    @property
    def lines_minor(self) -> int:
        return sum(line.net_minor for line in self.lines)

    @property
    def off_minor(self) -> int:
        return sum(line.net_minor for line in self.off)

    @property
    def net_minor(self) -> int:
        return sum(line.net_minor for line in self.taxes)

    @property
    def tax_minor(self) -> int:
        return sum(line.tax_minor for line in self.taxes)

    @property
    def paid_minor(self) -> int:
        return self.due_minor + self.cash_rounding_minor - self.open_minor


def missing(receipt: Receipt) -> tuple[str, ...]:
    """What the receipt lacks of an invoice's law; nothing if it can be one."""
    lacks = {
        "buyer": receipt.buyer is None,
        "tax_id": not receipt.tax_id,
        "country": not receipt.country,
        "calls_tax": bool(receipt.calls) and not receipt.calls_tax,
        "extras_tax": any(not extra.tax for extra in receipt.extras),
    }
    return tuple(name for name, is_so in lacks.items() if is_so)


def invoice_of(receipt: Receipt) -> Invoice:
    """IncompleteInvoice if the receipt does not suffice."""
    if receipt.buyer is None or missing(receipt):
        lacks = missing(receipt)
        raise IncompleteInvoice(f"no invoice without: {', '.join(lacks)}", missing=lacks)
    sign = -1 if receipt.kind == "credit" else 1
    sold = _sold(receipt, sign)
    full = tax_lines((percent, gross_minor) for _, percent, gross_minor in sold)
    taxes = tuple(TaxLine(tax.percent, sign * tax.net_minor, sign * tax.tax_minor) for tax in receipt.taxes)
    account_minor = sum(paid.amount_minor for paid in receipt.payments if paid.method == ACCOUNT)
    return Invoice(
        receipt,
        receipt.buyer,
        lines=_lines(sold, full),
        off=_off(full, taxes),
        taxes=taxes,
        due_minor=sign * receipt.due_minor,
        cash_rounding_minor=sign * receipt.cash_rounding_minor,
        open_minor=sign * account_minor,
    )


_Sold = list[tuple[BilledCall | BilledExtra | None, str, int]]


def _sold(receipt: Receipt, sign: int) -> _Sold:
    """Each thing with its rate and what was paid for it, tax included and before any discount."""
    rate = written(receipt.calls_tax)
    sold: _Sold = [(call, rate, sign * (call.cost_minor or 0)) for call in receipt.calls]
    if receipt.rounding_minor:
        sold.append((None, rate, sign * receipt.rounding_minor))
    return sold + [(extra, written(extra.tax), sign * extra.amount_minor) for extra in receipt.extras]


def _lines(sold: _Sold, full: tuple[TaxLine, ...]) -> tuple[InvoiceLine, ...]:
    """The net of a rate, shared out among its lines, so that they sum to it exactly."""
    nets: dict[str, list[int]] = {
        tax.percent: shared_out(tax.net_minor, [gross for _, rate, gross in sold if rate == tax.percent])
        for tax in full
    }
    return tuple(InvoiceLine(thing, rate, nets[rate].pop(0)) for thing, rate, _ in sold)


def _off(full: tuple[TaxLine, ...], taxes: tuple[TaxLine, ...]) -> tuple[TaxLine, ...]:
    left = {tax.percent: tax for tax in taxes}
    off = (
        TaxLine(
            tax.percent,
            tax.net_minor - left[tax.percent].net_minor,
            tax.tax_minor - left[tax.percent].tax_minor,
        )
        for tax in full
    )
    return tuple(line for line in off if line.net_minor)
