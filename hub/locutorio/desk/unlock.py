"""Unlocking a booth: a visit begins. Station 2 learns of it by the desired state."""

from boothwire import WIRE_VERSION

from locutorio.core.alarm import FENCED
from locutorio.core.conditions import words
from locutorio.core.leases import unlocked
from locutorio.core.shop import ShopProfile
from locutorio.desk.customers import present
from locutorio.desk.errors import (
    BadBudget,
    BoothNotFree,
    BoothOffline,
    NeedsFlashing,
    NotOurBooth,
    UnknownBooth,
)
from locutorio.store import booths, packages, people, standing, visits
from locutorio.store.engine import Store


def unlock(
    store: Store,
    shop: ShopProfile,
    *,
    booth_id: str,
    operator_id: int,
    now_ms: int,
    budget_minor: int | None = None,
    customer_id: int | None = None,
) -> None:
    """Open a visit and want the line through. Refused while the last visit is unpaid, or no one answers.

    `budget_minor`: the visit's calls may come to no more; None = to whatever they do. They are sold by
    the package of the customer, else of the booth, else of the shop, as it is at this moment.
    """
    if budget_minor is not None and budget_minor <= 0:
        raise BadBudget("a budget is more than nothing; leave it empty for none")
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
        if FENCED in words(now.report.conditions):
            raise NotOurBooth(
                f"{now.label} listens to another hub; use the panel of the one that was started last",
                booth=now.label,
            )
        if now.boot is None or now.boot.wire != WIRE_VERSION:
            raise NeedsFlashing(
                f"{now.label} runs another version of the firmware; flash it with boothkit", booth=now.label
            )
        # The booth and the moment name a visit for ever, also beside one from a restored backup.
        visit_id = f"{booth_id}.{now_ms}"
        customer = None if customer_id is None else present(tx, customer_id)
        visits.add(
            tx, visit_id, booth_id=booth_id, opened_ms=now_ms, budget_minor=budget_minor,
            package_id=(customer and customer.package_id) or packages.of_visit(tx, booth_id, visit_id),
            customer_id=customer_id,
        )  # fmt: skip
        wanted = unlocked(
            now.wanted, shop.rules, visit_id=visit_id, call_limit_s=shop.call_limit_s,
            has_budget=budget_minor is not None, now_ms=now_ms,
        )  # fmt: skip
        standing.keep_wanted(tx, booth_id, wanted)
        said = ("" if budget_minor is None else f"budget {budget_minor}", customer.name if customer else "")
        detail = ", ".join(filter(None, said))
        people.log(
            tx, "unlock", person_id=operator_id, at_ms=now_ms, booth_id=booth_id, visit_id=visit_id,
            detail=detail,
        )  # fmt: skip
