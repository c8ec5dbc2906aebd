"""A hub whose panel is served to technicians' tools, on loopback; its booths say what a test wants."""

import threading

from locutorio.server import PanelServer
from locutorio.store.engine import Store
from panel_shop import Shop
from seed import MONDAY_MS, PASSWORD, SeededBooth, people_of


class ServedHub:
    """`name` may look after its controllers."""

    name, password = "Tomás", PASSWORD

    def __init__(self, store: Store) -> None:
        self.shop = Shop(store)
        self.staff = people_of(store)
        self._server = PanelServer(self.shop.panel(csrf=True), host="127.0.0.1", port=0)
        self.url = self._server.bind()
        self._thread = threading.Thread(target=self._server.serve, daemon=True)
        self._thread.start()

    def booth(self, booth_id: str) -> SeededBooth:
        """On the line since a minute."""
        booth = SeededBooth(self.shop.store, booth_id, booth_id.title(), now_ms=MONDAY_MS - 60_000)
        booth.greet(MONDAY_MS)
        return booth

    def stop(self) -> None:
        self._server.stop()
        self._thread.join(10)
