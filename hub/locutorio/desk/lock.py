"""Locking a booth: no further call, and one that runs ends at that instant. The bill follows."""

from locutorio.core.leases import locked
from locutorio.desk.errors import UnknownBooth
from locutorio.store import booths, people, standing, visits
from locutorio.store.engine import Store, Tx


def lock(store: Store, *, booth_id: str, operator_id: int, now_ms: int) -> None:
    """Want the line cut. A booth that is to be locked already stays so: a second click changes nothing."""
    with store.begin() as tx:
        now = booths.now(tx, booth_id)
        if now is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        cut(tx, booth_id, person_id=operator_id, detail="", now_ms=now_ms)


def cut(tx: Tx, booth_id: str, *, person_id: int | None, detail: str, now_ms: int) -> None:
    """Want the line of a booth cut; `person_id` None is the owner's rules, `detail` says which of them."""
    wanted = standing.wanted(tx, booth_id)
    if not wanted.unlocked:
        return
    standing.keep_wanted(tx, booth_id, locked(wanted, now_ms=now_ms))
    visits.change(tx, wanted.visit_id, locked_ms=now_ms)
    people.log(
        tx, "lock", person_id=person_id, at_ms=now_ms, booth_id=booth_id, visit_id=wanted.visit_id,
        detail=detail,
    )  # fmt: skip
