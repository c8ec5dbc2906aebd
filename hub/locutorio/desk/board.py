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
from locutorio.store import booked, booths, grants, tariffs, visits
from locutorio.store.engine import Store, Tx
from locutorio.store.visits import Visit


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
    bill_ids = {now.bill_id for now in every if now.visit_id}
    on_bills, taken = booked.of_bills(tx, bill_ids), visits.of_bills(tx, bill_ids)
    granted = grants.of_reports(tx)
    pricing = {
        package_id: Pricing(tx, shop, tariffs.of_package(tx, package_id) if package_id else ())
        for package_id in {now.package_id for now in every}
    }
    return [
        _tile(
            now,
            on_bills.get(now.bill_id, []),
            granted.get(now.booth_id),
            shop,
            pricing[now.package_id],
            together=_together(now, taken.get(now.bill_id, [])),
            now_ms=now_ms,
        )
        for now in every
    ]


def _together(now: BoothNow, on_bill: list[Visit]) -> tuple[str, ...]:
    """The other booths that are taken by the same bill."""
    taken = (visit for visit in on_bill if visit.closed_ms is None and not visit.moved_on)
    return tuple(visit.booth_label for visit in taken if visit.booth_id != now.booth_id)


def _tile(
    now: BoothNow,
    on_bill: list[BookedCall],
    granted: Grant | None,
    shop: ShopProfile,
    pricing: Pricing,
    *,
    together: tuple[str, ...],
    now_ms: int,
) -> Tile:
    finished = [call for call in on_bill if call.is_finished]
    own = [call for call in finished if call.call.visit_id == now.visit_id]
    reported = (now.report.boot, now.report.call)
    return tile_of(
        now,
        [call.billed(shop.country) for call in own],
        any((call.call.boot, call.call.call) == reported for call in own),
        pricing.show,
        others_minor=sum(call.due_minor or 0 for call in finished if call not in own),
        together=together,
        granted=granted,
        is_emergency=shop.rules.is_emergency(now.report.digits),
        now_ms=now_ms,
        wire=WIRE_VERSION,
    )
