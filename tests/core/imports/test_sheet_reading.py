"""Whole sheets read: the one with every fault, and what rows mean to each other."""

import csv
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.imports import Grid, Mapping, MappingProblem, follow_on, guess, read_sheet, sheet_text
from locutorio.core.imports.reasons import NOTES, REASONS
from locutorio.core.sheet import Row, Sheet
from locutorio.sheet_files import read_grid
from sheets.faulty import LINES, faulty_csv, faulty_xlsx

MADRID = ZoneInfo("Europe/Madrid")
NOW_MS = 1_795_000_000_000  # November 2026
DAY_MS = 86_400_000


def read(*rows, mapping=None, **named):
    grid = Grid.of(rows)
    return read_sheet(grid, mapping or guess(grid).mapping, zone=MADRID, now_ms=NOW_MS, **named)


def sold(reading):
    sheet = follow_on(None, reading.sheet, at_ms=NOW_MS)
    return {row.prefix: str(row.price) for row in sheet.rows}


def rejected(reading):
    return [(each.line, each.field, each.reason) for each in reading.rejected]


def noted(reading):
    return {note.code: note.lines for note in reading.notes}


def mapped(columns, **named):
    return Mapping(tuple(columns.split()), **named)


@pytest.mark.parametrize("sheet_file", [faulty_csv, faulty_xlsx])
def test_the_sheet_with_every_fault(sheet_file):
    grid = read_grid(sheet_file(), "sheet")
    reading = read_sheet(grid, guess(grid).mapping, zone=MADRID, now_ms=NOW_MS)
    assert sold(reading) == {prefix: price for line in LINES for prefix, price in line.sold.items()}
    wanted = [(number, line.reason) for number, line in enumerate(LINES, 1) if line.reason]
    assert [(each.line, each.reason) for each in reading.rejected] == wanted
    notes = {(note.code, line) for note in reading.notes for line in note.lines if note.code != "currency"}
    assert notes == {(line.note, number) for number, line in enumerate(LINES, 1) if line.note}


def test_every_reason_and_note_has_its_sentence():
    grid = read_grid(faulty_csv(), "sheet")
    reading = read_sheet(grid, guess(grid).mapping, zone=MADRID, now_ms=NOW_MS)
    for told in (*reading.rejected, *reading.notes):
        assert "%(" not in told.sentence
    for sentence in (*REASONS.values(), *NOTES.values()):
        assert sentence.endswith(".")


def test_terms_of_a_row():
    reading = read(
        [
            "Country",
            "Destination",
            "Code",
            "Rate",
            "Setup",
            "First increment",
            "Next increment",
            "Effective",
            "Until",
        ],
        ["Spain", "Spain  Mobile", "346", "0.085", "0.01", "30", "6", "2027-01-01", "2027-12-31"],
    )
    assert reading.sheet.rows == (
        Row("346", "Spain Mobile", Decimal("0.085"), Decimal("0.01"), 30, 6, 1798758000000, 1830294000000),
    )


def test_labels_of_several_columns_are_put_together():
    reading = read(
        ["Country", "Destination", "Code", "Rate"],
        ["Spain", "Mobile", "346", "0.1"],
        ["Spain", "Spain", "34", "0.1"],
        ["", "Peru", "51", "0.1"],
    )
    assert [row.label for row in reading.sheet.rows] == ["Spain", "Spain - Mobile", "Peru"]


def test_increments_of_the_mapping_hold_where_no_column_says():
    rows = [["34", "0.1", ""], ["33", "0.1", "1/1"]]
    reading = read(*rows, mapping=mapped("prefix price increments", first_s=30, next_s=6))
    assert [(row.first_s, row.next_s) for row in reading.sheet.rows] == [(1, 1), (30, 6)]


def test_prices_for_a_second_and_in_cents_are_made_prices_for_a_minute():
    reading = read(["34", "0.0123 ¢"], mapping=mapped("prefix price", price_per_s=1, in_cents=True))
    assert sold(reading) == {"34": "0.007380"}


def test_codes_in_columns_and_rows_of_their_own():
    reading = read(
        ["Country code", "Country", "Area code", "Area code", "Price"],
        ["34", "Spain", "91", "93", "0.01"],
        ["", "", "95", "", ""],
        ["", "Spain mobile", "6", "", "0.02"],
        ["351", "Portugal", "", "", "0.03"],
    )
    assert sold(reading) == {"3491": "0.01", "3493": "0.01", "3495": "0.01", "346": "0.02", "351": "0.03"}
    assert noted(reading) == {"country_above": (3, 4)}


def test_nothing_goes_on_with_a_row_that_was_rejected():
    reading = read(["34", "Spain", "x"], ["33"], ["32"], mapping=mapped("prefix label price"))
    assert rejected(reading) == [
        (1, "price", "bad_amount"),
        (2, "", "above_rejected"),
        (3, "", "above_rejected"),
    ]
    assert reading.rejected[2].facts == {"above": 1}


def test_a_long_cell_is_told_as_far_as_a_sentence_bears():
    (told,) = read(["34", "9" * 5000], mapping=mapped("prefix price")).rejected
    assert len(told.text) == 60
    assert len(told.sentence) < 120


def test_codes_before_any_row():
    assert rejected(read(["34"], ["33", "0.1"], mapping=mapped("prefix price"))) == [(1, "", "no_price")]


def test_a_country_code_that_cannot_be_read_gives_no_other_row_its_country():
    heading = ["Country code", "Area", "Area code", "Price"]
    reading = read(
        heading,
        ["34", "a", "91", "1"],
        ["9999", "b", "91", "1"],
        ["", "c", "91", "1"],
        mapping=mapped("country_code label prefix price", header_line=1),
    )
    assert rejected(reading) == [(3, "country_code", "no_country")]
    assert sold(reading) == {"3491": "1", "91": "1"}


def test_a_sheet_that_writes_both_marks_is_read_where_it_is_clear():
    reading = read(["34", "0,5"], ["33", "0.5"], ["32", "1.250"], mapping=mapped("prefix price"))
    assert sold(reading) == {"34": "0.5", "33": "0.5"}
    assert rejected(reading) == [(3, "price", "amount_unclear")]


def test_equal_rows_are_taken_once_and_different_ones_not_at_all():
    heading = ["Code", "Name", "Price"]
    reading = read(heading, ["34, 351, 352", "a", "0.1"], ["34", "b", "0.10"], ["351", "c", "0.2"])
    assert sold(reading) == {"34": "0.1", "352": "0.1"}
    assert noted(reading) == {"merged": (3,)}
    assert rejected(reading) == [(2, "prefix", "duplicate"), (4, "prefix", "duplicate")]
    assert reading.rejected[0].facts == {"prefix": "351", "lines": "2, 4"}


def test_of_rows_of_one_prefix_the_latest_in_force_counts_and_later_ones_wait():
    heading = ["Code", "Price", "Effective"]
    reading = read(
        heading,
        ["34", "0.1", "2024-01-01"],
        ["34", "0.2", "2025-01-01"],
        ["34", "0.3", "2027-01-01"],
        ["34", "0.4", "2027-06-01"],
    )
    assert [(str(row.price), row.valid_from_ms) for row in reading.sheet.rows] == [
        ("0.4", 1811800800000),
        ("0.3", 1798758000000),
        ("0.2", None),
    ]
    assert noted(reading) == {"past_date": (2, 3), "superseded": (2,)}


def test_what_will_be_taken_away_ends_on_its_day():
    reading = read(
        ["Code", "Price", "Effective", "Status"],
        ["34", "0.1", "2027-01-01", "Deleted"],
        ["33", "", "2024-01-01", "Deleted"],
        ["32", "0.1", "", "wait and see"],
        ["31", "Blocked", "", ""],
    )
    by_prefix = {row.prefix: row for row in reading.sheet.rows}
    assert by_prefix["34"].discontinued_at_ms == 1798758000000
    assert by_prefix["31"].forbidden
    assert by_prefix["33"].discontinued_at_ms == NOW_MS
    assert set(sold(reading)) == {"31", "32", "34"}
    assert noted(reading) == {
        "already_ended": (3,),
        "past_date": (3,),
        "unknown_status": (4,),
        "forbidden": (5,),
    }
    assert "wait and see" in next(note for note in reading.notes if note.code == "unknown_status").sentence


def test_a_blocked_row_keeps_the_price_it_has():
    rows = [["53", "0,5", "blocked"], ["54", "", "blocked"], ["55", "blocked", ""], ["56", "x5", "blocked"]]
    reading = read(*rows, mapping=mapped("prefix price status"))
    assert sold(reading) == {"53": "0.5", "54": "0", "55": "0"}
    assert all(row.forbidden for row in reading.sheet.rows)
    assert rejected(reading) == [(4, "price", "bad_amount")]


def test_a_price_out_of_all_proportion():
    reading = read(["34", "0.01"], ["33", "0.02"], ["32", "30"], ["31", "0"], mapping=mapped("prefix price"))
    assert rejected(reading) == []
    reading = read(["34", "0.01"], ["33", "0.01"], ["32", "30"], ["31", "0"], mapping=mapped("prefix price"))
    assert rejected(reading) == [(3, "price", "absurd_price")]


def test_it_is_not_read_by_a_mapping_without_prices():
    with pytest.raises(MappingProblem):
        read(["34", "0.1"], mapping=mapped("prefix label"))


def test_progress_is_told_to_the_end():
    told = []
    rows = [[str(34_000 + number), "0.1"] for number in range(5000)]
    read(*rows, mapping=mapped("prefix price"), progress=lambda done, total: told.append((done, total)))
    assert told == [(2000, 5000), (4000, 5000), (5000, 5000)]


CELLS = ["34", "+346", "7940-7943", "60/1", "0,5", "1.250", "Spain", "2026-12-01", "x", "-1", "Blocked"]
FIRST_CODE = {"34": "34", "+346": "346", "7940-7943": "7940", "60/1": "60"}


@given(st.lists(st.lists(st.sampled_from(["", *CELLS]), max_size=5), max_size=12))
def test_no_row_is_lost(rows):
    """Each row that is not blank gives the sheet something, is rejected, or is noted."""
    reading = read(*rows, mapping=mapped("prefix label price increments status"))
    silent = {line for line, row in enumerate(rows, 1) if any(row)}
    silent -= {each.line for each in reading.rejected} | {
        line for note in reading.notes for line in note.lines
    }
    assert {FIRST_CODE[rows[line - 1][0]] for line in silent} <= set(reading.sheet.by_prefix)


# Rows as a careful carrier sends them, with every dress a spreadsheet may put on them.
ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["1", "34", "39", "7", "212", "351"]), st.text("123456789", max_size=5)),
    st.tuples(
        st.sampled_from(["Spain", "Côte d'Ivoire", "Peru, mobile", 'The "rest"', ""]),
        st.decimals(min_value="0.01", max_value=9, places=4),
        st.sampled_from([(60, 60), (60, 1), (1, 1)]),
    ),
    min_size=1,
)


@given(ROWS, st.sampled_from(";\t|,"), st.sampled_from(".,"), st.sampled_from(["", "+", "00"]), st.booleans())
def test_a_sheet_in_any_dress_comes_out_as_it_was(rows, separator, mark, plus, has_header):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    if has_header:
        writer.writerow(["Code", "Name", "Price", "Billing"])
    for (country, rest), (label, price, (first_s, next_s)) in rows.items():
        writer.writerow([plus + country + rest, label, str(price).replace(".", mark), f"{first_s}/{next_s}"])
    grid = read_grid(file.getvalue().encode("utf-16"), "sheet.csv")
    mapping = Mapping(("prefix", "label", "price", "increments"), header_line=int(has_header))
    reading = read_sheet(grid, mapping, zone=MADRID, now_ms=NOW_MS)
    wanted = Sheet.of(
        Row("".join(code), label, price, first_s=first_s, next_s=next_s)
        for code, (label, price, (first_s, next_s)) in rows.items()
    )
    assert not reading.rejected
    assert sheet_text(reading.sheet) == sheet_text(wanted)
