"""What the board's checks stand on: values, part numbers, pads, the barrier's walk, the drawing's joints."""

import pytest

from hardware.bom.parts_list import csv_text, parts_list, wrong_list
from hardware.bom.resistors import vishay, yageo
from hardware.checks.elements import wrong_values
from hardware.checks.isolation import BRIDGES, broken_barrier, line_side
from hardware.circuit.netlist import Netlist
from hardware.circuit.values import number, shown
from hardware.drawing.compare import differences
from hardware.drawing.sheet import Sheet
from hardware.drawing.symbols import box
from hardware.parts.kinds import KINDS, TYPES
from hardware.parts.modules import MODULES


@pytest.mark.parametrize(
    ("value", "ohm"), [("47", 47), ("4.7k", 4700), ("1.2Meg", 1_200_000), ("470n", 4.7e-7), ("10u", 1e-5)]
)
def test_a_value_is_read_as_spice_writes_it(value, ohm):
    assert number(value) == pytest.approx(ohm)


def test_a_value_is_shown_with_its_unit():
    assert (shown("R3"), shown("R27"), shown("C5"), shown("D3"), shown("K1")) == (
        "82 Ω", "1.2 MΩ", "10 µF", "27 V", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ohm", "one", "other"),
    [
        (4.7, "4R7", "4R70"),
        (47, "47R", "47R0"),
        (560, "560R", "560R"),
        (1370, "1K37", "1K37"),
        (10_000, "10K", "10K0"),
        (133_000, "133K", "133K"),
        (1_200_000, "1M2", "1M20"),
    ],
)
def test_part_numbers_follow_from_the_value(ohm, one, other):
    assert (yageo(ohm), vishay(ohm)) == (f"RC1206FR-07{one}L", f"CRCW1206{other}FKEA")


def test_every_pin_of_every_kind_has_a_type():
    assert {type_ for pins in KINDS.values() for type_ in pins.values()} <= set(TYPES)


def test_every_fifth_pad_of_a_pico_is_ground():
    pads = MODULES["pico_w"].pads
    assert [place for place, name in enumerate(pads, start=1) if name in ("GND", "AGND")] == [
        3, 8, 13, 18, 23, 28, 33, 38,
    ]  # fmt: skip
    assert (len(pads), MODULES["pico_w"].pad(2), MODULES["pico_w"].pad(14)) == (40, "4", "19")


def test_an_esp32_s_pads_are_counted_on_two_headers():
    esp32 = MODULES["esp32"]
    assert (len(esp32.pads), esp32.pad(32), esp32.pad(23), esp32.pad(4)) == (38, "J2-7", "J3-2", "J3-13")


def small_board(**more: frozenset[tuple[str, str]]) -> Netlist:
    """A line, an optocoupler's LED in it, and what is behind."""
    parts = {"J1": "terminal 2", "U1": "optocoupler", "R1": "resistor", "C1": "capacitor"}
    parts |= dict.fromkeys(set(BRIDGES) - {"U1", "K1", "T1", "PS1"}, "optocoupler")
    parts |= {"K1": "relay", "T1": "transformer", "PS1": "isolated converter"}
    nets = {
        "LINE_A": frozenset({("J1", "1"), ("R1", "1")}),
        "LED": frozenset({("R1", "2"), ("U1", "A")}),
        "LINE_B": frozenset({("J1", "2"), ("U1", "K")}),
        "PIN": frozenset({("U1", "C"), ("C1", "1")}),
        "GND": frozenset({("U1", "E"), ("C1", "2")}),
    }
    return Netlist(parts, nets | more)


def test_the_walk_goes_through_parts_and_stops_at_a_bridge():
    assert set(line_side(small_board())) == {"LINE_A", "LED", "LINE_B"}
    assert broken_barrier(small_board()) == []


def test_the_walk_says_where_it_got_through():
    short = frozenset({("U1", "E"), ("C1", "2"), ("R1", "3")})
    assert broken_barrier(small_board(GND=short)) == [
        "GND is reached from the line through R1: the barrier is broken"
    ]


TWO = Netlist({"A": "box", "B": "box"}, {"X": frozenset({("A", "1"), ("B", "1")})})


def drawn(*, gap: float = 0) -> Sheet:
    sheet = Sheet("two boxes")
    sheet.place("A", box([], ["1"], width=2), (0, 0))
    sheet.place("B", box(["1"], [], width=2), (4, 0))
    sheet.wire((2, 0), (4 - gap, 0))
    return sheet


def test_ends_that_meet_are_joined():
    assert differences([drawn()], TWO) == []


def test_ends_that_do_not_quite_meet_are_not():
    assert differences([drawn(gap=0.5)], TWO) == ["X is drawn in 2 pieces: A.1 / B.1"]


def test_wires_that_cross_are_not_joined():
    sheet = drawn()
    sheet.wire((3, 1), (3, -1))
    sheet.name("Y", (3, 1))
    assert differences([sheet], TWO) == []


def test_a_wire_that_ends_on_another_is_joined():
    sheet = drawn()
    sheet.wire((3, 1), (3, 0))
    sheet.name("Y", (3, 1))
    assert differences([sheet], TWO) == ["A.1, B.1 bear the name Y, but are on X"]


def test_a_wire_goes_level_or_upright():
    with pytest.raises(ValueError, match="neither level nor upright"):
        Sheet("askew").wire((0, 0), (1, 1))


def test_a_name_joins_what_bears_it():
    sheet = drawn(gap=0.5)
    sheet.name("X", (3.5, 0))
    sheet.name("X", (4, 0))
    assert differences([sheet], TWO) == []


def test_a_value_too_few_or_too_many_is_named():
    netlist = Netlist({"R1": "resistor", "C1": "capacitor", "U1": "optocoupler"}, {})
    assert wrong_values(netlist, ["C1", "R9"]) == [
        "R1 has no value: write it into hardware/circuit/values.toml",
        "R9 has a value but is not on the board",
    ]


def test_a_list_names_what_it_has_too_much_or_too_little():
    netlist = Netlist({"Q1": "transistor", "X1": "widget"}, {})
    said = wrong_list(netlist, parts_list(netlist, "pico_w"))
    assert "X1 is on the board but not in the list" in said
    assert "K1 is in the list but not on the board" in said


def test_a_line_in_the_list_has_all_its_columns():
    netlist = Netlist({"R6": "resistor", "R7": "resistor"}, {})
    rows = csv_text(parts_list(netlist, "pico_w")).splitlines()
    assert '"R6 R7",2' in rows[-3] or "R6 R7,2" in rows[-3]
