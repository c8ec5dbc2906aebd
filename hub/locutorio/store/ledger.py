"""The ledger: postings in minor units, double entry, chained, only ever added to.

Every posting belongs to a shift. Where money moves and none is open, one opens by itself with what the last
one left in the drawer, so that nothing ever stands in the way of a sale.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from sqlalchemy import Select, func, insert, select

from locutorio.core.books.posting import Kind, Posting, balanced
from locutorio.core.books.shift import Shift
from locutorio.core.seal import FIRST_SEAL
from locutorio.store import shifts
from locutorio.store.engine import Tx
from locutorio.store.pieces import Piece, pieces
from locutorio.store.tables import entry, posting


def post(
    tx: Tx,
    kind: Kind,
    entries: Mapping[str, int],
    *,
    at_ms: int,
    person_id: int | None,
    receipt_number: int | None = None,
    bill_id: int | None = None,
    customer_id: int | None = None,
    corrects: int | None = None,
    reason: str = "",
) -> int:
    """Add one posting to the shift that is open. Entries of nothing are left out. Returns its id."""
    lines = balanced(kind, entries)
    shift = shifts.current(tx) or open_shift(tx, float_minor=None, at_ms=at_ms, person_id=None)
    last_id, last_seal = _last(tx)
    added = Posting(
        last_id + 1, at_ms, kind, shift.id, person_id, receipt_number, bill_id, customer_id, corrects, reason,
        lines,
    )  # fmt: skip
    _write(tx, added, seal=added.seal(last_seal))
    return added.id


def open_shift(tx: Tx, *, float_minor: int | None, at_ms: int, person_id: int | None) -> Shift:
    """A new shift with `float_minor` in the drawer; None = what the last one left.

    What differs from that is over or short; the very first float is money brought in.
    """
    left_minor = cash(tx)
    opened = shifts.add(
        tx,
        opened_ms=at_ms,
        person_id=person_id,
        float_minor=left_minor if float_minor is None else float_minor,
    )
    brought_minor = opened.float_minor - left_minor
    origin = "paid_in" if opened.id == 1 else "over_short"
    post(tx, "float", {"cash": brought_minor, origin: -brought_minor}, at_ms=at_ms, person_id=person_id)
    return opened


def cash(tx: Tx) -> int:
    """What must be in the drawer now: the latest float, and the cash that came and went since."""
    latest = shifts.latest(tx)
    if latest is None:
        return 0
    moved = (
        select(func.coalesce(func.sum(entry.c.amount_minor), 0))
        .join(posting, posting.c.id == entry.c.posting_id)
        .where(posting.c.shift_id == latest.id, posting.c.kind != "float", entry.c.account == "cash")
    )
    return latest.float_minor + int(tx.execute(moved).scalar_one())


def balances(
    tx: Tx, *, shift_id: int | None = None, bill_id: int | None = None, customer_id: int | None = None
) -> dict[str, int]:
    """What stands on each account: in all, or of one shift, bill or customer."""
    query = _sums()
    for column, wanted in (
        (posting.c.shift_id, shift_id),
        (posting.c.bill_id, bill_id),
        (posting.c.customer_id, customer_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return {account: int(total) for account, total in tx.execute(query)}


def posting_of(tx: Tx, receipt_number: int) -> int:
    """The posting that booked a receipt."""
    query = select(posting.c.id).where(posting.c.receipt_number == receipt_number)
    return int(tx.execute(query.order_by(posting.c.id).limit(1)).scalar_one())


def customer_of(tx: Tx, receipt_number: int) -> int | None:
    """Whose account a receipt was about."""
    query = select(posting.c.customer_id).where(posting.c.receipt_number == receipt_number)
    return tx.execute(query).scalar()


def chain(tx: Tx) -> Iterator[tuple[Posting, str]]:
    """Every posting with its seal, in the order they were made."""
    for piece in pieces(tx, posting.c.id):
        yield from sealed(tx, ids=piece)


def sealed(
    tx: Tx,
    *,
    customer_id: int | None = None,
    shift_id: int | None = None,
    receipts: Piece | None = None,
    ids: Piece | None = None,
) -> Iterator[tuple[Posting, str]]:
    """Postings with their seals, in the order they were made: those of a customer or a shift, those of a row
    of receipts, or those of a row of ids."""
    query = select(posting).order_by(posting.c.id)
    if customer_id is not None:
        query = query.where(posting.c.customer_id == customer_id)
    if shift_id is not None:
        query = query.where(posting.c.shift_id == shift_id)
    if receipts is not None:
        query = query.where(posting.c.receipt_number.between(*receipts))
    if ids is not None:
        query = query.where(posting.c.id.between(*ids))
    wanted = query.with_only_columns(posting.c.id).order_by(None)
    lines = select(entry).where(entry.c.posting_id.in_(wanted)).order_by(entry.c.posting_id, entry.c.line)
    entries: dict[int, list[tuple[str, int]]] = {}
    for row in tx.execute(lines):
        entries.setdefault(row.posting_id, []).append((row.account, row.amount_minor))
    for row in tx.execute(query):
        values = dict(row._mapping)
        seal = values.pop("seal")
        yield Posting(**values, entries=tuple(entries.get(row.id, ()))), seal


def _sums() -> Select[str, int]:
    return (
        select(entry.c.account, func.sum(entry.c.amount_minor))
        .join(posting, posting.c.id == entry.c.posting_id)
        .group_by(entry.c.account)
    )


def _last(tx: Tx) -> tuple[int, str]:
    """The end of the chain. In a writing transaction nobody can come in between."""
    query = select(posting.c.id, posting.c.seal).order_by(posting.c.id.desc()).limit(1)
    row = tx.execute(query).one_or_none()
    return (row.id, row.seal) if row else (0, FIRST_SEAL)


def _write(tx: Tx, added: Posting, *, seal: str) -> None:
    values = {field.name: getattr(added, field.name) for field in fields(added) if field.name != "entries"}
    tx.execute(insert(posting).values(**values, seal=seal))
    rows = [
        {"posting_id": added.id, "line": line, "account": account, "amount_minor": amount_minor}
        for line, (account, amount_minor) in enumerate(added.entries, start=1)
    ]
    if rows:
        tx.execute(insert(entry), rows)
