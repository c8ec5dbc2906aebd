"""What somebody should look at: messages put aside, calls without a price, calls on no bill."""

from dataclasses import dataclass

from locutorio.core.bill import BilledCall
from locutorio.core.shop import ShopProfile
from locutorio.store import booked, quarantine
from locutorio.store.engine import Store, Tx
from locutorio.store.quarantine import Quarantined

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problems:
    """`never_billed` are calls that came in after their bill was paid, or from no visit known here."""

    quarantined: tuple[Quarantined, ...]
    quarantined_count: int
    unpriced: tuple[BilledCall, ...]
    never_billed: tuple[BilledCall, ...]


def problems(store: Store, shop: ShopProfile) -> Problems:
    """The latest of each."""
    with store.read() as tx:
        return Problems(
            tuple(quarantine.latest(tx, limit=_SHOWN)),
            quarantine.count(tx),
            tuple(call.billed(shop.country) for call in booked.unpriced(tx, limit=_SHOWN)),
            tuple(call.billed(shop.country) for call in booked.never_billed(tx, limit=_SHOWN)),
        )


def put_aside(tx: Tx, *, topic: str, payload: bytes, reason: str, now_ms: int) -> None:
    """Quarantine a message that cannot be taken. Only the latest thousand are kept."""
    quarantine.add(tx, at_ms=now_ms, topic=topic, reason=reason, payload=payload)
