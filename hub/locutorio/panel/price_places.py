"""The pages about prices, in the order of their tabs: all that stands under "Prices" in the panel's frame."""

from dataclasses import dataclass

from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Place:
    """`endpoint` is where its tab leads, `rooms` are the blueprints of its pages."""

    endpoint: str
    icon: str
    word: str
    rooms: tuple[str, ...]


PLACES = (
    Place("prices.prices", "search", later("Search"), ("prices",)),
    Place("packages.packages", "box", later("Packages"), ("packages", "review", "price_lists")),
    Place("decks.decks", "sheet", later("Carriers"), ("decks", "imports")),
    Place("extras.extras", "coins", later("Extras"), ("extras",)),
    Place("whatif.whatif", "scales", later("What if"), ("whatif",)),
    Place("rerating.rerating", "again", later("Re-rating"), ("rerating",)),
    Place("customers.customers", "people", later("Customers"), ("customers",)),
)
ROOMS = tuple(room for place in PLACES for room in place.rooms)
