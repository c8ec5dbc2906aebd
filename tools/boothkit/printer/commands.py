"""Every ESC/POS command the virtual printer understands: one table, by the command's first bytes.

A command takes its arguments from the reader and moves the head. What is not in the table, or has an
argument no printer knows, is an error: a real printer would print rubbish or nothing there.
"""

from collections.abc import Callable

from boothkit.printer.head import LINE_DOTS, Head
from boothkit.printer.paper import Cut, Feed, Kick, Picture, Qr, Query
from boothkit.printer.stream import Reader, UnknownCommandError

Command = Callable[[Head, Reader], None]

# ESC t n: the numbering of Epson's TM printers, which most others follow.
CODE_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 14: "cp737", 15: "iso8859-7",
    16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 32: "cp720", 33: "cp775", 34: "cp855", 35: "cp861",
    36: "cp862", 37: "cp864", 38: "cp869", 39: "iso8859-2", 40: "iso8859-15", 45: "cp1250", 46: "cp1251",
    47: "cp1253", 48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257", 52: "cp1258",
}  # fmt: skip
QR_STORE, QR_PRINT = 80, 81
QR_FUNCTIONS = (65, 67, 69, QR_STORE, QR_PRINT)  # the first three: model, size, error correction


def modes(head: Head, reader: Reader) -> None:
    """Several styles in one byte, each set or taken away."""
    bits = reader.number()
    head.restyle(
        bold=bool(bits & 0x08),
        high=2 if bits & 0x10 else 1,
        wide=2 if bits & 0x20 else 1,
        underline=bool(bits & 0x80),
    )


def size(head: Head, reader: Reader) -> None:
    bits = reader.number()
    head.restyle(wide=(bits >> 4 & 7) + 1, high=(bits & 7) + 1)


def bold(head: Head, reader: Reader) -> None:
    head.restyle(bold=bool(reader.number() & 1))


def underline(head: Head, reader: Reader) -> None:
    head.restyle(underline=reader.choice((False, True, True), "ESC -"))


def inverse(head: Head, reader: Reader) -> None:
    head.restyle(inverse=bool(reader.number() & 1))


def align(head: Head, reader: Reader) -> None:
    head.align = reader.choice(("left", "center", "right"), "ESC a")


def code_page(head: Head, reader: Reader) -> None:
    number = reader.number()
    if number not in CODE_PAGES:
        raise UnknownCommandError(f"unknown code page {number} (1b 74 {number:02x})")
    head.page = CODE_PAGES[number]


def country(_head: Head, reader: Reader) -> None:
    """Swaps ASCII letters for national ones: only the plain set is understood."""
    if reader.number():
        raise UnknownCommandError("an international character set other than 0 (1b 52)")


def line_dots(head: Head, reader: Reader) -> None:
    head.line_dots = reader.number()


def default_line_dots(head: Head, _reader: Reader) -> None:
    head.line_dots = LINE_DOTS


def feed_lines(head: Head, reader: Reader) -> None:
    head.put(Feed(reader.number() * head.line_dots))


def feed_dots(head: Head, reader: Reader) -> None:
    head.put(Feed(reader.number()))


def cut(head: Head, reader: Reader) -> None:
    mode = reader.number()
    if mode in (65, 66):
        feed_dots(head, reader)
    elif mode not in (0, 1, 48, 49):
        raise UnknownCommandError(f"unknown cut (1d 56 {mode:02x})")
    head.put(Cut())


def kick(head: Head, reader: Reader) -> None:
    pin = reader.choice((2, 5), "ESC p")
    reader.take(2)  # how long
    head.put(Kick(pin))


def picture_by_rows(head: Head, reader: Reader) -> None:
    reader.take(2)
    row_bytes, height = reader.number(2), reader.number(2)
    head.put(Picture(row_bytes * 8, height, reader.take(row_bytes * height), head.align))


def picture_by_columns(head: Head, reader: Reader) -> None:
    """A band of 8 or 24 dots."""
    mode, width = reader.number(), reader.number(2)
    if mode not in (0, 1, 32, 33):
        raise UnknownCommandError(f"unknown bit image mode (1b 2a {mode:02x})")
    tall = 3 if mode >= 32 else 1
    head.put(Picture(width, tall * 8, turned(reader.take(width * tall), tall), head.align))


def turned(columns: bytes, tall: int) -> bytes:
    """Dots given column by column, `tall` bytes each, as dots row by row."""
    width = len(columns) // tall
    row_bytes = (width + 7) // 8
    rows = bytearray(row_bytes * tall * 8)
    for x in range(width):
        for y in range(tall * 8):
            if columns[x * tall + y // 8] & 0x80 >> y % 8:
                rows[y * row_bytes + x // 8] |= 0x80 >> x % 8
    return bytes(rows)


def group(head: Head, reader: Reader) -> None:
    """GS ( k: two-dimensional codes, of which it knows QR."""
    if (kind := reader.take(1)) != b"k":
        raise UnknownCommandError(f"unknown command 1d 28 {kind.hex()}")
    body = reader.take(reader.number(2))
    function = body[1] if body[:1] == b"1" and len(body) > 1 else None
    if function not in QR_FUNCTIONS:
        raise UnknownCommandError(f"unknown two-dimensional code 1d 28 6b {body[:2].hex(' ')}")
    if function == QR_STORE:
        head.qr = body[3:].decode(errors="replace")
    elif function == QR_PRINT:
        head.put(Qr(head.qr, head.align))


def query_now(head: Head, reader: Reader) -> None:
    head.items.append(Query("DLE EOT", reader.number()))


def query_in_turn(head: Head, reader: Reader) -> None:
    head.items.append(Query("GS r", reader.number()))


def ignored(count: int) -> Command:
    """A command with `count` argument bytes that changes nothing a reader of the paper would miss."""
    return lambda _head, reader: reader.take(count) and None


COMMANDS: dict[bytes, Command] = {
    b"\t": lambda head, _reader: head.tab(),
    b"\n": lambda head, _reader: head.end_line(),
    b"\r": ignored(0),
    b"\x10\x04": query_now,
    b"\x1b!": modes,
    b"\x1b*": picture_by_columns,
    b"\x1b-": underline,
    b"\x1b2": default_line_dots,
    b"\x1b3": line_dots,
    b"\x1b@": lambda head, _reader: head.reset(),
    b"\x1bE": bold,
    b"\x1bG": bold,
    b"\x1bJ": feed_dots,
    b"\x1bM": ignored(1),  # font: this printer has one
    b"\x1bR": country,
    b"\x1ba": align,
    b"\x1bd": feed_lines,
    b"\x1bp": kick,
    b"\x1bt": code_page,
    b"\x1b{": ignored(1),  # upside down
    b"\x1c.": ignored(0),  # no Chinese characters
    b"\x1d!": size,
    b"\x1d(": group,
    b"\x1dB": inverse,
    b"\x1dL": ignored(2),  # left margin
    b"\x1dV": cut,
    b"\x1dW": ignored(2),  # width of the printing area
    b"\x1db": ignored(1),  # smoothing
    b"\x1dr": query_in_turn,
    b"\x1dv": picture_by_rows,
}
PREFIXES = {command[:1] for command in COMMANDS if len(command) == 2}
