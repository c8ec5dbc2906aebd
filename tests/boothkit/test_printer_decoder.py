from itertools import pairwise

import pytest
from boothkit.printer.decoder import Decoder
from boothkit.printer.paper import Cut, Feed, Kick, Picture, Qr, Query, Row, Span, as_text
from hypothesis import given
from hypothesis import strategies as st


def decoded(data: bytes) -> list:
    return Decoder().feed(data)


@pytest.mark.parametrize(
    ("page", "data", "text"),
    [
        (0, b"caf\x82", "café"),
        (2, b"S\xc6o", "São"),
        (3, b"S\x84o", "São"),
        (4, b"No\x89l", "Noël"),
        (16, b"5 \x80", "5 €"),
        (18, b"Ji\xfd\xa1", "Jiří"),
        (19, b"5 \xd5", "5 €"),
        (32, b"\xe3", "ع"),
    ],
)
def test_code_pages(page, data, text):
    (row,) = decoded(b"\x1bt" + bytes([page]) + data + b"\n")
    assert row.text == text


def test_a_byte_the_page_does_not_have_shows_as_such():
    assert decoded(b"\x1bt\x10\x81\n")[0].text == "\ufffd"


def test_styles():
    (row,) = decoded(b"a\x1bE\x01b\x1bE\x00\x1d!\x11c\x1b!\x00\x1b-\x01d\x1b-\x00\x1dB\x01e\n")
    assert row.spans == (
        Span("a"),
        Span("b", bold=True),
        Span("c", wide=2, high=2),
        Span("d", underline=True),
        Span("e", inverse=True),
    )
    assert row.cells == 6


def test_modes_in_one_byte_replace_each_other():
    (row,) = decoded(b"\x1b!\x38a\x1b!\x00b\n")
    assert row.spans == (Span("a", bold=True, wide=2, high=2), Span("b"))


def test_alignment_in_both_spellings():
    assert [row.align for row in decoded(b"\x1ba\x01x\n\x1ba2x\n\x1ba\x00x\n")] == ["center", "right", "left"]


def test_reset_forgets_everything():
    (row,) = decoded(b"\x1bE\x01\x1ba\x01\x1bt\x12lost\x1b@\x82\n")
    assert row == Row((Span("é"),))


def test_feeding_and_cutting_end_a_line():
    assert decoded(b"x\x1bd\x02y\x1bJ\x09\x1dV\x00\x1dV\x42\x05") == [
        Row((Span("x"),)),
        Feed(60),
        Row((Span("y"),)),
        Feed(9),
        Cut(),
        Feed(5),
        Cut(),
    ]


def test_line_spacing_counts_when_feeding():
    assert decoded(b"\x1b3\x10\x1bd\x02\x1b2\x1bd\x01") == [Feed(32), Feed(30)]


def test_a_tab_goes_to_the_next_stop():
    assert decoded(b"abc\tx\n")[0].text == "abc     x"


def test_drawer_and_questions():
    assert decoded(b"\x1bp\x00\x19\xfa\x1bp1\x19\xfa\x10\x04\x04\x1dr\x01") == [
        Kick(2),
        Kick(5),
        Query("DLE EOT", 4),
        Query("GS r", 1),
    ]


def test_a_raster_picture():
    assert decoded(b"\x1dv0\x00\x01\x00\x02\x00\x80\x01") == [Picture(8, 2, b"\x80\x01")]


def test_a_picture_by_columns_is_turned():
    """Two columns of eight dots: the first black at the top, the second at the bottom."""
    assert decoded(b"\x1b*\x00\x02\x00\x80\x01") == [Picture(2, 8, b"\x80" + bytes(6) + b"\x40")]


def test_qr():
    def function(body: bytes) -> bytes:
        return b"\x1d(k" + len(body).to_bytes(2, "little") + body

    data = function(b"1C\x06") + function(b"1E0") + function(b"1P0https://x") + function(b"1Q0")
    assert decoded(data) == [Qr("https://x")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1bz", "unknown command 1b 7a"),
        (b"\x07", "unknown command 07"),
        (b"\x1bt\x63", "unknown code page 99"),
        (b"\x1bR\x07", "international character set"),
        (b"\x1dV\x07", "unknown cut"),
        (b"\x1ba\x05", "no choice 5"),
        (b"\x1b*\x07\x00\x00", "unknown bit image mode"),
        (b"\x1d(L\x00", "unknown command 1d 28 4c"),
        (b"\x1d(k\x02\x002A", "unknown two-dimensional code"),
        (b"\x1d(k\x00\x00", "unknown two-dimensional code"),
    ],
)
def test_what_it_does_not_know_is_told_in_its_place(data, what):
    before, problem, *after = decoded(b"before\n" + data + b"\nafter\n")
    assert before.text == "before"
    assert what in problem.text
    assert after[-1].text == "after"


RECEIPT = (
    b"\x1b@\x1bt\x13Caf\x82 \xd5\n\x1bE\x01\x1b!\x30Total\n\x1dv0\x00\x01\x00\x02\x00\xff\x00"
    b"\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0\x1bp\x00\x01\x02\x1bd\x06\x1dV\x00"
)


@given(st.lists(st.integers(0, len(RECEIPT)), max_size=6).map(sorted))
def test_it_does_not_matter_how_the_bytes_are_cut(cuts):
    decoder = Decoder()
    edges = [0, *cuts, len(RECEIPT)]
    pieces = [RECEIPT[start:end] for start, end in pairwise(edges)]
    assert [item for piece in pieces for item in decoder.feed(piece)] == decoded(RECEIPT)


@given(st.binary(max_size=200))
def test_rubbish_does_not_stop_it(data):
    """Each byte is printed, obeyed, complained of or waits for the rest of its command."""
    decoder = Decoder()
    decoder.feed(data)
    assert decoder.feed(b"") == []


def test_paper_as_text():
    items = decoded(b"left\n\x1ba\x01mid\n\x1ba2right\n" + b"\x1dv0\x00\x01\x00\x01\x00\xff\n\n\x1dV\x00")
    assert as_text(items, 11) == "left\n    mid\n      right\n[picture 8 x 1]\n"
