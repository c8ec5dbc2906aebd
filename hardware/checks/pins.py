"""The firmware's pins against the nets: its table, the module's pads and the parts around must say the same.

It reads firmware/pins.py as the board would, not pinout.toml, from which the circuit is wired: so a table
that was changed by hand, or generated wrongly, is found here.
"""

import runpy
from pathlib import Path

from hardware.circuit.controller import REFERENCE
from hardware.circuit.netlist import Netlist
from hardware.parts.kinds import KINDS
from hardware.parts.modules import MODULES

PINS_PY = Path(__file__).parents[2] / "firmware" / "pins.py"

Row = tuple[str, str, int, str, int]  # name, direction, active level, pull, gpio


def firmware_pins(file: Path = PINS_PY) -> dict[str, tuple[Row, ...]]:
    pins: dict[str, tuple[Row, ...]] = runpy.run_path(str(file))["PINS"]
    return pins


def wrong_pins(netlist: Netlist, board: str, rows: tuple[Row, ...]) -> list[str]:
    module = MODULES[board]
    net_of = netlist.net_of()
    kept = dict(module.kept)
    found = []
    for name, direction, active, pull, gpio in rows:
        pad = f"{module.prefix}{gpio}"
        net = net_of.get((REFERENCE, pad))
        if net != name.upper():
            found.append(
                f"{board}: the firmware has {name} on {pad}, the circuit has {net or 'nothing'} there"
            )
            continue
        if gpio in kept:
            found.append(f"{board}: {name} is on {pad}: {kept[gpio]}")
        if gpio in module.inputs_only and (direction == "out" or pull != "none"):
            found.append(f"{board}: {name} is on {pad}, which cannot drive and has no pull of its own")
        if direction == "in":
            found += _input(netlist, board, name, active, pull)
    return found


def _input(netlist: Netlist, board: str, name: str, active: int, pull: str) -> list[str]:
    net = name.upper()
    pins = netlist.nets[net]
    driven = any(KINDS.get(netlist.parts[ref], {}).get(pin) == ">" for ref, pin in pins)
    drained = any(KINDS.get(netlist.parts[ref], {}).get(pin) == "o" for ref, pin in pins)
    held = pull != "none" or driven or _has_resistor_to(netlist, net, "+3V3")
    found = [] if held else [f"{board}: nothing holds {name} while nothing pulls it down"]
    if drained and active:
        found.append(f"{board}: {name} is pulled down when it means yes, but the firmware takes high as yes")
    return found


def _has_resistor_to(netlist: Netlist, net: str, other: str) -> bool:
    resistors = {ref for ref, _ in netlist.nets[net] if netlist.parts[ref] == "resistor"}
    return any(ref in resistors for ref, _ in netlist.nets[other])
