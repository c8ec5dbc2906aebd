"""The short way to prices: a tariff that is written out, for the shop's default package.

The package is made if the shop has none.
"""

from locutorio.core.money import Currency
from locutorio.desk import packages
from locutorio.desk.adopting import adopt as adopt_within
from locutorio.desk.documents import Document, to_adopt
from locutorio.store import packages as rows
from locutorio.store.engine import Store

FIRST_PACKAGE = "Standard"


def adopt(
    store: Store,
    *,
    document: Document,
    currency: Currency,
    in_force_from_ms: int,
    now_ms: int,
    operator_id: int | None = None,
) -> int:
    """Calls answered from `in_force_from_ms` on are priced by it; TariffError if that cannot be. Returns
    the tariff's id."""
    document = to_adopt(document, currency, deck_currency="", now_ms=now_ms)
    with store.begin() as tx:
        package_id = rows.default(tx)
        if package_id is None:
            package_id = packages.add(tx, name=FIRST_PACKAGE, deck_id=None, now_ms=now_ms)
        return adopt_within(
            tx,
            packages.find(tx, package_id),
            document,
            in_force_from_ms=in_force_from_ms,
            operator_id=operator_id,
            now_ms=now_ms,
        )
