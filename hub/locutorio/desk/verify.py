"""Proving the books: every number, seal, signature, sum and price is worked out again. Reads only.

What it finds is told in the order of the books, the first that is off first. The sentences say where and
what; how that came about, only people can say.
"""

from collections.abc import Callable, Iterator
from itertools import chain as chain_of

from locutorio.core.books import chain, periods, receipt, shift
from locutorio.core.books.chain import Link
from locutorio.core.books.finding import Finding, differing
from locutorio.core.books.posting import Posting
from locutorio.core.books.receipt import KeptReceipt
from locutorio.core.fiscal.turnover import Turnover, of_receipts
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.desk import till_reports
from locutorio.desk.recompute import again
from locutorio.desk.repricing import Progress, nobody_watches
from locutorio.sealing import is_signed
from locutorio.store import audit, booked, books, closings, fiscal, ledger, shifts
from locutorio.store.audit import Priced
from locutorio.store.engine import Store, Tx

Step = Callable[[], None]  # one row more is proved


def verify(store: Store, shop: ShopProfile, *, progress: Progress = nobody_watches) -> tuple[Finding, ...]:
    """All that does not agree; nothing if all is well."""
    with store.read() as tx:
        return tuple(findings(tx, shop, progress=progress))


def findings(tx: Tx, shop: ShopProfile, *, progress: Progress = nobody_watches) -> Iterator[Finding]:
    """The same one by one. Reports are proved by books that are whole, else they tell nothing new."""
    step = _Steps(audit.size(tx), progress)
    whole = True
    parts = (_chains(tx), _receipts(tx, step), _postings(tx, step), _prices(tx, shop, step), _dangling(tx))
    for found in chain_of(*parts):
        whole = False
        yield found
    if whole:
        yield from _closings(tx, shop, step)
    step.end()


class _Steps:
    """How many rows of how many are proved."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def __call__(self) -> None:
        self._done += 1
        self._progress(min(self._done, self._total), self._total)

    def end(self) -> None:
        self._progress(self._total, self._total)


def _chains(tx: Tx) -> Iterator[Finding]:
    public_pems = {kept.key.version: kept.key.public_pem for kept in fiscal.keys(tx)}

    def signed(link: Link) -> bool:
        return is_signed(link.seal, link.signature, public_pem=public_pems.get(link.key_version, ""))

    postings = (Link(posting.id, posting.sealed_text, seal) for posting, seal in ledger.chain(tx))
    yield from chain.check("receipt", audit.receipt_links(tx), signed)
    yield from chain.check("posting", postings, signed)
    yield from chain.check("closing", audit.closing_links(tx), signed)


def _receipts(tx: Tx, step: Step) -> Iterator[Finding]:
    for piece in audit.receipts(tx):
        for kept in piece:
            step()
            yield from receipt.check(kept)
        yield from _costs(tx, piece)


def _costs(tx: Tx, piece: list[KeptReceipt]) -> Iterator[Finding]:
    """Each call was sold for what it costs: by its charge, its re-rating, or what a person decided."""
    sales = {kept.bill_id: kept for kept in piece if kept.kind == "sale"}
    for bill_id, calls in booked.of_bills(tx, list(sales)).items():
        sold_for = dict(sales[bill_id].calls)
        for call in calls:
            if call.id in sold_for:
                yield from differing(
                    "billed_call",
                    f"{call.id} of receipt {sales[bill_id].number}",
                    cost_minor=(call.due_minor, sold_for[call.id]),
                )


def _postings(tx: Tx, step: Step) -> Iterator[Finding]:
    def walked() -> Iterator[Posting]:
        for posting, _ in ledger.chain(tx):
            step()
            yield posting

    for posting_id in audit.misnumbered_entries(tx):
        yield Finding("entry", f"of posting {posting_id}", "line", "1, 2, 3", "something else")
    yield from shift.check(shifts.every(tx), walked())


def _dangling(tx: Tx) -> Iterator[Finding]:
    for table, row, named in audit.dangling(tx):
        yield Finding(table, f"in row {row}", f"the {named} it names", "there", "not")


def _prices(tx: Tx, shop: ShopProfile, step: Step) -> Iterator[Finding]:
    for kept in audit.charges(tx):
        step()
        broken = differing("charge", kept.charge.call_id, seal=(kept.charge.seal(), kept.seal))
        yield from broken or _again(tx, shop, kept.priced)
    for priced in audit.reratings(tx):
        step()
        yield from _again(tx, shop, priced)


def _again(tx: Tx, shop: ShopProfile, priced: Priced) -> Iterator[Finding]:
    """The price as the same tariff version makes it now, step by step."""
    made = again(tx, shop, priced)
    if made is None:
        yield Finding(priced.table, priced.key, "tariff_id", "one that prices it", str(priced.tariff_id))
        return
    yield from differing(
        priced.table,
        priced.key,
        cost_minor=(made.cost_minor, priced.cost_minor),
        destination=(made.destination, priced.destination),
        detail=(made.detail, priced.detail),
    )


def _closings(tx: Tx, shop: ShopProfile, step: Step) -> Iterator[Finding]:
    every = [kept.closing for kept in closings.every(tx)]
    known = {kept.id: kept for kept in shifts.every(tx)}
    for closing in every:
        step()
        if closing.kind != "shift":
            continue
        yield from differing("closing", closing.number, period=(str(closing.shift_id), closing.period))
        closed = known.get(closing.shift_id or 0)
        if closed is None:
            yield Finding("closing", str(closing.number), "shift_id", "a shift", str(closing.shift_id))
            continue
        made = till_reports.report(tx, shop, closed, operator_id=closing.person_id, at_ms=closing.at_ms)
        yield from periods.check_shift(closing, made)

    def turnover(first: int, last: int) -> Turnover:
        kept = books.between(tx, first, last)
        return of_receipts(Receipt.from_json(each.document) for each in kept)

    yield from periods.check([closing for closing in every if closing.kind != "shift"], turnover)
