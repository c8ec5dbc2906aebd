"""What has to be said to the booths: the desired states they have not obeyed yet. Back to station 3."""

from locutorio.core.board import UNHEARD_AFTER_MS
from locutorio.store import booths
from locutorio.store.booths import Command
from locutorio.store.engine import Store


def outstanding(store: Store, *, now_ms: int) -> list[Command]:
    """For booths on the line only: the others are told when they greet."""
    with store.read() as tx:
        return booths.commands(tx, heard_since_ms=now_ms - UNHEARD_AFTER_MS)


def keys(store: Store) -> dict[str, bytes]:
    """Every booth's secret, to sign and verify messages with."""
    with store.read() as tx:
        return booths.keys(tx)


def online(store: Store, *, now_ms: int) -> frozenset[str]:
    """The booths on the line at this moment."""
    with store.read() as tx:
        return frozenset(now.booth_id for now in booths.all_now(tx) if now.is_online(now_ms))
