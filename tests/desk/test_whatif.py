"""What a month would have earned by other prices: on real calls, with what the carrier takes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from locutorio.core.money import Currency
from locutorio.core.package import PackageError
from locutorio.core.package_tariff import cost_tariff
from locutorio.core.rating import price_call
from locutorio.core.sheet import Row, Sheet
from locutorio.core.tariff_document import load_tariff
from locutorio.core.whatif import Effect
from locutorio.desk import decisions, decks, packages
from locutorio.desk.errors import NoPrices
from locutorio.desk.whatif import offered, whatif
from locutorio.store.engine import Store
from paid_counter import Counter, cash, pay, show
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, tariff_of

DAY_MS = 86_400_000
CALLS = ({}, {"call": 2, "digits": FRANCE}, {"call": 3, "digits": NOWHERE}, {"call": 4, "talk_ms": 30_000})
SHEET = Sheet.of([Row("34", "Spain", Decimal("0.01")), Row("33", "France", Decimal("0.25"))])


def ask(store: Store, prices: dict[str, str], carrier: Sheet | None = None, **fields):
    values = {"from_ms": NOON_MS, "to_ms": NOON_MS + DAY_MS} | fields
    return whatif(
        store, SHOP, load_tariff(tariff_of(**prices)), carrier=carrier and cost_tariff(carrier), **values
    )


@pytest.fixture
def sold(store: Store, owner, counter: Counter) -> str:
    """Spain 0.60 and 0.30, France 1.20, nowhere without a price."""
    return counter.visit(owner, records=CALLS)


def test_revenue_then_and_now(store: Store, sold):
    total = ask(store, {"p34": "0.30", "p33": "1.20", "p99": "0.12"}).total
    assert (total.calls, total.seconds) == (4, 210)
    assert (total.revenue_then_minor, total.revenue_now_minor) == (210, 177)
    assert (total.unpriced_then, total.unpriced_now) == (1, 0)
    assert total.revenue_change_minor == -33
    assert (total.uncosted_then, total.uncosted_now) == (4, 4)


def test_margin_with_another_carrier_the_most_affected_first(store: Store, sold):
    told = ask(store, {"p34": "0.30", "p33": "0.20"}, SHEET)
    assert [(each.label, each.calls) for each in told.destinations] == [
        ("Zone 33", 1),
        ("Zone 34", 2),
        ("", 1),
    ]
    france, spain, nowhere = told.destinations
    assert (france.revenue_now_minor, france.carrier_now, france.margin_now) == (20, 25, -5)
    assert (spain.revenue_then_minor, spain.revenue_now_minor, spain.carrier_now) == (90, 45, 2)
    assert (nowhere.unpriced_now, nowhere.uncosted_now) == (1, 1)
    assert told.total.margin_now == 45 + 20 - 27
    assert told.total.margin_then == 210
    assert told.total.margin_change == 38 - 210


def test_a_gain_stands_before_a_smaller_loss(store: Store, sold):
    told = ask(store, {"p34": "3.00", "p33": "1.10"})
    assert [(each.label, each.margin_change) for each in told.destinations[:2]] == [
        ("Zone 34", 360),
        ("Zone 33", -10),
    ]


def test_a_new_price_of_what_had_none_is_under_the_name_it_would_have(store: Store, sold):
    assert {each.label for each in ask(store, {"p99": "0.12"}).destinations} == {
        "Zone 33",
        "Zone 34",
        "Zone 99",
    }


def test_then_is_what_was_really_asked_for(store: Store, owner, sold):
    nowhere = show(store, sold).bill.unpriced[0]
    decisions.decide(
        store, call_id=nowhere.call_id, amount_minor=50, note="ship", operator_id=owner.id, now_ms=NOON_MS
    )
    pay(store, sold, owner, tenders=cash(300), expected_due_minor=260)
    assert ask(store, {"p34": "0.60"}).total.revenue_then_minor == 260


def test_a_day_without_calls(store: Store, owner):
    told = ask(store, {"p34": "0.30"})
    assert (told.total.calls, told.destinations) == (0, ())
    assert isinstance(told.total, Effect)


def test_progress_is_told_to_the_end(store: Store, sold):
    told = []
    ask(store, {"p34": "0.30"}, SHEET, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)
    assert told == sorted(told)


# --- what is asked about ------------------------------------------------------------------------------------


RECIPE = {
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "exchange": "0.50",
    "terms": {"percent": "100", "rounding": {"mode": "up", "decimals": 2}},
    "rules": [],
}


@pytest.fixture
def barri(store: Store, owner) -> int:
    """A package on a carrier's deck, both from noon on."""
    here = {"operator_id": owner.id, "now_ms": NOON_MS}
    deck_id = decks.add_deck(store, name="Sur", currency="USD", **here)
    decks.adopt_sheet(
        store, deck_id=deck_id, sheet=SHEET, mapping="", file_name="sur.csv", in_force_from_ms=NOON_MS, **here
    )
    return packages.add_package(store, name="Barri", deck_id=deck_id, **here)


def adopt(store: Store, package_id: int, document: dict) -> None:
    packages.adopt_package(
        store, package_id=package_id, document=document, currency=SHOP.currency,
        in_force_from_ms=NOON_MS, operator_id=None, now_ms=NOON_MS,
    )  # fmt: skip


def test_a_package_sells_and_buys_by_what_is_in_force(store: Store, barri: int, sold):
    with pytest.raises(NoPrices):
        offered(store, SHOP, barri, at_ms=NOON_MS)
    adopt(store, barri, RECIPE)
    prices = offered(store, SHOP, barri, at_ms=NOON_MS + DAY_MS)
    total = whatif(
        store, SHOP, prices.tariff, carrier=prices.carrier, from_ms=NOON_MS, to_ms=NOON_MS + DAY_MS
    ).total
    assert (total.revenue_now_minor, total.carrier_now) == (27, Decimal("13.5"))  # 0.25 and 2 x 0.01 dollars


def test_a_draft_is_asked_about_before_it_is_adopted(store: Store, barri: int):
    draft = RECIPE | {"terms": RECIPE["terms"] | {"percent": "300"}}
    prices = offered(store, SHOP, barri, at_ms=NOON_MS, document=draft)
    assert price_call(prices.tariff, "33612345678", answered_at_ms=NOON_MS, seconds=60).cost == Decimal(
        "0.50"
    )
    fine = RECIPE | {"terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 4}}}
    with pytest.raises(PackageError):
        offered(store, SHOP, barri, at_ms=NOON_MS, document=fine)


def test_prices_that_are_written_out_say_nothing_of_a_foreign_carrier(store: Store, barri: int):
    adopt(store, barri, tariff_of(p34="0.60"))
    assert offered(store, SHOP, barri, at_ms=NOON_MS).carrier is None
    dollars = replace(SHOP, currency=Currency("USD", 2))
    assert offered(store, dollars, barri, at_ms=NOON_MS).carrier
