"""A controller board at a USB port: its files, its REPL and the console of its running program.

The only file that speaks to a serial port, with mpremote's own transport. A running booth has a watchdog,
which resets the chip eight seconds after its program was interrupted; so before anything that takes time
the board is put on the bench: the loader (firmware/main.py) starts nothing while a file of that name lies
beside it. It must not know what the files are for.
"""

import contextlib
import errno
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import serial
from mpremote.transport import TransportError
from mpremote.transport_serial import SerialTransport

BENCH = "bench"
TRY_S = 1.0  # for a board to leave its program; one that was starting has not heard
ANSWER_S = 10.0  # for a board at its REPL
BUSY_S = 10.0  # a TLS handshake does not let itself be interrupted
BACK_S = 20.0  # a board that resets is gone from USB for a moment
CHUNK = 1024
LINE_S = 0.1  # how long to wait for more before looking around

# On the board: the sha256 of every file in some folders.
LOOK = """
import os, hashlib, binascii
def look(folder):
    found = {}
    try:
        entries = list(os.ilistdir(folder or "."))
    except OSError:
        return found
    for name, kind in [entry[:2] for entry in entries]:
        if kind == 0x8000:
            digest = hashlib.sha256()
            path = folder + "/" + name if folder else name
            with open(path, "rb") as file:
                while True:
                    data = file.read(512)
                    if not data:
                        break
                    digest.update(data)
            found[path] = str(binascii.hexlify(digest.digest()), "ascii")
    return found
"""

MAKE_FOLDERS = """
import os
for folder in %s:
    try:
        os.mkdir(folder)
    except OSError:
        pass
"""


class BoardError(Exception):
    """A board cannot be reached, or not be brought to do it; the text says what to do."""


@contextmanager
def in_words(port: str) -> Iterator[None]:
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the transport prints what it did not expect
            yield
    except TransportError as error:
        raise BoardError(f"the board at {port}: {last_line(error)}") from None
    except OSError as error:
        raise BoardError(lost(port, error)) from None


def lost(port: str, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"the flash of the board at {port} is full; `mpremote fs ls` shows what is not the booth's"
    if error.errno == errno.EAGAIN:
        return f"another program has the board at {port}: a console, a monitor? Close that first"
    return f"the board at {port} is gone ({error}); is its cable in?"


def last_line(error: Exception) -> str:
    return str(error).strip().rsplit("\n", 1)[-1]


class Board:
    """At its REPL once something is asked of it; `reset` lets its program run again."""

    def __init__(self, port: str) -> None:
        self.port = str(Path(port).resolve()) if port.startswith("/") else port
        self._transport: SerialTransport | None = None

    # ---- the way to its REPL

    def bench(self) -> None:
        """No program, no watchdog, until `reset`: also through resets and pulled cables."""
        self.write_file(BENCH, b"")
        self._restart()
        self.interrupt(BACK_S)
        while self.eval("'restarting' in globals()"):  # we were too quick for it
            self._restart()
            self.interrupt(BACK_S)
        if self.eval("'app' in __import__('sys').modules"):
            raise BoardError(
                f"the program on the board at {self.port} knows no bench; run `boothkit flash` first"
            )

    def reset(self) -> None:
        """Off the bench; the board starts its program."""
        if self.eval(f"{BENCH!r} in __import__('os').listdir()"):
            self.remove(BENCH)
        self._restart()
        self.close()

    def hand_over(self) -> None:
        """To a person, at the REPL that people type at."""
        with in_words(self.port):
            self._repl().exit_raw_repl()
        self.close()

    def show_drive(self) -> None:
        """A Pico goes away and comes back as the drive that takes a new MicroPython."""
        with in_words(self.port):
            self._repl().exec_raw_no_follow("import machine\nmachine.bootloader()")
        self.close()

    def interrupt(self, within_s: float = BUSY_S) -> None:
        """To the REPL, whatever the board is doing; its watchdog, if it has started one, goes on."""
        deadline = time.monotonic() + within_s
        while True:
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    self._transport = self._transport or SerialTransport(self.port)
                    self._transport.serial.timeout = LINE_S
                    self._transport.enter_raw_repl(soft_reset=False, timeout_overall=TRY_S)
                    self._fall_in_step(self._transport)
                self._transport.serial.timeout = ANSWER_S
                return
            except (TransportError, OSError) as error:
                self.close()
                if time.monotonic() > deadline:
                    raise BoardError(self._unreachable(error)) from None
                time.sleep(LINE_S)

    def _fall_in_step(self, repl: SerialTransport) -> None:
        """Past all that it still answers to earlier tries."""
        word = f"now {time.monotonic_ns()}"
        repl.serial.write(f"print({word!r})\x04".encode())
        for ending in (word.encode(), b"\x04", b"\x04"):
            if not repl.read_until(1, ending, timeout_overall=TRY_S).endswith(ending):
                raise TransportError("its answers are not to what it is asked")

    def _unreachable(self, error: Exception) -> str:
        if "failed to access" in str(error):
            return (
                f"{self.port} cannot be opened: another program has it open, or you are not in its group"
                " (on Debian: dialout)"
            )
        return f"no MicroPython answers at {self.port}; a new board gets it by: boothkit flash --image FILE"

    def _restart(self) -> None:
        with in_words(self.port):
            self._repl().exec_raw_no_follow("restarting = True\nimport machine\nmachine.reset()")
        self.close()

    def close(self) -> None:
        transport, self._transport = self._transport, None
        if transport:
            with contextlib.suppress(OSError):
                transport.close()

    def _repl(self) -> SerialTransport:
        if self._transport is None:
            self.interrupt()
        assert self._transport is not None
        return self._transport

    # ---- what it does there

    def exec(self, code: str) -> str:
        """What the code prints."""
        repl = self._repl()
        with in_words(self.port):
            return repl.exec(code).decode("utf-8", "replace")

    def eval(self, expression: str) -> Any:
        repl = self._repl()
        with in_words(self.port):
            return repl.eval(expression)

    def read_file(self, path: str) -> bytes:
        repl = self._repl()
        with in_words(self.port):
            return bytes(repl.fs_readfile(path, CHUNK))

    def write_file(self, path: str, data: bytes, progress: Callable[[int], None] | None = None) -> None:
        """Beside it, then renamed over it: a pulled cable leaves the old file or the new one."""
        repl = self._repl()
        sent = 0

        def written(so_far: int, _size: int) -> None:
            nonlocal sent
            if progress:
                progress(so_far - sent)
            sent = so_far

        with in_words(self.port):
            repl.exec(MAKE_FOLDERS % parents(path))
            repl.fs_writefile(path + ".new", data, CHUNK, written)
            repl.exec(f"os.rename({path + '.new'!r}, {path!r})")

    def remove(self, path: str) -> None:
        repl = self._repl()
        with in_words(self.port):
            repl.fs_rmfile(path)

    def hashes(self, folders: tuple[str, ...]) -> dict[str, str]:
        """The sha256 of each file in these folders, "" the topmost; not of those in folders within."""
        self.exec(LOOK)
        return {path: digest for folder in folders for path, digest in self.eval(f"look({folder!r})").items()}


def parents(path: str) -> list[str]:
    steps = path.split("/")[:-1]
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


@contextmanager
def open_board(port: str) -> Iterator[Board]:
    board = Board(port)
    if port.startswith("/") and not Path(port).exists():
        raise BoardError(f"there is no {port}; is the board's cable in? `boothkit ports` lists what there is")
    try:
        yield board
    finally:
        board.close()


class Console:
    """The running program's own lines; it is not interrupted."""

    def __init__(self, port: str) -> None:
        self._port = port
        self._line = b""  # the beginning of one
        with in_words(port):
            self._serial = serial.Serial(port, 115200, timeout=LINE_S, exclusive=True)

    def send(self, line: str) -> None:
        with in_words(self._port):
            self._serial.write(line.encode() + b"\n")

    def lines(self, *, patience_s: float | None = None) -> Iterator[str]:
        """As they come; ends when none has come for so long."""
        heard_s = time.monotonic()
        while patience_s is None or time.monotonic() - heard_s < patience_s:
            with in_words(self._port):
                self._line += self._serial.readline()
            if self._line.endswith(b"\n"):
                line, self._line = self._line, b""
                yield line.decode("utf-8", "replace").rstrip("\r\n")
                heard_s = time.monotonic()

    def close(self) -> None:
        self._serial.close()


@contextmanager
def open_console(port: str) -> Iterator[Console]:
    console = Console(port)
    try:
        yield console
    finally:
        console.close()
