"""Adding the tariffs a package needs, once its recipe or its carrier's sheet has changed. Station 5."""

from locutorio.core.succession import Recipe, following
from locutorio.desk.errors import NoSheet
from locutorio.store import decks, tariffs
from locutorio.store.engine import Tx
from locutorio.store.packages import Package


def succeed(
    tx: Tx,
    package: Package,
    *,
    from_ms: int,
    person_id: int | None,
    now_ms: int,
    recipe: Recipe | None = None,
) -> None:
    """From `from_ms` on the package sells by `recipe`, None = by those it has, and its deck's sheets."""
    standing = tariffs.selling(tx, package.id)
    sheets = [] if package.deck_id is None else decks.sheets(tx, package.deck_id)
    for needed in following(standing, sheets, from_ms=from_ms, recipe=recipe):
        if needed.recipe.needs_sheet and needed.sheet_id is None:
            raise no_sheet(package)
        tariffs.add(
            tx,
            in_force_from_ms=needed.from_ms,
            adopted_ms=now_ms,
            document=needed.recipe.text,
            package_id=package.id,
            deck_version_id=needed.sheet_id,
            person_id=person_id,
        )


def no_sheet(package: Package) -> NoSheet:
    return NoSheet(
        f"{package.name} sells by a carrier's sheet, and none is in force by then; import one first",
        package=package.name,
    )
