"""The booths' secrets, kept at hand: they sign what goes out and prove what comes in."""

from collections.abc import Iterable

from locutorio.desk import command
from locutorio.store.engine import Store


class Keyring:
    """Reads the store again only when somebody is spoken of who was not there before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, bytes] = {}

    def learn(self, booth_ids: Iterable[str]) -> None:
        if not self._keys.keys() >= set(booth_ids):
            self._keys = command.keys(self._store)

    def get(self, booth_id: str) -> bytes | None:
        return self._keys.get(booth_id)
