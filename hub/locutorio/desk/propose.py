"""What a carrier's new sheet would change, before anybody adopts it. Nothing is written. Station 5.

Read as its columns are said to be; set against the sheet it would take the place of; sold by every
package on the deck, to see which prices would no longer pay for the call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from locutorio.core.imports import Changes, Grid, Mapping, Reading, compare, follow_on, read_sheet
from locutorio.core.margin import Sold, below_cost, written_out
from locutorio.core.package_document import load_package
from locutorio.core.sheet import Sheet
from locutorio.desk import decks, packages
from locutorio.desk.documents import is_recipe
from locutorio.desk.packages import Package
from locutorio.store.engine import Store

Progress = Callable[[int, int], None]

READ = 70  # percent of the work: reading the rows; the rest is comparing and selling them
COMPARED = 80


@dataclass(frozen=True, slots=True)
class Loss:
    """A price below what the carrier would take."""

    package: str
    sold: Sold


@dataclass(frozen=True, slots=True)
class Proposal:
    """`sheet` is what would be adopted: the rows read, and those of the old sheet that stay. `losses`: the
    greatest first."""

    reading: Reading
    sheet: Sheet
    changes: Changes
    losses: tuple[Loss, ...]


def propose(
    store: Store,
    *,
    deck_id: int,
    grid: Grid,
    mapping: Mapping,
    amends: bool,
    zone: ZoneInfo,
    from_ms: int,
    now_ms: int,
    progress: Progress = lambda done, total: None,
) -> Proposal:
    """What would be adopted from `from_ms` on. `amends`: the sheet holds only what changes."""
    reading = read_sheet(
        grid,
        mapping,
        zone=zone,
        now_ms=now_ms,
        progress=lambda done, total: progress(READ * done // max(total, 1), 100),
    )
    progress(READ, 100)
    old = decks.sheet_at(store, deck_id, from_ms)
    sheet = follow_on(old, reading.sheet, at_ms=from_ms, amends=amends)
    changes = compare(old, sheet, at_ms=from_ms)
    progress(COMPARED, 100)
    selling = [each for each in packages.packages(store) if each.deck_id == deck_id]
    found = []
    for place, package in enumerate(selling, start=1):
        found += losses(store, package, sheet, from_ms=from_ms)
        progress(COMPARED + (100 - COMPARED) * place // len(selling), 100)
    found.sort(key=lambda loss: loss.sold.margin or 0)
    return Proposal(reading, sheet, changes, tuple(found))


def losses(store: Store, package: Package, sheet: Sheet, *, from_ms: int) -> list[Loss]:
    """What a package would sell below cost from `from_ms` on, by the recipe it has then."""
    standing = next((each for each in package.versions if each.in_force_from_ms <= from_ms), None)
    document = packages.document(store, standing.id) if standing else None
    if document is None or not is_recipe(document):
        return []
    sold = written_out(load_package(document), sheet, at_ms=from_ms)
    return [Loss(package.name, each) for each in below_cost(sold) if not each.rate.forbidden]
