"""Packages: what the shop sells by, and to whom: its booths, its customers, and everybody else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import booth, deck, package, person, tariff, visit


@dataclass(frozen=True, slots=True)
class PackageVersion:
    """A tariff, in force from a moment on; made from a carrier's sheet, or None. `person_name` is "" where
    nobody was logged in."""

    id: int
    package_id: int
    in_force_from_ms: int
    adopted_ms: int
    deck_version_id: int | None
    person_name: str


@dataclass(frozen=True, slots=True)
class Package:
    """`draft` is the recipe somebody works at. `versions` by falling beginning."""

    id: int
    name: str
    deck_id: int | None
    deck_name: str
    deck_currency: str
    is_default: bool
    draft: Mapping[str, Any] | None
    versions: tuple[PackageVersion, ...]


_VERSIONS = (
    select(
        tariff.c.id,
        tariff.c.package_id,
        tariff.c.in_force_from_ms,
        tariff.c.adopted_ms,
        tariff.c.deck_version_id,
        func.coalesce(person.c.name, ""),
    )
    .outerjoin(person, person.c.id == tariff.c.person_id)
    .order_by(tariff.c.in_force_from_ms.desc(), tariff.c.id.desc())
)
_PACKAGES = (
    select(
        package.c.id,
        package.c.name,
        package.c.deck_id,
        func.coalesce(deck.c.name, "").label("deck_name"),
        func.coalesce(deck.c.currency, "").label("deck_currency"),
        package.c.is_default,
        package.c.draft,
    )
    .outerjoin(deck, deck.c.id == package.c.deck_id)
    .order_by(package.c.is_default.desc(), package.c.name_key)
)


def every(tx: Tx) -> list[Package]:
    """The shop's default first, then by name."""
    versions: dict[int, list[PackageVersion]] = {}
    for row in tx.execute(_VERSIONS):
        version = PackageVersion(*row)
        versions.setdefault(version.package_id, []).append(version)
    packages = []
    for own in map(dict, tx.execute(_PACKAGES).mappings()):
        draft = json.loads(own.pop("draft") or "null")
        packages.append(Package(**own, draft=draft, versions=tuple(versions.get(own["id"], ()))))
    return packages


def find(tx: Tx, package_id: int) -> Package | None:
    return next((each for each in every(tx) if each.id == package_id), None)


def id_of_name(tx: Tx, name_key: str) -> int | None:
    return tx.execute(select(package.c.id).where(package.c.name_key == name_key)).scalar_one_or_none()


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, package, **values)


def change(tx: Tx, package_id: int, **values: Any) -> None:
    tx.execute(update(package).where(package.c.id == package_id).values(**values))


def make_default(tx: Tx, package_id: int) -> None:
    """This one, and no other."""
    tx.execute(update(package).values(is_default=package.c.id == package_id))


# --- which of them sells ------------------------------------------------------------------------------------


_default = select(package.c.id).where(package.c.is_default).scalar_subquery()
# A visit keeps the package it was unlocked with; one from before there were any has none.
SELLING = func.coalesce(visit.c.package_id, booth.c.package_id, _default)
SELLING_A_VISIT = (
    select(SELLING)
    .select_from(booth)
    .outerjoin(visit, and_(visit.c.booth_id == booth.c.id, visit.c.id == bindparam("visit")))
    .where(booth.c.id == bindparam("booth"))
)
_DEFAULT = select(package.c.id).where(package.c.is_default)


def of_visit(tx: Tx, booth_id: str, visit_id: str) -> int | None:
    """What a booth's calls are sold by in a visit of its own, else without one; None = the shop has none."""
    return tx.execute(SELLING_A_VISIT, {"booth": booth_id, "visit": visit_id}).scalar_one_or_none()


def default(tx: Tx) -> int | None:
    return tx.execute(_DEFAULT).scalar_one_or_none()


def assign_booth(tx: Tx, booth_id: str, package_id: int | None) -> None:
    tx.execute(update(booth).where(booth.c.id == booth_id).values(package_id=package_id))
