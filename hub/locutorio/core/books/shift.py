"""A shift of the drawer, and the proof of all shifts by their postings: station 7 of the way of a call.

The posting that opens a shift says when, by whom and with how much; what is in the drawer then must follow
from all that moved before. Must not know where either is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locutorio.core.books.finding import Finding, differing
from locutorio.core.books.posting import ACCOUNTS, Posting


@dataclass(frozen=True, slots=True)
class Shift:
    """`person_id` is None if it opened by itself; `float_minor` what was in the drawer then."""

    id: int
    opened_ms: int
    person_id: int | None
    float_minor: int


def check(shifts: Iterable[Shift], postings: Iterable[Posting]) -> Iterator[Finding]:
    """Every posting balanced and in its shift; every shift opened as its row says."""
    kept = {shift.id: shift for shift in shifts}
    cash_minor, at = 0, 0
    for posting in postings:
        cash_minor += dict(posting.entries).get("cash", 0)
        yield from _balanced(posting)
        if posting.shift_id != at:
            at += 1
            yield from differing("posting", posting.id, shift_id=(at, posting.shift_id))
            at = posting.shift_id
            yield from _opened(kept.get(at), posting, cash_minor)
    yield from differing("shift", at, shifts=(list(range(1, at + 1)), sorted(kept)))


def _balanced(posting: Posting) -> Iterator[Finding]:
    unknown = [account for account, _ in posting.entries if account not in ACCOUNTS]
    yield from differing(
        "posting",
        posting.id,
        sum_of_entries=(0, sum(amount_minor for _, amount_minor in posting.entries)),
        unknown_accounts=([], unknown),
    )


def _opened(shift: Shift | None, posting: Posting, cash_minor: int) -> Iterator[Finding]:
    yield from differing("posting", posting.id, kind=("float", posting.kind))
    if shift is None:
        yield Finding("shift", str(posting.shift_id), "row", "one", "none")
        return
    yield from differing(
        "shift",
        shift.id,
        opened_ms=(posting.at_ms, shift.opened_ms),
        person_id=(posting.person_id, shift.person_id),
        float_minor=(cash_minor, shift.float_minor),
    )
