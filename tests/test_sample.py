"""The sample shop: its packages sell what its tariff says, and earn what they promise."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.imports import Reading, compare, guess, read_sheet
from locutorio.core.margin import below_cost, written_out
from locutorio.core.package_document import load_package
from locutorio.core.rating import price_call
from locutorio.core.tariff import Tariff
from locutorio.core.tariff_document import load_tariff
from locutorio.desk import customers, decks, packages
from locutorio.desk.quote import quote
from locutorio.sample.prices import (
    NEXT_SHEET,
    SHEET,
    furnish_prices,
    package_document,
    sheet_file,
    tariff_document,
)
from locutorio.sheet_files import read_grid
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, furnish

PREFIXES = sorted(
    {prefix for version in tariff_document()["decks"][0]["versions"] for rate in version["rates"]
     for prefix in rate["prefixes"]}
)  # fmt: skip
NEW_YEAR = datetime(2026, 1, 2, tzinfo=UTC)
MINUTES = st.integers(0, 364 * 24 * 60)


@cache
def in_full() -> Tariff:
    return load_tariff(tariff_document())


def cost(tariff: Tariff, number: str, answered_at_ms: int, seconds: int):
    charge = price_call(tariff, number, answered_at_ms=answered_at_ms, seconds=seconds)
    return charge.cost, charge.label


def test_the_package_sells_what_the_tariff_says(store: Store):
    owner = furnish(store)
    furnish_prices(store, SHOP.currency, operator_id=owner.id, in_force_from_ms=NOON_MS, now_ms=NOON_MS)
    (deck,) = decks.decks(store)
    assert deck.versions[0].row_count == 471
    barri = next(each for each in packages.packages(store) if each.name == "Barri")
    made = packages.tariff(store, barri.versions[0].id)

    @given(st.sampled_from(PREFIXES), st.text("0123456789", max_size=6), MINUTES, st.integers(0, 7200))
    def sells_the_same(prefix: str, rest: str, minute: int, seconds: int):
        moment_ms = int((NEW_YEAR + timedelta(minutes=minute)).timestamp() * 1000)
        number = prefix if prefix.startswith("=") else prefix + rest
        assert cost(made, number, moment_ms, seconds) == cost(in_full(), number, moment_ms, seconds)

    sells_the_same()


def test_what_it_shows_off(store: Store):
    owner = furnish(store)
    furnish_prices(store, SHOP.currency, operator_id=owner.id, in_force_from_ms=NOON_MS, now_ms=NOON_MS)
    by_name = {each.name: each.id for each in packages.packages(store)}
    (friend,) = customers.customers(store)
    assert friend.package_id == by_name["Amigos"]

    def fate(digits: str, package: str = "Barri") -> tuple[str, str]:
        asked = quote(store, SHOP, digits, at_ms=NOON_MS, package_id=by_name[package])
        return asked.fate, asked.why

    assert fate("806123456") == ("priced", "")
    assert fate("803123456") == ("barred", "forbidden")
    assert fate("807123456") == ("barred", "premium")
    assert fate("0097912345678") == ("barred", "forbidden"), "the carrier does not put it through"
    assert fate("900123456") == ("free", "no_cost")


def test_its_next_sheet_has_something_of_everything():
    def read(name: str) -> Reading:
        grid = read_grid(sheet_file(name), name)
        return read_sheet(grid, guess(grid).mapping, zone=ZoneInfo(SHOP.timezone), now_ms=NOON_MS)

    before, after = read(SHEET), read(NEXT_SHEET)
    assert before.rejected == ()
    assert [rejected.text for rejected in after.rejected] == ["593O2"]
    changes = compare(before.sheet, after.sheet, at_ms=NOON_MS)
    counts = (len(changes.new), len(changes.dearer), len(changes.cheaper), len(changes.gone))
    assert counts == (2, 7, 6, 2)
    losing = below_cost(written_out(load_package(package_document()), after.sheet, at_ms=NOON_MS))
    assert [sold.prefix for sold in losing] == ["212"]
