"""Faults planted on purpose, each with the check that must find it: one that finds nothing proves nothing.

The tests run them all; the documentation shows what each check said.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hardware.bom import parts_list
from hardware.checks import decks, isolation, lock, pins, rules
from hardware.circuit.board import build, netlist
from hardware.circuit.controller import pinout
from hardware.drawing import compare, schematic

PICO, ESP32 = "pico_w", "esp32"


@dataclass(frozen=True)
class Seed:
    fault: str
    check: str
    plant: Callable[[], list[str]]  # plants it in a copy and tells what the check says
    word: str  # must be said

    @cache  # noqa: B019  # a handful, for as long as the program runs
    def said(self) -> str:
        """The sentence that tells of the fault; "" if there is none."""
        return next((sentence for sentence in self.plant() if self.word in sentence), "")


def open_pin() -> list[str]:
    w = build(PICO)
    w.pin("U8.VDD").disconnect()
    return rules.broken_rules(w)


def supply_short() -> list[str]:
    w = build(PICO)
    w.pin("F3.2").disconnect()
    w.wire("+3V3", "F3.2")
    return rules.broken_rules(w)


def gpio_fight() -> list[str]:
    w = build(PICO)
    w.pin("U8.Q1").disconnect()
    w.wire("LAMP", "U8.Q1")
    return rules.broken_rules(w)


def resistor_across_the_barrier() -> list[str]:
    w = build(PICO)
    w.add("resistor", "R99")
    w.wire("B_IN", "R99.1")
    w.wire("GND", "R99.2")
    return isolation.broken_barrier(w.netlist())


def unnamed_bridge() -> list[str]:
    w = build(PICO)
    w.add("optocoupler", "U99")
    return isolation.broken_barrier(w.netlist())


def crossed_contacts() -> list[str]:
    w = build(PICO)
    for pin, net in (("K1.NO2", "KB_NC"), ("K1.NC2", "KB_NO")):
        w.pin(pin).disconnect()
        w.wire(net, pin)
    return lock.broken_lock(w.netlist())


def wrong_label() -> list[str]:
    nets = netlist(PICO)
    sheets = schematic.sheets(nets, PICO)
    names = sheets["line"].names
    place = next(place for place, (name, _) in enumerate(names) if name == "LOOP_A")
    names[place] = ("LOOP_B", names[place][1])
    return compare.differences(list(sheets.values()), nets)


def missing_wire() -> list[str]:
    nets = netlist(PICO)
    sheets = schematic.sheets(nets, PICO)
    sheets["logic"].wires.pop()
    return compare.differences(list(sheets.values()), nets)


def firmware_off_by_one() -> list[str]:
    rows = tuple((*row[:4], row[4] + 1) for row in pins.firmware_pins()[PICO])
    return pins.wrong_pins(netlist(PICO), PICO, rows)


def pinout_off_by_one() -> list[str]:
    table = copy.deepcopy(pinout())
    for name in ("loop_a", "loop_b", "ring"):
        table["pins"][name][PICO] += 1
    nets = build(PICO, table).netlist()
    return compare.differences(list(schematic.sheets(nets, PICO).values()), nets)


def strapping_pin() -> list[str]:
    table = copy.deepcopy(pinout())
    table["pins"]["dtmf_q4"][ESP32] = 12
    rows = tuple((*row[:4], 12) if row[0] == "dtmf_q4" else row for row in pins.firmware_pins()[ESP32])
    return pins.wrong_pins(build(ESP32, table).netlist(), ESP32, rows)


def no_pull_up() -> list[str]:
    w = build(PICO)
    w.pin("R6.1").disconnect()
    return pins.wrong_pins(w.netlist(), PICO, pins.firmware_pins()[PICO])


def unlisted_part() -> list[str]:
    table = parts_list.catalogue()
    table["line"] = [line for line in table["line"] if "K1" not in line["refs"]]
    nets = netlist(PICO)
    return parts_list.wrong_list(nets, parts_list.parts_list(nets, PICO, table))


def another_circuit_simulated() -> list[str]:
    text = (decks.DECKS / "loop.cir").read_text("utf-8").lower()
    with TemporaryDirectory() as folder:
        deck = Path(folder) / "loop.cir"
        deck.write_text(text.replace("xu1 u1 a_loop", "xu1 a_loop u1"), "utf-8")
        return decks.other_circuits(netlist(PICO), [deck])


SEEDS = (
    Seed("open pin: the decoder's supply is not wired", "electrical rules", open_pin, "VDD"),
    Seed("supply short: the 5 V supply on the 3.3 V net", "electrical rules", supply_short, "POWER-OUT"),
    Seed(
        "GPIO fight: the lamp's pin on the decoder's output", "electrical rules", gpio_fight, "OUTPUT pin Q1"
    ),
    Seed("resistor across the barrier", "isolation", resistor_across_the_barrier, "R99"),
    Seed("optocoupler that nobody named as a bridge", "isolation", unnamed_bridge, "U99"),
    Seed("working and rest contact of one leg crossed", "the lock", crossed_contacts, "leg B is not open"),
    Seed("wrong label in the drawing", "drawing", wrong_label, "LOOP_B"),
    Seed("wire missing in the drawing", "drawing", missing_wire, "pieces"),
    Seed("firmware's pin map off by one", "firmware's pins", firmware_off_by_one, "loop_b"),
    Seed("pinout.toml off by one", "drawing", pinout_off_by_one, "LOOP_A"),
    Seed("decoder on a pin that decides how the ESP32 starts", "firmware's pins", strapping_pin, "flash"),
    Seed("pull-up not wired", "firmware's pins", no_pull_up, "loop_a"),
    Seed("part missing in the list", "parts list", unlisted_part, "K1"),
    Seed("simulation of an LED turned round", "simulations' circuits", another_circuit_simulated, "U1.A"),
)
