"""A shop whose ingest really runs, against a real broker."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from brokers import Broker
from locutorio.desk import booths
from locutorio.ingest.client import Ingest
from locutorio.store.engine import Store
from small_shop import SHOP, furnish
from waiting import wait_for
from wired_booth import WiredBooth


class Running:
    """The store, the ingest on it, and what it said had changed."""

    def __init__(self, store: Store, broker: Broker, clock: Callable[[], int]) -> None:
        self.store, self.broker, self.clock = store, broker, clock
        self.changed: set[str] = set()
        self.booths: list[WiredBooth] = []
        self.owner = furnish(store, "booth-1", "booth-2")
        self.ingest = self.new_ingest()

    def new_ingest(self) -> Ingest:
        self.ingest = Ingest(
            self.store, SHOP, broker_url=self.broker.url, on_changed=self.changed.update, clock=self.clock
        )
        self.ingest.start()
        wait_for(self.ingest.healthy)
        return self.ingest

    def booth(self, booth_id: str = "booth-1", **how: Any) -> WiredBooth:
        key_hex = next(booth.key_hex for booth in booths.booths(self.store) if booth.id == booth_id)
        booth = WiredBooth(self.broker.port, booth_id, key_hex, **how)
        self.booths.append(booth)
        return booth

    def close(self) -> None:
        for booth in self.booths:
            booth.close()
        self.ingest.stop()


@pytest.fixture
def running(sqlite_store: Store, broker: Broker, ticking: Callable[[], int]) -> Iterator[Running]:
    running = Running(sqlite_store, broker, ticking)
    yield running
    running.close()
