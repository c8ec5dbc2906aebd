"""A price worked out again, by the tariff version it came from: stations 5 and 7, years later.

Must not know why anybody asks.
"""

from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import UnknownTariff
from locutorio.desk.pricing import Priced, price_by
from locutorio.store import audit
from locutorio.store.engine import Tx


def recomputed(tx: Tx, shop: ShopProfile, call_id: int) -> Priced | None:
    """What a call was sold for, made anew from the call and its tariff; None if it never had a price, or
    that version has none for it."""
    kept = audit.price_of(tx, call_id)
    return again(tx, shop, kept) if kept else None


def again(tx: Tx, shop: ShopProfile, kept: audit.Priced) -> Priced | None:
    try:
        return price_by(
            tx,
            shop,
            kept.tariff_id,
            digits=kept.digits,
            answered_at_ms=kept.answered_at_ms,
            seconds=kept.seconds,
        )
    except UnknownTariff:
        return None
