"""What a month would have earned by other prices: on real calls, with what the carrier takes."""

from decimal import Decimal

import pytest
from locutorio.core.package_tariff import cost_tariff
from locutorio.core.sheet import Row, Sheet
from locutorio.core.tariff import load_tariff
from locutorio.core.whatif import Effect
from locutorio.desk import unpriced
from locutorio.desk.whatif import whatif
from locutorio.store.engine import Store
from paid_counter import Counter, pay, show
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


def test_a_new_price_of_what_had_none_is_under_the_name_it_would_have(store: Store, sold):
    assert {each.label for each in ask(store, {"p99": "0.12"}).destinations} == {
        "Zone 33",
        "Zone 34",
        "Zone 99",
    }


def test_then_is_what_was_really_asked_for(store: Store, owner, sold):
    nowhere = show(store, sold).bill.unpriced[0]
    unpriced.decide(
        store, call_id=nowhere.call_id, amount_minor=50, note="ship", operator_id=owner.id, now_ms=NOON_MS
    )
    pay(store, sold, owner, paid_minor=300, expected_due_minor=260)
    assert ask(store, {"p34": "0.60"}).total.revenue_then_minor == 260


def test_a_day_without_calls(store: Store, owner):
    told = ask(store, {"p34": "0.30"})
    assert (told.total.calls, told.destinations) == (0, ())
    assert isinstance(told.total, Effect)


def test_progress_over_both_questions(store: Store, sold):
    told = []
    ask(store, {"p34": "0.30"}, SHEET, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    assert told == sorted(told)
