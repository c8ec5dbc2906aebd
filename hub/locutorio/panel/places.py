"""The pages that stand under one word of the panel's frame, in the order of their tabs."""

from dataclasses import dataclass

from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Place:
    """`endpoint` is where its tab leads, `rooms` are the blueprints of its pages."""

    endpoint: str
    icon: str
    word: str
    rooms: tuple[str, ...]


PRICES = (
    Place("prices.prices", "search", later("Search"), ("prices",)),
    Place("packages.packages", "box", later("Packages"), ("packages", "review", "price_lists")),
    Place("decks.decks", "sheet", later("Carriers"), ("decks", "imports")),
    Place("extras.extras", "coins", later("Extras"), ("extras",)),
    Place("whatif.whatif", "scales", later("What if"), ("whatif",)),
    Place("rerating.rerating", "again", later("Re-rating"), ("rerating",)),
    Place("customers.customers", "people", later("Customers"), ("customers",)),
)
TILL = (
    Place("receipts.receipts", "receipt", later("Receipts"), ("receipts", "refunds", "documents")),
    Place("drawer.drawer", "coins", later("Drawer"), ("drawer", "shifts")),
    Place("accounts.accounts", "person", later("Accounts"), ("accounts",)),
    Place("closings.closings", "scales", later("Reports"), ("closings",)),
)
FLEET = (
    Place("fleet.fleet", "pulse", later("Booths"), ("fleet",)),
    Place("rollouts.updates", "again", later("Updates"), ("rollouts",)),
)


def rooms(places: tuple[Place, ...]) -> tuple[str, ...]:
    return tuple(room for place in places for room in place.rooms)
