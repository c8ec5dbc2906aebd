"""Lines to ESC/POS bytes, as the profile of a printer can take them.

Text goes out as text where the printer's code pages carry every letter of it; otherwise the whole
receipt goes out as a picture. No letter is ever replaced by a question mark.
"""

import struct
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageOps

from locutorio.printing.layout import Line
from locutorio.printing.picture import draw
from locutorio.printing.python_escpos import CAPABILITIES, Dummy, Encoder, get_profile

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


def compose(lines: Sequence[Line], columns: int, profile: str, *, right_to_left: bool) -> bytes:
    """Everything the printer needs for one receipt, from its reset to the cut."""
    encoder = _encoder(profile)
    printer = Dummy(profile=profile, magic_encode_args={"encoder": encoder})
    printer.hw("INIT")
    if all(_carried(encoder, line.text(columns)) for line in lines):
        for line in lines:
            printer.set(
                bold=line.bold,
                double_width=line.double,
                double_height=line.double,
                normal_textsize=not line.double,
            )
            printer.textln(line.text(columns))
    else:
        _picture(printer, draw(lines, columns, right_to_left=right_to_left))
    printer.cut()
    data: bytes = printer.output
    return data


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
    widest = printer.profile.media["width"]["pixels"]
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
