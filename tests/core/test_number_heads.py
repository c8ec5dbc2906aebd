"""How numbers may begin: held against the patterns themselves."""

import re
from itertools import product

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.countries import KINDS
from locutorio.core.number_heads import DIGITS, HEAD_LENGTH, heads
from phonenumbers import PhoneMetadata


def spelled(pattern):
    return {"".join(digits) for head in heads(pattern) for digits in product(*head)}


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("12", {"12"}),
        ("[1-3]4", {"14", "24", "34"}),
        ("[1-35]", {"1", "2", "3", "5"}),
        ("1?2", {"2", "12"}),
        ("1{2,3}", {"11", "111"}),
        ("(?:1|23)4", {"14", "234"}),
        ("(?:1|2(?:3|4))5|6", {"15", "235", "245", "6"}),
        ("7\\d", {f"7{digit}" for digit in DIGITS}),
        ("123456789", {"12345678"}),
    ],
)
def test_what_it_lets_through(pattern, begins):
    assert spelled(pattern) == begins


@pytest.mark.parametrize("pattern", ["a", "1*", "1+", "(1)", "(?!1)2", "1{2,}"])
def test_another_language_is_refused(pattern):
    with pytest.raises(ValueError, match="not a number plan's pattern"):
        heads(pattern)


def every_pattern():
    for regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.values():
        for region in regions if len(regions) > 1 else ():
            plan = PhoneMetadata.metadata_for_region(region)
            for kind in KINDS:
                if getattr(plan, kind) is not None:
                    yield getattr(plan, kind).national_number_pattern


PATTERNS = sorted(set(every_pattern()))


@given(st.data(), st.sampled_from(PATTERNS))
def test_a_number_that_matches_begins_with_one_of_its_heads(data, pattern):
    number = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    head = number[:HEAD_LENGTH]
    assert any(
        len(each) == len(head) and all(digit in allowed for digit, allowed in zip(head, each, strict=True))
        for each in heads(pattern)
    )
