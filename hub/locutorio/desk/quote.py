"""What a number costs, asked at the counter or from a command line, by the prices the shop has adopted."""

from collections.abc import Sequence

from locutorio.core.quote import Offer, Quote
from locutorio.core.quoting import LOOKS_AHEAD_MS, as_dialled, usual_amounts
from locutorio.core.quoting import quote as quote_of
from locutorio.core.shop import ShopProfile
from locutorio.desk import versions
from locutorio.desk.packages import find
from locutorio.store import packages
from locutorio.store.engine import Store, Tx

LENGTHS_S = (60, 300, 600)


def quote(
    store: Store,
    shop: ShopProfile,
    digits: str,
    *,
    at_ms: int,
    package_id: int | None = None,
    lengths_s: Sequence[int] = LENGTHS_S,
    amounts_minor: Sequence[int] = (),
) -> Quote:
    """A call to `digits`, as people write numbers, answered at `at_ms`; sold by a package, None = by the
    shop's default. Without `amounts_minor`, what the usual coins pay for."""
    with store.read() as tx:
        wanted = packages.default(tx) if package_id is None else package_id
        return quote_of(
            shop,
            [] if wanted is None else _offers(tx, wanted, at_ms),
            as_dialled(digits),
            at_ms=at_ms,
            lengths_s=lengths_s,
            amounts_minor=amounts_minor or usual_amounts(shop.currency),
        )


def _offers(tx: Tx, package_id: int, at_ms: int) -> list[Offer]:
    """The package's version that holds at `at_ms`, and those that are to follow it soon."""
    package = find(tx, package_id)
    offers = []
    for version in package.versions:
        if version.in_force_from_ms < at_ms + LOOKS_AHEAD_MS:
            offers.append(
                Offer(
                    package.id,
                    package.name,
                    version.id,
                    version.in_force_from_ms,
                    versions.tariff(tx, version.id),
                )
            )
        if version.in_force_from_ms <= at_ms:
            break
    return offers
