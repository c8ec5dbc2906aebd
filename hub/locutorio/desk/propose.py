"""What a carrier's new sheet would change, before anybody adopts it. Nothing is written. Station 5.

Read as its columns are said to be; set against the sheet it would take the place of; sold by every
package on the deck, to see which prices would no longer pay for the call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from locutorio.core.imports import Changes, Grid, Mapping, Reading, compare, follow_on, read_sheet
from locutorio.core.margin import Sold, each_losing
from locutorio.core.package import Package
from locutorio.core.package_document import load_package
from locutorio.core.sheet import Sheet
from locutorio.desk import decks, packages
from locutorio.desk.documents import is_recipe
from locutorio.store.engine import Store

Progress = Callable[[int, int], None]

READ = 40  # percent of the work: reading the rows; then comparing, then selling them
COMPARED = 60
SOLD_A_TELLING = 2000


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
    found = losses(
        store,
        deck_id,
        sheet,
        from_ms=from_ms,
        progress=lambda done, total: progress(COMPARED + (100 - COMPARED) * done // max(total, 1), 100),
    )
    return Proposal(reading, sheet, changes, found)


def losses(store: Store, deck_id: int, sheet: Sheet, *, from_ms: int, progress: Progress) -> tuple[Loss, ...]:
    """What the packages on the deck would sell below cost from `from_ms` on, the greatest loss first."""
    selling = recipes(store, deck_id, from_ms)
    total = len(selling) * len(sheet.rows)
    prefixes = (
        (name, losing) for name, recipe in selling for losing in each_losing(recipe, sheet, at_ms=from_ms)
    )
    found = []
    for place, (name, losing) in enumerate(prefixes):
        found += [Loss(name, sold) for sold in losing]
        if place % SOLD_A_TELLING == 0:
            progress(min(place, total), total)
    return tuple(sorted(found, key=lambda loss: loss.sold.margin or 0))


def recipes(store: Store, deck_id: int, at_ms: int) -> list[tuple[str, Package]]:
    """What each package on the deck sells by at a moment, by the package's name; not what is written out."""
    found = []
    for package in packages.packages(store):
        standing = next((each for each in package.versions if each.in_force_from_ms <= at_ms), None)
        if package.deck_id == deck_id and standing is not None:
            document = packages.document(store, standing.id)
            if is_recipe(document):
                found.append((package.name, load_package(document)))
    return found
