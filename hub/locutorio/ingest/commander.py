"""Speaking to the booths: acks after the commit, what is wanted of their locks, what their calls may do,
which firmware there is for them, what technicians ask, and that the hub is there.

Nothing is said for certain. A booth sends a record again until it hears our ack, and we say what we want
again until it reports that it obeyed.
"""

from collections.abc import Callable, Iterable

from boothwire.messages import encode, topic

from locutorio.core.shop import ShopProfile
from locutorio.desk import inspection_wire, rollouts, updates
from locutorio.desk.command import Order, due
from locutorio.ingest.keyring import Keyring
from locutorio.store.engine import Store

BEAT_EVERY_MS = 5_000
SELDOM_MS = 10_000  # offers, and what takes minutes anyway


class Commander:
    """`publish` takes a topic and a payload; `epoch` is this hub's."""

    def __init__(
        self,
        store: Store,
        shop: ShopProfile,
        keyring: Keyring,
        publish: Callable[[str, bytes], None],
        *,
        epoch: int,
    ) -> None:
        self._store = store
        self._shop = shop
        self._keyring = keyring
        self._publish = publish
        self._epoch = epoch
        self._beats = 0
        self._beaten_ms: int | None = None
        self._seldom_ms: int | None = None

    def say(self, orders: Iterable[Order]) -> None:
        for order in orders:
            self._keyring.learn([order.booth_id])
            key = self._keyring.get(order.booth_id)
            if key is not None:
                name = topic(self._shop.shop_id, order.booth_id, order.kind)
                message = {"nonce": order.nonce, "epoch": self._epoch, **order.fields}
                self._publish(name, encode(name, message, key))

    def command(self, booth_ids: set[str], *, now_ms: int) -> None:
        """Tell these booths at once what they have not told of yet, and what is asked of them."""
        orders = due(self._store, self._shop, epoch=self._epoch, now_ms=now_ms).orders
        asked = inspection_wire.orders(self._store, epoch=self._epoch)
        self.say(order for order in (*orders, *asked) if order.booth_id in booth_ids)

    def tick(self, *, now_ms: int) -> frozenset[str]:
        """Tell every booth on the line what it has not told of yet, and now and then that we are there.
        Returns the booths on the line.
        """
        now = due(self._store, self._shop, epoch=self._epoch, now_ms=now_ms)
        self.say(now.orders)
        self.say(inspection_wire.orders(self._store, epoch=self._epoch))
        if _is_time(self._seldom_ms, SELDOM_MS, now_ms):
            self._seldom_ms = now_ms
            rollouts.advance(self._store, now_ms=now_ms)
            inspection_wire.keep_up(self._store, now_ms=now_ms)
            self.say(updates.offers(self._store, epoch=self._epoch, now_ms=now_ms))
        if _is_time(self._beaten_ms, BEAT_EVERY_MS, now_ms):
            self._beaten_ms = now_ms
            self._beats += 1
            self._keyring.renew()
            beat = {"n": self._beats, "unix_ms": now_ms}
            self.say(Order(booth_id, nonce, "beat", beat) for booth_id, nonce in now.listening)
        return now.online


def _is_time(last_ms: int | None, every_ms: int, now_ms: int) -> bool:
    """Also when the clock was put back."""
    return last_ms is None or not 0 <= now_ms - last_ms < every_ms
