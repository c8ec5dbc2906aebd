"""Which country a prefix is in, also where several share a country code. Station 5 of the way of a call.

Worked out once from the number plans: below a shared code, the digits that lead to one country and to no
other. What leads nowhere yet is the main country's. Must not know prices.

>>> [country_of(digits) for digits in ("34911", "1", "1204", "1876", "77", "447781", "=112")]
['ES', 'US', 'CA', 'JM', 'KZ', 'GG', '']
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import phonenumbers
from phonenumbers import PhoneMetadata

from locutorio.core.number_heads import DIGITS, HEAD_LENGTH, Head, heads

COUNTRIES = frozenset(phonenumbers.SUPPORTED_REGIONS)  # by ISO, those that have numbers of their own
NO_COUNTRY = "001"  # satellites, networks of the whole world
KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number", "pager",
    "uan", "voicemail",
)  # fmt: skip

# What may still follow the digits seen so far, by country, those asked first coming first.
Open = list[tuple[str, frozenset[Head]]]


@lru_cache(maxsize=65536)
def country_of(digits: str) -> str:
    """The country (ISO) that numbers beginning with `digits` are in, or most of them; "" if in none."""
    table = country_prefixes()
    for length in range(min(len(digits), _longest()), 0, -1):
        country = table.get(digits[:length])
        if country is not None:
            return country
    return ""


@cache
def country_prefixes() -> Mapping[str, str]:
    """Every prefix at which a country begins, with that country; the longest prefix of a number counts."""
    found: dict[str, str] = {}
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        found[str(code)] = "" if regions[0] == NO_COUNTRY else regions[0]
        if len(regions) > 1:
            found.update(_shared(str(code), regions))
    return MappingProxyType(found)


@cache
def _longest() -> int:
    return max(map(len, country_prefixes()))


def _shared(code: str, regions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Below a code of several countries: the prefixes that are not the main country's."""
    main = regions[0]
    countries = _divide(code, [(region, _heads(region)) for region in regions], main)
    return ((prefix, country) for prefix, country in countries.items() if country != main)


def _heads(region: str) -> frozenset[Head]:
    plan = PhoneMetadata.metadata_for_region(region)
    assert plan is not None  # every region of a country code has one
    kinds = (getattr(plan, kind) for kind in KINDS)
    patterns = {kind.national_number_pattern for kind in kinds if kind is not None}
    return frozenset().union(*(heads(pattern) for pattern in patterns if pattern))


def _divide(prefix: str, left: Open, main: str) -> dict[str, str]:
    """The prefixes from `prefix` on, each with its country, as few as will do."""
    if all(country == main for country, _ in left):
        return {prefix: main}
    first, its_heads = left[0]
    others = frozenset().union(*(heads for _, heads in left[1:]))
    if len(prefix) >= HEAD_LENGTH or all(_covers(its_heads, head) for head in others):
        return {prefix: first}
    parts = [_divide(prefix + digit, _after(left, digit), main) for digit in DIGITS]
    found = {each: country for part in parts for each, country in part.items()}
    countries = set(found.values())
    return {prefix: countries.pop()} if len(countries) == 1 else found


def _covers(wide: frozenset[Head], head: Head) -> bool:
    return any(all(here <= there for here, there in zip(head, each, strict=False)) for each in wide)


def _after(left: Open, digit: str) -> Open:
    """What may follow once `digit` is dialled too."""
    rests = ((country, _rest(its_heads, digit)) for country, its_heads in left)
    return [(country, rest) for country, rest in rests if rest]


def _rest(its_heads: frozenset[Head], digit: str) -> frozenset[Head]:
    return frozenset(head[1:] for head in its_heads if head and digit in head[0])
