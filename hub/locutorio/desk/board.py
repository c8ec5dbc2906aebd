"""The tiles of the board: every booth as it stands at this moment. Station 6 of the way of a call.

The number of questions put to the store hangs on the number of packages, not on that of booths.
"""

from boothwire import WIRE_VERSION

from locutorio.core.board import BoothNow, tile_of
from locutorio.core.booked import BookedCall
from locutorio.core.granting import Grant
from locutorio.core.shop import ShopProfile
from locutorio.core.tile import Tile
from locutorio.desk.errors import UnknownBooth
from locutorio.desk.pricing import Pricing
from locutorio.store import booths, calls, grants, tariffs
from locutorio.store.engine import Store, Tx


def tiles(store: Store, shop: ShopProfile, *, now_ms: int) -> list[Tile]:
    """All booths, in their order."""
    with store.read() as tx:
        return _tiles(tx, booths.all_now(tx), shop, now_ms=now_ms)


def tile(store: Store, shop: ShopProfile, *, booth_id: str, now_ms: int) -> Tile:
    with store.read() as tx:
        now = booths.now(tx, booth_id)
        if now is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        return _tiles(tx, [now], shop, now_ms=now_ms)[0]


def _tiles(tx: Tx, every: list[BoothNow], shop: ShopProfile, *, now_ms: int) -> list[Tile]:
    booked = calls.of_visits(tx, (now.visit_id for now in every if now.visit_id))
    granted = grants.of_reports(tx)
    pricing = {
        package_id: Pricing(tx, shop, tariffs.of_package(tx, package_id) if package_id else ())
        for package_id in {now.package_id for now in every}
    }
    return [
        _tile(
            now,
            booked.get(now.visit_id, []),
            granted.get(now.booth_id),
            shop,
            pricing[now.package_id],
            now_ms=now_ms,
        )
        for now in every
    ]


def _tile(
    now: BoothNow,
    booked: list[BookedCall],
    granted: Grant | None,
    shop: ShopProfile,
    pricing: Pricing,
    *,
    now_ms: int,
) -> Tile:
    finished = [call for call in booked if call.is_finished]
    reported = (now.report.boot, now.report.call)
    return tile_of(
        now,
        [call.billed(shop.country) for call in finished],
        any((call.call.boot, call.call.call) == reported for call in finished),
        pricing.show,
        fate=granted.fate if granted else "",
        is_emergency=shop.rules.is_emergency(now.report.digits),
        now_ms=now_ms,
        wire=WIRE_VERSION,
    )
