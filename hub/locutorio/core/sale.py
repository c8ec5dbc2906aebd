"""What a receipt means for the books: the entries of its posting. Between the stations 7 and 8.

The same function books a receipt when it is issued and proves the books afterwards. Of a credit note all
amounts are less than nothing, and so are its entries. Must not know where postings are kept.
"""

from collections import Counter
from collections.abc import Mapping

from locutorio.core.money import shared_out
from locutorio.core.receipt import Receipt
from locutorio.core.tax import written
from locutorio.core.tender import ACCOUNT

Part = tuple[str, str, int]  # on which account it is earned, at which rate of tax, with the tax in it


def entries(receipt: Receipt) -> Mapping[str, int]:
    """What came in is positive on what holds it, and negative on what it came in for; together nothing."""
    booked: Counter[str] = Counter()
    for payment in receipt.payments:
        booked["customers" if payment.method == ACCOUNT else payment.method] += payment.amount_minor
    booked["deposits"] += receipt.deposit_minor
    booked["discounts"] += receipt.discount.amount_minor if receipt.discount else 0
    booked["tax"] -= sum(line.tax_minor for line in receipt.taxes)
    parts = _parts(receipt)
    for account, _, gross_minor in parts:
        booked[account] -= gross_minor
    for account, tax_minor in _tax_by_part(receipt, parts):
        booked[account] += tax_minor
    booked["rounding"] -= receipt.cash_rounding_minor
    return {account: amount_minor for account, amount_minor in booked.items() if amount_minor}


def _parts(receipt: Receipt) -> list[Part]:
    extras = [("sales_extras", written(extra.tax), extra.amount_minor) for extra in receipt.extras]
    calls_tax = written(receipt.calls_tax)
    return [
        ("sales_calls", calls_tax, receipt.charges_minor),
        ("rounding", calls_tax, receipt.rounding_minor),
        *extras,
    ]


def _tax_by_part(receipt: Receipt, parts: list[Part]) -> list[tuple[str, int]]:
    """The tax of each rate as it stands on the receipt, by what it is in."""
    taxed = []
    for line in receipt.taxes:
        at_rate = [part for part in parts if part[1] == line.percent]
        shares = shared_out(line.tax_minor, [gross_minor for _, _, gross_minor in at_rate])
        taxed += [(account, share) for (account, _, _), share in zip(at_rate, shares, strict=True)]
    return taxed
