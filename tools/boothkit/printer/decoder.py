"""ESC/POS bytes to what stands on the paper: strict, incremental, written from the printer's side.

One table holds every command it knows. A command or character it does not know is an error that names
the bytes: a real printer would print rubbish or nothing there. Must not know sockets or pictures' looks.
"""

from collections.abc import Callable

from boothkit.printer.paper import Cut, Feed, Item, Kick, Picture, Qr, Query, Row, Span

# ESC t n: the numbering of Epson's TM printers, which most others follow.
CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 14: "cp737", 15: "iso8859-7",
    16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 32: "cp720", 33: "cp775", 34: "cp855", 35: "cp861",
    36: "cp862", 37: "cp864", 38: "cp869", 39: "iso8859-2", 40: "iso8859-15", 45: "cp1250", 46: "cp1251",
    47: "cp1253", 48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257", 52: "cp1258",
}  # fmt: skip
LINE_DOTS = 30
TAB_CELLS = 8
ALIGNS = ("left", "center", "right")


class UnknownCommandError(ValueError):
    """Bytes this printer does not understand."""


class _Incomplete(Exception):  # noqa: N818 - no error: the rest is still on its way
    pass


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        piece = self.data[self.at : self.at + count]
        if len(piece) < count:
            raise _Incomplete
        self.at += count
        return piece

    def number(self, size: int = 2) -> int:
        return int.from_bytes(self.take(size), "little")


class Decoder:
    """Feed it bytes as they come; it gives back what is finished. State lasts until ESC @."""

    def __init__(self) -> None:
        self._pending = b""
        self._items: list[Item] = []
        self._reset()

    def feed(self, data: bytes) -> list[Item]:
        """Items completed by `data`. After UnknownCommandError the rest of the bytes is gone."""
        reader = _Reader(self._pending + data)
        self._pending, self._items = b"", []
        done = 0
        try:
            while reader.at < len(reader.data):
                self._step(reader)
                done = reader.at
        except _Incomplete:
            self._pending = reader.data[done:]
        return self._items

    def _step(self, reader: _Reader) -> None:
        lead = reader.take(1)
        if lead >= b"\x20":
            self._text(lead)
            return
        if lead in b"\x1b\x1d\x10\x1c":
            lead += reader.take(1)
        command = COMMANDS.get(lead)
        if command is None:
            raise UnknownCommandError(f"unknown command {lead.hex(' ')} at byte {reader.at - len(lead)}")
        command(self, reader)

    def _text(self, byte: bytes) -> None:
        text = byte.decode(self._page, errors="replace")
        span = Span(text, self._bold, self._underline, self._inverse, self._wide, self._high)
        if self._spans and self._style(self._spans[-1]) == self._style(span):
            span = Span(self._spans.pop().text + text, *self._style(span))
        self._spans.append(span)

    @staticmethod
    def _style(span: Span) -> tuple[bool, bool, bool, int, int]:
        return span.bold, span.underline, span.inverse, span.wide, span.high

    def _reset(self, _reader: _Reader | None = None) -> None:
        self._spans: list[Span] = []
        self._page = CODE_PAGES[0]
        self._bold = self._underline = self._inverse = False
        self._wide = self._high = 1
        self._align = "left"
        self._line_dots = LINE_DOTS
        self._qr = ""

    def _end_line(self, _reader: _Reader | None = None) -> None:
        self._items.append(Row(tuple(self._spans), self._align))
        self._spans = []

    def _flush(self) -> None:
        if self._spans:
            self._end_line()

    def _tab(self, _reader: _Reader) -> None:
        cells = Row(tuple(self._spans)).cells
        for _ in range(TAB_CELLS - cells % TAB_CELLS):
            self._text(b" ")

    def _modes(self, reader: _Reader) -> None:
        """ESC !: several styles in one byte."""
        bits = reader.number(1)
        self._bold = bool(bits & 0x08)
        self._high = 2 if bits & 0x10 else 1
        self._wide = 2 if bits & 0x20 else 1
        self._underline = bool(bits & 0x80)

    def _size(self, reader: _Reader) -> None:
        bits = reader.number(1)
        self._wide, self._high = (bits >> 4 & 7) + 1, (bits & 7) + 1

    def _set_bold(self, reader: _Reader) -> None:
        self._bold = bool(reader.number(1) & 1)

    def _set_underline(self, reader: _Reader) -> None:
        self._underline = reader.number(1) not in (0, 0x30)

    def _set_inverse(self, reader: _Reader) -> None:
        self._inverse = bool(reader.number(1) & 1)

    def _set_align(self, reader: _Reader) -> None:
        self._align = _choice(ALIGNS, reader.number(1), "ESC a")

    def _set_page(self, reader: _Reader) -> None:
        number = reader.number(1)
        if number not in CODE_PAGES:
            raise UnknownCommandError(f"unknown code page {number} (1b 74 {number:02x})")
        self._page = CODE_PAGES[number]

    def _set_country(self, reader: _Reader) -> None:
        """ESC R swaps ASCII letters for national ones: only the plain set is understood."""
        if reader.number(1):
            raise UnknownCommandError("an international character set other than 0 (1b 52)")

    def _set_line_dots(self, reader: _Reader) -> None:
        self._line_dots = reader.number(1)

    def _default_line_dots(self, _reader: _Reader) -> None:
        self._line_dots = LINE_DOTS

    def _feed_lines(self, reader: _Reader) -> None:
        self._flush()
        self._items.append(Feed(reader.number(1) * self._line_dots))

    def _feed_dots(self, reader: _Reader) -> None:
        self._flush()
        self._items.append(Feed(reader.number(1)))

    def _cut(self, reader: _Reader) -> None:
        mode = reader.number(1)
        if mode in (65, 66):
            self._items.append(Feed(reader.number(1)))
        elif mode not in (0, 1, 48, 49):
            raise UnknownCommandError(f"unknown cut (1d 56 {mode:02x})")
        self._flush()
        self._items.append(Cut())

    def _kick(self, reader: _Reader) -> None:
        pin = _choice((2, 5), reader.number(1), "ESC p")
        reader.take(2)
        self._items.append(Kick(pin))

    def _raster(self, reader: _Reader) -> None:
        """GS v 0: a picture row by row."""
        reader.take(2)
        row_bytes, height = reader.number(), reader.number()
        self._items.append(Picture(row_bytes * 8, height, reader.take(row_bytes * height), self._align))

    def _columns_picture(self, reader: _Reader) -> None:
        """ESC *: a band of 8 or 24 dots, column by column."""
        mode, width = reader.number(1), reader.number()
        if mode not in (0, 1, 32, 33):
            raise UnknownCommandError(f"unknown bit image mode (1b 2a {mode:02x})")
        tall = 3 if mode >= 32 else 1
        self._items.append(Picture(width, tall * 8, _turned(reader.take(width * tall), tall), self._align))

    def _two_d_code(self, reader: _Reader) -> None:
        group = reader.take(1)
        if group != b"k":
            raise UnknownCommandError(f"unknown command 1d 28 {group.hex()}")
        body = reader.take(reader.number())
        kind, function, data = body[0], body[1], body[2:]
        if kind != 49 or function not in (65, 67, 69, 80, 81):
            raise UnknownCommandError(f"unknown two-dimensional code (1d 28 6b {body[:2].hex(' ')})")
        if function == 80:
            self._qr = data[1:].decode()
        elif function == 81:
            self._items.append(Qr(self._qr, self._align))

    def _query_now(self, reader: _Reader) -> None:
        self._items.append(Query("DLE EOT", reader.number(1)))

    def _query_in_turn(self, reader: _Reader) -> None:
        self._items.append(Query("GS r", reader.number(1)))


def _choice(choices: tuple, index: int, command: str):
    """ESC/POS counts choices from 0 or from "0"."""
    index -= 0x30 if index >= 0x30 else 0
    if index >= len(choices):
        raise UnknownCommandError(f"{command} has no choice {index}")
    return choices[index]


def _turned(columns: bytes, tall: int) -> bytes:
    """Dots given column by column as dots row by row."""
    width = len(columns) // tall
    row_bytes = (width + 7) // 8
    rows = bytearray(row_bytes * tall * 8)
    for x in range(width):
        for y in range(tall * 8):
            if columns[x * tall + y // 8] & 0x80 >> y % 8:
                rows[y * row_bytes + x // 8] |= 0x80 >> x % 8
    return bytes(rows)


def _ignored(count: int) -> Callable[[Decoder, _Reader], None]:
    """A command with `count` argument bytes that changes nothing a reader of the paper would miss."""
    return lambda _decoder, reader: reader.take(count) and None


# Every command this printer understands, by its first bytes.
COMMANDS: dict[bytes, Callable[[Decoder, _Reader], None]] = {
    b"\n": Decoder._end_line,
    b"\r": _ignored(0),
    b"\t": Decoder._tab,
    b"\x1b@": Decoder._reset,
    b"\x1b!": Decoder._modes,
    b"\x1b*": Decoder._columns_picture,
    b"\x1b-": Decoder._set_underline,
    b"\x1b2": Decoder._default_line_dots,
    b"\x1b3": Decoder._set_line_dots,
    b"\x1bE": Decoder._set_bold,
    b"\x1bG": Decoder._set_bold,
    b"\x1bJ": Decoder._feed_dots,
    b"\x1bM": _ignored(1),  # font: this printer has one
    b"\x1bR": Decoder._set_country,
    b"\x1ba": Decoder._set_align,
    b"\x1bd": Decoder._feed_lines,
    b"\x1bp": Decoder._kick,
    b"\x1bt": Decoder._set_page,
    b"\x1b{": _ignored(1),  # upside down
    b"\x1d!": Decoder._size,
    b"\x1d(": Decoder._two_d_code,
    b"\x1dB": Decoder._set_inverse,
    b"\x1dL": _ignored(2),  # left margin
    b"\x1dV": Decoder._cut,
    b"\x1dW": _ignored(2),  # width of the printing area
    b"\x1db": _ignored(1),  # smoothing
    b"\x1dr": Decoder._query_in_turn,
    b"\x1dv": Decoder._raster,
    b"\x10\x04": Decoder._query_now,
    b"\x1c.": _ignored(0),  # no Chinese characters
}
