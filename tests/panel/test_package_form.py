"""A recipe as a form and back: nothing is lost on the way, and what is wrong is said at its field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.package_document import load_package
from locutorio.panel.language import LANGUAGES
from locutorio.panel.package_form import PackageForm
from price_seed import RECIPE
from werkzeug.datastructures import MultiDict

amounts = st.decimals(min_value=0, max_value=999, places=4).map(lambda amount: f"{amount:f}")
times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
seconds = st.integers(1, 600)


def some(*values: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, unique=True)


wheres = st.one_of(
    st.fixed_dictionaries({"countries": some("ES", "MA", "US", "SN")}),
    st.fixed_dictionaries({"group": st.sampled_from(["US & Canada", "Neighbours"])}),
    st.fixed_dictionaries({"prefixes": some("34806", "221", "=112")}),
)
roundings = st.fixed_dictionaries({"mode": st.sampled_from(["up", "down"]), "decimals": st.integers(0, 2)})
laters = st.fixed_dictionaries({"from_s": seconds, "price": amounts})
terms = st.fixed_dictionaries(
    {},
    optional={
        "price": amounts, "fixed": amounts, "percent": st.sampled_from(["20", "-5", "12.5"]),
        "connect_fee": amounts, "first_s": seconds, "next_s": seconds, "price_decimals": st.integers(0, 10),
        "min_cost": amounts, "grace_s": seconds, "free_s": seconds,
        "label": st.sampled_from(["Spain", "España, móvil"]),
        "forbidden": st.booleans(), "hidden": st.booleans(), "premium": st.booleans(),
        "rounding": roundings, "later": st.lists(laters, min_size=1, max_size=3),
    },
)  # fmt: skip
periods = st.fixed_dictionaries(
    {"from": times},
    optional={
        "to": times, "weekdays": st.lists(st.integers(1, 7), min_size=1, unique=True),
        "months": st.lists(st.integers(1, 12), min_size=1, unique=True), "holidays": st.just("ES-CT"),
        "dates": st.just(["2026-12-24", "2026-12-31/2027-01-06"]),
    },
)  # fmt: skip
rules = st.builds(
    lambda where, period, more: {"where": where} | ({"period": period} if period else {}) | more,
    wheres, st.none() | periods, terms,
)  # fmt: skip
recipes = st.fixed_dictionaries(
    {
        "timezone": st.just("Europe/Madrid"), "on_period_change": st.sampled_from(["split", "start"]),
        "terms": terms, "rules": st.lists(rules, max_size=4),
    },
    optional={
        "exchange": amounts,
        "groups": st.just({"Neighbours": ["FR", "PT"], "Home": ["ES"]}),
    },
)  # fmt: skip


def sent(form: PackageForm) -> MultiDict[str, str]:
    """What a browser would send of the form."""
    fields: MultiDict[str, str] = MultiDict()
    for place, text in form.typed.items():
        if place.endswith("weekdays"):
            fields.setlist(place, text.split(","))
        elif ".where." in place:
            rule, _, kind = place.partition(".where.")
            fields[f"{rule}.where"], fields[f"{rule}.where.text"] = kind, text
        else:
            fields[place] = text
    return fields


@pytest.mark.parametrize("language", LANGUAGES)
@given(recipe=recipes)
def test_nothing_is_lost_between_recipe_and_form(language: str, recipe: dict[str, Any]) -> None:
    recipe = {name: value for name, value in recipe.items() if value != {}}
    form = PackageForm.of_document(recipe, language)
    back = PackageForm.of_fields(sent(form), language)
    assert back.document() == recipe
    assert back.wrong == {}


def test_a_form_as_an_owner_fills_it_in_is_a_recipe() -> None:
    fields = MultiDict(
        [
            ("csrf_token", "x"), ("do", "save"), ("timezone", "Europe/Madrid"), ("on_period_change", "split"),
            ("terms.fixed", ""), ("terms.percent", "20 %"), ("terms.rounding.mode", "up"),
            ("terms.rounding.decimals", "2"),
            ("rules[0].where", "countries"), ("rules[0].where.text", "España, marruecos; FR"),
            ("rules[0].price", "0,0125"),
            ("rules[0].period.weekdays", "6"), ("rules[0].period.weekdays", "7"),
            ("rules[0].max_cost", "1,50"), ("rules[0].max_cost_then", ""),
            ("rules[1].where", ""), ("rules[1].where.text", "left over"), ("rules[1].price", ""),
            ("rules[7].where", "prefixes"), ("rules[7].where.text", "+34 806, 0034807"),
            ("rules[7].premium", "1"),
        ]
    )  # fmt: skip
    form = PackageForm.of_fields(fields, "es")
    document = form.document()
    assert form.wrong == {}
    assert form.rules == ["rules[0]", "rules[1]"]
    assert document == {
        "timezone": "Europe/Madrid",
        "on_period_change": "split",
        "terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 2}},
        "rules": [
            {
                "where": {"countries": ["ES", "MA", "FR"]},
                "price": "0.0125",
                "period": {"weekdays": [6, 7]},
                "max_cost": "1.50",
                "max_cost_then": "free",
            },
            {"where": {"prefixes": ["34806", "34807"]}, "premium": True},
        ],
    }
    load_package(document)


@pytest.mark.parametrize(
    ("place", "typed", "code"),
    [
        ("terms.percent", "a lot", "bad_money"),
        ("terms.first_s", "1.5", "bad_number"),
        ("rules[0].where.countries", "Atlantis", "unknown_country"),
        ("rules[0].where.countries", "", "nothing_named"),
        ("groups", "Maghreb Morocco", "bad_group"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(place: str, typed: str, code: str) -> None:
    form = PackageForm.of_document(RECIPE, "en")
    form.typed[place] = typed
    form.document()
    assert {at: error.code for at, error in form.wrong.items()} == {place: code}


def test_rules_are_added_and_taken_out_without_touching_the_others() -> None:
    form = PackageForm.of_document(RECIPE, "en")
    assert form.with_rule().rules == ["rules[0]", "rules[1]", "rules[2]"]
    assert form.with_rule().document() == RECIPE | {"rules": [*RECIPE["rules"]]}
    left = form.without_rule("rules[0]")
    assert left.document() == RECIPE | {"rules": [RECIPE["rules"][1]]}
