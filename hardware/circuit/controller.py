"""The controller's module, wired as pinout.toml says. The only file of the circuit that reads the pinout."""

import tomllib
from pathlib import Path
from typing import Any

from hardware.circuit.wiring import Wiring
from hardware.parts.modules import MODULES, Module

PINOUT = Path(__file__).parents[1] / "pinout.toml"
REFERENCE = "M1"
SIDES = {"in": "<", "out": ">", "bus": "~"}


def pinout(file: Path = PINOUT) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def used(table: dict[str, Any], board: str) -> dict[int, tuple[str, str]]:
    """GPIO: the net it is on and its direction, of the firmware's pins and of the connectors'."""
    wanted = [*table["pins"].items(), *table["connectors"].items()]
    return {pin[board]: (name.upper(), pin["direction"]) for name, pin in wanted}


def controller(w: Wiring, table: dict[str, Any], board: str) -> None:
    module = MODULES[board]
    gpios = used(table, board)
    unknown = sorted(set(gpios) - module.gpios())
    if unknown:
        raise ValueError(f"{board} has no GPIO {unknown[0]}: correct hardware/pinout.toml")
    w.add("controller", REFERENCE, pins=_pins(module, gpios))
    for gpio, (net, _) in gpios.items():
        w.wire(net, f"{REFERENCE}.{module.prefix}{gpio}")
    w.wire("VSYS", f"{REFERENCE}.{module.supply}")
    w.wire("+3V3", f"{REFERENCE}.{module.output}")
    w.wire("GND", *(f"{REFERENCE}.{ground}" for ground in module.grounds))


def _pins(module: Module, gpios: dict[int, tuple[str, str]]) -> dict[str, str]:
    """A pin for each name on the pads; what the board does not use must stay open."""
    pins = dict.fromkeys(module.pads, "x")
    pins |= {module.supply: "+", module.output: "=", **dict.fromkeys(module.grounds, "+")}
    pins |= {f"{module.prefix}{gpio}": SIDES[direction] for gpio, (_, direction) in gpios.items()}
    return pins
