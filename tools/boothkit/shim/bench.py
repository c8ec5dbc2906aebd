"""The wire between the firmware on a desk and the CPython process that plays the world around it.

Lines over a local socket named in BOOTH_BENCH. In: `I gpio level at_ms` an input changes, `N 0|1` the
wireless network, `T at_ms` time has come so far. Out: `O gpio level` an output changes, `W timeout_ms`
the watchdog is fed, `T at_ms` all that was due by then is done. The first `T` says: all levels told, begin.

At natural speed a thread reads the socket and schedules `take`, which then runs between two bytecodes of
the firmware as an interrupt does. Faster, fast/select.py reads it, and time is what `T` says.
"""

import os
import socket

import micropython

FAST = os.getenv("BOOTH_FAST") == "1"

network_up = True
now_ms = 0  # of the desk: only the fast clock goes by it
told_ms = None  # the last T
levels = {}
handlers = {}  # gpio -> function called with the new level
_rest = b""


def connect(path):
    # MicroPython on Unix takes the bare address: family, path, zero.
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.connect(b"\x01\x00" + path.encode() + b"\0")
    return made


def tell(line):
    try:
        wire.send(line + b"\n")
    except OSError:
        power_off()


def power_off():
    """The desk is gone: so is the booth, at once and without a word."""
    os.system("kill -9 $PPID")


def take(data):
    """Act on what the desk sent, whole lines only."""
    global _rest
    if not data:
        power_off()
    lines = (_rest + data).split(b"\n")
    _rest = lines.pop()
    for line in lines:
        _obey(line.split(b" "))


def _obey(words):
    global network_up, now_ms, told_ms
    if words[0] == b"I":
        gpio, level, now_ms = int(words[1]), int(words[2]), int(words[3])
        if levels.get(gpio) != level:
            levels[gpio] = level
            if gpio in handlers:
                handlers[gpio](level)
    elif words[0] == b"N":
        network_up = words[1] == b"1"
    elif words[0] == b"T":
        told_ms = now_ms = int(words[1])


def _listen():
    while True:
        data = wire.recv(512)
        while True:
            try:
                micropython.schedule(take, data)
                break
            except RuntimeError:
                pass  # the queue is short and full: the firmware will get to it
        if not data:
            return


wire = connect(os.getenv("BOOTH_BENCH"))
while told_ms is None:
    take(wire.recv(512))
if not FAST:
    import _thread

    _thread.start_new_thread(_listen, ())
