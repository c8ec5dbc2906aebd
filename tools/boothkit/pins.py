"""firmware/pins.py from hardware/pinout.toml: one truth about pins for the board, the docs and the desk."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINOUT = ROOT / "hardware" / "pinout.toml"
PINS_PY = ROOT / "firmware" / "pins.py"

HEAD = '''"""The pins of each board. Generated from hardware/pinout.toml by `boothkit pins`: change that, not this."""

# board: (name, direction, active level, pull, gpio) of each pin
PINS = {
'''


def pinout() -> dict:
    return tomllib.loads(PINOUT.read_text("utf-8"))


def render() -> str:
    """The text of firmware/pins.py."""
    table = pinout()
    lines = [HEAD]
    for board in table["boards"]:
        lines.append(f'    "{board}": (\n')
        for name, pin in table["pins"].items():
            pull = pin.get("pull", "none")
            lines.append(f'        ("{name}", "{pin["direction"]}", {pin["active"]}, "{pull}", {pin[board]}),\n')
        lines.append("    ),\n")
    return "".join(lines) + "}\n"


def generate() -> None:
    """Write firmware/pins.py."""
    PINS_PY.write_text(render(), "utf-8")


def check() -> bool:
    """True if firmware/pins.py is what `generate` would write."""
    return PINS_PY.exists() and PINS_PY.read_text("utf-8") == render()
