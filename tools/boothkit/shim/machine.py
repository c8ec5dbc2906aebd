"""`machine` for firmware on a desk: what firmware/board.py uses of it, and nothing more."""

import sys

from bench import desk

RESTART = 64  # exit code that tells the desk to power the booth up again


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


def reset():
    sys.exit(RESTART)
