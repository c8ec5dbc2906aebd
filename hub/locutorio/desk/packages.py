"""Packages: what the shop sells by, from when on, and to whom. Station 5 prices by what is adopted here.

Adopted prices are never changed: new ones begin, now or later. Must not know what a recipe says.
"""

from locutorio.core.money import Currency
from locutorio.core.tariff import Tariff
from locutorio.desk import names, versions
from locutorio.desk.adopting import adopt, as_kept, no_sheet, succeed
from locutorio.desk.documents import Document, dated, is_recipe, prices, to_adopt
from locutorio.desk.errors import (
    NameTaken,
    NoPrices,
    OtherCurrency,
    UnknownBooth,
    UnknownDeck,
    UnknownPackage,
)
from locutorio.store import booths, decks, people
from locutorio.store import packages as rows
from locutorio.store.engine import Store, Tx
from locutorio.store.packages import Package, PackageVersion

__all__ = ["Package", "PackageVersion"]


def packages(store: Store) -> list[Package]:
    """The shop's default first."""
    with store.read() as tx:
        return rows.every(tx)


def package(store: Store, package_id: int) -> Package:
    with store.read() as tx:
        return find(tx, package_id)


def add_package(store: Store, *, name: str, deck_id: int | None, operator_id: int | None, now_ms: int) -> int:
    """A package without prices yet; the shop's first one is its default. Returns its id."""
    with store.begin() as tx:
        package_id = add(tx, name=name, deck_id=deck_id, now_ms=now_ms)
        people.log(tx, "add_package", person_id=operator_id, at_ms=now_ms, detail=name)
        return package_id


def change_package(
    store: Store,
    *,
    package_id: int,
    name: str,
    deck_id: int | None,
    operator_id: int | None,
    now_ms: int,
) -> None:
    """Another name, or another carrier: a recipe that is in force goes on with the new carrier's sheet."""
    name = names.shown(name)
    with store.begin() as tx:
        before = find(tx, package_id)
        if rows.id_of_name(tx, names.key(name)) not in (None, package_id):
            raise NameTaken(f"there is a {name} already; choose another name", name=name)
        rows.change(tx, package_id, name=name, name_key=names.key(name), deck_id=_known(tx, deck_id))
        after = find(tx, package_id)
        if deck_id != before.deck_id:
            _check_currency(before, after)
            succeed(tx, after, from_ms=now_ms, person_id=operator_id, now_ms=now_ms)
        people.log(
            tx, "change_package", person_id=operator_id, at_ms=now_ms, detail=name,
            before={"name": before.name, "carrier": before.deck_name},
            after={"name": after.name, "carrier": after.deck_name},
        )  # fmt: skip


def save_draft(store: Store, *, package_id: int, document: Document | None) -> None:
    """Keep a recipe that somebody still works at; None drops it. It prices nothing."""
    with store.begin() as tx:
        find(tx, package_id)
        rows.change(tx, package_id, draft="" if document is None else as_kept(document))


def adopt_package(
    store: Store,
    *,
    package_id: int,
    document: Document,
    currency: Currency,
    in_force_from_ms: int,
    operator_id: int | None,
    now_ms: int,
) -> int:
    """Calls answered from `in_force_from_ms` on are priced by this document. Returns the tariff's id.

    Refused from before now on, unless nothing has been sold by the package yet.
    """
    deck_currency = package(store, package_id).deck_currency
    document = to_adopt(document, currency, deck_currency=deck_currency, now_ms=now_ms)
    with store.begin() as tx:
        return adopt(
            tx,
            find(tx, package_id),
            document,
            in_force_from_ms=in_force_from_ms,
            operator_id=operator_id,
            now_ms=now_ms,
        )


def make_default(store: Store, *, package_id: int, operator_id: int | None, now_ms: int) -> None:
    """What booths and customers without a package of their own are sold by, from the next visit on."""
    with store.begin() as tx:
        name = with_prices(tx, package_id, now_ms=now_ms).name
        before = rows.default(tx)
        rows.make_default(tx, package_id)
        people.log(
            tx, "make_default", person_id=operator_id, at_ms=now_ms, detail=name,
            before={"package": _name_of(tx, before)}, after={"package": name},
        )  # fmt: skip


def assign_booth(
    store: Store, *, booth_id: str, package_id: int | None, operator_id: int | None, now_ms: int
) -> None:
    """What a booth's visits are sold by from the next one on; None = by the shop's default."""
    with store.begin() as tx:
        name = "" if package_id is None else with_prices(tx, package_id, now_ms=now_ms).name
        booth = next((each for each in booths.every(tx) if each.id == booth_id), None)
        if booth is None:
            raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
        rows.assign_booth(tx, booth_id, package_id)
        people.log(
            tx, "assign_booth", person_id=operator_id, at_ms=now_ms, booth_id=booth_id, detail=name,
            before={"package": _name_of(tx, booth.package_id)}, after={"package": name},
        )  # fmt: skip


# --- what they say ------------------------------------------------------------------------------------------


def document(store: Store, tariff_id: int) -> Document:
    """A version as it was adopted."""
    with store.read() as tx:
        return versions.document(tx, tariff_id)[0]


def tariff(store: Store, tariff_id: int) -> Tariff:
    with store.read() as tx:
        return versions.tariff(tx, tariff_id)


def draft_tariff(store: Store, package_id: int, document: Document, *, at_ms: int) -> Tariff:
    """What a document would sell for, with the package's sheet in force at a moment; its error if it is
    wrong, NoSheet if it is for a sheet and there is none."""
    document = dated(document, at_ms=at_ms)
    if not is_recipe(document):
        return prices(document, None).tariff
    with store.read() as tx:
        found = find(tx, package_id)
        sheet_id = None if found.deck_id is None else decks.sheet_in_force(tx, found.deck_id, at_ms)
        if sheet_id is None:
            raise no_sheet(found)
        return prices(document, versions.sheet(tx, sheet_id)).tariff


# --- within one transaction ---------------------------------------------------------------------------------


def _name_of(tx: Tx, package_id: int | None) -> str:
    """ "" = none of their own."""
    return "" if package_id is None else find(tx, package_id).name


def add(tx: Tx, *, name: str, deck_id: int | None, now_ms: int) -> int:
    name = names.shown(name)
    if rows.id_of_name(tx, names.key(name)) is not None:
        raise NameTaken(f"there is a {name} already; choose another name", name=name)
    return rows.add(
        tx, name=name, name_key=names.key(name), deck_id=_known(tx, deck_id), draft="",
        is_default=rows.default(tx) is None, added_ms=now_ms,
    )  # fmt: skip


def find(tx: Tx, package_id: int) -> Package:
    found = rows.find(tx, package_id)
    if found is None:
        raise UnknownPackage(f"there is no package {package_id}", package_id=package_id)
    return found


def with_prices(tx: Tx, package_id: int, *, now_ms: int) -> Package:
    """A package that calls can be sold by now."""
    found = find(tx, package_id)
    if not any(version.in_force_from_ms <= now_ms for version in found.versions):
        raise NoPrices(f"{found.name} has no prices in force yet; adopt them first", package=found.name)
    return found


def _known(tx: Tx, deck_id: int | None) -> int | None:
    if deck_id is not None and decks.find(tx, deck_id) is None:
        raise UnknownDeck(f"there is no deck {deck_id}", deck_id=deck_id)
    return deck_id


def _check_currency(before: Package, after: Package) -> None:
    """Recipes say what the carrier's currency is worth."""
    sells_by_recipe = any(version.deck_version_id is not None for version in before.versions)
    if sells_by_recipe and after.deck_id is not None and after.deck_currency != before.deck_currency:
        raise OtherCurrency(
            f"{after.deck_name} charges in {after.deck_currency}, {before.deck_name} in "
            f"{before.deck_currency}: make another package for it",
            deck=after.deck_name,
            currency=after.deck_currency,
        )
