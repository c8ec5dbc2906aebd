"""Tariffs: the versions of packages. A version never changes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, case, select

from locutorio.core.succession import Recipe, Selling
from locutorio.store.engine import Tx, add_row
from locutorio.store.packages import SELLING_A_VISIT
from locutorio.store.tables import deck, package, tariff


@dataclass(frozen=True, slots=True)
class Version:
    """`deck_version_id`: the sheet its recipe is for; None where the document is written out. Its package
    is made from the deck `deck_id`, which charges in `deck_currency`; None: from none."""

    id: int
    in_force_from_ms: int
    deck_version_id: int | None
    deck_id: int | None
    deck_currency: str | None


_VERSIONS = (
    select(tariff.c.id, tariff.c.in_force_from_ms, tariff.c.deck_version_id, deck.c.id, deck.c.currency)
    .join(package, package.c.id == tariff.c.package_id)
    .outerjoin(deck, deck.c.id == package.c.deck_id)
    .order_by(tariff.c.in_force_from_ms.desc(), tariff.c.id.desc())
)
_OF_PACKAGE = _VERSIONS.where(package.c.id == bindparam("package"))
_OF_VISIT = _VERSIONS.where(package.c.id == SELLING_A_VISIT.scalar_subquery())


def of_package(tx: Tx, package_id: int) -> list[Version]:
    """All versions of a package, the one that wins first: latest start, then latest adopted."""
    return [Version(*row) for row in tx.execute(_OF_PACKAGE, {"package": package_id})]


def of_visit(tx: Tx, booth_id: str, visit_id: str) -> list[Version]:
    """Those of the package that a booth's calls are sold by in a visit of its own, else without one."""
    return [Version(*row) for row in tx.execute(_OF_VISIT, {"booth": booth_id, "visit": visit_id})]


def document(tx: Tx, tariff_id: int) -> tuple[str, int | None] | None:
    """What a version says, and the sheet its recipe is for."""
    query = select(tariff.c.document, tariff.c.deck_version_id).where(tariff.c.id == tariff_id)
    row = tx.execute(query).one_or_none()
    return (row.document, row.deck_version_id) if row else None


def selling(tx: Tx, package_id: int) -> list[Selling]:
    """What a package sells by from when on, in the order it was adopted.

    Nothing ever follows from a document that is written out, so it is not read: its row stands for it.
    """
    written_out = tariff.c.deck_version_id.is_(None)
    recipe = case((written_out, ""), else_=tariff.c.document)
    query = select(tariff.c.id, tariff.c.in_force_from_ms, recipe.label("recipe"), tariff.c.deck_version_id)
    rows = tx.execute(query.where(tariff.c.package_id == package_id).order_by(tariff.c.id))
    return [
        Selling(
            row.in_force_from_ms,
            Recipe(row.recipe or f"tariff {row.id}", needs_sheet=row.deck_version_id is not None),
            row.deck_version_id,
        )
        for row in rows
    ]


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, tariff, **values)
