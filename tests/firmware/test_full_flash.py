"""A booth whose hub stays away keeps every call, takes no new one when it has no room, and recovers."""

import pytest
from onboard import on_micropython

PICO_W = 212  # blocks of 4 KiB


@pytest.mark.parametrize("blocks", [24, PICO_W])
def test_a_full_flash_loses_no_call_and_allows_no_new_one(blocks: int):
    """Once the flash itself is full, once the journal's own limit comes first."""
    told = on_micropython("full_flash.py", str(blocks))
    assert told["full"] == ["locked", False, "flash"]
    assert told["free"] == ["idle", ""]
    calls = [["0034911", 65000]] * told["calls"] + [["0034913", 65000]]
    assert told["told"] == calls
    assert told["flash_alarms"] == [True, False]
    assert told["boot"] == 2
    if blocks == PICO_W:
        assert told["calls"] > 40
        assert told["room"] > 400_000  # for counters, and for the next firmware
