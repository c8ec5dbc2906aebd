"""Whatever bytes arrive, on either Python, decode ends in a message spelt to the letter or in a WireError.

The controller is given a heap smaller than its own: no payload can eat it up.
"""

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

from boothkit.programs import micropython
from fuzz_decode import outcome
from spoilt import cases

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
VECTORS = json.loads((HERE / "vectors.json").read_text())
GOOD = [case for case in VECTORS if "message" in case and case["expect"] != "refused"]
HEAP = "96K"  # of 64-bit objects; a board has more of its smaller ones


def test_both_pythons_refuse_alike_and_raise_nothing_else(tmp_path: Path):
    spoilt = list(cases(4000, 3, GOOD))
    here = [outcome(name, payload) for name, payload in spoilt]
    counted = Counter(here)
    assert counted["taken"] > 300
    assert counted["refused"] > 2000
    assert counted["respelt"] == 0
    path = tmp_path / "cases"
    path.write_text("".join(f"{name} {payload.hex()}\n" for name, payload in spoilt))
    assert on_micropython(path) == here


def on_micropython(path: Path) -> list[str]:
    env = os.environ | {"MICROPYPATH": f"{ROOT / 'firmware/lib'}:.frozen"}
    command = micropython("-X", f"heapsize={HEAP}", str(HERE / "fuzz_decode.py"), str(path))
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-500:] + run.stderr
    return run.stdout.split()
