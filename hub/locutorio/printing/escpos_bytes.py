"""What was laid out as ESC/POS bytes, as the profile of a printer can take them.

Text goes out as text where the printer's code pages carry every letter of it; otherwise the whole
paper goes out as a picture. No letter is ever replaced by a question mark. A printer that draws no QR codes
gets them as pictures too. Must not know what the text says.
"""

import struct
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageOps

from locutorio.printing.picture import DOTS_A_MODULE, draw
from locutorio.printing.python_escpos import CAPABILITIES, QR_ECLEVEL_M, Dummy, Encoder, get_profile
from locutorio.printing.sheet import Code, Line, Part

# Pages written from left to right whose place is the same on nearly every printer. Left out are those
# that printers render each in their own way (Greek ISO 8859-7 for a lone euro) and the Arabic and Hebrew
# ones: their letters would come out unjoined and backwards.
PAGES = (
    "CP437", "CP850", "CP852", "CP858", "CP860", "CP863", "CP865", "CP866", "CP1252", "CP737", "CP857",
    "CP775", "CP1250", "CP1251", "CP1253", "CP1254", "CP1257",
)  # fmt: skip

BAND_DOTS = 240


def profile_names() -> list[str]:
    return sorted(CAPABILITIES["profiles"])


def profile_columns(profile: str) -> int:
    """How many letters of the normal font stand on a line."""
    columns: int = get_profile(profile).get_columns("a")
    return columns


def compose(parts: Sequence[Part], columns: int, profile: str, *, right_to_left: bool) -> bytes:
    """Everything the printer needs for one piece of paper, from its reset to the cut."""
    encoder = _encoder(profile)
    printer = Dummy(profile=profile, magic_encode_args={"encoder": encoder})
    printer.hw("INIT")
    if all(_carried(encoder, part.text(columns)) for part in parts if isinstance(part, Line)):
        for part in parts:
            if isinstance(part, Code):
                _code(printer, part, columns)
            else:
                _line(printer, part, columns)
    else:
        _picture(printer, draw(parts, columns, right_to_left=right_to_left))
    printer.cut()
    data: bytes = printer.output
    return data


def kick(pin: int) -> bytes:
    """The pulse that opens the drawer on the printer's plug."""
    printer = Dummy()
    printer.cashdraw(pin)
    data: bytes = printer.output
    return data


def _line(printer: Dummy, line: Line, columns: int) -> None:
    printer.set(
        bold=line.bold,
        double_width=line.double,
        double_height=line.double,
        normal_textsize=not line.double,
    )
    printer.textln(line.text(columns))


def _code(printer: Dummy, code: Code, columns: int) -> None:
    if not printer.profile.supports("qrCode"):
        _picture(printer, draw([code], columns, right_to_left=False))
        return
    printer.set(align="center")
    printer.qr(code.text, ec=QR_ECLEVEL_M, size=DOTS_A_MODULE, native=True)
    printer.set(align="left")


def _encoder(profile: str) -> Any:
    """Knows the profile's pages that are fit for text, each in its lowest slot: clones agree on those."""
    slots: dict[str, int] = {}
    for slot, page in get_profile(profile).codePages.items():
        if page in PAGES:
            slots[page] = min(int(slot), slots.get(page, 255))
    return Encoder(slots)


def _carried(encoder: Any, text: str) -> bool:
    return all(any(encoder.can_encode(page, char) for page in encoder.codepages) for char in set(text))


def _picture(printer: Dummy, picture: Image.Image) -> None:
    """In bands that fit a small printer's memory; dot for dot unless the paper is narrower."""
    widest = printer.profile.media["width"].get("pixels", "Unknown")  # some profiles leave it out
    if widest != "Unknown" and picture.width > widest:
        picture = picture.resize((widest, picture.height * widest // picture.width))
    for top in range(0, picture.height, BAND_DOTS):
        band = picture.crop((0, top, picture.width, min(top + BAND_DOTS, picture.height)))
        if printer.profile.supports("bitImageRaster"):
            dots = ImageOps.invert(band)  # here 1 is black
            size = struct.pack("<HH", (band.width + 7) // 8, band.height)
            printer._raw(b"\x1dv0\x00" + size + dots.tobytes())
        else:
            printer.image(band, impl="bitImageColumn")
