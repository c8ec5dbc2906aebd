"""The board passes every check, and every check finds the fault that was planted for it."""

import pytest

from hardware import pages
from hardware.checks.everything import checks
from hardware.checks.lock import OFF, states
from hardware.checks.seeded import SEEDS, Seed
from hardware.circuit.board import netlist


def test_nothing_is_wrong_with_the_board():
    assert [(name, said) for name, said in checks() if said] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.fault)
def test_a_planted_fault_is_found(seed: Seed):
    assert seed.said() != ""


@pytest.mark.parametrize(
    ("choice", "through"), [("open without power", False), ("through without power", True)]
)
def test_without_power_the_line_is_as_the_jumpers_say_and_with_power_as_the_pin(choice, through):
    lines = {state.pin: state.line for state in states(netlist("pico_w")) if state.choice == choice}
    assert lines == {OFF: (through, through), False: (False, False), True: (True, True)}


def test_a_table_that_is_not_the_board_s_is_made_new():
    page = "<!-- hardware costs -->\nfree of charge\n<!-- end -->"
    assert "free of charge" not in pages.with_tables(page)
    assert pages.with_tables(pages.with_tables(page)) == pages.with_tables(page)


def test_what_is_made_from_the_board_is_up_to_date():
    assert pages.out_of_date() == [], "run: make hardware"
