"""All checks of the finished board: what `python -m hardware` and the tests ask for."""

from collections.abc import Iterator

from hardware.bom import parts_list
from hardware.checks import decks, elements, isolation, lock, pins, rules
from hardware.circuit.board import build, netlist
from hardware.circuit.controller import pinout
from hardware.circuit.values import values
from hardware.drawing import compare, schematic

Check = tuple[str, list[str]]  # what was checked, what is wrong


def checks() -> Iterator[Check]:
    rows = pins.firmware_pins()
    for board in pinout()["boards"]:
        nets = netlist(board)
        drawn = list(schematic.sheets(nets, board).values())
        yield f"{board}: electrical rules", rules.broken_rules(build(board))
        yield f"{board}: isolation", isolation.broken_barrier(nets)
        yield f"{board}: the lock", lock.broken_lock(nets)
        yield f"{board}: firmware's pins", pins.wrong_pins(nets, board, rows[board])
        yield f"{board}: drawing", compare.differences(drawn, nets)
        yield f"{board}: values", elements.wrong_values(nets, values())
        yield f"{board}: parts list", parts_list.wrong_list(nets, parts_list.parts_list(nets, board))
        yield f"{board}: simulations' circuits", decks.other_circuits(nets)
