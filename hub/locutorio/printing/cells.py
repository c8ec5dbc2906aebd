"""Text as a receipt printer sees it: a row of cells of equal width.

Pure. Knows which characters take a cell, which take two and which take none, breaks text into rows, and
lets nothing through that a printer could take for a command. Must not know what the text says.
"""

import unicodedata

# Zero-width (non-)joiners shape words in Persian and Indic scripts: the one formatting that is text.
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """`text` without control, formatting or unassigned characters; any space is a plain space.

    Names and notes are typed by people and numbers come from the wire: an ESC in them must not reach
    the printer, nor a bidi override the screen.

    >>> clean("Bob\\x1b@\\n\\u00a0x")
    'Bob@ x'
    """
    kept = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if category.startswith("Z") or char in "\t\n\r":
            kept.append(" ")
        elif not category.startswith("C") or char in _JOINERS:
            kept.append(char)
    return " ".join("".join(kept).split())


def width(text: str) -> int:
    """How many cells `text` takes: two for wide East Asian characters, none for combining marks."""
    return sum(_char_width(char) for char in text)


def wrap(text: str, columns: int) -> list[str]:
    """`text` in rows of at most `columns` cells, broken at spaces, inside a word only if it must be.

    >>> wrap("Dial the number slowly", 10)
    ['Dial the', 'number', 'slowly']
    """
    rows = [""]
    for word in text.split(" "):
        joined = f"{rows[-1]} {word}" if rows[-1] else word
        if width(joined) <= columns:
            rows[-1] = joined
            continue
        if rows[-1]:
            rows.append("")
        pieces = _pieces(word, columns)
        rows[-1:] = pieces
    return rows


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) > columns:
            pieces.append("")
        pieces[-1] += char
    return pieces
