from fractions import Fraction

import pytest
from locutorio.words import Words


@pytest.mark.parametrize(
    ("language", "minor", "currency", "decimals", "text"),
    [
        ("en", 123456, "EUR", 2, "€1,234.56"),
        ("fr", 123456, "EUR", 2, "1\u202f234,56\u00a0€"),
        ("es", 5, "EUR", 2, "0,05\u00a0€"),
        ("pt", 123456, "EUR", 2, "1\u00a0234,56\u00a0€"),
        ("cs", 123456, "CZK", 2, "1\u00a0234,56\u00a0Kč"),
        ("fr", 1500, "XOF", 0, "1\u202f500\u00a0F\u202fCFA"),
        ("en", 1234567, "KWD", 3, "KWD\u00a01,234.567"),
        ("en", 1500, "JPY", 2, "¥15.00"),
    ],
)
def test_money_has_the_decimals_of_the_shop(language, minor, currency, decimals, text):
    assert Words(language, "UTC").money(minor, currency, decimals) == text


@pytest.mark.parametrize(
    ("language", "amount", "text"),
    [
        ("en", Fraction(1, 600), "0.001667"),
        ("es", Fraction(1, 600), "0,001667"),
        ("en", Fraction(1, 10), "0.10"),
        ("en", Fraction(2), "2.00"),
        ("en", Fraction(123456, 10**5), "1.23456"),
    ],
)
def test_numbers_have_the_decimals_they_need(language, amount, text):
    assert Words(language, "UTC").number(amount, least=2, most=6) == text


def test_durations_may_be_longer_than_a_day():
    words = Words("en", "UTC")
    assert words.duration(0) == "00:00:00"
    assert words.duration(100 * 3600 + 61) == "100:01:01"


def test_moments_are_told_in_the_shops_zone():
    words = Words("fr", "America/Cayenne")
    at_ms = 1_772_415_000_000  # 2 March 2026, 01:30 UTC
    assert (words.date(at_ms), words.time(at_ms), words.offset(at_ms)) == (
        "1 mars 2026",
        "22:30",
        "UTC-03:00",
    )


def test_utc_itself():
    assert Words("en", "UTC").offset(0) == "UTC+00:00"


def test_countries_have_names():
    assert Words("es", "UTC").country("MA") == "Marruecos"
    assert Words("pt", "UTC").country("KE") == "Quénia"
    assert Words("es", "UTC").country("") == ""


def test_an_unknown_language_reads_as_english():
    words = Words("tlh", "UTC")
    assert words.gettext("Receipt %(number)d", number=7) == "Receipt 7"
    assert words.country("ES") == "Spain"


def test_only_right_to_left_languages_run_from_the_right():
    assert Words("ar", "UTC").right_to_left
    assert not Words("pt-BR", "UTC").right_to_left


def test_a_language_of_its_region_is_found():
    assert Words("pt-BR", "UTC").gettext("Change") == "Troco"
    assert Words("cs", "UTC").gettext("Change") == "Vráceno"
    assert Words("xx", "UTC").gettext("Change") == "Change"
