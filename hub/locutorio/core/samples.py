"""Numbers to try prices on: of a country a fixed and a mobile one, as its number plan gives for examples.

For whoever sets prices and wants to see what they come to before anybody dials. Must not know prices.

>>> [(number.display, number.kind) for number in samples("SN")]
[('+221 30 101 23 45', 'fixed'), ('+221 70 123 45 67', 'mobile')]
"""

from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberType

from locutorio.core.numbers import Number, understand

KINDS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)


@cache
def samples(country: str) -> tuple[Number, ...]:
    """The numbers of a country by ISO; one where fixed and mobile numbers look alike, none where all its
    numbers look like a neighbour's."""
    found = (_example(country, kind) for kind in KINDS)
    return tuple(dict.fromkeys(number for number in found if number and number.country == country))


def _example(country: str, kind: int) -> Number | None:
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None:
        return None
    digits = phonenumbers.national_significant_number(example)  # with the zero that Italy's begin with
    return understand(f"+{example.country_code}{digits}", country)
