"""Functions over columns, made into machine code when they are first called. Beside station 5.

That takes two seconds, so it is kept for the next process: in a folder named after the source it comes from,
for numba itself looks only at the date of a file, and not at all at what a function takes from another.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The same function; the interpreter is let go of meanwhile. Whole numbers are of 64 bits there."""
    return cast(Function, njit(nogil=True, error_model="numpy", cache=KEPT)(function))


def folder_for(package: Path) -> Path:
    """Another one for each state of the package's files."""
    source = b"\0".join(path.read_bytes() for path in sorted(package.glob("*.py")))
    return package / "__pycache__" / f"machine-{hashlib.sha256(source).hexdigest()[:16]}"


def is_ours(folder: Path) -> bool:
    """Whether machine code can be kept there; elsewhere nobody knows who else may write."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


FOLDER = folder_for(Path(__file__).parent)
KEPT = is_ours(FOLDER)
config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]  # numba makes them of its list of settings
