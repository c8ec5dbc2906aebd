"""Printed paper as a picture, dot for dot: 12 by 24 dots a letter, as an 80 or 58 mm printer has them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps

from boothkit.printer.head import LINE_DOTS
from boothkit.printer.paper import Cut, Feed, Item, Picture, Qr, Row, Span

CELL_WIDTH, CELL_HEIGHT = 12, 24
MARGIN = 30
QR_DOTS = 5  # a module
# What a system is likely to have; Pillow's own letters stand in for it elsewhere.
FONTS = {
    False: ("DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf"),
    True: ("DejaVuSansMono-Bold.ttf", "LiberationMono-Bold.ttf", "NotoSansMono-Bold.ttf"),
}


def as_picture(items: Sequence[Item], columns: int) -> Image.Image:
    """The paper with its white margins; letters beyond the last column go on in the next row."""
    width = columns * CELL_WIDTH
    strips = [strip for item in items if (strip := _strip(item, width)) is not None]
    height = sum(strip.height for strip in strips)
    paper = Image.new("L", (width + 2 * MARGIN, height + 2 * MARGIN), 255)
    top = MARGIN
    for strip in strips:
        paper.paste(strip, (MARGIN, top))
        top += strip.height
    return paper


def _strip(item: Item, width: int) -> Image.Image | None:
    match item:
        case Row():
            return _row(item, width)
        case Picture():
            return _placed(_dots(item), width, item.align)
        case Qr():
            return _placed(_qr(item.data), width, item.align)
        case Feed() if item.dots:
            return Image.new("L", (width, item.dots), 255)
        case Cut():
            return None
    return None


def _row(row: Row, width: int) -> Image.Image:
    """One printed row, or as many as its letters need."""
    lines: list[list[tuple[int, Image.Image]]] = [[]]
    x = 0
    for span in row.spans:
        for char in span.text:
            letter = _letter(replace(span, text=char))
            if x + letter.width > width:
                lines.append([])
                x = 0
            lines[-1].append((x, letter))
            x += letter.width
    heights = [max((letter.height for _, letter in line), default=CELL_HEIGHT) for line in lines]
    gap = LINE_DOTS - CELL_HEIGHT
    strip = Image.new("L", (width, sum(heights) + gap * len(heights)), 255)
    top = 0
    for line, height in zip(lines, heights, strict=True):
        used = line[-1][0] + line[-1][1].width if line else 0
        start = {"left": 0, "center": (width - used) // 2, "right": width - used}[row.align]
        for left, letter in line:
            strip.paste(letter, (start + left, top + height - letter.height))
        top += height + gap
    return strip


@cache
def _letter(span: Span) -> Image.Image:
    """A letter in its cell, drawn at its height and stretched to its width."""
    high, wide = span.high, span.wide
    cell = Image.new("L", (CELL_WIDTH * high, CELL_HEIGHT * high), 255)
    draw = ImageDraw.Draw(cell)
    middle = (cell.width / 2, cell.height * 0.78)
    draw.text(middle, span.text, 0, _font(span.bold, 20 * high), anchor="ms")
    if span.underline:
        draw.line((0, cell.height - 2, cell.width, cell.height - 2), 0, 2)
    if span.inverse:
        cell = ImageOps.invert(cell)
    return cell if wide == high else cell.resize((CELL_WIDTH * wide, cell.height))


@cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in FONTS[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _dots(picture: Picture) -> Image.Image:
    image = Image.frombytes("1", (picture.width, picture.height), picture.bits)
    return ImageOps.invert(image.convert("L"))


def _qr(data: str) -> Image.Image:
    rows = list(segno.make_qr(data, error="m").matrix_iter(QR_DOTS))
    dots = Image.new("L", (len(rows[0]), len(rows)))
    dots.putdata([0 if dark else 255 for row in rows for dark in row])
    return dots


def _placed(image: Image.Image, width: int, align: str) -> Image.Image:
    strip = Image.new("L", (width, image.height), 255)
    left = {"left": 0, "center": (width - image.width) // 2, "right": width - image.width}[align]
    strip.paste(image, (left, 0))
    return strip
