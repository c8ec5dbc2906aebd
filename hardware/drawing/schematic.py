"""The whole schematic: its sheets for one controller."""

from hardware.checks.isolation import line_side
from hardware.circuit.netlist import Netlist
from hardware.drawing import controller_sheet, line_sheet, logic_sheet, telephone_sheet, tones_sheet
from hardware.drawing.sheet import Sheet

SHEETS = {
    "line": ("The line and the lock", line_sheet.draw),
    "telephone": ("The telephone's side", telephone_sheet.draw),
    "tones": ("Metering pulses and keys", tones_sheet.draw),
    "logic": ("Supply, relay, lamp, buzzer, switch, display", logic_sheet.draw),
}


def sheets(netlist: Netlist, board: str) -> dict[str, Sheet]:
    danger = frozenset(line_side(netlist))
    drawn = {}
    for name, (title, draw) in SHEETS.items():
        drawn[name] = Sheet(title, danger)
        draw(drawn[name])
    controller = Sheet("The controller", danger)
    controller_sheet.draw(controller, board)
    return drawn | {board: controller}
