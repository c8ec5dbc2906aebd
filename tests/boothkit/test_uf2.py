"""MicroPython onto a Pico's drive, and onto nothing that it is not for."""

import struct
from pathlib import Path

import pytest
from boothkit import esp, uf2
from boothkit.cli import main
from boothkit.uf2 import Drive, Uf2Error, drive_at
from click.testing import CliRunner

PICO, PICO_2, ESP32 = 0xE48BFF56, 0xE48BFF59, 0x1C5F21B0
INFO = "UF2 Bootloader v3.0\nModel: Raspberry Pi RP2\nBoard-ID: {}\n"


def image(*blocks: tuple[int, int, int], flags: int = uf2.HAS_FAMILY) -> bytes:
    """Blocks of (number, how many, family)."""
    return b"".join(
        struct.pack("<8I", *uf2.BEGIN, flags, 0x10000000, 256, number, count, family)
        + bytes(476)
        + struct.pack("<I", uf2.END)
        for number, count, family in blocks
    )


WHOLE = image((0, 2, PICO), (1, 2, PICO))


def drive(folder: Path, board_id: str = "RPI-RP2") -> Drive:
    (folder / uf2.INFO_FILE).write_text(INFO.format(board_id))
    found = drive_at(folder)
    assert found
    return found


def test_a_boards_own_image_is_copied_whole(tmp_path: Path):
    sizes: list[int] = []
    uf2.copy(WHOLE, drive(tmp_path), sizes.append)
    assert (tmp_path / "firmware.uf2").read_bytes() == WHOLE
    assert sum(sizes) == len(WHOLE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no UF2 file"),
        (WHOLE[:-1], "not the whole of it"),
        (WHOLE[: uf2.BLOCK], "ends after block 0 of 2"),
        (WHOLE.replace(b"UF2\n", b"UF3\n"), "block 0 is damaged"),
        (image((0, 1, PICO), flags=0), "does not say for which chip"),
        (image((0, 1, PICO_2)), "for another chip than the Raspberry Pi Pico at"),
        (image((0, 1, ESP32)), "for another chip"),
    ],
)
def test_a_wrong_image_is_not(data: bytes, said: str, tmp_path: Path):
    with pytest.raises(Uf2Error, match=said):
        uf2.copy(data, drive(tmp_path), lambda more: None)
    assert not (tmp_path / "firmware.uf2").exists()


def test_what_is_no_boards_drive_is_none(tmp_path: Path):
    assert drive_at(tmp_path) is None
    (tmp_path / uf2.INFO_FILE).write_text("shopping list")
    assert drive_at(tmp_path) is None
    (tmp_path / "mp.uf2").write_bytes(WHOLE)
    done = CliRunner().invoke(main, ["flash", "--image", str(tmp_path / "mp.uf2"), "--drive", str(tmp_path)])
    assert (done.exit_code, "hold BOOTSEL while you plug it in" in done.output) == (3, True)


def test_an_esp32_gets_no_uf2(tmp_path: Path):
    (tmp_path / "mp.bin").write_bytes(WHOLE)
    with pytest.raises(esp.EspError, match="no ESP32 image"):
        esp.write("/dev/null", tmp_path / "mp.bin")
