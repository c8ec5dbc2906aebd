"""Which rows of the three chains belong to a time, and what each chain had come to before it."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, func, select

from locutorio.core.seal import FIRST_SEAL
from locutorio.store.engine import Tx
from locutorio.store.tables import closing, posting, receipt

ChainName = Literal["receipts", "postings", "closings"]

CHAINS: dict[ChainName, tuple[Column[int], Column[int], Column[str]]] = {
    "receipts": (receipt.c.number, receipt.c.issued_ms, receipt.c.seal),
    "postings": (posting.c.id, posting.c.at_ms, posting.c.seal),
    "closings": (closing.c.number, closing.c.at_ms, closing.c.seal),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The rows after `number_before` up to `last_number`; none if that is the same."""

    number_before: int
    seal_before: str
    last_number: int


def stretch(tx: Tx, chain: ChainName, *, from_ms: int, to_ms: int) -> Stretch:
    """From the first row of that time to the last, without gaps, whatever the clock said in between."""
    number, at_ms, _ = CHAINS[chain]
    numbers = select(func.min(number), func.max(number)).where(at_ms >= from_ms, at_ms < to_ms)
    first, last = tx.execute(numbers).one()
    if first is None:
        earlier = tx.execute(select(func.max(number)).where(at_ms < from_ms)).scalar_one()
        first = (earlier or 0) + 1
    return Stretch(first - 1, seal_of(tx, chain, first - 1), last or first - 1)


def seal_of(tx: Tx, chain: ChainName, number: int) -> str:
    """What the chain had come to with that row; "" if there is no such row."""
    if number == 0:
        return FIRST_SEAL
    numbered, _, seal = CHAINS[chain]
    return tx.execute(select(seal).where(numbered == number)).scalar_one_or_none() or ""
