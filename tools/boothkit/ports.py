"""Which boards are plugged in: serial ports, drives of boards that wait for MicroPython, virtual boards.

A virtual board leaves a link to its port in a folder of its user's. It must not know what is done with a
board.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from serial.tools.list_ports import comports

from boothkit.uf2 import Drive, drive_at, drives
from boothkit.usb import BoardError

# USB vendor ids: whose chips our boards have. A Pico speaks for itself, an ESP32 mostly through a bridge.
MAKERS = {
    0x2E8A: "Raspberry Pi Pico",
    0x303A: "ESP32",
    0x10C4: "ESP32 behind a CP210x",
    0x1A86: "ESP32 behind a CH340",
    0x0403: "ESP32 behind an FTDI",
}


LOOK_S = 0.2  # while waiting for one to appear


class Port(NamedTuple):
    port: str
    board: str
    serial: str


def plugged() -> list[Port]:
    """Every board there is, virtual ones last."""
    boards = [
        Port(port.device, MAKERS[port.vid], port.serial_number or "")
        for port in comports()
        if port.vid in MAKERS
    ]
    waiting = [Port(str(drive.folder), f"{drive.board}, waits for MicroPython", "") for drive in drives()]
    return sorted(boards) + waiting + virtual()


def link_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"boothkit-{os.getuid()}"


def virtual() -> list[Port]:
    links = sorted(link_folder().glob("*")) if link_folder().is_dir() else []
    return [Port(str(link.resolve()), "virtual board", link.name) for link in links if link.exists()]


@contextmanager
def announced(port: str, name: str) -> Iterator[None]:
    """While this lasts, a virtual board is listed by this name."""
    link_folder().mkdir(mode=0o700, exist_ok=True)
    link = link_folder() / name
    link.unlink(missing_ok=True)
    link.symlink_to(port)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            link.unlink()


def only_port(within_s: float = 0.0) -> str:
    """Of the one board that can be meant, as soon as it appears; BoardError if none does in time."""
    deadline = time.monotonic() + within_s
    while True:
        found = [port.port for port in plugged() if not Path(port.port).is_dir()]
        if found or time.monotonic() >= deadline:
            return the_one(found)
        time.sleep(LOOK_S)


def the_one(found: list[str]) -> str:
    if not found:
        raise BoardError("no board is plugged in; use a cable that carries data, or name one with --port")
    if len(found) > 1:
        raise BoardError(f"say which board: --port {' or --port '.join(found)}")
    return found[0]


def only_drive(folder: Path | None, within_s: float = 0.0) -> Drive:
    """That of a board that waits for MicroPython: in this folder, or the only one there is."""
    deadline = time.monotonic() + within_s
    while not (found := drives() if folder is None else [drive for drive in [drive_at(folder)] if drive]):
        if time.monotonic() >= deadline:
            raise BoardError(
                "no Pico shows its drive; hold BOOTSEL while you plug it in, or name its folder with --drive"
            )
        time.sleep(LOOK_S)
    if len(found) > 1:
        raise BoardError(f"say which: --drive {' or --drive '.join(str(drive.folder) for drive in found)}")
    return found[0]
