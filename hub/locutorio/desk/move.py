"""Moving to another booth: the line is cut here and goes through there, on the same bill. Station 7.

In one transaction: nobody is ever between two booths. The old booth is free again once it has told all; it
keeps its visit and its calls until then, and the bill waits for them.
"""

from locutorio.core.shop import ShopProfile
from locutorio.desk.errors import NothingToMove
from locutorio.desk.lock import cut
from locutorio.desk.unlock import begin, ready
from locutorio.desk.unpaid import unpaid_visit
from locutorio.store import booths, people
from locutorio.store.engine import Store


def move(
    store: Store, shop: ShopProfile, *, booth_id: str, to_booth_id: str, operator_id: int, now_ms: int
) -> None:
    """Whoever sits in `booth_id` goes on in `to_booth_id`, sold by the same package."""
    with store.begin() as tx:
        here = booths.now(tx, booth_id)
        if here is None or not here.visit_id:
            raise NothingToMove("nobody sits in that booth; look at the board again")
        visit = unpaid_visit(tx, here.visit_id)
        there = ready(tx, to_booth_id, now_ms=now_ms)
        cut(tx, booth_id, person_id=operator_id, detail=f"moved to {to_booth_id}", now_ms=now_ms)
        moved_id = begin(
            tx, shop, there, bill_id=visit.bill_id, package_id=visit.package_id,
            customer_id=visit.customer_id, now_ms=now_ms,
        )  # fmt: skip
        people.log(
            tx, "move", person_id=operator_id, at_ms=now_ms, booth_id=to_booth_id, visit_id=moved_id,
            detail=f"from {booth_id}, bill {visit.bill_id}",
        )  # fmt: skip
