"""MicroPython for a Raspberry Pi Pico: a UF2 file, copied onto the drive that it is with BOOTSEL held down.

The file is checked first: a board takes any UF2 it can read, and one for another chip leaves it dead until
the next try. It must not know what runs on top.
"""

import contextlib
import os
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

BLOCK = 512
BEGIN, END = (0x0A324655, 0x9E5D5157), 0x0AB16F30
HAS_FAMILY = 0x2000
# The bootloader's name for its board: the families of images it runs. 0xe48bff57 is for data at fixed places.
FAMILIES = {"RPI-RP2": (0xE48BFF56,), "RP2350": (0xE48BFF59, 0xE48BFF57)}
BOARDS = {"RPI-RP2": "Raspberry Pi Pico", "RP2350": "Raspberry Pi Pico 2"}
INFO_FILE = "INFO_UF2.TXT"
MOUNTS = ("/media/*", "/media/*/*", "/run/media/*/*", "/Volumes/*", "/mnt/*")


class Uf2Error(Exception):
    """The file or the drive is not what it must be; the text says what to do."""


class Drive(NamedTuple):
    folder: Path
    board_id: str

    @property
    def board(self) -> str:
        return BOARDS.get(self.board_id, self.board_id)


def drives() -> list[Drive]:
    """Boards that show their drive, where systems mount such things."""
    found = (folder for mount in MOUNTS for folder in Path("/").glob(mount.lstrip("/")))
    return [drive for folder in sorted(found) if (drive := drive_at(folder))]


def drive_at(folder: Path) -> Drive | None:
    try:
        text = (folder / INFO_FILE).read_text("ascii", "replace")
    except OSError:
        return None
    for line in text.splitlines():
        word, _, value = line.partition(":")
        if word == "Board-ID":
            return Drive(folder, value.strip())
    return None


def families(image: bytes) -> set[int]:
    """The kinds of chips a UF2 file is for; Uf2Error unless every block of it is there and whole."""
    if not image or len(image) % BLOCK:
        raise Uf2Error("this is no UF2 file, or not the whole of it; download it anew")
    found = set()
    for place in range(0, len(image), BLOCK):
        first, second, flags, _, size, number, count, family = struct.unpack_from("<8I", image, place)
        (end,) = struct.unpack_from("<I", image, place + BLOCK - 4)
        if (first, second, end) != (*BEGIN, END) or size > 476:
            raise Uf2Error(f"this is no UF2 file: block {place // BLOCK} is damaged; download it anew")
        if not (flags & HAS_FAMILY):
            raise Uf2Error("this UF2 file does not say for which chip it is")
        found.add(family)
    if number + 1 != count:
        raise Uf2Error(f"this UF2 file ends after block {number} of {count}; download it anew")
    return found


def copy(image: bytes, drive: Drive, progress: Callable[[int], None]) -> None:
    """Onto the drive; the board starts it by itself as soon as it has all of it."""
    fits = FAMILIES.get(drive.board_id, ())
    if not families(image) & set(fits):
        raise Uf2Error(f"this UF2 file is for another chip than the {drive.board} at {drive.folder}")
    with (drive.folder / "firmware.uf2").open("wb") as file:
        for piece in pieces(image):
            file.write(piece)
            progress(len(piece))
        file.flush()
        with contextlib.suppress(OSError):  # it was so quick that its drive is gone
            os.fsync(file.fileno())


def pieces(image: bytes) -> Iterable[bytes]:
    step = 128 * BLOCK
    return (image[place : place + step] for place in range(0, len(image), step))
