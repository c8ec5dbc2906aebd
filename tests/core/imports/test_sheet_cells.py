"""One cell at a time: what is read, and what is refused because it could be read in two ways."""

import doctest
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.imports import amounts, codes, grid, increments, moments, roles, statuses, text, wording
from locutorio.core.imports.amounts import decimal_marks, read_amount, sign_of
from locutorio.core.imports.codes import COUNTRIES, read_codes
from locutorio.core.imports.grid import clean
from locutorio.core.imports.increments import read_increments, read_seconds
from locutorio.core.imports.moments import DMY, MDY, begins_ms, date_forms, ends_ms
from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.roles import HEADINGS, named
from locutorio.core.imports.statuses import status
from locutorio.core.imports.wording import phrases

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    "module", [amounts, codes, grid, increments, moments, roles, statuses, text, wording]
)
def test_examples_in_the_modules(module):
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed


def refused(read, *arguments):
    with pytest.raises(Unreadable) as error:
        read(*arguments)
    return error.value.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("34", "34"),
        ("34.0", "34"),
        ("+34", "34"),
        ("0034", "34"),
        ("+34 612", "34612"),
        ("00 34 612 3", "346123"),
        ("34 612", "34612"),
        ("1 809", "1809"),
        ("1-809", "1809"),  # a country's code, and what follows it
        ("7940-7943", "7940 7941 7942 7943"),
        ("7940 – 7941", "7940 7941"),
        ("7998-7", ""),
        ("7940-42", "7940 7941 7942"),
        ("7940, 7941; 7943/7945|7947\n7949", "7940 7941 7943 7945 7947 7949"),
        ("33, 34, 351, 39", "33 34 351 39"),  # a zone of countries
        ("212,213,", "212 213"),
        ("3906", "3906"),  # Italian numbers keep their 0
    ],
)
def test_codes(text, found):
    if found:
        assert read_codes(text) == tuple(found.split())
    else:
        assert refused(read_codes, text) == "bad_range"


@pytest.mark.parametrize(
    ("text", "found"),
    [("91", "3491"), ("91, 93; 95-96", "3491 3493 3495 3496"), ("+3491", "3491"), ("201,202", "34201 34202")],
)
def test_codes_behind_a_country_code(text, found):
    assert read_codes(text, "34") == tuple(found.split())


def test_leading_zeros_of_a_range_behind_a_country_code_stay():
    assert read_codes("06-08", "39") == ("3906", "3907", "3908")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3.49E+10", "scientific"),
        ("3,49e10", "scientific"),
        ("34,612", "code_thousands"),
        ("7,940,123", "code_thousands"),
        ("7940 7941", "code_spaces"),
        ("34 612 613", "code_spaces"),
        ("34-91", "bad_range"),  # Madrid, or fifty-eight countries
        ("34-6", "bad_range"),
        ("7943-7940", "bad_range"),
        ("1000000-1999999", "wide_range"),
        ("7940, 41", "code_abbreviated"),  # 41 is Switzerland
        ("034", "zero_in_front"),
        ("011 34", "zero_in_front"),
        ("999", "no_country"),
        ("4420-0044", "bad_range"),
        ("44020", "trunk_zero"),
        ("3491234567890123", "long_code"),
        ("Spain", "bad_code"),
        ("34 (6)", "bad_code"),
        ("1.242.555", "bad_code"),
        (",", "bad_code"),
        ("-34", "bad_code"),
    ],
)
def test_codes_that_are_not_guessed(text, reason):
    assert refused(read_codes, text) == reason


def test_a_country_that_dials_a_zero_before_its_area_codes_is_known_by_its_plan():
    assert refused(read_codes, "020", "44") == "trunk_zero"
    assert read_codes("06", "39") == ("3906",)


def test_the_numbers_of_every_country_begin_with_codes_that_are_read():
    kinds = range(10)
    for region in phonenumbers.SUPPORTED_REGIONS:
        for kind in kinds:
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                digits = f"{number.country_code}{phonenumbers.national_significant_number(number)}"
                assert read_codes(digits[:7]) == (digits[:7],)
                assert read_codes("+" + digits) == (digits,)


@given(st.sampled_from(sorted(COUNTRIES)), st.text("123456789", max_size=6), st.sampled_from(["", "+", "00"]))
def test_a_plain_code_is_read_as_it_stands(country, rest, mark):
    assert read_codes(mark + country + rest) == (country + rest,)


@given(st.text("0123456789+-,; ./Ee", max_size=12))
def test_whatever_a_code_cell_holds_it_is_prefixes_or_a_reason(text):
    try:
        found = read_codes(text)
    except Unreadable:
        return
    assert found
    assert all(code.isdecimal() and code[0] != "0" and len(code) <= 15 for code in found)
    assert set("".join(found)) <= set("0123456789")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0.012", "0.012"),
        ("0,012", "0.012"),
        (".05", "0.05"),
        ("5", "5"),
        ("12.", "12"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("€ 0,0850", "0.0850"),
        ("0.05 USD", "0.05"),
        ("US$0.05", "0.05"),
        ("0,05 Kč", "0.05"),
        ("eur 0.05", "0.05"),
        ("0.05Fr.", "0.05"),
        ("0.05 €/min", "0.05"),
        ("1234.500", "1234.500"),
        ("0.500", "0.500"),
    ],
)
@pytest.mark.parametrize("mark", [".", ",", ""])
def test_amounts_that_say_themselves_what_they_are(text, amount, mark):
    read = read_amount(text, mark)
    assert read == Decimal(amount)
    assert str(read) == amount


def test_an_amount_that_may_be_a_thousand_is_read_as_its_sheet_writes_them():
    assert str(read_amount("1.250", ".")) == "1.250"
    assert str(read_amount("1.250", ",")) == "1250"
    assert refused(read_amount, "1.250", "") == "amount_unclear"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-0.01", "negative"),
        ("(0.01)", "negative"),
        ("€ -0,01", "negative"),
        ("1.2E-05", "scientific"),
        ("free", "bad_amount"),
        ("5%", "bad_amount"),
        ("0.0.1", "bad_amount"),
        ("1,23,4", "bad_amount"),
        ("12,3456.7", "bad_amount"),
        ("0 012", "bad_amount"),
        ("12¢", "bad_amount"),
        ("0.01)", "bad_amount"),
        ("O.012", "bad_amount"),
        ("l2", "bad_amount"),
        ("012", "bad_amount"),
        ("00.5", "bad_amount"),
        ("0." + "1" * 40, "bad_amount"),
        ("", "bad_amount"),
        (",", "bad_amount"),
    ],
)
def test_amounts_that_are_not_guessed(text, reason):
    assert refused(read_amount, text, ".") == reason


@given(st.decimals(min_value=0, max_value=99_999, places=6, allow_nan=False), st.sampled_from(".,"))
def test_an_amount_with_decimals_is_exact_whatever_its_mark(amount, mark):
    other = {".": ",", ",": "."}[mark]
    text = f"{amount:,.6f}".translate(str.maketrans({",": other, ".": mark}))
    assert read_amount(text, mark) == amount
    assert str(read_amount(text, "")) == f"{amount:.6f}"


def test_marks_of_a_sheet():
    assert decimal_marks(["0.5", "1.250", "1,234.5"]) == {"."}
    assert decimal_marks(["0,5", "1.234.567"]) == {","}
    assert decimal_marks(["0,5", "0.5"]) == {".", ","}
    assert decimal_marks(["1.250", "12", ""]) == set()


def test_signs_of_amounts():
    assert [sign_of(text) for text in ("€ 1", "1 USD", "US$2", "3", "nothing at all")] == [
        "€",
        "USD",
        "US$",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60/1", (60, 1)),
        ("1/1/1", (1, 1)),
        ("30/30/6", (30, 6)),
        ("30/6/6", (30, 6)),
        ("60+60", (60, 60)),
        ("60 s / 1 s", (60, 1)),
        ("60-30", (60, 30)),
        ("30", (30, 30)),
        ("60.0", (60, 60)),
    ],
)
def test_increments(text, found):
    assert read_increments(text) == found


@pytest.mark.parametrize("text", ["0/60/1", "1/30/6", "60/0", "0", "1 min", "a/b", "7200/60", ""])
def test_increments_that_are_not_guessed(text):
    assert refused(read_increments, text) == "bad_increments"


@pytest.mark.parametrize("text", ["2026-01-01", "01/06/2026", "1-Jun-2026"])
def test_increments_a_spreadsheet_has_made_a_date_of(text):
    assert refused(read_increments, text) == "increments_date"


def test_one_increment_is_one_figure():
    assert read_seconds("60") == 60
    assert refused(read_seconds, "60/1") == "bad_increments"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "2026/12/01",
        "2026.12.1",
        "20261201",
        "01.12.2026",
        "1/12/26",
        "01-12-2026 00:00:00",
        "2026-12-01 12:00 AM",
        "1-Dec-2026",
        "01 déc. 2026",
        "1 de diciembre de 2026",
        "December 1, 2026",
        "2026-12-01T00:00:00+01:00",
        "2026-11-30T23:00:00Z",
    ],
)
def test_dates_are_the_first_moment_of_the_day_in_the_shop(text):
    assert begins_ms(text, DMY, MADRID) == 1_796_079_600_000


def test_a_date_may_put_its_month_first():
    assert begins_ms("12/01/2026", MDY, MADRID) == begins_ms("01/12/2026", DMY, MADRID)


def test_an_end_is_the_last_day_and_a_time_is_that_time():
    assert ends_ms("30/11/2026", DMY, MADRID) == begins_ms("01/12/2026", DMY, MADRID)
    assert ends_ms("2026-11-30 17:30", DMY, MADRID) == begins_ms("2026-11-30 5:30 PM", DMY, MADRID)


def test_a_day_of_the_change_of_clocks_is_as_long_as_it_is():
    length_ms = ends_ms("25/10/2026", DMY, MADRID) - begins_ms("25/10/2026", DMY, MADRID)
    assert length_ms == 25 * 3_600_000


@pytest.mark.parametrize("text", ["now", "Inmediato", "n/a", "-", "31/12/2999"])
def test_no_date(text):
    assert begins_ms(text, DMY, MADRID) is None


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "13/13/2026", "46357", "soon", "2026-12-01 25:00", "2026-12-01 13:00 PM", "1/12/0026"],
)
def test_dates_that_are_not_guessed(text):
    assert refused(begins_ms, text, DMY, MADRID) == "bad_date"


def test_which_of_day_and_month_comes_first():
    assert date_forms(["01/12/2026", "13/12/2026"]) == {DMY}
    assert date_forms(["01/12/2026", "12/13/2026"]) == {MDY}
    assert date_forms(["01/12/2026"]) == {DMY, MDY}
    assert date_forms(["2026-12-01", ""]) == set()


@given(st.integers(0, 99 * 365 * 86_400_000))
def test_a_moment_with_its_zone_is_exact(since_ms):
    exact = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=since_ms)
    text = exact.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert begins_ms(text, DMY, MADRID) == 946_684_800_000 + since_ms


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Blocked", "forbidden"),
        ("BLOCKED (fraud)", "forbidden"),
        ("interdit", "forbidden"),
        ("محظور", "forbidden"),
        ("not available", "forbidden"),
        ("not blocked", "unknown"),
        ("Deleted", "ended"),
        ("Zrušeno", "ended"),
        ("Increase", ""),
        ("sin cambio", ""),
        ("", ""),
        ("ask Peter", "unknown"),
    ],
)
def test_status_words(text, meaning):
    assert status(text) == meaning


def test_every_heading_of_the_list_names_its_role():
    for role, listed in HEADINGS.items():
        assert {phrase: named(phrase) for phrase in phrases(listed) if named(phrase) != role} == {}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("RATE (USD / min.)", "price"),
        ("Old rate", ""),
        ("Rate change", "status"),
        ("Prix à la minute", "price"),
        ("Effective Date", "valid_from"),
        ("ID", ""),
        ("Código de país", "country_code"),
        ("البادئة", "prefix"),
    ],
)
def test_headings(heading, role):
    assert named(heading) == role


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["1" + " " * 100_000 + "x", "1 " * 50_000 + "x", "1" * 100_000 + "x", "-1" * 50_000]
)
def test_a_cell_of_any_length_is_refused_at_once(text):
    for read in (
        read_codes,
        read_increments,
        lambda text: read_amount(text, "."),
        lambda text: begins_ms(text, DMY, MADRID),
    ):
        with pytest.raises(Unreadable):
            read(text)
    sign_of(text)
    status(text)
    named(text)


def test_cells_come_clean():
    assert clean("\ufeff '+34\xa0") == "+34"
    assert clean("'=1+1") == "=1+1"
    assert clean("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert clean("٣٤٫٥") == "34.5"
