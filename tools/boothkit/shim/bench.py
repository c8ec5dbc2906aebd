"""The wire between the firmware on a desk and the CPython process that plays the world around it.

Lines over a local socket named in BOOTH_BENCH. In: `I gpio level at_ms` an input changes, `N 0|1` the
wireless network, `S dbm` how well it is heard, `T at_ms` time has come so far. Out: `O gpio level` an output
changes, `W timeout_ms` the watchdog is fed, `C year month day hour minute second` the calendar clock is set,
`T at_ms` all that was due by then is done. The first `T` says: all levels told, begin.

At natural speed a thread reads the socket and schedules `Desk.take`, which then runs between two bytecodes of
the firmware as an interrupt does. Faster, fast/select.py reads it, and time is what `T` says.
"""

import os
import socket

import micropython

FAST = os.getenv("BOOTH_FAST") == "1"


def connect(path):
    # MicroPython on Unix takes the bare address: family, path, zero.
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    wire.connect(b"\x01\x00" + path.encode() + b"\0")
    return wire


class Desk:
    def __init__(self, wire):
        self.wire = wire
        self.now_ms = 0  # only the fast clock goes by it
        self.told_ms = None  # the last T
        self.levels = {}
        self.handlers = {}  # gpio -> function called with the new level
        self.network_up = True
        self.signal_dbm = 0
        self._rest = b""

    def tell(self, line):
        try:
            self.wire.send(line + b"\n")
        except OSError:
            self.vanished()

    def vanished(self):
        """The desk is gone: so is the booth, at once and without a word."""
        os.system("kill -9 $PPID")

    def take(self, data):
        """Act on what the desk sent, whole lines only."""
        if not data:
            self.vanished()
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._obey(line.split(b" "))

    def _obey(self, words):
        if words[0] == b"I":
            self.now_ms = int(words[3])
            self._input(int(words[1]), int(words[2]))
        elif words[0] == b"N":
            self.network_up = words[1] == b"1"
        elif words[0] == b"S":
            self.signal_dbm = int(words[1])
        elif words[0] == b"T":
            self.told_ms = self.now_ms = int(words[1])

    def _input(self, gpio, level):
        if self.levels.get(gpio) != level:
            self.levels[gpio] = level
            if gpio in self.handlers:
                self.handlers[gpio](level)


def listen():
    while True:
        data = desk.wire.recv(512)
        while True:
            try:
                micropython.schedule(desk.take, data)
                break
            except RuntimeError:
                pass  # the queue is short and full: the firmware will get to it
        if not data:
            return


desk = Desk(connect(os.getenv("BOOTH_BENCH")))
while desk.told_ms is None:
    desk.take(desk.wire.recv(512))
if not FAST:
    import _thread

    _thread.start_new_thread(listen, ())
