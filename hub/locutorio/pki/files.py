"""A file that is there whole or not at all, for its owner's eyes only. Knows nothing of what is in it."""

import os
from pathlib import Path

OWNERS_ONLY = 0o600


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path`; who looks, even after a power cut, finds the old file or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
