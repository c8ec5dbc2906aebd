"""A receipt and what the tables say of it beside its document: lines, payments, the posting. Station 8.

The document is proved by its seal; this proves the rest by the document. Must not know where they are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locutorio.core.books.finding import Finding, differing
from locutorio.core.books.posting import Posting
from locutorio.core.receipt import Receipt
from locutorio.core.sale import entries


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt's row, and the rows of other tables that name it, in their order: `calls` as (call, cost),
    `extras` as (line, text, quantity, amount), `payments` as (line, method, amount, given)."""

    number: int
    kind: str
    bill_id: int
    corrects: int | None
    issued_ms: int
    key_version: int
    document: str
    calls: Sequence[tuple[int, int]]
    extras: Sequence[tuple[int, str, int, int]]
    payments: Sequence[tuple[int, str, int, int]]
    postings: Sequence[Posting]


def check(kept: KeptReceipt) -> Iterator[Finding]:
    try:
        receipt = Receipt.from_json(kept.document)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield Finding("receipt", str(kept.number), "document", "a receipt", kept.document)
        return
    yield from differing(
        "receipt",
        kept.number,
        number=(receipt.number, kept.number),
        kind=(receipt.kind, kept.kind),
        corrects=(receipt.corrects, kept.corrects),
        issued_ms=(receipt.issued_at_ms, kept.issued_ms),
        key_version=(receipt.key_version, kept.key_version),
    )
    if receipt.bill_id is not None:
        yield from differing("receipt", kept.number, bill_id=(receipt.bill_id, kept.bill_id))
    yield from _lines(receipt, kept)
    yield from _postings(receipt, kept)


def _lines(receipt: Receipt, kept: KeptReceipt) -> Iterator[Finding]:
    calls = sorted((call.call_id, call.cost_minor) for call in receipt.calls)
    extras = [
        (line, extra.text, extra.quantity, extra.amount_minor)
        for line, extra in enumerate(receipt.extras, start=1)
    ]
    payments = [
        (line, paid.method, paid.amount_minor, paid.given_minor)
        for line, paid in enumerate(receipt.payments, start=1)
    ]
    for table, expected, found in (
        ("billed_call", calls, kept.calls),
        ("billed_extra", extras, kept.extras),
        ("payment", payments, kept.payments),
    ):
        yield from differing(table, kept.number, lines=(list(expected), list(found)))


def _postings(receipt: Receipt, kept: KeptReceipt) -> Iterator[Finding]:
    if len(kept.postings) != 1:
        numbers = [posting.id for posting in kept.postings]
        yield Finding("posting", f"of receipt {kept.number}", "number of them", "1", f"{numbers}")
        return
    (posting,) = kept.postings
    yield from differing(
        "posting",
        posting.id,
        kind=("sale" if receipt.kind == "sale" else "refund", posting.kind),
        at_ms=(receipt.issued_at_ms, posting.at_ms),
        bill_id=(kept.bill_id, posting.bill_id),
        entries=(sorted(entries(receipt).items()), sorted(posting.entries)),
    )
