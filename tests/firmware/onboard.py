"""MicroPython as the tests use it: a script of this folder with the firmware's modules on its path."""

import json
import subprocess
from pathlib import Path
from typing import Any

from boothkit.programs import micropython
from boothkit.virtual import FIRMWARE

HERE = Path(__file__).parent


def on_micropython(script: str, *arguments: str, heap: str = "2M") -> Any:
    """What a script of this folder prints as JSON when MicroPython runs it."""
    environment = {"MICROPYPATH": f"{FIRMWARE}:{FIRMWARE}/lib:.frozen", "PATH": ""}
    command = micropython("-X", f"heapsize={heap}", str(HERE / script), *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])  # littlefs may speak before
