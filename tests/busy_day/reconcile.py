"""The books at the end of the day against the tally: each account, customer, tax, call, receipt and paper."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from locutorio.desk import accounts, bills, shifts
from locutorio.desk.verify import verify
from locutorio.store import ledger
from locutorio.store.engine import Tx
from locutorio.store.tables import charge, entry, print_job, receipt
from sqlalchemy import func, select

from busy_day.day import Day, must
from busy_day.office import without_nothing

SOLD = ("sales_calls", "sales_extras", "rounding", "tax", "discounts")


def reconcile(day: Day) -> None:
    """Off, with the first thing that is."""
    must("open bills", [], bills.open_bills(day.store, day.shop, now_ms=day.agenda.now_ms))
    must("open shift", None, shifts.current(day.store))
    must("Z reports", len(day.tally.shifts), len(shifts.z_reports(day.store)))
    found = {account.customer.id: account.balance_minor for account in accounts.accounts(day.store)}
    must("customers' accounts", {one: day.tally.customers[one] for one in day.regulars}, found)
    with day.store.read() as tx:
        _books(tx, day)
        documents = [json.loads(text) for text in tx.execute(_documents).scalars()]
        _receipts(documents, day)
        must(
            "charged calls",
            day.counts["calls"],
            tx.execute(select(func.count()).select_from(charge)).scalar(),
        )
        must("receipts on paper", day.tally.papers, _papers(tx))
    must("what verify finds", (), verify(day.store, day.shop))


_documents = select(receipt.c.document).order_by(receipt.c.number)


def _books(tx: Tx, day: Day) -> None:
    each = select(func.sum(entry.c.amount_minor).label("total")).group_by(entry.c.posting_id).subquery()
    uneven = select(func.count()).select_from(each).where(each.c.total != 0)
    must("postings that do not sum to nothing", 0, tx.execute(uneven).scalar())
    balances = Counter(ledger.balances(tx))
    must("tax in the books", -day.tally.taxes.total(), balances["tax"])
    sold = sum(balances.pop(account, 0) for account in SOLD)
    found = without_nothing({**balances, "sold": sold})
    must("accounts in the books", without_nothing(day.tally.books), found)


def _receipts(documents: list[dict[str, Any]], day: Day) -> None:
    must("numbers", list(range(1, len(documents) + 1)), [made["number"] for made in documents])
    by_kind = Counter(made["kind"] for made in documents)
    must("sales", sum(shift.sales for shift in day.tally.shifts), by_kind["sale"])
    must("credit notes", sum(shift.credits for shift in day.tally.shifts), by_kind["credit"])
    taxes: Counter[int] = Counter()
    for line in (line for made in documents for line in made["taxes"]):
        taxes[int(line["percent"])] += line["tax_minor"]
    must("tax by rate", without_nothing(day.tally.taxes), without_nothing(taxes))
    must("calls on receipts", day.tally.sold_calls, Counter(_sold_calls(documents)))


def _sold_calls(documents: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    for made in documents:
        if made["kind"] == "sale":
            yield from (
                (call["booth_label"], call["answered_at_ms"]) for call in made["calls"] if call["evidence"]
            )


def _papers(tx: Tx) -> Counter[int]:
    """How often each receipt was queued; its copies are counted one by one."""
    copies: dict[int, list[int]] = {}
    query = select(print_job.c.receipt_number, print_job.c.copy).order_by(print_job.c.id)
    for number, copy in tx.execute(query.where(print_job.c.kind == "receipt")):
        copies.setdefault(number, []).append(copy)
    for number, row in copies.items():
        must(f"copies of receipt {number}", list(range(len(row))), row)
    return Counter({number: len(row) for number, row in copies.items()})
