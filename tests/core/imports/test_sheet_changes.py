"""A sheet kept and read again, compared with another, and following on another."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.imports import (
    Change,
    Changes,
    SheetTextError,
    compare,
    follow_on,
    guess,
    parse_sheet,
    read_sheet,
    sheet_text,
)
from locutorio.core.sheet import Row, Sheet
from locutorio.sheet_files import read_grid

OLD = Row("34", "Spain", Decimal("0.10"))
MOMENTS = st.none() | st.integers(-(10**12), 4 * 10**12)
AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=7) | st.just(Decimal("0.00"))
SECONDS = st.integers(1, 3600)
ROW = st.builds(
    Row,
    st.text("0123456789=", max_size=6),
    st.text(max_size=12),
    AMOUNTS,
    AMOUNTS,
    SECONDS,
    SECONDS,
    MOMENTS,
    MOMENTS,
    st.booleans(),
)
SHEETS = st.lists(ROW, max_size=20).map(Sheet.of)


@given(SHEETS)
def test_a_sheet_kept_as_text_is_the_same_sheet(sheet):
    again = parse_sheet(sheet_text(sheet))
    assert again.rows == sheet.rows
    assert [row.price.as_tuple() for row in again.rows] == [row.price.as_tuple() for row in sheet.rows]


@pytest.mark.parametrize(
    "line",
    [
        "34,Spain",
        "34,Spain,x,0,60,60,,,",
        "34,Spain,1,0,60,60,yesterday,,",
        "34,Spain,1,0,60,60,,,perhaps",
        "34,Spain,1,0,a,60,,,",
    ],
)
def test_what_was_not_written_by_it_is_not_read(line):
    with pytest.raises(SheetTextError, match="Line 2"):
        parse_sheet(sheet_text(Sheet.of([])) + line)
    with pytest.raises(SheetTextError, match="first line"):
        parse_sheet(line)


def test_a_sheet_handed_out_can_be_imported_again():
    rows = [
        OLD,
        Row(
            "346", "Spain, mobile", Decimal("0.125"), Decimal("0.05"), 30, 6, valid_from_ms=1_800_000_000_123
        ),
        Row("351", '=HYPERLINK("x")', Decimal("1.250"), discontinued_at_ms=1_900_000_000_000),
        Row("53", "Cuba", Decimal(0), forbidden=True),
    ]
    grid = read_grid(sheet_text(Sheet.of(rows)).encode(), "export.csv")
    reading = read_sheet(grid, guess(grid).mapping, zone=ZoneInfo("Asia/Tokyo"), now_ms=1_795_000_000_000)
    assert reading.sheet.rows == Sheet.of(rows).rows


def changed(old, new, at_ms=1000):
    return compare(old and Sheet.of(old), Sheet.of(new), at_ms=at_ms)


def test_a_first_sheet_is_all_new():
    assert changed(None, [OLD]) == Changes((Change("34", "Spain", None, OLD),), (), (), (), 0)


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (OLD._replace(label="España"), None),
        (OLD._replace(price=Decimal("0.11")), "dearer"),
        (OLD._replace(price=Decimal("0.09"), connect_fee=Decimal(1)), "cheaper"),
        (OLD._replace(connect_fee=Decimal("0.01")), "dearer"),
        (OLD._replace(next_s=1), "cheaper"),
        (OLD._replace(forbidden=True), "gone"),
        (OLD._replace(discontinued_at_ms=1000), "gone"),
        (OLD._replace(prefix="35"), "gone"),
    ],
)
def test_what_a_row_becomes(new, kind):
    changes = changed([OLD], [new])
    found = {name for name in ("new", "dearer", "cheaper", "gone") if getattr(changes, name)}
    assert found - {"new"} == ({kind} if kind else set())
    assert changes.same_count == (kind is None)


def test_prices_before_and_after():
    (change,) = changed([OLD], [OLD._replace(price=Decimal("0.2"))]).dearer
    assert (change.old_price, change.new_price) == (Decimal("0.10"), Decimal("0.2"))
    (change,) = changed([OLD], []).gone
    assert (change.label, change.new_price) == ("Spain", None)


def test_a_price_that_begins_later_is_told_with_its_moment():
    dearer = OLD._replace(price=Decimal("0.2"), valid_from_ms=5000)
    (change,) = changed([OLD], [OLD, dearer]).dearer
    assert (change.new, change.from_ms) == (dearer, 5000)


def test_a_row_that_was_forbidden_and_stays_so_is_no_change():
    barred = OLD._replace(forbidden=True)
    assert changed([barred], [barred]) == Changes((), (), (), (), 0)
    assert changed([barred], [OLD]).new


def test_the_first_sheet_follows_on_nothing():
    sheet = Sheet.of([OLD])
    assert follow_on(None, sheet, at_ms=0).rows == sheet.rows


def test_what_has_ended_is_in_no_sheet_and_takes_the_old_row_with_it():
    over = OLD._replace(discontinued_at_ms=900)
    assert follow_on(None, Sheet.of([over]), at_ms=1000).rows == ()
    assert follow_on(Sheet.of([OLD]), Sheet.of([over]), at_ms=1000, amends=True).rows == ()


def test_an_old_row_that_ends_before_the_new_one_begins_ends_as_it_would():
    ends = OLD._replace(discontinued_at_ms=2000)
    later = OLD._replace(valid_from_ms=5000)
    assert follow_on(Sheet.of([ends]), Sheet.of([later]), at_ms=1000).rows == (later, ends)


def test_a_prefix_keeps_its_price_until_the_new_one_begins():
    later = OLD._replace(price=Decimal("0.2"), valid_from_ms=5000)
    sheet = follow_on(Sheet.of([OLD]), Sheet.of([later]), at_ms=1000)
    assert sheet.rows == (later, OLD._replace(discontinued_at_ms=5000))
    assert [sheet.find("341", at_ms).price for at_ms in (1000, 4999, 5000)] == [
        OLD.price,
        OLD.price,
        later.price,
    ]


def test_a_row_that_begins_at_once_leaves_nothing_of_the_old_one():
    new = Sheet.of([OLD._replace(price=Decimal("0.2"), valid_from_ms=900)])
    assert follow_on(Sheet.of([OLD]), new, at_ms=1000).rows == new.rows


def test_what_a_sheet_does_not_name_is_gone_or_stays_as_it_is_told():
    other = OLD._replace(prefix="33")
    over = OLD._replace(prefix="35", discontinued_at_ms=1000)
    old, new = Sheet.of([OLD, over]), Sheet.of([other])
    assert follow_on(old, new, at_ms=1000).rows == (other,)
    assert follow_on(old, new, at_ms=1000, amends=True).rows == (other, OLD)


def test_what_was_to_begin_after_the_new_price_does_not():
    soon, late = (OLD._replace(valid_from_ms=moment) for moment in (2000, 9000))
    new = OLD._replace(price=Decimal("0.2"), valid_from_ms=5000)
    sheet = follow_on(Sheet.of([OLD, soon, late]), Sheet.of([new]), at_ms=1000)
    assert sheet.rows == (new, soon._replace(discontinued_at_ms=5000), OLD._replace(discontinued_at_ms=5000))


@given(SHEETS, SHEETS, st.integers(0, 10**12), st.booleans())
def test_no_prefix_loses_its_price_before_its_next_one_begins(old, new, at_ms, amends):
    sheet = follow_on(old, new, at_ms=at_ms, amends=amends)
    for prefix, rows in new.by_prefix.items():
        begins_ms = min(row.valid_from_ms or 0 for row in rows)
        for moment in range(at_ms, begins_ms, max(1, (begins_ms - at_ms) // 5)):
            was = next((row for row in old.by_prefix.get(prefix, ()) if row.is_valid(moment)), None)
            holds = next((row for row in sheet.by_prefix.get(prefix, ()) if row.is_valid(moment)), None)
            assert (was and was.price) == (holds and holds.price)
