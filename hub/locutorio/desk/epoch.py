"""Being the hub that the booths listen to: taking an epoch at the start, and noticing that another did."""

from locutorio.core.epochs import next_epoch
from locutorio.core.errors import ShopError
from locutorio.store import hub_row, standing
from locutorio.store.engine import Store, Tx


class Fenced(ShopError):
    """Another hub was started on the same books: it is in charge now."""

    code = "fenced"


def take(store: Store, *, now_ms: int) -> int:
    """A new epoch, above all before it: from now on every other hub is to be quiet."""
    with store.begin() as tx:
        epoch = next_epoch(hub_row.epoch(tx), standing.highest_epoch(tx), now_ms=now_ms)
        hub_row.set_epoch(tx, epoch)
        return epoch


def hold(tx: Tx, epoch: int) -> None:
    """Fenced, unless the hub of that epoch is still in charge."""
    latest = hub_row.epoch(tx)
    if latest != epoch:
        raise Fenced("another hub was started on these books; stop one of the two", epoch=latest)


def hold_in(store: Store, epoch: int) -> None:
    """The same, asked by itself."""
    with store.read() as tx:
        hold(tx, epoch)
