"""The controller modules: what is on which pad, as their makers print it, and what each GPIO can do.

A module's pins are its GPIO numbers ("GP2", "IO25") and its supplies. Which of them the board uses is the
pinout's business; this file knows only what would not work: it must not know what a pin means.
"""

from dataclasses import dataclass

# Counterclockwise from the top left, seen from above.
PICO_W_PADS = """
    GP0 GP1 GND GP2 GP3 GP4 GP5 GND GP6 GP7 GP8 GP9 GND GP10 GP11 GP12 GP13 GND GP14 GP15
    GP16 GP17 GND GP18 GP19 GP20 GP21 GND GP22 RUN GP26 GP27 AGND GP28 ADC_VREF 3V3 3V3_EN GND VSYS VBUS
"""
ESP32_PADS = """
    3V3 EN IO36 IO39 IO34 IO35 IO32 IO33 IO25 IO26 IO27 IO14 IO12 GND IO13 IO9 IO10 IO11 5V
    IO6 IO7 IO8 IO15 IO2 IO0 IO4 IO16 IO17 IO5 IO18 IO19 GND IO21 IO3 IO1 IO22 IO23 GND
"""


@dataclass(frozen=True)
class Module:
    pads: tuple[str, ...]
    above: str  # what is at the top
    prefix: str  # of a GPIO's name
    supply: str  # the pad that takes 5 V
    output: str  # the pad that gives 3.3 V
    grounds: tuple[str, ...]
    headers: tuple[str, ...] = ()
    inputs_only: frozenset[int] = frozenset()
    # A GPIO that decides how the chip starts, or is taken by its own flash, USB or radio: why.
    kept: tuple[tuple[int, str], ...] = ()

    def gpios(self) -> set[int]:
        return {int(name.removeprefix(self.prefix)) for name in self.pads if name.startswith(self.prefix)}

    def pad(self, gpio: int) -> str:
        """Where it is, as its maker counts: around, or downwards on two headers."""
        place = self.pads.index(f"{self.prefix}{gpio}")
        half = len(self.pads) // 2
        if not self.headers:
            return str(place + 1)
        return f"{self.headers[0]}-{place + 1}" if place < half else f"{self.headers[1]}-{2 * half - place}"


MODULES = {
    "pico_w": Module(tuple(PICO_W_PADS.split()), "USB above", "GP", "VSYS", "3V3", ("GND", "AGND")),
    "esp32": Module(
        tuple(ESP32_PADS.split()),
        "antenna above",
        "IO",
        "5V",
        "3V3",
        ("GND",),
        headers=("J2", "J3"),
        inputs_only=frozenset({34, 35, 36, 39}),
        kept=(
            *((gpio, "wired to the module's own flash") for gpio in range(6, 12)),
            (0, "low at the start means: wait for a program"),
            (2, "must be low or open when a program is loaded"),
            (12, "high at the start sets the flash to 1.8 V: the chip does not start"),
            (1, "the console's output"),
            (3, "the console's input"),
            (14, "chatters while the chip starts"),
        ),
    ),
}
