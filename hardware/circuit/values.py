"""Element values from values.toml: as the file writes them, as numbers, and as people read them."""

import tomllib
from functools import cache
from pathlib import Path

VALUES = Path(__file__).with_name("values.toml")
SCALE = {"p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "Meg": 1e6}
UNITS = {"R": "Ω", "C": "F", "L": "H", "D": "V"}


@cache
def values() -> dict[str, str]:
    """Reference: value, as SPICE writes it."""
    table = tomllib.loads(VALUES.read_text("utf-8"))
    return {ref: value for section in table.values() for ref, value in section.items()}


def number(value: str) -> float:
    """4.7k -> 4700.0."""
    for suffix, scale in sorted(SCALE.items(), key=lambda item: -len(item[0])):
        if value.endswith(suffix):
            return float(value.removesuffix(suffix)) * scale
    return float(value)


def shown(reference: str) -> str:
    """The value of a part as the drawing and the parts list write it; "" if it has none."""
    value = values().get(reference)
    if value is None:
        return ""
    for suffix in SCALE:
        if value.endswith(suffix):
            sign = {"u": "µ", "Meg": "M"}.get(suffix, suffix)
            return f"{value.removesuffix(suffix)} {sign}{UNITS[reference[0]]}"
    return f"{value} {UNITS[reference[0]]}"
