"""Adopting prices: the tariffs a package needs once its recipe or its carrier's sheet changes. Station 5.

Within the transaction of whoever changes them. Must not know what a recipe says.
"""

import json

from locutorio.core.succession import Recipe, following
from locutorio.desk.documents import Document, is_recipe
from locutorio.desk.errors import InThePast, NoSheet
from locutorio.store import decks, packages, people, tariffs
from locutorio.store.engine import Tx
from locutorio.store.packages import Package


def adopt(
    tx: Tx,
    package: Package,
    document: Document,
    *,
    in_force_from_ms: int,
    operator_id: int | None,
    now_ms: int,
) -> int:
    """Sell by a document that was checked. Returns the id of the tariff that begins with it."""
    if package.versions and in_force_from_ms < now_ms:
        raise InThePast("prices hold from now or later on; choose another moment")
    recipe = Recipe(as_kept(document), needs_sheet=is_recipe(document))
    succeed(tx, package, from_ms=in_force_from_ms, recipe=recipe, person_id=operator_id, now_ms=now_ms)
    packages.change(tx, package.id, draft="")
    people.log(
        tx, "adopt_package", person_id=operator_id, at_ms=now_ms, detail=package.name,
        after={"in_force_from_ms": in_force_from_ms},
    )  # fmt: skip
    known = tariffs.of_package(tx, package.id)
    return next(version.id for version in known if version.in_force_from_ms <= in_force_from_ms)


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


def as_kept(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)
