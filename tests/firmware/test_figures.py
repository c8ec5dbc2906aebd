"""The firmware stays small enough for the smallest board, with room for TLS to come."""

from boothkit.figures import firmware_figures


def test_the_firmware_fits():
    figures = firmware_figures()
    assert figures["heap_used"] < 110_000  # of 192 KiB, and objects here are twice a board's
    assert figures["all_mpy_bytes"] < 45_000
    assert figures["largest_mpy_bytes"] < 6_000
