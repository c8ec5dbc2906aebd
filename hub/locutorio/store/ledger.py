"""The ledger: double entry in minor units, only ever added to.

Money that comes in is positive on the account that holds it (cash, card) and negative on the account it
was earned on (sales_calls, sales_extras, rounding), so all entries together are always zero.
"""

from collections.abc import Mapping

from sqlalchemy import func, insert, select

from locutorio.store.engine import Tx
from locutorio.store.tables import entry

HOLDING = ("cash", "card")
EARNING = ("sales_calls", "sales_extras", "rounding")


class Unbalanced(ValueError):
    """A posting that does not sum to zero, or names no account of ours: a fault of the program."""


def post(tx: Tx, entries: Mapping[str, int], *, receipt_number: int, at_ms: int) -> None:
    """Add one posting. Entries of nothing are left out."""
    if sum(entries.values()) != 0:
        raise Unbalanced(f"the entries sum to {sum(entries.values())}: {dict(entries)}")
    unknown = set(entries) - {*HOLDING, *EARNING}
    if unknown:
        raise Unbalanced(f"no such account: {', '.join(sorted(unknown))}")
    posting = (tx.execute(select(func.max(entry.c.posting))).scalar() or 0) + 1
    rows = [
        {"posting": posting, "at_ms": at_ms, "account": account, "amount_minor": amount_minor,
         "receipt_number": receipt_number}
        for account, amount_minor in entries.items()
        if amount_minor
    ]  # fmt: skip
    if rows:
        tx.execute(insert(entry), rows)


def balances(tx: Tx) -> dict[str, int]:
    query = select(entry.c.account, func.sum(entry.c.amount_minor)).group_by(entry.c.account)
    return {account: int(total) for account, total in tx.execute(query)}


def unbalanced_postings(tx: Tx) -> list[int]:
    """Postings that do not sum to zero: none, unless someone wrote past this module."""
    query = select(entry.c.posting).group_by(entry.c.posting).having(func.sum(entry.c.amount_minor) != 0)
    return list(tx.execute(query).scalars())
