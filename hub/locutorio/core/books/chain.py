"""Chains: numbered without gaps, each row sealed together with the one before, signed where that is asked.

Receipts, postings and closings are alike in this. Must not know what the rows say.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from locutorio.core import seal
from locutorio.core.books.finding import Finding, differing


@dataclass(frozen=True, slots=True)
class Link:
    """`text` is what the seal is over; `key_version` 0 = not signed."""

    number: int
    text: str
    seal: str
    signature: str = ""
    key_version: int = 0


Signed = Callable[[Link], bool]


def check(table: str, links: Iterable[Link], is_signed: Signed) -> Iterator[Finding]:
    """Each row that breaks the chain; after a gap it goes on with what there is."""
    number, previous_seal = 0, seal.FIRST_SEAL
    for link in links:
        yield from differing(table, link.number, number=(number + 1, link.number))
        yield from differing(table, link.number, seal=(seal.seal(previous_seal, link.text), link.seal))
        if not (is_signed(link) if link.key_version else link.signature == ""):
            wanted = f"one by key {link.key_version}" if link.key_version else "none"
            yield Finding(table, str(link.number), "signature", wanted, link.signature or "none")
        number, previous_seal = link.number, link.seal
