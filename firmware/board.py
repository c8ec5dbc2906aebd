"""The controller board: but for the loader, the only file that imports `machine`.

Station 1 of the call's way: pin level -> edge, stamped in the interrupt into a ring that was allocated
before; the flag only wakes the loop. So however late the loop comes, an edge keeps its moment. Levels are
turned into yes and no here, by the pin table. It must not know what a pin means.
"""

import asyncio
import sys
import time
from array import array
from time import ticks_ms

from machine import PWRON_RESET, RTC, WDT, WDT_RESET, Pin, reset, reset_cause
from pins import PINS

RING = 256  # edges; ringing makes the most, some 300 a second for all inputs
WATCHDOG_MS = 8000  # the longest an RP2040 can be told
CLOCK_OFF_S = 2  # a calendar clock that is further off is set
# Some boards count their seconds from 2000.
UNIX_S = 946684800 if time.gmtime(0)[0] == 2000 else 0
RESETS = {PWRON_RESET: "power", WDT_RESET: "watchdog"}

BOARDS = {"rp2": "pico_w", "esp32": "esp32"}  # sys.platform: the pin table's name; a desk runs as a Pico W
NAME = BOARDS.get(sys.platform, "pico_w")
# On a Pico an ordinary handler waits while the program computes (a TLS handshake takes a second) and can be
# lost; a hard one comes at once. The ESP32 has one kind only.
IRQ = {"hard": True} if sys.platform == "rp2" else {}
PULLS = {"up": Pin.PULL_UP, "down": Pin.PULL_DOWN, "none": None}


class Board:
    def __init__(self):
        self._flag = asyncio.ThreadSafeFlag()
        self._pin_of = bytearray(RING)
        self._level_of = bytearray(RING)
        self._ticks_of = array("l", [0] * RING)  # "q" reads back as an object ticks_diff cannot take
        self._written = 0
        self._read = 0
        self.outputs = {}
        self._inputs = []  # (name, active level, pin)
        self._active = []  # the level last told of each input
        for name, direction, active, pull, gpio in PINS[NAME]:
            if direction == "out":
                self.outputs[name] = (Pin(gpio, Pin.OUT, value=1 - active), active)
            else:
                self._listen(name, active, Pin(gpio, Pin.IN, PULLS[pull]))
        self._watchdog = None

    def _listen(self, name, active, pin):
        index = len(self._inputs)
        self._inputs.append((name, active, pin))
        self._active.append(False)

        def on_edge(pin):
            # In the interrupt: nothing is allocated, nothing is decided.
            place = self._written % RING
            self._pin_of[place] = index
            self._level_of[place] = pin.value()
            self._ticks_of[place] = ticks_ms()
            self._written += 1
            self._flag.set()

        pin.irq(on_edge, Pin.IRQ_RISING | Pin.IRQ_FALLING, **IRQ)

    def ticks(self):
        return ticks_ms()

    def edges(self):
        """The edges since the last time, oldest first: [(name, active, ticks)]."""
        found = []
        written = self._written
        if written - self._read > RING:
            self._read = written - RING  # overrun: the oldest are lost, `look` mends the levels
        while self._read < written:
            place = self._read % RING
            self._tell(self._pin_of[place], self._level_of[place], self._ticks_of[place], found)
            self._read += 1
        return found

    def look(self):
        """Edges that no interrupt told of, found by looking: at the start and as a safety net."""
        found = []
        for index in range(len(self._inputs)):
            self._tell(index, self._inputs[index][2].value(), ticks_ms(), found)
        return found

    def _tell(self, index, level, ticks, found):
        name, active_level, _ = self._inputs[index]
        active = level == active_level
        if active != self._active[index]:
            self._active[index] = active
            found.append((name, active, ticks))

    def show(self, outputs):
        """Set outputs by name: {name: active}."""
        for name in outputs:
            pin, active = self.outputs[name]
            pin.value(active if outputs[name] else 1 - active)

    async def wait(self, timeout_ms):
        """Until an edge or the timeout, whichever comes first."""
        try:
            await asyncio.wait_for_ms(self._flag.wait(), timeout_ms)
        except asyncio.TimeoutError:
            pass  # no edge: the time has come

    def feed(self):
        """Reset the watchdog; the first call starts it, and it cannot be stopped again."""
        if self._watchdog is None:
            self._watchdog = WDT(timeout=WATCHDOG_MS)
        self._watchdog.feed()

    def set_clock(self, unix_ms):
        """The calendar clock, for the dates of certificates; nothing is ever measured by it."""
        now_s = unix_ms // 1000 - UNIX_S
        if abs(now_s - time.time()) > CLOCK_OFF_S:
            year, month, day, hour, minute, second, weekday = time.gmtime(now_s)[:7]
            RTC().datetime((year, month, day, weekday, hour, minute, second, 0))

    def reset_cause(self):
        """What the chip knows of why it started."""
        return RESETS.get(reset_cause(), "unknown")

    def lock(self):
        """Every output off: the line is open."""
        self.show(dict.fromkeys(self.outputs, False))

    def restart(self):
        self.lock()
        reset()
