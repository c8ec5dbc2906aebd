"""A table as a file to keep: CSV that any spreadsheet opens with its letters right and runs nothing of."""

from collections.abc import Iterable

from flask import Response
from werkzeug.utils import secure_filename

from locutorio.core.csv_text import csv_text

MARK = "\ufeff"  # tells spreadsheets that it is UTF-8


def csv_file(rows: Iterable[Iterable[object]], name: str) -> Response:
    """To be saved as `name`, as far as file names allow, with .csv behind it."""
    file_name = f"{secure_filename(name) or 'table'}.csv"
    return Response(
        MARK + csv_text(rows),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
