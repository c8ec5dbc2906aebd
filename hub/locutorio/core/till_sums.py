"""What a shift comes to: the figures of its report, from its postings and receipts. Station 8.

Each figure is worked out from the books alone, so a report can be made again years later and must come out
the same. Must not know where the books are kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from locutorio.core.books.posting import Posting
from locutorio.core.receipt import Receipt
from locutorio.core.tax import TaxLine
from locutorio.core.till import Drawer, Movement, Sold

CUSTOMERS_KINDS = ("sale", "refund", "deposit", "account_paid", "account_back")
MOVEMENT_KINDS = ("paid_in", "paid_out", "safe_drop")
METHOD_OF = {"cash": "cash", "card": "card", "transfer": "transfer", "customers": "account"}


def before_count(postings: Iterable[Posting]) -> list[Posting]:
    """What moved in the shift: the count ends it, and what is taken to the safe then belongs to the count."""
    return list(takewhile(lambda posting: posting.kind != "count", postings))


def sold(receipts: Sequence[Receipt]) -> Sold:
    """Of all receipts and credit notes of a time, in the order of their numbers."""
    sales = [receipt for receipt in receipts if receipt.kind == "sale"]
    credit_notes = [receipt for receipt in receipts if receipt.kind == "credit"]
    calls = [call for sale in sales for call in sale.calls]
    return Sold(
        receipts=len(sales),
        credits=len(credit_notes),
        first_number=receipts[0].number if receipts else None,
        last_number=receipts[-1].number if receipts else None,
        calls=len(calls),
        talk_s=sum(call.duration_s for call in calls),
        charges_minor=sum(sale.charges_minor for sale in sales),
        rounding_minor=sum(sale.rounding_minor for sale in sales),
        extras_minor=sum(extra.amount_minor for sale in sales for extra in sale.extras),
        discount_minor=sum(sale.discount.amount_minor for sale in sales if sale.discount),
        credited_minor=sum(note.due_minor for note in credit_notes),
        cash_rounding_minor=sum(receipt.cash_rounding_minor for receipt in receipts),
        taxes=tax_totals(receipts),
    )


def tax_totals(receipts: Iterable[Receipt]) -> tuple[TaxLine, ...]:
    """Rate by rate, what the receipts say: added, never worked out anew from the sum."""
    totals: dict[str, TaxLine] = {}
    for line in (line for receipt in receipts for line in receipt.taxes):
        before = totals.get(line.percent, TaxLine(line.percent, 0, 0))
        totals[line.percent] = TaxLine(
            line.percent, before.net_minor + line.net_minor, before.tax_minor + line.tax_minor
        )
    return tuple(totals[percent] for percent in sorted(totals, key=float, reverse=True))


def drawer(float_minor: int, postings: Iterable[Posting]) -> Drawer:
    by_kind: dict[str, int] = {}
    for posting in postings:
        kind = "customers" if posting.kind in CUSTOMERS_KINDS else posting.kind
        by_kind[kind] = by_kind.get(kind, 0) + dict(posting.entries).get("cash", 0)
    return Drawer(
        float_minor=float_minor,
        customers_minor=by_kind.get("customers", 0),
        paid_in_minor=by_kind.get("paid_in", 0),
        paid_out_minor=by_kind.get("paid_out", 0),
        safe_drop_minor=by_kind.get("safe_drop", 0),
    )


def methods(postings: Iterable[Posting]) -> tuple[tuple[str, int], ...]:
    """What customers paid by each method, less what was given back."""
    return _totals(postings, lambda posting, account: METHOD_OF[account])


def people(postings: Iterable[Posting], names: Mapping[int, str]) -> tuple[tuple[str, int], ...]:
    """What customers paid to each person, by any method."""
    return _totals(postings, lambda posting, account: names.get(posting.person_id or 0, ""))


def deposits(postings: Iterable[Posting]) -> int:
    return -sum(dict(posting.entries).get("deposits", 0) for posting in postings)


def movements(postings: Iterable[Posting], names: Mapping[int, str]) -> tuple[Movement, ...]:
    return tuple(
        Movement(
            posting.kind,
            posting.at_ms,
            names.get(posting.person_id or 0, ""),
            dict(posting.entries).get("cash", 0),
            posting.reason,
        )
        for posting in postings
        if posting.kind in MOVEMENT_KINDS
    )


def _totals(postings: Iterable[Posting], name: Callable[[Posting, str], str]) -> tuple[tuple[str, int], ...]:
    totals: dict[str, int] = {}
    for posting in postings:
        for account, amount_minor in _paid(posting):
            totals[name(posting, account)] = totals.get(name(posting, account), 0) + amount_minor
    return tuple(sorted(totals.items()))


def _paid(posting: Posting) -> Iterable[tuple[str, int]]:
    """What a customer paid: on which account it came in. A debt that is paid off is no payment of itself."""
    if posting.kind not in CUSTOMERS_KINDS:
        return
    for account, amount_minor in posting.entries:
        pays_off = account == "customers" and posting.kind in ("account_paid", "account_back")
        if account in METHOD_OF and not pays_off:
            yield account, amount_minor
