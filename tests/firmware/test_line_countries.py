"""The table of countries: what is made from it is up to date, and it agrees with what the hub knows."""

import pytest
from booth.profile import PROFILE
from locutorio.core.numbers import emergency_numbers

from hardware.countries import countries, flash_max_ms, outdated

TABLE = countries()


def test_firmware_and_page_are_made_from_it():
    assert outdated() == []


@pytest.mark.parametrize("code", TABLE)
def test_a_country_is_told_in_the_words_of_the_table(code: str):
    country = TABLE[code]
    assert set(country) <= {"name", "metering_khz", "recall_ms", "caller_id", "emergency"}
    assert country.get("metering_khz", 12) in (12, 16)
    assert PROFILE["reversal_gap_ms"] < flash_max_ms(country) < PROFILE["hangup_ms"]
    assert flash_max_ms(country) > country.get("recall_ms", 0)


@pytest.mark.parametrize("code", TABLE)
def test_its_emergency_numbers_are_the_hubs(code: str):
    assert set(TABLE[code]["emergency"]) <= set(emergency_numbers(code))
