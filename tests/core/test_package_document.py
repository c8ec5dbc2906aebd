"""A package is read to the letter: what is wrong in it is refused, and the place is named."""

import json
from decimal import Decimal

import pytest
import tariff_document
from any_package import documents
from hypothesis import given
from locutorio.core.countries import COUNTRIES
from locutorio.core.country_groups import GROUPS
from locutorio.core.money import Currency
from locutorio.core.package import EVERYWHERE, PackageError
from locutorio.core.package_check import package_for_shop
from locutorio.core.package_document import load_package, with_groups

EUR = Currency("EUR", 2)
UP = {"mode": "up", "decimals": 2}
GOOD = {
    "name": "Barri",
    "currency": "EUR",
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "exchange": "0.92",
    "terms": {"percent": "20", "fixed": "0.01", "rounding": UP, "grace_s": 3, "max_cost": "9",
              "max_cost_then": "free"},
    "groups": {"Maghreb": ["MA", "DZ"], "Home": ["ES"]},
    "rules": [
        {
            "where": {"countries": ["MA", "FR"]}, "period": {"from": "20:00", "weekdays": [6, 7]},
            "priority": 2, "percent": "-2.5", "price_decimals": 3, "connect_fee": "0.10", "first_s": 60,
            "next_s": 1, "label": "Night", "min_cost": "0.20", "free_s": 10, "hidden": True,
            "later": [{"from_s": 600, "price": "0.02"}, {"from_s": 300, "percent": "10", "fixed": "0"}],
        },
        {"where": {"group": "Home"}, "price": "0.05", "grace_s": 0},
        {"where": {"group": "US & Canada"}, "forbidden": True},
        {"where": {"prefixes": ["34806", "=112"]}, "premium": True, "max_cost": "50",
         "max_cost_then": "disconnect"},
    ],
}  # fmt: skip


def changed(path, value):
    return tariff_document.changed(path, value, GOOD)


def test_reads_every_field():
    package = load_package(GOOD)
    assert (package.name, package.currency, str(package.zone)) == ("Barri", "EUR", "Europe/Madrid")
    assert (package.on_period_change, package.exchange) == ("split", Decimal("0.92"))
    base, night = package.base, package.rules[0]
    assert (base.where, base.price.fixed, base.price.factor) == (EVERYWHERE, Decimal("0.01"), Decimal("1.2"))
    assert night.where.countries == {"MA", "FR"}
    assert (night.price.fixed, night.price.factor, night.price.decimals) == (0, Decimal("0.975"), 3)
    assert (night.connect_fee, night.first_s, night.next_s) == (Decimal("0.10"), 60, 1)
    assert [(each.from_s, each.price.own, each.price.factor) for each in night.later] == [
        (300, None, Decimal("1.1")),
        (600, Decimal("0.02"), 1),
    ]
    terms = night.terms
    assert (terms.label, terms.min_cost, terms.free_s, terms.hidden) == ("Night", Decimal("0.20"), 10, True)
    assert (terms.priority, terms.period.from_s, terms.period.weekdays) == (2, 72_000, {6, 7})
    assert (terms.rounding.mode, terms.rounding.decimals) == ("up", 2)


def test_a_rule_takes_what_it_does_not_state_from_the_terms():
    night, home, forbidden, premium = load_package(GOOD).rules
    assert (night.terms.grace_s, home.terms.grace_s) == (3, 0)
    assert (forbidden.price.fixed, forbidden.price.factor) == (Decimal("0.01"), Decimal("1.2"))
    assert forbidden.terms.forbidden
    assert (home.price.own, home.price.factor) == (Decimal("0.05"), 1)
    assert (forbidden.terms.max_cost, forbidden.terms.disconnect) == (9, False)
    assert (premium.terms.max_cost, premium.terms.disconnect) == (50, True)


def test_groups_are_the_document_s_own_or_ours():
    _, home, states, _ = load_package(GOOD).rules
    assert (home.where.group, home.where.countries) == ("Home", {"ES"})
    assert (states.where.group, states.where.countries) == ("US & Canada", {"US", "CA"})
    own = changed(["groups"], {"Home": ["PT"], "US & Canada": ["US"]})
    assert load_package(own).rules[2].where.countries == {"US"}


def test_an_adopted_document_stands_for_itself():
    written = with_groups(GOOD)
    assert written["groups"] == {**GOOD["groups"], "US & Canada": ["US", "CA"]}
    assert "groups" not in with_groups(changed(["groups"], None) | {"rules": []})
    own = changed(["groups"], {"Home": ["PT"], "US & Canada": ["US"]})
    assert with_groups(own) == own


def test_our_groups_are_of_countries():
    for countries in GROUPS.values():
        assert set(countries) <= COUNTRIES
        assert len(set(countries)) == len(countries)
    assert len(GROUPS["EU"]) == 27


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        (["timezone"], "Madrid", "timezone", "is not a time zone"),
        (["on_period_change"], None, "on_period_change", "is missing"),
        (["exchange"], "0", "exchange", "must be more than 0"),
        (["exchange"], 0.92, "exchange", "must be an amount"),
        (["terms"], None, "terms", "is missing"),
        (["terms"], [], "terms", "must be an object"),
        (["terms", "rounding"], None, "terms.rounding", "is missing"),
        (["terms", "rounding", "mode"], "near", "terms.rounding.mode", "must be up or half_up or down"),
        (["terms", "premium"], True, "terms.premium", "is for rules that name prefixes"),
        (["terms", "period"], {}, "terms.period", "belongs in a rule"),
        (["terms", "where"], {}, "terms.where", "belongs in a rule"),
        (["rules"], None, "rules", "is missing"),
        (["rules"], {}, "rules", "must be a list"),
        (["rules", 1], "ES", "rules[1]", "must be an object"),
        (["rules", 0, "colour"], "red", "rules[0].colour", "is not a field known here"),
        (["rules", 0, "where"], "all", "rules[0].where", "must be an object"),
        (["rules", 0, "where"], {}, "rules[0].where", 'must name "prefixes", "countries" or a "group"'),
        (["rules", 0, "where", "countries"], ["Spain"], "rules[0].where.countries", "not 'Spain'"),
        (["rules", 0, "where", "countries"], [], "rules[0].where.countries", "must be a list with something"),
        (["rules", 0, "where", "group"], "EU", "rules[0].where.group", "is not a field known here"),
        (["rules", 1, "where", "group"], "Moon", "rules[1].where.group", 'is no group "Moon"; there are '),
        (["rules", 3, "where", "prefixes"], ["+34"], "rules[3].where.prefixes", '"+34" must be digits'),
        (["groups", "Home"], ["España"], "groups.Home", "must be country codes"),
        (["rules", 0, "percent"], 20, "rules[0].percent", "must be a percentage"),
        (["rules", 0, "percent"], "-101", "rules[0].percent", "must be a percentage"),
        (["rules", 0, "percent"], "1e3", "rules[0].percent", "must be a percentage"),
        (["rules", 1, "percent"], "5", "rules[1].percent", "does not go with a price of its own"),
        (["rules", 1, "price"], "-0.05", "rules[1].price", "must be an amount"),
        (["rules", 0, "price_decimals"], 11, "rules[0].price_decimals", "a whole number from 0 to 10"),
        (["rules", 0, "first_s"], 0, "rules[0].first_s", "must be a whole number of 1 or more"),
        (["rules", 0, "later", 0, "from_s"], 0, "rules[0].later[0].from_s", "must be a whole number of 1"),
        (["rules", 0, "later", 0, "from_s"], 300, "rules[0].later", "two of them have the same from_s"),
        (["rules", 0, "later", 0, "price"], None, "rules[0].later[0].percent", "is missing"),
        (["rules", 0, "valid_from"], "2026-01-01T00:00Z", "rules[0].valid_from", "adopt a new version"),
        (["rules", 0, "period", "from"], "8:00", "rules[0].period.from", "must be a time of day"),
        (["rules", 2, "premium"], True, "rules[2].premium", "is for rules that name prefixes"),
        (["rules", 3, "max_cost_then"], None, "rules[3].max_cost_then", "is missing"),
    ],
)  # fmt: skip
def test_refuses_and_names_the_place(path, value, place, words):
    with pytest.raises(PackageError) as caught:
        load_package(changed(path, value))
    assert caught.value.facts["place"] == place
    assert str(caught.value).startswith(f"{place}: ")
    assert words in str(caught.value)


def test_the_terms_must_have_a_price():
    document = changed(["terms"], {"rounding": UP})
    with pytest.raises(PackageError, match=r"terms\.percent: is missing"):
        load_package(document)
    assert load_package(changed(["terms"], {"price": "0.10", "rounding": UP})).base.price.own == Decimal(
        "0.10"
    )


def test_not_even_an_object():
    with pytest.raises(PackageError, match="the document: must be an object"):
        load_package(["rules"])


@given(documents)
def test_a_document_comes_through_json_and_adoption_unchanged(document):
    adopted = with_groups(json.loads(json.dumps(document)))
    rules, again = load_package(document).rules, load_package(adopted).rules
    assert [(rule.where, rule.price, rule.later, rule.connect_fee) for rule in rules] == [
        (rule.where, rule.price, rule.later, rule.connect_fee) for rule in again
    ]


def with_two(one, other):
    return {**GOOD, "rules": [{"percent": "1", **one}, {"percent": "2", **other}]}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ({}, {}, "every number"),
        ({"where": {"countries": ["ES", "FR"]}}, {"where": {"countries": ["FR"]}}, "FR"),
        ({"where": {"group": "Maghreb"}}, {"where": {"group": "West Africa"}, "percent": "3"}, None),
        ({"where": {"group": "EU"}}, {"where": {"group": "Home"}}, "ES"),
        ({"where": {"prefixes": ["34", "346"]}}, {"where": {"prefixes": ["346"]}}, "346"),
        ({"where": {"prefixes": ["34"]}}, {"where": {"prefixes": ["346"]}}, None),
        ({"where": {"countries": ["ES"]}}, {"where": {"group": "Home"}}, None),
        ({"where": {"countries": ["ES"]}}, {}, None),
        ({"period": {"from": "20:00"}}, {}, None),
        ({"period": {"from": "20:00"}}, {"period": {"from": "20:00", "to": "22:00"}}, "every number"),
        ({"period": {"weekdays": [6, 7]}}, {"period": {"weekdays": [1]}}, None),
        ({"priority": 1}, {}, None),
    ],
)  # fmt: skip
def test_of_two_rules_in_force_at_once_one_must_be_preferred(one, other, shared):
    document = with_two(one, other)
    if shared is None:
        load_package(document)
        return
    with pytest.raises(PackageError) as caught:
        load_package(document)
    assert caught.value.facts["place"] == "rules[1]"
    assert f"for {shared} it can be in force together with rules[0]" in str(caught.value)


def test_a_package_a_shop_can_sell_by():
    package = load_package(GOOD)
    assert package_for_shop(package, EUR, deck_currency="USD") is package


@pytest.mark.parametrize(
    ("path", "value", "deck_currency", "place"),
    [
        (["currency"], "USD", "USD", "currency"),
        (["exchange"], None, "USD", "exchange"),
        (["exchange"], "0.92", "EUR", "exchange"),
        (["terms", "rounding", "decimals"], 3, "USD", "terms.rounding.decimals"),
        (["rules", 1, "rounding"], {"mode": "up", "decimals": 3}, "USD", "rules[1].rounding.decimals"),
    ],
)
def test_a_package_no_shop_could_sell_by(path, value, deck_currency, place):
    package = load_package(changed(path, value))
    with pytest.raises(PackageError) as caught:
        package_for_shop(package, EUR, deck_currency=deck_currency)
    assert caught.value.facts["place"] == place
