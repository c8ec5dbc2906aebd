"""Locking a booth: no further call, and one that runs ends at that instant. The bill follows."""

from locutorio.desk.errors import UnknownBooth
from locutorio.store import booths, people, visits
from locutorio.store.engine import Store


def lock(store: Store, *, booth_id: str, operator_id: int, now_ms: int) -> None:
    """Want the line cut. A booth that is to be locked already stays so: a second click changes nothing."""
    with store.begin() as tx:
        now = booths.now(tx, booth_id)
        if now is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        if not now.unlocked:
            return
        booths.want(tx, booth_id, unlocked=False, visit_id="", limit_s=0, changed_ms=now_ms)
        if now.visit_id:
            visits.change(tx, now.visit_id, locked_ms=now_ms)
        people.log(tx, "lock", person_id=operator_id, at_ms=now_ms, booth_id=booth_id, visit_id=now.visit_id)
