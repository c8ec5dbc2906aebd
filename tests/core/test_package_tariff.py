"""A package's tariff is what its rules say of the sheet's rows, for every number and moment."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from any_package import AT_MS, NUMBERS, documents, full_sheets, gainful_documents, rule_in_force, sheets
from hypothesis import assume, given
from hypothesis import strategies as st
from locutorio.core.margin import written_out
from locutorio.core.package_document import load_package
from locutorio.core.package_tariff import cost_tariff, package_tariff
from locutorio.core.rating import NoRate, price_call
from locutorio.core.sheet import Row, Sheet
from locutorio.core.tariff import RateList

MADRID = ZoneInfo("Europe/Madrid")
MONDAY_MS = 1_772_449_200_000  # 2 March 2026, 12:00 in Madrid
EVENING_MS = MONDAY_MS + 9 * 3_600_000
SHEET = Sheet.of(
    [
        Row("1", "USA", Decimal("0.005")),
        Row("34", "Spain", Decimal("0.01"), connect_fee=Decimal("0.02")),
        Row("346", "Spain, mobile", Decimal("0.05"), first_s=30, next_s=1),
        Row("53", "Cuba", Decimal("0.60"), forbidden=True),
    ]
)


def package(*rules, terms=None, **document):
    terms = {"percent": "20", "rounding": {"mode": "up", "decimals": 2}, **(terms or {})}
    return load_package(
        {
            "timezone": "Europe/Madrid",
            "on_period_change": "split",
            "terms": terms,
            "rules": list(rules),
            **document,
        }
    )


def rates(made, number, at_ms=MONDAY_MS, sheet=SHEET):
    found = package_tariff(made, sheet).rates_for(number, at_ms)
    return found and found[1].rates


def price(made, number, at_ms=MONDAY_MS, sheet=SHEET):
    """Of a minute, at the answer."""
    local = datetime.fromtimestamp(at_ms / 1000, MADRID)
    rate = next(rate for rate in rates(made, number, at_ms, sheet) if rate.period.holds(local))
    return rate.steps[0].price


def test_one_cent_and_twenty_percent():
    assert price(package(terms={"fixed": "0.0000"}), "34911234567") == Decimal("0.012")


def test_the_fixed_part_is_added_before_the_percentage_and_after_the_exchange():
    made = package(terms={"fixed": "0.01", "percent": "50"}, exchange="2")
    assert price(made, "34911234567") == Decimal("0.045")


def test_a_marked_up_price_and_fee_are_rounded_up_to_a_figure_one_can_sell_by():
    made = package(terms={"percent": "33", "price_decimals": 2})
    [rate] = rates(made, "34911234567")
    assert (rate.steps[0].price, rate.connect_fee) == (Decimal("0.02"), Decimal("0.03"))


def test_fee_and_increments_are_the_carrier_s_unless_the_rule_says_so():
    [rate] = rates(package(), "34600123456")
    assert [(s.from_s, s.increment_s, s.price) for s in rate.steps] == [
        (0, 30, Decimal("0.06")),
        (30, 1, Decimal("0.06")),
    ]
    [rate] = rates(package(), "34911234567")
    assert (rate.connect_fee, [step.increment_s for step in rate.steps]) == (Decimal("0.024"), [60])
    own = package(terms={"connect_fee": "0.10", "first_s": 60, "next_s": 60})
    [rate] = rates(own, "34600123456")
    assert (rate.connect_fee, [step.increment_s for step in rate.steps]) == (Decimal("0.10"), [60])


def test_with_a_price_of_its_own_no_fee_is_taken_from_the_sheet():
    [rate] = rates(package({"where": {"countries": ["ES"]}, "price": "0.10"}), "34911234567")
    assert (rate.connect_fee, rate.steps[0].price) == (0, Decimal("0.10"))


@pytest.mark.parametrize(
    ("later", "steps"),
    [
        ([{"from_s": 300, "price": "0.03"}], [(0, 30, "0.06"), (30, 1, "0.06"), (300, 1, "0.03")]),
        ([{"from_s": 300, "percent": "0"}], [(0, 30, "0.06"), (30, 1, "0.06"), (300, 1, "0.05")]),
        ([{"from_s": 30, "price": "0.03"}], [(0, 30, "0.06"), (30, 1, "0.03")]),
        ([{"from_s": 20, "price": "0.03"}], [(0, 30, "0.06"), (20, 1, "0.03")]),
        (
            [{"from_s": 90, "price": "0.02"}, {"from_s": 60, "price": "0.03"}],
            [(0, 30, "0.06"), (30, 1, "0.06"), (60, 1, "0.03"), (90, 1, "0.02")],
        ),
    ],
)
def test_a_call_may_get_cheaper_as_it_goes_on(later, steps):
    [rate] = rates(package(terms={"later": later}), "34600123456")
    assert [(s.from_s, s.increment_s, s.price) for s in rate.steps] == [
        (from_s, increment_s, Decimal(price)) for from_s, increment_s, price in steps
    ]


def test_the_most_specific_rule_counts_alone():
    made = package(
        {"percent": "1"},
        {"where": {"group": "EU"}, "percent": "2"},
        {"where": {"countries": ["ES"]}, "percent": "3"},
        {"where": {"prefixes": ["346", "346001"]}, "percent": "4"},
        {"where": {"prefixes": ["34600"]}, "percent": "5"},
    )
    sheet = Sheet.of(Row(prefix, "", Decimal(1)) for prefix in ("1", "33", "34"))
    asked = {
        "34600923456": 5,
        "34600123456": 4,
        "34666123456": 4,
        "34911234567": 3,
        "33145678901": 2,
        "12125550123": 1,
    }
    for number, percent in asked.items():
        assert price(made, number, sheet=sheet) == 1 + Decimal(percent) / 100
        assert len(rates(made, number, sheet=sheet)) == 1


def test_rows_that_differ_in_their_name_only_keep_it():
    sheet = Sheet.of([Row("34", "Spain", Decimal(1)), Row("346", "Mobile", Decimal(1))])
    assert [rates(package(), number, sheet=sheet)[0].label for number in ("34911", "34600")] == [
        "Spain",
        "Mobile",
    ]


@pytest.mark.parametrize(
    ("number", "factor"), [("12125550123", "1.5"), ("12045550123", "1.2"), ("18765550123", "1.3")]
)
def test_countries_that_share_a_code_are_told_apart_though_the_sheet_does_not(number, factor):
    made = package(
        {"where": {"countries": ["US"]}, "percent": "50"}, {"where": {"countries": ["JM"]}, "percent": "30"}
    )
    assert price(made, number) == Decimal("0.005") * Decimal(factor)


def test_where_a_rule_has_its_hours_a_less_specific_one_fills_the_rest():
    made = package(
        {"where": {"countries": ["ES"]}, "period": {"from": "20:00"}, "percent": "0"},
        {"period": {"weekdays": [7]}, "percent": "10"},
    )
    assert price(made, "34911234567", EVENING_MS) == Decimal("0.01")
    assert price(made, "34911234567", MONDAY_MS) == Decimal("0.012")
    assert price(made, "34911234567", MONDAY_MS + 6 * 86_400_000) == Decimal("0.011")


def test_a_rule_behind_one_of_the_same_hours_is_not_among_the_rates():
    night = {"from": "20:00"}
    made = package(
        {"period": night, "percent": "5"}, {"where": {"group": "EU"}, "period": night, "percent": "0"}
    )
    found = [(rate.period.from_s, rate.steps[0].price) for rate in rates(made, "34911234567")]
    assert found == [(72_000, Decimal("0.01")), (0, Decimal("0.012"))]


def test_what_the_sheet_does_not_hold_is_sold_only_by_name_and_own_price():
    made = package(
        {"where": {"prefixes": ["=112"]}, "price": "0"},
        {"where": {"prefixes": ["=1"]}, "percent": "10"},
        {"where": {"countries": ["FR"]}, "price": "0.10"},
    )
    assert price(made, "=112") == 0
    assert rates(made, "=1004") is None
    assert rates(made, "33145678901") is None


def test_an_override_may_be_longer_than_any_row():
    made = package({"where": {"prefixes": ["34911234567"]}, "price": "1"})
    assert package_tariff(made, SHEET).rates_for("34911234567", 0)[0] == "34911234567"
    assert price(made, "34911234567") == 1
    assert price(made, "34911234568") == Decimal("0.012")


def test_what_the_carrier_forbids_no_rule_allows():
    made = package({"where": {"prefixes": ["53"]}, "price": "1"})
    [rate] = rates(made, "5371234567")
    assert rate.forbidden
    assert rate.steps[0].price == 1


def test_a_premium_number_needs_a_rule_that_names_it():
    made = package({"where": {"prefixes": ["34806"]}, "premium": True})
    tariff = package_tariff(made, SHEET)
    assert tariff.rates_for("34806123456", 0, premium=True)[0] == "34806"
    assert tariff.rates_for("34911234567", 0, premium=True) is None


def test_rows_come_and_go():
    day_ms = 86_400_000
    sheet = Sheet.of(
        [
            Row("34", "old", Decimal("0.01"), discontinued_at_ms=day_ms),
            Row("34", "new", Decimal("0.02"), valid_from_ms=day_ms),
            Row("346", "gone", Decimal("0.05"), discontinued_at_ms=2 * day_ms),
        ]
    )
    tariff = package_tariff(package(), sheet)
    found = [tariff.rates_for("34600123456", at * day_ms) for at in (0, 2)]
    assert [(prefix, choice.rates[0].label) for prefix, choice in found] == [("346", "gone"), ("34", "new")]
    labels = [tariff.rates_for("34911234567", at_ms)[1].rates[0].label for at_ms in (day_ms - 1, day_ms)]
    assert labels == ["old", "new"]
    assert list(tariff.decks[0].versions[0].changes_ms()) == [day_ms, 2 * day_ms]


def test_nothing_before_it_is_in_force():
    assert package_tariff(package(), SHEET, effective_from_ms=5).rates_for("34911234567", 4) is None


def test_what_the_carrier_charges():
    tariff = cost_tariff(SHEET, exchange=Decimal("0.9"))
    charge = price_call(tariff, "34600123456", answered_at_ms=0, seconds=31)
    assert charge.cost == Decimal("0.02325")  # 31 s at 0.045
    charge = price_call(tariff, "34911234567", answered_at_ms=0, seconds=1)
    assert charge.cost == Decimal("0.027")  # a minute at 0.009 and the fee of 0.018
    with pytest.raises(NoRate):
        price_call(tariff, "33145678901", answered_at_ms=0, seconds=1)


@given(documents, sheets, NUMBERS, AT_MS)
def test_every_number_costs_what_the_rules_say(document, sheet, number, at_ms):
    found = package_tariff(load_package(document), sheet).rates_for(number, at_ms)
    local = datetime.fromtimestamp(at_ms / 1000, MADRID)
    row = sheet.find(number, at_ms)
    expected = rule_in_force(document, row, number, local)
    rate = next((rate for rate in (found[1].rates if found else ()) if rate.period.holds(local)), None)
    if expected is None:
        assert rate is None
        return
    cost = row and row.price * Decimal(document["exchange"])
    assert rate.steps[0].price == expected.price.of(cost)
    assert rate.steps[0].increment_s == (expected.first_s or (row.first_s if row else 60))
    assert rate.label == (expected.terms.label or (row.label if row else ""))
    assert rate.grace_s == expected.terms.grace_s
    assert rate.forbidden == (expected.terms.forbidden or bool(row and row.forbidden))


@given(documents, sheets, st.lists(NUMBERS, max_size=4), AT_MS)
def test_written_out_it_prices_as_it_does_unwritten(document, sheet, numbers, at_ms):
    made = load_package(document)
    sold = written_out(made, sheet, at_ms=at_ms)
    listed = RateList(
        0, tuple(replace(s.rate, prefixes=(s.prefix,), priority=-place) for place, s in enumerate(sold))
    )
    version = package_tariff(made, sheet).decks[0].versions[0]
    for number in [*numbers, *(each.prefix for each in sold)]:
        assert terms_of(version.find(number, at_ms)) == terms_of(listed.find(number, at_ms))


def terms_of(found):
    return found and (
        found[0],
        [(rate.steps, rate.label, rate.connect_fee, rate.period) for rate in found[1].rates],
    )


@given(gainful_documents, full_sheets, NUMBERS, AT_MS, st.integers(0, 4000))
def test_a_markup_never_sells_below_cost(document, sheet, number, at_ms, seconds):
    assume(not number.startswith("="))
    sale = package_tariff(load_package(document), sheet)
    carrier = cost_tariff(sheet, exchange=Decimal(document["exchange"]))
    asked = price_call(sale, number, answered_at_ms=at_ms, seconds=seconds)
    taken = price_call(carrier, number, answered_at_ms=at_ms, seconds=seconds)
    assert asked.cost >= taken.cost
