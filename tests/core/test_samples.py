"""Every country with numbers has some to try prices on, and they are its own."""

import phonenumbers
import pytest
from locutorio.core.samples import samples

# All their numbers look like those of the country in brackets, or have no kind in the library's plans.
ALIKE = {"AX", "BL", "CC", "CX", "EH", "MF", "SJ", "VA"}  # FI, GP, AU, AU, MA, GP, NO, IT


@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_numbers_are_of_the_country_and_whole(country: str) -> None:
    found = samples(country)
    assert len(found) <= 2
    assert bool(found) or country in ALIKE
    assert {number.country for number in found} <= {country}


def test_fixed_and_mobile_where_they_can_be_told_apart() -> None:
    assert [number.kind for number in samples("IT")] == ["fixed", "mobile"]
    assert [number.e164_digits[:4] for number in samples("IT")] == ["3902", "3931"]
    assert [number.kind for number in samples("US")] == ["fixed_or_mobile"]


def test_no_country_has_none() -> None:
    assert samples("ZZ") == ()
