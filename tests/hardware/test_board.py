"""The board passes every check, and every check finds the fault that was planted for it."""

import pytest

from hardware import pages
from hardware.checks.everything import checks
from hardware.checks.seeded import SEEDS, Seed

pytestmark = pytest.mark.xdist_group("board")  # the circuit is wired once for all of them


def test_nothing_is_wrong_with_the_board():
    assert [(name, said) for name, said in checks() if said] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.fault)
def test_a_planted_fault_is_found(seed: Seed):
    assert seed.said() != ""


def test_what_is_made_from_the_board_is_up_to_date():
    assert pages.out_of_date() == [], "run: make hardware"
