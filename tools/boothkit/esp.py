"""MicroPython for an ESP32: a .bin file, written through the chip's own loader by esptool.

It must not know what runs on top.
"""

import contextlib
import io
from pathlib import Path

import esptool
from esptool.util import FatalError

MAGIC = 0xE9


class EspError(Exception):
    """The file or the chip is not what it must be; the text says what to do."""


def check(image: bytes) -> None:
    if not image or image[0] != MAGIC:
        raise EspError("this is no ESP32 image; download the .bin file for your board anew")


def write(port: str, file: Path) -> str:
    """Returns which chip it is. Where an image begins depends on the chip."""
    check(file.read_bytes())
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), esptool.detect_chip(port) as found:
            chip = esptool.run_stub(found)
            esptool.attach_flash(chip)
            esptool.write_flash(chip, [(chip.BOOTLOADER_FLASH_OFFSET, str(file))])
            esptool.reset_chip(chip, "hard-reset")
            return str(chip.CHIP_NAME)
    except (FatalError, OSError) as error:
        raise EspError(f"{error}; hold BOOT while you plug the board in, and try again") from None
