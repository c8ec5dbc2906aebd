"""Packages: who is sold by what, from when on; and what the carrier asks for it."""

from decimal import Decimal
from typing import Any

import pytest
from carrier import HOUR_MS, add_deck, add_package, adopt, adopt_sheet, markup
from locutorio.core.package import PackageError
from locutorio.core.tariff_document import TariffError
from locutorio.desk import acts, customers, decks, packages, tariffs
from locutorio.desk.errors import (
    InThePast,
    NameTaken,
    NoPrices,
    NoSheet,
    OtherCurrency,
    UnknownBooth,
    UnknownCustomer,
    UnknownDeck,
    UnknownPackage,
    UnknownTariff,
)
from locutorio.desk.people import Person
from locutorio.holidays import UnknownHolidays
from locutorio.store.engine import Store
from small_shop import FRANCE, NOON_MS, SHOP, SaidBooth, furnish, tariff_of
from sqlalchemy import text


@pytest.fixture
def owner(store: Store) -> Person:
    """A shop that sells Spain at 0.60 and France at 1.20 a minute, whoever calls."""
    return furnish(store, "booth-1")


def charges(store: Store) -> list[tuple[Any, ...]]:
    query = "SELECT cost_minor, carrier_cost, tariff_id FROM charge ORDER BY call_id"
    with store.read() as tx:
        return [tuple(row) for row in tx.execute(text(query))]


def minute(store: Store, owner: Person, *, customer_id: int | None = None, **call: Any) -> int:
    """What a call of a minute costs in a visit of its own, paid."""
    boot = len(charges(store)) + 1
    booth = SaidBooth(store, boot=boot)
    booth.hello()
    booth.unlock(owner, 1_000 + boot, customer_id=customer_id)
    booth.record(90_000, **call)
    with store.begin() as tx:
        tx.execute(text("UPDATE visit SET closed_ms = 1"))
    return int(charges(store)[-1][0])


def test_a_call_is_sold_by_the_customers_package_else_the_booths_else_the_shops(store: Store, owner: Person):
    booths_own = add_package(store, tariff_of(p34="0.30"), name="Booth")
    friends = add_package(store, tariff_of(p34="0.10"), name="Friends")
    who = {"note": "", "operator_id": owner.id, "now_ms": NOON_MS}
    friend = customers.add_customer(store, name="Amadou", package_id=friends, **who)
    passer_by = customers.add_customer(store, name="Rosa", package_id=None, **who)
    assert minute(store, owner) == 60
    packages.assign_booth(
        store, booth_id="booth-1", package_id=booths_own, operator_id=owner.id, now_ms=NOON_MS
    )
    assert minute(store, owner) == 30
    assert minute(store, owner, customer_id=passer_by) == 30
    assert minute(store, owner, customer_id=friend) == 10
    packages.assign_booth(store, booth_id="booth-1", package_id=None, operator_id=owner.id, now_ms=NOON_MS)
    packages.make_default(store, package_id=booths_own, operator_id=owner.id, now_ms=NOON_MS)
    assert minute(store, owner) == 30
    assert [each.name for each in packages.packages(store)] == ["Booth", "Friends", "Standard"]


def test_a_visit_keeps_the_package_it_was_unlocked_with(store: Store, owner: Person):
    dear = add_package(store, tariff_of(p34="6.00"), name="Dear")
    booth = SaidBooth(store)
    booth.hello()
    booth.unlock(owner, 1_000)
    packages.make_default(store, package_id=dear, operator_id=owner.id, now_ms=NOON_MS)
    packages.assign_booth(store, booth_id="booth-1", package_id=dear, operator_id=owner.id, now_ms=NOON_MS)
    booth.record(90_000)
    booth.visit_id = ""
    booth.record(95_000, call=2)
    assert [cost for cost, *_ in charges(store)] == [60, 600], "without a visit: as the booth is sold now"


def test_sale_and_profit_come_from_the_carriers_sheet(store: Store, owner: Person):
    """0.01 and 20 % on it are 0.012 a minute."""
    deck_id = add_deck(store, p34="0.01", p33="0.333333")
    cheap = add_package(store, markup("20"), deck_id=deck_id)
    packages.make_default(store, package_id=cheap, operator_id=owner.id, now_ms=NOON_MS)
    minute(store, owner, talk_ms=100 * 60_000)
    minute(store, owner, digits=FRANCE, talk_ms=61_000)
    assert [row[:2] for row in charges(store)] == [(120, "1"), (41, "0.338889")]


def test_a_new_sheet_reprices_every_package_on_it_from_the_same_moment_on(store: Store, owner: Person):
    deck_id = add_deck(store, p34="0.10")
    package_id = add_package(store, markup("100"), deck_id=deck_id)
    packages.make_default(store, package_id=package_id, operator_id=owner.id, now_ms=NOON_MS)
    sheet_id = adopt_sheet(store, deck_id, from_ms=NOON_MS + 50_000, p34="0.40")
    minute(store, owner)
    minute(store, owner, answered_ms=50_000, ended_ms=110_000)
    assert [row[:2] for row in charges(store)] == [(20, "0.1"), (80, "0.4")]
    newest = packages.package(store, package_id).versions[0]
    assert (newest.in_force_from_ms, newest.deck_version_id) == (NOON_MS + 50_000, sheet_id)
    assert charges(store)[-1][2] == newest.id


def test_prices_that_are_written_out_know_what_their_carrier_asks(store: Store, owner: Person):
    deck_id = add_deck(store, p34="0.10")
    standard = packages.packages(store)[0]
    change = {"package_id": standard.id, "name": standard.name, "operator_id": None, "now_ms": NOON_MS}
    packages.change_package(store, deck_id=deck_id, **change)
    minute(store, owner)
    minute(store, owner, digits=FRANCE)
    foreign = add_deck(store, name="Nord", currency="USD", p34="0.10")
    packages.change_package(store, deck_id=foreign, **change)
    minute(store, owner)
    assert [row[:2] for row in charges(store)] == [(60, "0.1"), (120, None), (60, None)], (
        "a sheet that does not know the number, or is in another currency, says nothing"
    )


def test_another_carrier_goes_on_with_the_recipe(store: Store, owner: Person):
    sur, nord = add_deck(store, p34="0.10"), add_deck(store, name="Nord", p34="0.30")
    dollars = add_deck(store, name="Oeste", currency="USD", p34="0.30")
    package_id = add_package(store, markup("100"), deck_id=sur)
    packages.make_default(store, package_id=package_id, operator_id=owner.id, now_ms=NOON_MS)
    change = {"package_id": package_id, "name": "Barri", "operator_id": owner.id, "now_ms": NOON_MS}
    with pytest.raises(OtherCurrency, match="make another package"):
        packages.change_package(store, deck_id=dollars, **change)
    with pytest.raises(NoSheet):
        packages.change_package(store, deck_id=None, **change)
    with pytest.raises(UnknownDeck):
        packages.change_package(store, deck_id=99, **change)
    assert packages.package(store, package_id).deck_id == sur
    packages.change_package(store, deck_id=nord, **change)
    minute(store, owner)
    assert charges(store)[-1][:2] == (60, "0.3")


def test_prices_never_change_the_past(store: Store, owner: Person):
    standard = packages.packages(store)[0]
    with pytest.raises(InThePast):
        adopt(store, standard.id, tariff_of(p34="6.00"), from_ms=NOON_MS - 1)
    with pytest.raises(InThePast):
        tariffs.adopt(
            store, document=tariff_of(p34="6.00"), currency=SHOP.currency, in_force_from_ms=NOON_MS - 1,
            now_ms=NOON_MS,
        )  # fmt: skip
    first = packages.add_package(store, name="New", deck_id=None, operator_id=None, now_ms=NOON_MS)
    adopt(store, first, tariff_of(p34="6.00"), from_ms=NOON_MS - HOUR_MS)
    assert packages.packages(store)[0] == standard


def test_what_cannot_be_sold_by_is_refused_as_a_whole(store: Store, owner: Person):
    before = packages.packages(store)
    standard = before[0]
    with pytest.raises(TariffError):
        adopt(store, standard.id, {"decks": []})
    with pytest.raises(NoSheet):
        adopt(store, standard.id, markup("20", exchange="0.9"))
    with pytest.raises(PackageError, match="rounding"):
        adopt(store, standard.id, markup("20", terms={"percent": "20"}))
    with pytest.raises(UnknownPackage):
        adopt(store, 99, markup("20"))
    with pytest.raises(UnknownTariff):
        packages.tariff(store, 99)
    assert packages.packages(store) == before


def test_what_is_adopted_stands_for_itself(store: Store, owner: Person):
    """Holidays as days, groups as countries: no later library or program changes an old price."""
    package_id = add_package(store, markup("20"), deck_id=add_deck(store, p34="0.10", p1="0.20"))
    feasts = {"period": {"holidays": "ES-CT"}, "percent": "0"}
    rules = [feasts, {"where": {"group": "US & Canada"}, "percent": "50"}]
    kept: Any = packages.document(store, adopt(store, package_id, markup("20", rules=rules)))
    assert "2026-12-25" in kept["rules"][0]["period"]["holidays"]["dates"]
    assert {"US", "CA"} <= set(kept["groups"]["US & Canada"])
    with pytest.raises(UnknownHolidays, match="ES-XX"):
        adopt(store, package_id, markup("20", rules=[{"period": {"holidays": "ES-XX"}, "percent": "0"}]))


def test_a_recipe_begins_no_earlier_than_its_sheet(store: Store, owner: Person):
    deck_id = decks.add_deck(store, name="Sur", currency="EUR", operator_id=None, now_ms=NOON_MS)
    adopt_sheet(store, deck_id, from_ms=NOON_MS + HOUR_MS, p34="0.10")
    package_id = packages.add_package(store, name="Barri", deck_id=deck_id, operator_id=None, now_ms=NOON_MS)
    with pytest.raises(NoSheet):
        adopt(store, package_id, markup("20"))
    adopt(store, package_id, markup("20"), from_ms=NOON_MS + HOUR_MS)


def test_a_package_without_prices_is_given_to_nobody(store: Store, owner: Person):
    empty = packages.add_package(store, name="Empty", deck_id=None, operator_id=None, now_ms=NOON_MS)
    adopt(store, empty, tariff_of(p34="0.10"), from_ms=NOON_MS + HOUR_MS)
    by = {"operator_id": owner.id, "now_ms": NOON_MS}
    with pytest.raises(NoPrices):
        packages.make_default(store, package_id=empty, **by)
    with pytest.raises(NoPrices):
        packages.assign_booth(store, booth_id="booth-1", package_id=empty, **by)
    with pytest.raises(NoPrices):
        customers.add_customer(store, name="Amadou", note="", package_id=empty, **by)
    with pytest.raises(UnknownBooth):
        packages.assign_booth(store, booth_id="nowhere", package_id=None, **by)
    assert customers.customers(store) == []


def test_a_draft_is_kept_until_it_is_adopted(store: Store, owner: Person):
    deck_id = add_deck(store, p34="0.10")
    package_id = add_package(store, markup("20"), deck_id=deck_id)
    packages.save_draft(store, package_id=package_id, document=markup("40"))
    assert packages.package(store, package_id).draft == markup("40")
    tariff = packages.draft_tariff(store, package_id, markup("40"), at_ms=NOON_MS)
    found = tariff.rates_for("34911234567", NOON_MS)
    assert found is not None
    assert found[1].rates[0].steps[0].price == Decimal("0.14")
    tariff_id = adopt(store, package_id, markup("40"))
    assert packages.package(store, package_id).draft is None
    assert packages.document(store, tariff_id) == markup("40")
    assert packages.tariff(store, tariff_id) is packages.tariff(store, tariff_id), "read once"


def test_names_are_given_once(store: Store, owner: Person):
    with pytest.raises(NameTaken):
        packages.add_package(store, name="STANDARD", deck_id=None, operator_id=None, now_ms=NOON_MS)
    other = add_package(store, tariff_of(p34="1.00"), name="Other")
    change = {"store": store, "deck_id": None, "operator_id": None, "now_ms": NOON_MS}
    with pytest.raises(NameTaken):
        packages.change_package(package_id=other, name="standard", **change)
    packages.change_package(package_id=other, name="OTHER", **change)
    assert packages.package(store, other).name == "OTHER"


def test_customers_come_and_go(store: Store, owner: Person):
    by = {"operator_id": owner.id, "now_ms": NOON_MS}
    customer_id = customers.add_customer(store, name="Amadou", note="pays on Friday", package_id=None, **by)
    with pytest.raises(NameTaken):
        customers.add_customer(store, name="amadou", note="", package_id=None, **by)
    customers.change_customer(
        store, customer_id=customer_id, name="Amadou D.", note="", package_id=None, is_active=False, **by
    )
    (customer,) = customers.customers(store)
    assert (customer.name, customer.note, customer.is_active) == ("Amadou D.", "", False)
    booth = SaidBooth(store)
    booth.hello()
    for stranger in (customer_id, 99):
        with pytest.raises(UnknownCustomer):
            booth.unlock(owner, 1_000, customer_id=stranger)
    assert booth.unlock(owner, 1_000)


def test_who_changed_prices_is_written_down(store: Store, owner: Person):
    by = {"operator_id": owner.id, "now_ms": NOON_MS}
    deck_id = decks.add_deck(store, name="Sur", currency="EUR", **by)
    adopt_sheet(store, deck_id, p34="0.10")
    package_id = packages.add_package(store, name="Barri", deck_id=deck_id, **by)
    packages.adopt_package(
        store, package_id=package_id, document=markup("20"), currency=SHOP.currency,
        in_force_from_ms=NOON_MS, **by,
    )  # fmt: skip
    packages.make_default(store, package_id=package_id, **by)
    packages.assign_booth(store, booth_id="booth-1", package_id=package_id, **by)
    said = [(act.kind, act.name, act.detail) for act in reversed(acts.recent(store, 100))]
    assert said[-6:] == [
        ("add_deck", "Ana", "Sur (EUR)"),
        ("adopt_sheet", "", "Sur: sur.csv, 1 rows"),
        ("add_package", "Ana", "Barri"),
        ("adopt_package", "Ana", "Barri"),
        ("make_default", "Ana", "Barri"),
        ("assign_booth", "Ana", "Barri"),
    ]


def test_a_first_tariff_that_is_wrong_leaves_nothing_behind(store: Store):
    with pytest.raises(TariffError):
        tariffs.adopt(
            store, document={"decks": []}, currency=SHOP.currency, in_force_from_ms=NOON_MS, now_ms=NOON_MS
        )
    assert packages.packages(store) == []
