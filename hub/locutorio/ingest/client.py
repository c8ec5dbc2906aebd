"""Ingest as the hub sees it: started, stopped, asked for its health, told which booths to speak to.

Two threads of its own: one commits what came in, one looks after the connection and says again each
second what booths have not obeyed. Neither can be stopped by anything that comes in.
"""

import logging
import threading
from collections.abc import Callable, Sequence

from locutorio.core.shop import ShopProfile
from locutorio.desk import epoch
from locutorio.desk.epoch import Fenced
from locutorio.desk.heard import Ear
from locutorio.ingest.commander import Commander
from locutorio.ingest.inbound import Inbound
from locutorio.ingest.keyring import Keyring
from locutorio.ingest.link import Link
from locutorio.ingest.routes import Routes
from locutorio.ingest.worker import GROUP_MAX, Worker
from locutorio.pki import TlsFiles
from locutorio.store.engine import Store, StoreDown, StoreError

log = logging.getLogger(__name__)

TICK_S = 1.0


class Ingest:
    """`on_changed` is told the ids of booths whose tiles may look different, from ingest's threads.

    To make one is to take charge: whatever hub was started on these books before is fenced.
    """

    def __init__(
        self,
        store: Store,
        shop: ShopProfile,
        *,
        broker_url: str,
        tls: TlsFiles | None = None,
        on_changed: Callable[[set[str]], object],
        clock: Callable[[], int],
    ) -> None:
        self._store = store
        self._on_changed = on_changed
        self._clock = clock
        self._link = Link(broker_url, shop.shop_id, clock=clock, tls=tls)
        self._epoch = epoch.take(store, now_ms=clock())
        keyring = Keyring(store)
        routes = Routes(Ear(shop, self._epoch), keyring)
        self._worker = Worker(store, routes, keyring, epoch=self._epoch)
        self._commander = Commander(store, shop, keyring, self._link.publish, epoch=self._epoch)
        self._online: frozenset[str] = frozenset()
        self._fenced = threading.Event()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._always, args=(work,), name=name, daemon=True)
            for name, work in (("ingest", self._take), ("ingest-tick", self._tick))
        ]

    def start(self) -> None:
        self._link.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends after the group in hand; what was not committed, the booths send again."""
        self._stopping.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        self._link.stop()

    def push(self, booth_ids: set[str]) -> None:
        """Somebody changed what is wanted of these booths: tell them now."""
        if self.fenced:
            return
        try:
            self._commander.command(booth_ids, now_ms=self._clock())
        except (StoreDown, StoreError):
            log.exception("the booths could not be told at once; they will be within a second")

    def healthy(self) -> bool:
        """Messages go out through the broker and come back, and both threads live."""
        return self._link.alive() and all(thread.is_alive() for thread in self._threads)

    @property
    def fenced(self) -> bool:
        """Another hub was started on these books: this one is quiet for good."""
        return self._fenced.is_set()

    def _always(self, work: Callable[[], None]) -> None:
        while not self._stopping.is_set():
            try:
                work()
            except Fenced as error:
                self._give_way(error)
            except Exception:
                log.exception("ingest goes on after a fault")
                self._stopping.wait(TICK_S)

    def _give_way(self, error: Fenced) -> None:
        """What comes in from now on is the other hub's to take."""
        log.critical("this hub is quiet from now on: %s", error)
        self._fenced.set()
        self._link.stop()
        self._tell(set(self._online))
        self._stopping.wait()

    def _take(self) -> None:
        group = self._link.take(most=GROUP_MAX, wait_s=0.2)
        while group and not self._stopping.is_set():
            try:
                self._settle(group)
                return
            except (StoreDown, StoreError):
                log.exception("the store does not answer; %d messages wait", len(group))
                self._stopping.wait(TICK_S)

    def _settle(self, group: Sequence[Inbound]) -> None:
        outcome = self._worker.commit(group)
        for inbound in group:
            self._link.acknowledge(inbound)
        # First what is wanted: a booth takes any word of ours, also an ack, for the hub's return.
        if outcome.owed:
            self._commander.command(outcome.owed, now_ms=self._clock())
        self._commander.say(outcome.answers)
        self._tell(outcome.changed)

    def _tell(self, booth_ids: set[str]) -> None:
        """Whoever listens must not hold up what comes in next."""
        try:
            if booth_ids:
                self._on_changed(booth_ids)
        except Exception:
            log.exception("the change of %s could not be told", ", ".join(sorted(booth_ids)))

    def _tick(self) -> None:
        epoch.hold_in(self._store, self._epoch)
        self._link.watch()
        online = self._commander.tick(now_ms=self._clock())
        came_or_went, self._online = set(online ^ self._online), online
        self._tell(came_or_went)
        self._stopping.wait(TICK_S)
