"""The prefixes in a cell of a carrier's sheet: one, a list, a range; never guessed. Before station 5.

What could be read in two ways is refused with the reason, because a prefix misread is a country sold at
another's price. Must not know rows and columns.

>>> read_codes("+7 940, 7941-7943")
('7940', '7941', '7942', '7943')
>>> read_codes("91; 93", before="34")
('3491', '3493')
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from locutorio.core.imports.reasons import Unreadable

LONGEST = 15  # digits of an international number
LONGEST_WRITTEN = 60  # characters of a code or a range, with spaces and marks
WIDEST = 10_000  # codes a range may stand for
COUNTRIES = frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
BEGINNINGS = frozenset(code[:length] for code in COUNTRIES for length in (1, 2))
WHOLE = re.compile(r"(?:\+|00)?([1-9][0-9]*)(?:\.0+)?")
SCIENTIFIC = re.compile(r"[0-9][eE]\+?[0-9]")
THOUSANDS = re.compile(r"[1-9][0-9]?(?:,[0-9]{3})+")
BETWEEN_CODES = re.compile(r"[,;/|\n]")
RANGE = re.compile(r"(\+?[0-9 ]*[0-9])\s*[-‐‑–—−]\s*([0-9]+)")
GROUPS = re.compile(r"[0-9]+(?:[ \xa0]+[0-9]+)*")


def read_codes(text: str, before: str = "") -> tuple[str, ...]:
    """The international prefixes that `text` names; `before`: the country code in a column of its own."""
    whole = None if before else WHOLE.fullmatch(text)
    if whole is not None:
        return (_checked(whole[1], text),)
    if SCIENTIFIC.search(text):
        raise Unreadable("scientific", text=text)
    if THOUSANDS.fullmatch(text):
        raise Unreadable("code_thousands", text=text)
    parts = [part.strip() for part in BETWEEN_CODES.split(text)]
    codes = tuple(_checked(code, text) for part in parts if part for code in _codes_of(part, before))
    if not codes:
        raise Unreadable("bad_code", text=text)
    if not before:
        _refuse_abbreviated(codes, text)
    return codes


def country_code(code: str) -> str:
    """The calling code that `code` begins with; "" if no country has one."""
    for length in (1, 2, 3):
        if code[:length] in COUNTRIES:
            return code[:length]
    return ""


def _codes_of(part: str, before: str) -> Iterator[str]:
    if len(part) > LONGEST_WRITTEN:
        raise Unreadable("long_code", text=part)
    ends = RANGE.fullmatch(part)
    if ends is None:
        yield _one(part, before)
    else:
        yield from _range(_one(ends[1], before), ends[2], before, part)


def _one(part: str, before: str) -> str:
    """One code; behind `before` what follows the country code."""
    is_marked = part.startswith("+") or (part.startswith("00") and not before)
    digits = part.removeprefix("+") if part.startswith("+") else part.removeprefix("00" if is_marked else "")
    digits = re.sub(r"\.0+$", "", digits.strip())
    if not GROUPS.fullmatch(digits):
        raise Unreadable("bad_code", text=part)
    groups = digits.split()
    if is_marked:
        return "".join(groups)
    if before:
        if len(groups) > 1:
            raise Unreadable("code_spaces", text=part)
        return before + groups[0]
    if digits[0] == "0":
        raise Unreadable("zero_in_front", text=part)
    if len(groups) > 2 or (len(groups) == 2 and groups[0] not in COUNTRIES):
        raise Unreadable("code_spaces", text=part)
    return "".join(groups)


def _range(low: str, end: str, before: str, text: str) -> Iterator[str]:
    """7940-7943, 7940-43; but 1-242 is one code: a country's, and what follows."""
    if not before and low in COUNTRIES:
        if len(end) > len(low):
            yield low + end
            return
        raise Unreadable("bad_range", text=text)
    stem = len(low) - len(end) if len(low) - len(before) >= len(end) else -1
    high = low[:stem] + end if stem >= 0 else ""
    if high < low or len(high) != len(low):
        raise Unreadable("bad_range", text=text)
    if int(high) - int(low) >= WIDEST:
        raise Unreadable("wide_range", text=text, most=WIDEST)
    yield from map(str, range(int(low), int(high) + 1))


def _checked(code: str, text: str) -> str:
    if len(code) > LONGEST:
        raise Unreadable("long_code", text=text)
    country = country_code(code)
    if not country and code not in BEGINNINGS:
        raise Unreadable("no_country", code=code)
    if code[len(country) : len(country) + 1] == "0" and _dials_zero(country):
        raise Unreadable("trunk_zero", code=code)
    return code


@cache
def _dials_zero(country: str) -> bool:
    """Whether a 0 in front of a number there only says that it is a number of the same country."""
    if not country:
        return False
    region = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[int(country)][0])
    return region is not None and region.national_prefix == "0"


def _refuse_abbreviated(codes: tuple[str, ...], text: str) -> None:
    """7940, 41, 43: Abkhazia, and then Switzerland?"""
    for one, following in pairwise(codes):
        country = country_code(one)
        if len(following) < len(one) > len(country) and not following.startswith(country):
            raise Unreadable("code_abbreviated", text=text, code=following)
