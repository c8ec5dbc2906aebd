"""Paper as a picture, for letters a printer does not have: Arabic, Chinese, or Czech on an old model.

Each part of a line is drawn whole, so that letters join and run in their own direction. Must not know
receipts or printers: lines and codes in, dots out.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import segno
from PIL import Image, ImageDraw, ImageFont, features

from locutorio.printing.sheet import Code, Line, Part

CELL_WIDTH, ROW_HEIGHT = 12, 32
DOTS_A_MODULE = 5  # of a QR code: 0.6 mm, which any telephone reads
QUIET_MODULES = 4
FONT_SIZE = 21
# In order of preference; the first that has every letter of a text draws it.
FONTS = ("DejaVuSansMono", "DejaVuSans", "NotoSansArabic-Regular", "NotoSansCJK-Regular", "NotoSans-Regular")
BOLD_FONTS = (
    "DejaVuSansMono-Bold",
    "DejaVuSans-Bold",
    "NotoSansArabic-Bold",
    "NotoSansCJK-Bold",
    "NotoSans-Bold",
)
SUFFIXES = (".ttf", ".ttc", ".otf")

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw(parts: Sequence[Part], columns: int, *, right_to_left: bool) -> Image.Image:
    """The parts in black on white; in a language from the right, each line's start is its right end."""
    width = columns * CELL_WIDTH
    strips = [
        _code(part, width) if isinstance(part, Code) else _line(part, width, right_to_left=right_to_left)
        for part in parts
    ]
    picture = Image.new("1", (width, sum(strip.height for strip in strips)), 255)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def _code(code: Code, width: int) -> Image.Image:
    """In the middle of a strip of paper."""
    modules = segno.make_qr(code.text, error="m")
    side = int(modules.symbol_size(DOTS_A_MODULE, QUIET_MODULES)[0])
    strip = Image.new("1", (width, side), 255)
    left = (width - side) // 2
    for y, row in enumerate(modules.matrix_iter(DOTS_A_MODULE, QUIET_MODULES)):
        for x, dark in enumerate(row):
            if dark:
                strip.putpixel((left + x, y), 0)
    return strip


def _line(line: Line, width: int, *, right_to_left: bool) -> Image.Image:
    strip = Image.new("1", (width, ROW_HEIGHT * (2 if line.double else 1)), 255)
    start, end = ("right", "left") if right_to_left else ("left", "right")
    indent = (len(line.left) - len(line.left.lstrip())) * CELL_WIDTH
    for text, side in ((line.left.strip(), start), (line.right, end)):
        if not text:
            continue
        dots = _dots(text, strip.height, width - indent, bold=line.bold)
        free = width - dots.width
        left = {"left": 0, "right": free, "center": free // 2}["center" if line.align == "center" else side]
        if side == start and line.align != "center":
            left += -indent if right_to_left else indent
        # Black only: the parts of a line may share its strip of paper.
        strip.paste(0, (left, 0), dots)
    return strip


def _dots(text: str, height: int, room: int, *, bold: bool) -> Image.Image:
    """The text as a mask, squeezed if its letters are too wide for the `room` its cells had."""
    font = _font(text, FONT_SIZE * height // ROW_HEIGHT, bold=bold)
    # Without raqm Pillow knows no directions: Arabic then comes out unjoined, the rest as it should.
    direction = ("rtl" if _runs_from_right(text) else "ltr") if features.check("raqm") else None
    width = max(1, round(font.getlength(text, direction=direction)))
    mask = Image.new("1", (width, height), 0)
    ImageDraw.Draw(mask).text((0, height * 0.74), text, 255, font, "ls", direction=direction)
    return mask if width <= room else mask.resize((room, height))


def _runs_from_right(text: str) -> bool:
    """As the first letter with a direction says; numbers alone run from the left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def _font(text: str, size: int, *, bold: bool) -> Font:
    """The font that lacks fewest letters of `text`. What none has shows as its empty box, not as "?"."""
    fonts = _fonts(size, bold)
    return min(fonts, key=lambda font: sum(_lacks(font, char) for char in set(text)))


@cache
def _fonts(size: int, bold: bool) -> tuple[Font, ...]:
    found: list[Font] = []
    for name in BOLD_FONTS if bold else FONTS:
        for suffix in SUFFIXES:
            try:
                found.append(ImageFont.truetype(name + suffix, size))
            except OSError:
                continue
    return (*found, ImageFont.load_default(size))


@cache
def _lacks(font: Font, char: str) -> bool:
    """Whether the font draws `char` as it draws a character that cannot exist."""
    if char.isspace() or unicodedata.combining(char):
        return False
    return bytes(font.getmask(char)) == bytes(font.getmask("\uffff"))
