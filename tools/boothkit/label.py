"""The label on a booth's box: which booth and board this is, to be read by people and by a telephone.

The key's fingerprint is on it, never the key: it tells whether a board still holds the key it was given.
Pure.
"""

import io
from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class Label:
    """`serial` is the board's own number."""

    booth: str
    shop: str
    serial: str
    fingerprint: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (f"{self.shop} / {self.booth}", f"board {self.serial}", f"key {self.fingerprint}")

    def svg(self) -> bytes:
        return self._file("svg")

    def png(self) -> bytes:
        return self._file("png")

    def text(self) -> str:
        """For a terminal: the code in half blocks, and what it says."""
        file = io.StringIO()
        self._code().terminal(file, compact=True, border=2)
        return file.getvalue() + "\n".join(self.lines) + "\n"

    def _file(self, kind: str) -> bytes:
        file = io.BytesIO()
        self._code().save(file, kind=kind, scale=6, border=4)
        return file.getvalue()

    def _code(self) -> segno.QRCode:
        return segno.make("\n".join(self.lines), error="m", micro=False)
