"""Virtual customers dial numbers that exist in some country's plan."""

import random

import phonenumbers
import pytest
from boothkit.phonebook import PATTERNS, fill, some_number


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_makes_valid_numbers(pattern: str):
    chance = random.Random(1)
    for _ in range(5):
        number = "".join(fill(letter, chance) for letter in pattern)
        assert phonenumbers.is_valid_number(phonenumbers.parse("+" + number.removeprefix("00"))), number


def test_the_same_seed_dials_the_same_numbers():
    dialled = [[some_number(random.Random(seed)) for _ in range(1)] for seed in (7, 7, 8)]
    assert dialled[0] == dialled[1] != dialled[2]
