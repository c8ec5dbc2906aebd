"""A sheet asked for numbers: by the longest prefix that holds at the moment."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.sheet import Row, Sheet

PRICE = Decimal("0.1")
MOMENTS = st.none() | st.integers(0, 5)
ROW = st.builds(
    lambda prefix, begins, ends: Row(prefix, "", PRICE, valid_from_ms=begins, discontinued_at_ms=ends),
    st.text("12", max_size=3),
    MOMENTS,
    MOMENTS,
)
ROWS = st.lists(ROW)


def test_rows_lie_in_order_and_by_prefix():
    late, early = Row("34", "", PRICE, valid_from_ms=5), Row("34", "", PRICE)
    sheet = Sheet.of([Row("35", "", PRICE), early, Row("3", "", PRICE), late])
    assert [row.prefix for row in sheet.rows] == ["3", "34", "34", "35"]
    assert sheet.by_prefix["34"] == (late, early)
    assert sheet.lengths == (2, 1)


@given(ROWS, st.text("12", min_size=1, max_size=4), st.integers(0, 5))
def test_the_longest_prefix_with_a_row_in_force_is_found(rows, number, at_ms):
    found = Sheet.of(rows).find(number, at_ms)
    fitting = [row for row in rows if number.startswith(row.prefix) and row.is_valid(at_ms)]
    longest = max((len(row.prefix) for row in fitting), default=None)
    if found is None:
        assert not fitting
    else:
        assert found in fitting
        assert len(found.prefix) == longest
        begins = max(row.valid_from_ms or 0 for row in fitting if row.prefix == found.prefix)
        assert (found.valid_from_ms or 0) == begins
