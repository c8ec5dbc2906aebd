"""What has to be said to the booths: leases and grants they have not told of yet, acks, beats. Back to
station 3.

Every order names the boot it is for. Nothing is said to a booth that listens to a later hub.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from locutorio.core.granting import grant_fields, is_unheard
from locutorio.core.leases import lease_fields, outstanding, until_ms
from locutorio.core.report import UNHEARD_AFTER_MS
from locutorio.core.shop import ShopProfile
from locutorio.store import booths, grants, standing
from locutorio.store.engine import Store, Tx
from locutorio.store.standing import Standing


@dataclass(frozen=True, slots=True)
class Order:
    """`fields` of a message of this `kind` besides the nonce and the epoch."""

    booth_id: str
    nonce: str
    kind: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be said now, and which booths are on the line (also those that listen to another)."""

    orders: tuple[Order, ...]
    listening: tuple[tuple[str, str], ...]  # booth and nonce
    online: frozenset[str]


def due(store: Store, shop: ShopProfile, *, epoch: int, now_ms: int) -> Due:
    """For booths on the line only: the others are told when they greet."""
    with store.read() as tx:
        every = standing.online(tx, heard_since_ms=now_ms - UNHEARD_AFTER_MS)
        made = grants.of_reports(tx)
    orders: list[Order] = []
    listening: list[tuple[str, str]] = []
    for booth in every:
        nonce = _nonce(booth, epoch)
        if not nonce:
            continue
        listening.append((booth.booth_id, nonce))
        if outstanding(booth.wanted, booth.report):
            late_ms = until_ms(booth.report, now_ms=now_ms)
            fields = lease_fields(booth.wanted, shop.rules, until_ms=late_ms)
            orders.append(Order(booth.booth_id, nonce, "desired", fields))
        grant = made.get(booth.booth_id)
        if grant is not None and is_unheard(grant, booth.report):
            orders.append(Order(booth.booth_id, nonce, "grant", grant_fields(grant)))
    return Due(tuple(orders), tuple(listening), frozenset(booth.booth_id for booth in every))


def acks(tx: Tx, stored: Mapping[tuple[str, int], int], *, epoch: int) -> list[Order]:
    """To be said once `tx` is committed: for each (booth, boot) the number up to which all is stored. It
    is meant for the boot that runs now, whichever boot it speaks of."""
    orders = []
    for (booth_id, boot), seq in stored.items():
        nonce, heard_epoch = standing.speaking(tx, booth_id)
        if nonce and heard_epoch <= epoch:
            orders.append(Order(booth_id, nonce, "ack", {"boot": boot, "seq": seq}))
    return orders


def _nonce(booth: Standing, epoch: int) -> str:
    """The name of the boot that runs; "" if it is not known, or listens to a hub that was started later."""
    return booth.boot.nonce if booth.boot is not None and booth.report.epoch <= epoch else ""


def keys(store: Store) -> dict[str, bytes]:
    """Every booth's secret, to sign and verify messages with."""
    with store.read() as tx:
        return booths.keys(tx)
