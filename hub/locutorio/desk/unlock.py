"""Unlocking a booth: a visit begins. Station 2 learns of it by the desired state."""

from boothwire import WIRE_VERSION

from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import BoothNotFree, BoothOffline, NeedsFlashing, UnknownBooth
from locutorio.store import booths, people, visits
from locutorio.store.engine import Store


def unlock(store: Store, shop: ShopProfile, *, booth_id: str, operator_id: int, now_ms: int) -> None:
    """Open a visit and want the line through. Refused while the last visit is unpaid, or no one answers."""
    with store.begin() as tx:
        now = booths.now(tx, booth_id)
        if now is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        if now.visit_id:
            raise BoothNotFree(
                f"{now.label} has a visit that is not paid yet; lock it and take the money first",
                booth=now.label,
            )
        if not now.is_online(now_ms):
            raise BoothOffline(
                f"{now.label} does not answer; check its power and its network", booth=now.label
            )
        if now.wire != WIRE_VERSION:
            raise NeedsFlashing(
                f"{now.label} runs another version of the firmware; flash it with boothkit", booth=now.label
            )
        # The booth and the moment name a visit for ever, also beside one from a restored backup.
        visit_id = f"{booth_id}.{now_ms}"
        visits.add(tx, visit_id, booth_id=booth_id, opened_ms=now_ms)
        booths.want(
            tx, booth_id, unlocked=True, visit_id=visit_id, limit_s=shop.call_limit_s, changed_ms=now_ms
        )
        people.log(tx, "unlock", person_id=operator_id, at_ms=now_ms, booth_id=booth_id, visit_id=visit_id)
