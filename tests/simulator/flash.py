"""A booth's folder in memory whose power can fail in the middle of any write, or that fills up.

Has the methods of the firmware's Folder. What was written before the cut is there afterwards.
"""

import errno


class PowerCut(BaseException):
    """The power failed during a write. No part of the firmware may catch it."""


class Flash:
    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = dict(files or {})
        self.full = False
        self.writes_left: int | None = None  # until the power fails; None: it does not
        self.kept = 1.0  # how much of the last write is done when it fails

    def names(self) -> list[str]:
        return sorted(self.files)

    def read(self, name: str) -> bytes:
        return self.files.get(name, b"")

    def create(self, name: str, data: bytes) -> None:
        self._write(name, b"", data)

    def append(self, name: str, data: bytes) -> None:
        self._write(name, self.read(name), data)

    def _write(self, name: str, before: bytes, data: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        cut = self._spend()
        self.files[name] = before + (data[: int(len(data) * self.kept)] if cut else data)
        if cut:
            raise PowerCut

    def replace(self, name: str, data: bytes) -> None:
        """Old or new, never half of each. There is always room for it: the journal leaves some."""
        cut = self._spend()
        if not cut or self.kept >= 0.5:
            self.files[name] = data
        if cut:
            raise PowerCut

    def remove(self, name: str) -> None:
        cut = self._spend()
        if not cut or self.kept >= 0.5:
            del self.files[name]
        if cut:
            raise PowerCut

    def _spend(self) -> bool:
        if self.writes_left is None:
            return False
        self.writes_left -= 1
        if self.writes_left > 0:
            return False
        self.writes_left = None
        return True
