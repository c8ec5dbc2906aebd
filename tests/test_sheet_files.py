"""Files as they come: every encoding and separator, workbooks, and what is no sheet at all."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio import workbook
from locutorio.sheet_files import SheetFileError, read_grid
from openpyxl import Workbook

ROWS = [["Código", "Destino", "Precio"], ["34", "España, móvil", "0,5"], [], ["351", 'El "resto"', "0,7"]]


def as_csv(rows, separator=";", encoding="utf-8"):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def as_xlsx(*sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def without_dates(data):
    """The same workbook, whenever it is written."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w") as again:
        for part in archive.namelist():
            again.writestr(zipfile.ZipInfo(part), b"" if part.startswith("docProps") else archive.read(part))
    return file.getvalue()


XLSX = without_dates(as_xlsx(("Rates", ROWS)))


def texts(data):
    return [list(row) for row in read_grid(data, "rates").rows]


def refused(data):
    with pytest.raises(SheetFileError, match="rates") as error:
        read_grid(data, "rates")
    return error.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_of_any_kind(encoding, separator):
    assert texts(as_csv(ROWS, separator, encoding)) == ROWS


def test_bytes_that_windows_does_not_know_are_letters_still():
    assert texts("34;Espa\xf1a\x81;1".encode("latin-1")) == [["34", "España\x81", "1"]]


def test_decimal_commas_are_no_separators():
    assert texts(b"34;0,012;60\n33;0,5;60\n") == [["34", "0,012", "60"], ["33", "0,5", "60"]]
    assert texts(b"a title\n34\t0,012\n") == [["a title"], ["34", "0,012"]]


def test_the_separator_that_a_spreadsheet_names_and_does_not_show():
    assert texts(b"sep=|\r\n34|1;2;3\r\n33|1;2;3\r\n") == [["34", "1;2;3"], ["33", "1;2;3"]]


@pytest.mark.parametrize("text", ['34;"Spain;0.1\n33;France;0.2\n', '34;"Spain;0.1\n33;"France";0.2\n'])
def test_a_quotation_mark_that_swallows_lines_is_told(text):
    assert refused(text.encode()) == "sheet_quotes"


@given(
    st.lists(st.lists(st.text("ab1,.;\"'| \n", min_size=1, max_size=5), min_size=3, max_size=3), min_size=2)
)
def test_whatever_is_quoted_comes_out_as_it_was(rows):
    file = io.StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read_grid(b"sep=;\n" + file.getvalue().encode() + b'"end";"";""', "rates")
    shown = [[cell.strip() for cell in row] for row in rows]
    apostrophes = [[cell[1:] if cell[:2] == "'1" else cell for cell in row] for row in shown]
    assert [list(row) for row in grid.rows[:-1]] == apostrophes


def test_figures_of_a_workbook_are_what_it_shows():
    row = [34.0, 34912345678, 0.012, 0.1 + 0.2, 0.07, 0.00001, 1e-7, 1234.5, True, None, "0,5"]
    shown = ["34", "34912345678", "0.012", "0.3", "0.07", "0.00001", "0.0000001", "1234.5", "True", "", "0,5"]
    assert texts(as_xlsx(("Rates", [row]))) == [shown]


@given(st.decimals(min_value=0, max_value=9999, places=6))
def test_a_price_typed_into_a_workbook_is_exact(price):
    assert workbook._shown(float(price)) == f"{price.normalize():f}"


def test_days_and_hours_of_a_workbook():
    row = [datetime(2026, 12, 1), datetime(2026, 12, 1, 8, 30), date(2026, 12, 1), time(8, 30)]  # noqa: DTZ001
    assert texts(as_xlsx(("Rates", [row]))) == [
        ["2026-12-01", "2026-12-01 08:30:00", "2026-12-01", "08:30:00"]
    ]


def test_lines_are_counted_as_the_spreadsheet_counts_them():
    rows = texts(as_xlsx(("Rates", [[], [], ["", "34"], [], ["", "33"]])))
    assert [number for number, row in enumerate(rows, 1) if any(row)] == [3, 5]


def test_the_fullest_visible_worksheet_is_taken():
    data = as_xlsx(("Notes", [["hello"]]), ("Rates", [["34", 1], ["33", 2]]))
    assert read_grid(data, "rates").name == "Rates"


def test_a_hidden_worksheet_is_not_taken():
    book = Workbook()
    book.active.append(["34"])
    hidden = book.create_sheet("Margins")
    hidden.sheet_state = "hidden"
    for _ in range(9):
        hidden.append(["secret"])
    file = io.BytesIO()
    book.save(file)
    assert read_grid(file.getvalue(), "rates").rows == (("34",),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"\n;;\n \n", "sheet_empty"),
        (b"%PDF-1.7", "sheet_not_a_sheet"),
        (b"  <HTML><table>", "sheet_not_a_sheet"),
        (b'<?xml version="1.0"?><Workbook/>', "sheet_not_a_sheet"),
        (b"34;1\n\x00\x00\x00\x00", "sheet_not_a_sheet"),
        (b"\xff\xfe\x00", "sheet_not_a_sheet"),
        (b"PK\x03\x04 broken", "sheet_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "sheet_broken"),
    ],
)
def test_what_is_no_sheet(data, code):
    assert refused(data) == code


def test_an_empty_workbook():
    assert refused(as_xlsx(("Rates", []))) == "sheet_empty"


def test_lines_end_in_any_way():
    assert texts(b"34;1\r33;2\r") == texts(b"34;1\r\n33;2\r\n") == texts(b"34;1\n33;2")


@settings(max_examples=40)  # most of them start a process
@given(st.data())
def test_whatever_was_done_to_a_file_it_is_a_sheet_or_told(data):
    """Some bytes of each kind of file are put in, taken out or changed."""
    spoiled = bytearray(data.draw(st.sampled_from([as_csv(ROWS), as_csv(ROWS, encoding="utf-16"), XLSX])))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(spoiled)))
        spoiled[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    try:
        grid = read_grid(bytes(spoiled), "rates")
    except SheetFileError as error:
        assert "rates" in str(error)  # noqa: PT017
    else:
        assert any(map(any, grid.rows))


@pytest.mark.parametrize("corner", ["XFD1", "CV1"])
def test_a_workbook_that_asks_for_more_memory_than_there_is_ends_nobody(corner):
    book = Workbook()
    book.active[corner] = book.active["A1048576"] = "lost"
    file = io.BytesIO()
    book.save(file)
    assert refused(file.getvalue()) == "sheet_too_big"


def as_ods(manifest=""):
    head = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    tables = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    texts = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cells = "".join(
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
        for value, shown in (("34", "34"), ("0.012", "0,01"))
    )
    rows = f"<table:table-row>{cells}</table:table-row>"
    sheet = f'<office:spreadsheet><table:table table:name="Rates">{rows}</table:table></office:spreadsheet>'
    body = f"<office:body>{sheet}</office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {head} {tables} {texts}>{body}</office:document-content>",
        )
        files = f'<manifest:file-entry manifest:full-path="content.xml">{manifest}</manifest:file-entry>'
        names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {names}>{files}</manifest:manifest>")
    return file.getvalue()


def test_an_open_document_holds_more_digits_than_it_shows():
    assert texts(as_ods()) == [["34", "0.012"]]


def test_a_password_is_told():
    assert refused(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "sheet_protected"
    assert refused(as_ods('<manifest:encryption-data manifest:checksum="x"/>')) == "sheet_protected"
