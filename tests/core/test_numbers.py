"""Dialled digits, as an exchange in the shop's country would take them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.numbers import emergency_numbers, is_complete, understand


@pytest.mark.parametrize(
    ("dialled", "country", "wanted"),
    [
        ("0034911234567", "ES", ("34911234567", "+34 911 23 45 67", "ES", "fixed")),
        ("911234567", "ES", ("34911234567", "+34 911 23 45 67", "ES", "fixed")),
        ("612345678", "ES", ("34612345678", "+34 612 34 56 78", "ES", "mobile")),
        ("900123456", "ES", ("34900123456", "+34 900 123 456", "ES", "free")),
        ("803123456", "ES", ("34803123456", "+34 803 12 34 56", "ES", "premium")),
        ("0612345678", "FR", ("33612345678", "+33 6 12 34 56 78", "FR", "mobile")),
        ("+442079460123", "ES", ("442079460123", "+44 20 7946 0123", "GB", "fixed")),
        ("011442079460123", "US", ("442079460123", "+44 20 7946 0123", "GB", "fixed")),
        ("2125551234", "US", ("12125551234", "+1 212-555-1234", "US", "fixed_or_mobile")),
        ("12125551234", "US", ("12125551234", "+1 212-555-1234", "US", "fixed_or_mobile")),
        ("0018095551234", "ES", ("18095551234", "+1 809-555-1234", "DO", "fixed_or_mobile")),
        ("00390612345678", "ES", ("390612345678", "+39 06 1234 5678", "IT", "fixed")),  # Italy keeps its 0
        ("911234567#", "ES", ("34911234567", "+34 911 23 45 67", "ES", "fixed")),
        ("008821612345678", "ES", ("8821612345678", "+882 16 1234 5678", "", "other")),
    ],
)
def test_public_numbers(dialled, country, wanted):
    number = understand(dialled, country)
    assert (number.e164_digits, number.display, number.country, number.kind) == wanted


@pytest.mark.parametrize(
    ("dialled", "country", "kind"),
    [
        ("112", "ES", "emergency"),
        ("911", "US", "emergency"),
        ("016", "ES", "short"),
        ("11887", "DE", "short"),  # by its length it might be a number
        ("1004", "ES", "short"),  # as bare digits it would be priced as America
        ("9112", "ES", "short"),  # a number begun
        ("5551234", "US", "short"),  # local, without its area
    ],
)
def test_codes_of_a_country_are_no_numbers_of_another(dialled, country, kind):
    number = understand(dialled, country)
    assert (number.e164_digits, number.display) == ("=" + dialled, dialled)
    assert (number.country, number.kind) == (country, kind)


@pytest.mark.parametrize("dialled", ["*21#", "#31#911234567", "*", "#", "12A"])
def test_service_codes_stay_as_they_are(dialled):
    assert understand(dialled, "ES").e164_digits == dialled
    assert understand(dialled, "ES").kind == "service"


def test_the_country_shows_while_the_number_is_dialled():
    dialled = "0033612345678"
    shown = [understand(dialled[:length], "ES").country for length in range(2, len(dialled) + 1)]
    assert shown == ["", ""] + ["FR"] * 10


@pytest.mark.parametrize(
    ("dialled", "digits", "country"),
    [
        ("00441", "441", "GB"),
        ("002126", "2126", "MA"),
        ("9112345678", "349112345678", "ES"),
        ("00999123", "999123", ""),
    ],
)
def test_a_wrong_length_keeps_the_digits_a_tariff_can_price(dialled, digits, country):
    number = understand(dialled, "ES")
    assert (number.e164_digits, number.country, number.kind) == (digits, country, "unknown")


# At home and abroad, with their whole digits.
PREMIUM = ["806123456", "0034803123456", "0033899123456", "+449061234567"]


@given(st.sampled_from(PREMIUM), st.text("0123456789", max_size=25))
@settings(max_examples=40, deadline=None)
def test_digits_dialled_after_a_premium_number_do_not_hide_it(premium, more):
    number = understand(premium + more, "ES")
    assert number.is_premium
    assert number.e164_digits.startswith(understand(premium, "ES").e164_digits)


@pytest.mark.parametrize(
    "dialled",
    ["911234567", "9112345678", "80612345", "003480612345", "9021234567", "112", "00390899123456789012"],
)
def test_what_only_looks_a_little_like_one_is_no_premium_number(dialled):
    """Among them one of Salerno, 0899, whose 0 is part of the number."""
    assert not understand(dialled, "ES").is_premium


@given(st.text("0123456789*#ABCD", max_size=30), st.sampled_from(["ES", "US", "AU", "BR", "XX"]))
@settings(max_examples=60, deadline=None)
def test_whatever_is_dialled_is_understood_somehow(dialled, country):
    number = understand(dialled, country)
    assert len(number.country) in (0, 2)
    assert number.e164_digits == "" or not number.e164_digits.startswith("+")


@pytest.mark.parametrize(
    ("country", "some", "others"),
    [
        ("ES", {"112", "061", "091", "085"}, {"061234567", "11", "900"}),
        ("FR", {"15", "17", "18", "112", "115"}, {"118", "3131"}),
        ("CZ", {"112", "150", "158"}, {"15"}),
        ("US", {"911"}, {"411"}),
    ],
)
def test_emergency_numbers_are_those_of_the_country(country, some, others):
    known = set(emergency_numbers(country))
    assert some <= known
    assert not others & known


def test_no_emergency_number_is_the_beginning_of_another():
    """Or the booth would let the shorter one through and take the rest for talk."""
    for country in ("ES", "FR", "SN", "CZ", "PT", "GB", "US", "BR", "MA"):
        known = emergency_numbers(country)
        begins = {(one, other) for one in known for other in known if one != other and other.startswith(one)}
        assert begins == set(), country


def test_a_country_nobody_knows_has_none():
    assert emergency_numbers("ZZ") == ()


@pytest.mark.parametrize(
    ("dialled", "whole"),
    [
        ("0034911234567", True),
        ("911234567", True),
        ("003491123456", False),
        ("00349112345678", False),
        ("112", False),
        ("1004", False),
        ("", False),
    ],
)
def test_a_whole_number_needs_no_more_digits(dialled, whole):
    assert is_complete(dialled, "ES") == whole
