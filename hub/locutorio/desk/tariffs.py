"""Adopting a tariff: a new version, in force from a moment on. Versions are never changed."""

import json
from collections.abc import Mapping

from locutorio.core.money import Currency
from locutorio.core.tariff import for_shop, load_tariff
from locutorio.store import tariffs
from locutorio.store.engine import Store


def adopt(
    store: Store,
    *,
    document: Mapping[str, object],
    currency: Currency,
    in_force_from_ms: int,
    now_ms: int,
) -> None:
    """Calls answered from `in_force_from_ms` on are priced by it; TariffError if that cannot be."""
    for_shop(load_tariff(document), currency)
    with store.begin() as tx:
        tariffs.adopt(
            tx,
            in_force_from_ms=in_force_from_ms,
            adopted_ms=now_ms,
            document=json.dumps(document, ensure_ascii=False),
        )


def is_missing(store: Store) -> bool:
    """True until the shop has a tariff: every answered call would be unpriced."""
    with store.read() as tx:
        return not tariffs.versions(tx)
