"""Whatever the model, no letter is ever printed as a question mark nobody wrote.

A printer's pages are told by its profile; a letter none of them has must turn the paper into a picture.
"""

import pytest
from boothkit.printer.decoder import Decoder
from boothkit.printer.paper import Cut, Feed, Picture, Row
from locutorio.printing.escpos_bytes import compose, profile_columns, profile_names
from locutorio.printing.layout import lay_out
from locutorio.printing.python_escpos import get_profile
from locutorio.printing.sheet import MIN_COLUMNS
from locutorio.words import Words
from paper_samples import SAMPLES, family, z_report


def alike(profile: str) -> tuple[object, ...]:
    """Two profiles of which this is equal are printed on alike."""
    model = get_profile(profile)
    pages = tuple(sorted(model.codePages.items()))
    return pages, profile_columns(profile), model.supports("qrCode"), model.supports("bitImageRaster")


USABLE = (name for name in profile_names() if profile_columns(name) >= MIN_COLUMNS)
PROFILES = sorted({alike(name): name for name in USABLE}.values())


def composed(document, profile: str) -> bytes:
    columns = min(profile_columns(profile), 48)
    words = Words(document.language, document.timezone)
    return compose(lay_out(document, columns, copy=1), columns, profile, right_to_left=words.right_to_left)


def is_picture(data: bytes) -> bool:
    return {type(item) for item in Decoder().feed(data)} <= {Picture, Feed, Cut}


@pytest.mark.parametrize("profile", PROFILES)
def test_no_unexpected_question_mark_is_sent(profile):
    for receipt in SAMPLES.values():
        for document in (family(receipt), z_report(receipt)):
            data = composed(document, profile)
            assert b"?" not in data or not asked(data), (document.language, type(document))


def asked(data: bytes) -> list[str]:
    """The rows of letters with a question mark; among the dots of a picture it means nothing."""
    return [item.text for item in Decoder().feed(data) if isinstance(item, Row) and "?" in item.text]


def test_letters_no_page_has_make_a_picture_and_only_they():
    as_picture = {
        (language, profile): is_picture(composed(SAMPLES[language], profile))
        for profile in ("TM-T88V", "TM-T20II", "default", "TM-T88III")
        for language in SAMPLES
    }
    assert {pair for pair, picture in as_picture.items() if picture} == {
        ("ar", "TM-T88V"), ("ar", "TM-T20II"), ("ar", "default"), ("ar", "TM-T88III"), ("cs", "TM-T88III"),
    }  # fmt: skip
