"""A USB cable on a desk: a serial port for a technician's program at one end, a chip's console at the other.

Two pseudo-terminals, and callbacks of the running event loop that carry bytes between them. As with a real
one, what a chip prints while nobody has the port open is gone, and the cable can be pulled in mid-word. It
must not know what is said.
"""

import asyncio
import contextlib
import os
import pty
import select
import termios
import tty

GLANCE_S = 0.02  # how soon it is seen that somebody opened the port
CHUNK = 4096
CTRL_A, CTRL_B = 1, 2


class Cable:
    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._chip, slave = pty.openpty()
        self._chip_tty = os.ttyname(slave)
        os.close(slave)
        os.set_blocking(self._chip, False)
        self._technician: int | None = None
        self._unsent = b""
        self.port = ""  # what a technician's program opens
        self.raw = False  # which of its REPLs the chip was last told to speak: the one for programs
        self.plug()

    def plug(self) -> None:
        """Into the laptop: a port that may have another name than the last time."""
        self.pull()
        self._technician, slave = pty.openpty()
        tty.setraw(slave)
        os.set_blocking(self._technician, False)
        self.port = os.ttyname(slave)
        os.close(slave)
        self._await_technician(self._technician)

    def pull(self) -> None:
        if self._technician is not None:
            self._loop.remove_reader(self._technician)
            self._loop.remove_writer(self._technician)
            os.close(self._technician)
        self._technician, self._unsent, self.port = None, b"", ""

    def close(self) -> None:
        self.pull()
        self._loop.remove_reader(self._chip)
        os.close(self._chip)
        self._chip = -1

    def open_console(self) -> int:
        """The chip's end, anew for each of its starts: every byte passes. Once it has started, it has Ctrl-C
        interrupt it (shim/board_start.py)."""
        console = os.open(self._chip_tty, os.O_RDWR | os.O_NOCTTY)
        # All of it said: what is left of a terminal whose process died is not the same everywhere.
        signs: list[bytes | int] = [b"\0"] * len(termios.tcgetattr(console)[6])
        signs[termios.VINTR], signs[termios.VMIN], signs[termios.VTIME] = b"\x03", 1, 0
        flags = [0, 0, termios.CS8 | termios.CREAD, termios.NOFLSH]
        settings = [*flags, termios.B115200, termios.B115200, signs]
        termios.tcsetattr(console, termios.TCSANOW, settings)
        self._loop.add_reader(self._chip, self._from_chip)
        return console

    def type(self, data: bytes) -> None:
        """As if the technician did."""
        for byte in data:
            if byte in (CTRL_A, CTRL_B):
                self.raw = byte == CTRL_A
        with contextlib.suppress(OSError):  # nobody reads, and there is no room left
            os.write(self._chip, data)

    # ---- from the technician to the chip

    def _await_technician(self, port: int) -> None:
        if port != self._technician:
            return  # pulled since
        if is_open(port):
            self._loop.add_reader(port, self._from_technician)
        else:
            self._loop.call_later(GLANCE_S, self._await_technician, port)

    def _from_technician(self) -> None:
        assert self._technician is not None
        try:
            self.type(os.read(self._technician, CHUNK))
        except BlockingIOError:
            return
        except OSError:  # the port was closed
            self._loop.remove_reader(self._technician)
            self._await_technician(self._technician)

    # ---- from the chip to the technician

    def _from_chip(self) -> None:
        try:
            self._unsent = os.read(self._chip, CHUNK)
        except BlockingIOError:
            return  # it was for an earlier start
        except OSError:  # it is between two starts
            self._loop.remove_reader(self._chip)
            return
        self._send()

    def _send(self) -> None:
        """As much as the technician's side takes now; until it took all, the chip has to wait."""
        port = self._technician
        if port is None or not is_open(port):
            self._unsent = b""
        else:
            with contextlib.suppress(BlockingIOError):
                self._unsent = self._unsent[os.write(port, self._unsent) :]
        if self._unsent:
            self._loop.remove_reader(self._chip)
            self._loop.add_writer(port, self._send)
        else:
            if port is not None:
                self._loop.remove_writer(port)
            self._loop.add_reader(self._chip, self._from_chip)


def is_open(port: int) -> bool:
    """Whether anybody has the other end open."""
    glance = select.poll()
    glance.register(port, select.POLLIN)
    return not any(events & select.POLLHUP for _, events in glance.poll(0))
