"""Holidays are written out once, with the days in the document; the way back is what the owner wrote."""

import json

import pytest
from locutorio.core.tariff_document import TariffError, load_tariff
from locutorio.holidays import YEARS, UnknownHolidays, expand, fold
from small_shop import tariff_of


def tariff_with(period):
    document = tariff_of(p34="0.60")
    document["decks"][0]["versions"][0]["rates"][0]["period"] = period
    return document


def rate_of(document):
    return document["decks"][0]["versions"][0]["rates"][0]


def test_the_days_of_five_years_stand_in_the_document():
    written = tariff_with({"holidays": "ES-CT", "from": "08:00"})
    before = json.dumps(written)
    period = rate_of(expand(written, from_year=2026))["period"]
    assert (period["from"], period["holidays"]["of"]) == ("08:00", "ES-CT")
    days = period["holidays"]["dates"]
    assert days == sorted(set(days))
    assert {day[:4] for day in days} == {str(2026 + number) for number in range(YEARS)}
    assert {"2026-06-24", "2026-09-11", "2026-12-25", "2026-12-26"} <= set(days), "St John, Catalonia's day"
    assert json.dumps(written) == before, "what was given is left as it is"


def test_what_is_expanded_can_be_read_and_the_bare_name_cannot():
    expanded = expand(tariff_with({"holidays": "ES", "dates": ["2026-12-24"]}), from_year=2026)
    dates = load_tariff(expanded).decks[0].versions[0].rates[0].period.dates
    assert {day.isoformat() for day in dates} >= {"2026-12-24", "2026-12-25", "2030-12-25"}
    with pytest.raises(TariffError, match=r"period\.holidays: must be"):
        load_tariff(tariff_with({"holidays": "ES"}))


def test_a_later_year_writes_them_anew():
    expanded = expand(tariff_with({"holidays": "ES"}), from_year=2026)
    assert expand(expanded, from_year=2026) == expanded
    later = rate_of(expand(expanded, from_year=2028))["period"]["holidays"]["dates"]
    assert min(later) == "2028-01-01"


def test_an_editor_gets_back_what_was_written():
    written = tariff_with({"holidays": "ES-MD", "weekdays": [1]})
    assert fold(expand(written, from_year=2026)) == written == fold(written)


def test_recipes_too_and_nothing_but_periods():
    recipe = {
        "groups": {"holidays": ["ES"], "period": ["FR"]},
        "rules": [{"where": "all", "period": {"holidays": "FR"}, "label": "holidays"}],
    }
    expanded = expand(recipe, from_year=2026)
    assert expanded["groups"] == recipe["groups"]
    assert "2026-07-14" in expanded["rules"][0]["period"]["holidays"]["dates"]
    assert fold(expanded) == recipe


@pytest.mark.parametrize(
    ("of", "advice"),
    [
        ("ES-ZZ", '"ES-ZZ": write a country or a region of one, like ES, ES-AN,'),
        ("XX", '"XX": write a country or a region of one, like ES, ES-CT'),
        ("es", "like ES, ES-CT"),
        ("ES-", "like ES, ES-CT"),
        ("", "like ES, ES-CT"),
        ("UA", "like ES, ES-CT"),  # none in the years to come
    ],
)
def test_unknown_holidays_are_named_to_the_place(of, advice):
    with pytest.raises(UnknownHolidays) as caught:
        expand(tariff_with({"holidays": of}), from_year=2026)
    assert str(caught.value).startswith(
        "decks[0].versions[0].rates[0].period.holidays: no holidays are known"
    )
    assert advice in str(caught.value)


@pytest.mark.parametrize(
    "value", [5, {"dates": ["2026-12-25"]}, {"of": "ES"}, {"of": "ES", "dates": [], "x": 1}]
)
def test_what_was_never_written_by_anybody(value):
    with pytest.raises(UnknownHolidays, match=r"period\.holidays"):
        expand(tariff_with({"holidays": value}), from_year=2026)
