"""The fonts that go into a PDF, wherever the system keeps them: a file for ten years must carry its own."""

from functools import cache

from fpdf import FPDF
from PIL import ImageFont

from locutorio.core.errors import ShopError

SANS, MONO = "DejaVuSans", "DejaVuSansMono"


class NoFonts(ShopError):
    code = "no_fonts"


def carry(pdf: FPDF, name: str) -> None:
    """Embed `name` and its bold face, and set Arabic as it is written: joined, from the right."""
    for style, suffix in (("", ""), ("B", "-Bold")):
        pdf.add_font(name, style, _path(f"{name}{suffix}.ttf"))
    pdf.set_font(name)
    pdf.set_text_shaping(True)


@cache
def _path(file: str) -> str:
    try:
        path = ImageFont.truetype(file).path
    except OSError:
        path = None
    if not isinstance(path, str):
        raise NoFonts("the fonts for PDF files are missing; install the package fonts-dejavu-core")
    return path
