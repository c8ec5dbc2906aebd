"""Numbers to try prices on: of a country a fixed and a mobile one, as its number plan gives for examples.

For whoever sets prices and wants to see what they come to before anybody dials. Must not know prices.

>>> [(number.display, number.kind) for number in samples("SN")]
[('+221 30 101 23 45', 'fixed'), ('+221 70 123 45 67', 'mobile')]
"""

from collections.abc import Iterator
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberType

from locutorio.core.numbers import Number, understand

KINDS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)


@cache
def samples(country: str) -> tuple[Number, ...]:
    """The numbers of a country by ISO; one where fixed and mobile numbers look alike, none for no country."""
    return tuple(dict.fromkeys(_of_kinds(country)))


def country_code(country: str) -> str:
    """The digits that numbers of a country begin with, as far as others' do not; "" for no country."""
    code = phonenumbers.country_code_for_region(country)
    return str(code) if code else ""


def _of_kinds(country: str) -> Iterator[Number]:
    for kind in KINDS:
        example = phonenumbers.example_number_for_type(country, kind)
        if example is not None:
            yield understand(f"+{example.country_code}{example.national_number}", country)
