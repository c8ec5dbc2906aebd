"""What can come out of a receipt printer, and how it reads as plain text."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style; `wide` and `high` are how many times the normal size, 1 to 8."""

    text: str
    bold: bool = False
    underline: bool = False
    inverse: bool = False
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    spans: tuple[Span, ...]
    align: str = "left"

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def cells(self) -> int:
        return sum(len(span.text) * span.wide for span in self.spans)


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots row by row, `(width + 7) // 8` bytes a row, the highest bit leftmost, 1 = black."""

    width: int
    height: int
    bits: bytes
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Qr:
    data: str
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank paper, in dots."""

    dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    pass


@dataclass(frozen=True, slots=True)
class Kick:
    """A pulse on the plug of the cash drawer."""

    pin: int


@dataclass(frozen=True, slots=True)
class Query:
    """The sender wants a status byte: `name` is "DLE EOT" (at once) or "GS r" (in its turn)."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Bytes the printer did not understand; a real one would have printed rubbish here, or nothing."""

    text: str


Item = Row | Picture | Qr | Feed | Cut | Kick | Query | Problem


def as_text(items: Iterable[Item], columns: int) -> str:
    """The printed paper as text; letters of double width take one place each, pictures a note."""
    rows = []
    for item in items:
        match item:
            case Row(align="left"):
                rows.append(item.text.rstrip())
            case Row():
                spare = columns - item.cells
                start = " " * (spare // 2 if item.align == "center" else spare)
                rows.append((start + item.text.strip()).rstrip())
            case Picture():
                rows.append(f"[picture {item.width} x {item.height}]")
            case Qr():
                rows.append(f"[QR {item.data}]")
            case _:
                pass
    return "\n".join(rows).rstrip("\n") + "\n"
