"""The booths' secrets, kept at hand: they sign what goes out and prove what comes in."""

from collections.abc import Iterable

from locutorio.desk import command
from locutorio.store.engine import Store


class Keyring:
    """Reads the store again when somebody is spoken of who was not there before, and when it is told to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, bytes] = {}

    def learn(self, booth_ids: Iterable[str]) -> None:
        if not self._keys.keys() >= set(booth_ids):
            self.renew()

    def renew(self) -> None:
        """A key may have been taken from its booth, because its controller was stolen."""
        self._keys = command.keys(self._store)

    def get(self, booth_id: str) -> bytes | None:
        return self._keys.get(booth_id)
