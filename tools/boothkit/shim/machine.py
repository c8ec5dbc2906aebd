"""`machine` for firmware on a desk: what firmware/board.py uses of it, and nothing more."""

import hashlib
import os
import sys

from bench import desk

RESTART = 64  # exit code that tells the desk to power the booth up again
PWRON_RESET, WDT_RESET = 1, 3  # as an RP2040 has them: `reset` is the watchdog's work there


class Pin:
    IN, OUT = 0, 1
    PULL_UP, PULL_DOWN = 1, 2
    IRQ_RISING, IRQ_FALLING = 8, 4

    def __init__(self, gpio, mode, pull=None, value=None):
        self._gpio = gpio
        self._mode = mode
        if mode == Pin.OUT:
            self._level = None
            self.value(value or 0)

    def value(self, level=None):
        if level is None:
            return desk.levels.get(self._gpio, 0) if self._mode == Pin.IN else self._level
        if level != self._level:
            self._level = level
            desk.tell(b"O %d %d" % (self._gpio, level))

    def irq(self, handler, trigger):
        def on_level(level):
            if trigger & (Pin.IRQ_RISING if level else Pin.IRQ_FALLING):
                handler(self)

        desk.handlers[self._gpio] = on_level


class WDT:
    def __init__(self, timeout):
        self._fed = b"W %d" % timeout

    def feed(self):
        desk.tell(self._fed)


class RTC:
    def datetime(self, value):
        """Setting it shows on the desk only: the machine's own clock is not a booth's to set."""
        year, month, day, _, hour, minute, second, _ = value
        desk.tell(b"C %d %d %d %d %d %d" % (year, month, day, hour, minute, second))


SERIAL = hashlib.sha256(os.getcwd().encode()).digest()[:8]  # of the folder that is its flash


def unique_id():
    return SERIAL


def reset():
    sys.exit(RESTART)


def reset_cause():
    return int(os.getenv("BOOTH_RESET"))
