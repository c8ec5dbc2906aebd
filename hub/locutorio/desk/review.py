"""Everything a draft of a package would sell, looked through before it is adopted. Nothing is written.

What would lose money, what gets dearer and cheaper for customers. Beside station 5; must not know pages.
"""

from collections.abc import Callable
from dataclasses import dataclass

from locutorio.core.margin import Sold, below_cost, written_out
from locutorio.core.package_document import load_package
from locutorio.core.price_list import per_minute
from locutorio.core.rates import Rate
from locutorio.core.sheet import Sheet
from locutorio.core.tariff import Tariff
from locutorio.desk import decks, packages
from locutorio.desk.documents import Document, dated
from locutorio.store.engine import Store

Progress = Callable[[int, int], None]
EVERY = 1000  # prices between two words about the progress


@dataclass(frozen=True, slots=True)
class Review:
    """`count` prices in all; `losing` are those below cost, worst first. Against what is in force: prefixes
    that are `dearer`, `cheaper`, `new`."""

    count: int
    barred: int
    losing: tuple[Sold, ...]
    dearer: int
    cheaper: int
    new: int


def review(
    store: Store,
    *,
    package_id: int,
    document: Document,
    at_ms: int,
    progress: Progress = lambda done, total: None,
) -> Review:
    """What `document` would sell by the package's sheet in force at that moment."""
    package = packages.package(store, package_id)
    sheet = decks.sheet_at(store, package.deck_id, at_ms) if package.deck_id is not None else None
    recipe = load_package(dated(document, at_ms=at_ms))
    sold = written_out(recipe, sheet or Sheet(()), at_ms=at_ms)
    standing = next((each for each in package.versions if each.in_force_from_ms <= at_ms), None)
    before = packages.tariff(store, standing.id) if standing else None
    turned = [0, 0, 0]
    for number, each in enumerate(sold):
        if number % EVERY == 0:
            progress(number, len(sold))
        if not each.rate.forbidden:
            _count(turned, each, before, at_ms)
    return Review(len(sold), sum(each.rate.forbidden for each in sold), below_cost(sold), *turned)


def _count(turned: list[int], sold: Sold, before: Tariff | None, at_ms: int) -> None:
    """Add to dearer, cheaper or new, by the price of a minute."""
    found = before.rates_for(sold.prefix, at_ms) if before else None
    if found is None:
        turned[2] += 1
    else:
        now, was = per_minute(sold.rate), per_minute(_counterpart(sold.rate, found[1].rates))
        turned[0] += now > was
        turned[1] += now < was


def _counterpart(rate: Rate, rates: tuple[Rate, ...]) -> Rate:
    """Of what a prefix was sold by, the rate of the same hours; else that of the hours nothing else has."""
    return next((each for each in rates if each.period == rate.period), rates[-1])
