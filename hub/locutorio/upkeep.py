"""Every few minutes: is there room for the books, and which certificates run out? A thread of its own.

Nothing waits for it, and nothing that fails here stops anything else.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from locutorio.desk.upkeep import look_after
from locutorio.pki import expiring
from locutorio.store.engine import Store

log = logging.getLogger(__name__)

EVERY_S = 300.0


class Upkeep:
    """`certificates` is the folder of the shop's own authority, which need not be there."""

    def __init__(self, store: Store, certificates: Path, *, clock: Callable[[], int]) -> None:
        self._store = store
        self._certificates = certificates
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._always, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        now_ms = self._clock()
        look_after(
            self._store,
            free_bytes=self._store.free_bytes(),
            running_out=[each.name for each in expiring(self._certificates, now_ms)],
            now_ms=now_ms,
        )

    def _always(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
            except Exception:
                log.exception("the upkeep goes on after a fault")
            self._stopping.wait(EVERY_S)
