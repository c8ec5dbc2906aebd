"""What dialled digits mean in a country: which number it is, where, and of which kind. Stations 5 and 6.

A number is understood at every digit, so that a screen can follow the dialling. Must not know prices.

>>> understand("0033612345678", "ES")
Number(e164_digits='33612345678', display='+33 6 12 34 56 78', country='FR', kind='mobile')
>>> understand("1004", "ES")
Number(e164_digits='=1004', display='1004', country='ES', kind='short')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberType, ValidationResult
from phonenumbers.shortnumberinfo import is_emergency_number, is_valid_short_number_for_region

# Begins a code that means something in its own country only. Its digits alone would look like the country
# code of another number: 1004 would be priced as a call to America.
AS_DIALLED = "="

NUMBER = re.compile(r"(\+?[0-9]*)#?")  # a "#" at the end only says that it is the end
DIGITS_MOST = 15  # no public number is longer, its country code with it; what follows is dialled to nobody
NOT_A_COUNTRY = ("001", "ZZ")  # what phonenumbers says for satellite networks and for no number at all

# Published by the country, and not among the emergency numbers of the library's number plan.
MORE_EMERGENCY_NUMBERS = {
    "ES": ("061", "062", "080", "091", "092"),  # ambulance, civil guard, fire, national and local police
    "FR": ("114", "115", "119", "191", "196"),  # deaf callers, shelter, children, rescue by air and at sea
    "SN": ("1515",),  # ambulance
}

KINDS = {
    PhoneNumberType.FIXED_LINE: "fixed",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed_or_mobile",
    PhoneNumberType.TOLL_FREE: "free",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "shared",
    PhoneNumberType.UNKNOWN: "unknown",
}
WHOLE = {"other", *KINDS.values()} - {"unknown"}


@dataclass(frozen=True, slots=True)
class Number:
    """`e164_digits` is what a tariff's prefixes are compared with: country code and national number; for
    codes known in one country only, AS_DIALLED and the digits; for service codes, what was dialled.

    `country` by ISO, "" where there is none. `kind`: one of KINDS, "other", "emergency", "short" (a code
    within the country, or a number not dialled to its end), "service" (with * or #).
    """

    e164_digits: str
    display: str
    country: str
    kind: str

    @property
    def is_premium(self) -> bool:
        """Whether the country's number plan has it as one that costs more than a call."""
        return self.kind == "premium"


@lru_cache(maxsize=4096)
def understand(dialled: str, country: str) -> Number:
    """What `dialled` means to an exchange in `country` (ISO); never an error, whatever was dialled."""
    number = NUMBER.fullmatch(dialled)
    if number is None or dialled == "#":
        return Number(dialled, dialled, country, "service")
    digits = number[1]
    if is_emergency_number(digits, country):
        return Number(AS_DIALLED + digits, digits, country, "emergency")
    international = _international_digits(digits, country)
    return _at_home(digits, country) if international is None else _abroad(international)


def is_complete(dialled: str, country: str) -> bool:
    """Whether it is a whole public number, so that an exchange may connect it without waiting for more."""
    return understand(dialled, country).kind in WHOLE


def emergency_numbers(country: str) -> tuple[str, ...]:
    """The numbers that reach help in `country` (ISO), as dialled; none where nobody knows one."""
    return tuple(sorted({*_planned_emergency_numbers(country), *MORE_EMERGENCY_NUMBERS.get(country, ())}))


def _planned_emergency_numbers(country: str) -> Iterator[str]:
    metadata = PhoneMetadata.short_metadata_for_region(country)
    plan = metadata.emergency if metadata else None
    if plan is None or plan.national_number_pattern is None:
        return iter(())
    is_one = re.compile(plan.national_number_pattern).fullmatch
    lengths = (product("0123456789", repeat=length) for length in plan.possible_length)
    return filter(is_one, map("".join, chain.from_iterable(lengths)))


def _international_digits(dialled: str, country: str) -> str | None:
    """The digits after "+" or the country's international prefix; None for a number dialled without."""
    if dialled.startswith("+"):
        return dialled[1:]
    metadata = PhoneMetadata.metadata_for_region(country)
    prefix = re.match(metadata.international_prefix or "\\+", dialled) if metadata else None
    return dialled[prefix.end() :] if prefix else None


def _abroad(digits: str) -> Number:
    try:
        return _public(phonenumbers.parse("+" + digits[:DIGITS_MOST]))
    except NumberParseException:  # too short to be one yet, or no such country
        return Number(digits, "+" + digits, _country_of(digits), "unknown")


def _at_home(dialled: str, country: str) -> Number:
    try:
        number = phonenumbers.parse(dialled[:DIGITS_MOST], country)
    except NumberParseException:
        return Number(AS_DIALLED + dialled, dialled, country, "short")
    complete = phonenumbers.is_possible_number_with_reason(number) not in (
        ValidationResult.TOO_SHORT,
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    )
    if not complete or is_valid_short_number_for_region(number, country):
        return Number(AS_DIALLED + dialled, dialled, country, "short")
    return _public(number)


def _public(number: PhoneNumber) -> Number:
    digits = f"{number.country_code}{phonenumbers.national_significant_number(number)}"
    return Number(
        e164_digits=digits,
        display=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        country=_iso(phonenumbers.region_code_for_number(number)) or _country_of(digits),
        kind=_kind(number),
    )


def _kind(number: PhoneNumber) -> str:
    """An exchange connects a whole number and hears no digit after it, so that one digit too many must not
    make an unknown number of a premium one."""
    kind = KINDS.get(phonenumbers.number_type(number), "other")
    if kind != "unknown":
        return kind
    whole = PhoneNumber()
    whole.merge_from(number)
    connected = phonenumbers.truncate_too_long_number(whole)
    is_premium = connected and phonenumbers.number_type(whole) == PhoneNumberType.PREMIUM_RATE
    return "premium" if is_premium else kind


def _country_of(digits: str) -> str:
    """The country, or the largest of those, that numbers beginning with `digits` are in."""
    for length in (1, 2, 3):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length] or 0))
        if regions:
            return _iso(regions[0])
    return ""


def _iso(region: str | None) -> str:
    return "" if region is None or region in NOT_A_COUNTRY else region
