"""The report of a shift, from the books as they are: an X at any time, a Z when it closes. Station 8.

Must not know how a shift closes.
"""

from locutorio.core import till_sums
from locutorio.core.books.shift import Shift
from locutorio.core.shop import ShopProfile
from locutorio.core.till import Counted, TillReport
from locutorio.store import books, ledger, paper, people
from locutorio.store.engine import Tx

_MANY = 100_000


def report(
    tx: Tx,
    shop: ShopProfile,
    shift: Shift,
    *,
    operator_id: int | None,
    at_ms: int,
    number: int | None = None,
    counted: Counted | None = None,
    handed_to: str = "",
) -> TillReport:
    """What the shift comes to; with the closing's `number` it is a Z."""
    postings = till_sums.before_count(posting for posting, _ in ledger.sealed(tx, shift_id=shift.id))
    names = {person["id"]: str(person["name"]) for person in people.every(tx)}
    return TillReport(
        kind="x" if number is None else "z",
        number=number,
        shift_id=shift.id,
        opened_at_ms=shift.opened_ms,
        opened_by=names.get(shift.person_id or 0, ""),
        at_ms=at_ms,
        operator=names.get(operator_id or 0, ""),
        shop_name=shop.name,
        shop_lines=shop.address_lines,
        tax_id=shop.tax_id,
        timezone=shop.timezone,
        language=shop.language,
        currency=shop.currency.code,
        currency_decimals=shop.currency.decimals,
        sold=till_sums.sold(books.of_shift(tx, shift.id)),
        methods=till_sums.methods(postings),
        people=till_sums.people(postings, names),
        deposits_minor=till_sums.deposits(postings),
        drawer=till_sums.drawer(shift.float_minor, postings),
        movements=till_sums.movements(postings, names),
        duplicates=paper.duplicates(tx, from_ms=shift.opened_ms, to_ms=at_ms + 1),
        drawer_openings=_acts(tx, "open_drawer", shift, at_ms),
        counted=counted,
        handed_to=handed_to,
    )


def _acts(tx: Tx, kind: str, shift: Shift, to_ms: int) -> int:
    return len(people.acts(tx, limit=_MANY, kind=kind, from_ms=shift.opened_ms, to_ms=to_ms + 1))
