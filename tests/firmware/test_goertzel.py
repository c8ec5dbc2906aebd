"""What decision 0039 rests on: a Goertzel filter on the controller hears a metering pulse as well as the
circuit does, so it is not selectivity that decides between them.
"""

import json
from pathlib import Path

from goertzel_probe import strength
from onboard import on_micropython

from hardware.spice import meter

RATE_HZ = 40_000
COUNT = 100  # samples, 2.5 ms: a longer block would be too fine for a tone that may be 1 % off
STEP_V = 3.3 / 4096
CASES = {
    "pulse": [(0.2, 12000)],
    "pulse 1 % off, under speech": [(0.2, 12120), meter.SPEECH],
    "speech": [meter.SPEECH],
    "the other frequency": [(0.4, 16000)],
}


def test_the_tone_is_heard_and_nothing_else(tmp_path: Path):
    volts = [meter.recorded(12, parts, RATE_HZ, COUNT) for parts in CASES.values()]
    blocks = [[[round(volt / STEP_V) for volt in block], RATE_HZ, 12000] for block in volts]
    file = tmp_path / "blocks.json"
    file.write_text(json.dumps(blocks), "utf-8")
    heard = on_micropython("goertzel_probe.py", str(file))
    assert heard == [strength(*block) for block in blocks]  # both Pythons, to the digit
    pulse, disturbed, speech, other = heard
    assert min(pulse, disturbed) > 50
    assert max(speech, other) < min(pulse, disturbed) / 5
