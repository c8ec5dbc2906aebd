from hypothesis import given
from hypothesis import strategies as st
from locutorio.printing.cells import clean, width, wrap

TEXT = st.text(alphabet=st.characters())


def test_wide_and_combining_characters_take_their_cells():
    assert width("Café") == 4
    assert width("e\u0301") == 1
    assert width("漢字") == 4


def test_no_escape_reaches_the_printer():
    assert clean("A\x1bp\x00B\x9b\u202eC\u2028D\ue000") == "ApBC D"


def test_the_spaces_of_french_money_are_plain():
    assert clean("1\u202f234,50\u00a0€") == "1 234,50 €"


def test_words_stay_whole_where_they_fit():
    assert wrap("Morocco, mobile networks", 12) == ["Morocco,", "mobile", "networks"]
    assert wrap("Llanfairpwllgwyngyll", 8) == ["Llanfair", "pwllgwyn", "gyll"]


@given(TEXT)
def test_cleaned_text_holds_no_control_character(text):
    cleaned = clean(text)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in cleaned)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in cleaned)
    assert clean(cleaned) == cleaned


@given(TEXT, st.integers(2, 48))
def test_rows_are_never_wider_than_the_paper_and_lose_nothing(text, columns):
    cleaned = clean(text)
    rows = wrap(cleaned, columns)
    assert all(width(row) <= columns for row in rows)
    assert "".join(rows).replace(" ", "") == cleaned.replace(" ", "")
