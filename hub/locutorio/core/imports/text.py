"""A sheet as text, to be kept and to be handed out: CSV with a heading, exact to the last digit. Station 5.

What is written here reads back as the same sheet, and any spreadsheet opens it. Must not know where it is
kept.

>>> sheet_text(Sheet.of([Row("34", "Spain", Decimal("0.010"))])).splitlines()[1]
'34,Spain,0.010,0,60,60,,,'
"""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

from locutorio.core.errors import ShopError
from locutorio.core.sheet import Row, Sheet

HEADER = [*Row._fields[:6], "valid_from", "discontinued_at", "forbidden"]
FORBIDDEN = {"": False, "forbidden": True}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class SheetTextError(ShopError):
    code = "sheet_text"


def sheet_text(sheet: Sheet) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows(map(_cells, sheet.rows))
    return file.getvalue()


def parse_sheet(text: str) -> Sheet:
    """SheetTextError for anything sheet_text has not written."""
    lines = csv.reader(io.StringIO(text, newline=""))
    if next(lines, None) != HEADER:
        raise SheetTextError(f"The first line of a kept sheet is: {','.join(HEADER)}.")
    amount, label_of = cache(Decimal), cache(str)  # equal ones are one object: rows repeat them
    rows: list[Row] = []
    try:
        for prefix, label, price, fee, first_s, next_s, begins, ends, forbidden in lines:
            row = Row(
                prefix, label_of(label), amount(price), amount(fee), int(first_s), int(next_s),
                _ms(begins), _ms(ends), FORBIDDEN[forbidden],
            )  # fmt: skip
            rows.append(row)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise SheetTextError(f"Line {lines.line_num} of the kept sheet cannot be read.") from error
    return Sheet.of(rows)


def _cells(row: Row) -> tuple[object, ...]:
    return (
        *(row.prefix, row.label, f"{row.price:f}", f"{row.connect_fee:f}", row.first_s, row.next_s),
        *(_moment(row.valid_from_ms), _moment(row.discontinued_at_ms), "forbidden" if row.forbidden else ""),
    )


def _moment(ms: int | None) -> str:
    if ms is None:
        return ""
    return (EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@cache
def _ms(text: str) -> int | None:
    return (datetime.fromisoformat(text) - EPOCH) // MILLISECOND if text else None
