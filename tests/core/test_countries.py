"""Which country a prefix is in: held against the number library's own answer for whole numbers."""

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from locutorio.core.countries import COUNTRIES, country_of, country_prefixes
from phonenumbers import PhoneNumberType

SHARED = {
    str(code): regions
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    if len(regions) > 1
}
KINDS = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]


def digits_of(number):
    return f"{number.country_code}{phonenumbers.national_significant_number(number)}"


def library_says(number):
    region = phonenumbers.region_code_for_number(number)
    return "" if region == "001" else region


@pytest.mark.parametrize("region", sorted(COUNTRIES))
def test_every_region_s_example_numbers(region):
    """Of each kind of number; where regions share one (a free number), the library's choice is ours."""
    examples = [phonenumbers.example_number_for_type(region, kind) for kind in KINDS]
    found = [(digits_of(number), library_says(number)) for number in examples if number is not None]
    assert found
    for digits, country in found:
        assert country_of(digits) == country


@pytest.mark.parametrize(
    ("prefix", "country"),
    [
        ("1", "US"), ("1204", "CA"), ("1514", "CA"), ("1787", "PR"), ("1809", "DO"), ("1876", "JM"),
        ("1800", "US"),
        ("7", "RU"), ("77", "KZ"), ("7701", "KZ"), ("7495", "RU"),
        ("39", "IT"), ("3906698", "VA"), ("390669", "IT"),
        ("44", "GB"), ("441481", "GG"), ("44148", "GB"), ("441534", "JE"), ("441624", "IM"), ("447781", "GG"),
        ("47", "NO"), ("4779", "SJ"), ("358", "FI"), ("35818", "AX"), ("61", "AU"), ("6189162", "CC"),
        ("6189164", "CX"), ("212", "MA"), ("262", "RE"), ("262269", "YT"), ("262639", "YT"), ("290", "SH"),
        ("2908", "TA"), ("590", "GP"), ("59059027", "BL"), ("59059087", "BL"), ("59059051", "BL"),
        ("599", "CW"), ("5997", "BQ"), ("5999", "CW"),
        ("383", "XK"), ("34", "ES"), ("3491", "ES"), ("870", ""), ("8816", ""), ("", ""),
        ("999", ""), ("=112", ""),
    ],
)  # fmt: skip
def test_prefixes(prefix, country):
    assert country_of(prefix) == country


@given(st.sampled_from(sorted(country_prefixes())), st.text("0123456789", min_size=4, max_size=10))
def test_a_whole_number_is_where_the_library_says(prefix, rest):
    # A Canadian code of seven digits begins like a Californian area: only the length tells them apart.
    assume(not (prefix + rest).startswith("1310"))
    try:
        number = phonenumbers.parse(f"+{prefix}{rest}")
    except phonenumbers.NumberParseException:
        assume(False)
    assume(digits_of(number) == prefix + rest)
    country = library_says(number)
    assume(country is not None)
    assert country_of(prefix + rest) == country


def test_every_country_begins_somewhere_but_those_the_library_never_tells_apart():
    begun = set(country_prefixes().values()) - {""}
    assert begun <= COUNTRIES
    assert COUNTRIES - begun == {"EH"}


def test_no_prefix_says_what_a_shorter_one_says_already():
    table = country_prefixes()
    for prefix, country in table.items():
        shorter = [prefix[:length] for length in range(1, len(prefix)) if prefix[:length] in table]
        assert not shorter or table[shorter[-1]] != country, prefix
