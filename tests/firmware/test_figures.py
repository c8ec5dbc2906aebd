"""The firmware stays small enough for the smallest board, for as long as it runs."""

from pathlib import Path

from boothkit.figures import firmware_figures
from boothkit.virtual import HEAP_BYTES
from onboard import on_micropython


def test_the_firmware_fits():
    figures = firmware_figures()
    assert figures["heap_used"] < 0.7 * HEAP_BYTES
    # Three times in the 848 KiB a Pico W has for files: as flashed, the release that runs, the one before.
    assert figures["all_mpy_bytes"] < 70_000
    assert figures["largest_mpy_bytes"] < 6_000


def test_a_week_of_calls_leaves_the_heap_as_it_was(tmp_path: Path):
    told = on_micropython("week.py", str(tmp_path), "7", heap=str(HEAP_BYTES))
    after_a_day = told["used"][1]
    assert told["lines"] > 500
    assert told["held"] is None
    assert max(told["used"][2:]) - after_a_day < 512
