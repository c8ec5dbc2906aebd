"""The paper as a PDF: the same lines on a page as wide as the roll and as long as it takes."""

from collections.abc import Sequence
from io import BytesIO

import segno
from fpdf import FPDF
from fpdf.enums import TextDirection, XPos, YPos

from locutorio.documents.fonts import MONO, carry
from locutorio.printing.layout import Document, lay_out
from locutorio.printing.sheet import Code, Line, Part
from locutorio.words import Words

COLUMNS = 42
WIDTH_MM, MARGIN_MM = 80.0, 5.0
CELL_MM = (WIDTH_MM - 2 * MARGIN_MM) / COLUMNS
MM_A_POINT = 25.4 / 72
POINTS = CELL_MM / 0.602 / MM_A_POINT  # a letter of this font is 0.602 of its size wide
ROW_MM = 4.0
CODE_MM = 28.0


def roll_pdf(document: Document, *, copy: int = 0) -> bytes:
    """`copy` 0 is the original, n the nth DUPLICATE."""
    parts = lay_out(document, COLUMNS, copy=copy)
    pdf = FPDF(unit="mm", format=(WIDTH_MM, 2 * MARGIN_MM + sum(_height_mm(part) for part in parts)))
    pdf.set_auto_page_break(False)
    pdf.set_margins(MARGIN_MM, MARGIN_MM)
    pdf.c_margin = 0
    pdf.set_lang(document.language)
    carry(pdf, MONO)
    pdf.add_page()
    _draw(pdf, parts, right_to_left=Words(document.language, document.timezone).right_to_left)
    return bytes(pdf.output())


def _height_mm(part: Part) -> float:
    if isinstance(part, Code):
        return CODE_MM
    return 2 * ROW_MM if part.double else ROW_MM


def _draw(pdf: FPDF, parts: Sequence[Part], *, right_to_left: bool) -> None:
    top_mm = MARGIN_MM
    for part in parts:
        pdf.set_xy(MARGIN_MM, top_mm)
        if isinstance(part, Code):
            pdf.image(_code(part.text), (WIDTH_MM - CODE_MM) / 2, top_mm, CODE_MM, CODE_MM)
        else:
            _line(pdf, part, right_to_left=right_to_left)
        top_mm += _height_mm(part)


def _line(pdf: FPDF, line: Line, *, right_to_left: bool) -> None:
    pdf.set_font(MONO, "B" if line.bold else "", POINTS * (2 if line.double else 1))
    start, end = ("R", "L") if right_to_left else ("L", "R")
    indent_mm = (len(line.left) - len(line.left.lstrip())) * CELL_MM
    width_mm = WIDTH_MM - 2 * MARGIN_MM
    for text, align in ((line.left.strip(), "C" if line.align == "center" else start), (line.right, end)):
        room_mm = width_mm if align == "C" else width_mm - indent_mm
        left_mm = MARGIN_MM + (0 if align == "C" or right_to_left else indent_mm)
        pdf.set_x(left_mm)
        pdf.set_text_shaping(True, direction=_direction(text))
        pdf.cell(room_mm, _height_mm(line), text, align=align, new_x=XPos.LEFT, new_y=YPos.TOP)


def _direction(text: str) -> TextDirection:
    """Arabic runs from the right; numbers and our own letters from the left, also beside it."""
    return TextDirection.RTL if any("\u0590" <= char <= "\u08ff" for char in text) else TextDirection.LTR


def _code(text: str) -> BytesIO:
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=4)
    picture.seek(0)
    return picture
