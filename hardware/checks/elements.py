"""Element values against the board: every resistor and capacitor has one, and no value is left over."""

from collections.abc import Collection

from hardware.circuit.netlist import Netlist

VALUED = ("resistor", "capacitor", "electrolytic")


def wrong_values(netlist: Netlist, known: Collection[str]) -> list[str]:
    needed = {ref for ref, kind in netlist.parts.items() if kind in VALUED}
    found = [
        f"{ref} has no value: write it into hardware/circuit/values.toml"
        for ref in sorted(needed - set(known))
    ]
    return found + [
        f"{ref} has a value but is not on the board" for ref in sorted(set(known) - set(netlist.parts))
    ]
