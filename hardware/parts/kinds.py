"""The kinds of part on the board, each with its pins and what each pin is to the rule check.

Stock symbols are passive all over: a short of two supplies passes them unseen. Here a supply is a source, a
decoder's output drives and a transistor's collector is open. A pin's name is its number where makers
differ in numbering; what is printed in a data sheet stands there. It must not know where a part is used.
"""

from collections.abc import Mapping

TYPES = {
    "-": "PASSIVE",
    "<": "INPUT",
    ">": "OUTPUT",
    "o": "OPENCOLL",
    "+": "PWRIN",
    "=": "PWROUT",
    "~": "BIDIR",
    "x": "NOCONNECT",
}

Pins = Mapping[str, str]  # name: one of TYPES


def _pins(text: str) -> Pins:
    """Pins from words like `A- K- Co`: the last character is the type."""
    return {word[:-1]: word[-1] for word in text.split()}


KINDS: dict[str, Pins] = {
    "resistor": _pins("1- 2-"),
    "capacitor": _pins("1- 2-"),
    "electrolytic": _pins("P- N-"),
    "fuse": _pins("1- 2-"),
    # Behind a resettable fuse begins a supply: it counts as its source.
    "supply fuse": _pins("1- 2="),
    "diode": _pins("A- K-"),
    "supply diode": _pins("A- K="),
    "suppressor": _pins("1- 2-"),
    "thyristor": _pins("1- 2-"),
    "clamp": _pins("A- K- COM-"),
    "bridge": _pins("AC1- AC2- P- N-"),
    "optocoupler": _pins("A- K- Co E-"),
    "low-current optocoupler": _pins("A- K- Co E- VCC+"),
    "transformer": _pins("P1- P2- S1- S2-"),
    "relay": _pins("C1- C2- COM1- NO1- NC1- COM2- NO2- NC2- COM3- NO3- NC3- COM4x NO4x NC4x"),
    "transistor": _pins("G- D- S-"),
    "operational amplifier": _pins("A+< A-< AO> B+< B-< BO> VDD+ VSS+"),
    "comparator": _pins("P< N< OUTo VDD+ VSS+"),
    "decoder": _pins(
        "IN+< IN-< GS> VREF> INH< PWDN< OSC1< OSC2> VSS+ TOE< Q1> Q2> Q3> Q4> StD> ESt> StGt- VDD+"
    ),
    "crystal": _pins("1- 2-"),
    "isolated converter": _pins("VIN+ GND+ VOUT= 0V-"),
    "buzzer": _pins("P- N-"),
    "terminal 2": _pins("1- 2-"),
    "supply terminal": _pins("1- 2="),  # 2 is where the whole board's ground comes from
    "header 2x3": _pins("1- 2- 3- 4- 5- 6-"),
    "header 2x2": _pins("1- 2- 3- 4-"),
    "header 1x3": _pins("1- 2- 3-"),
    "header 1x4": _pins("1- 2- 3- 4-"),
    "test point": _pins("1-"),
}
