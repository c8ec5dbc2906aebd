"""A workbook (XLSX, XLS, ODS) opened in a process of its own. The edge before station 5.

A few kilobytes can say "a million rows, sixteen thousand columns"; whoever opens them asks for more memory
than there is, and is ended. That must not be the process that meters calls: so a child opens the file, with
a limit to its memory and its time, and hands over texts. Must not know what they mean.
"""

import io
import json
import resource
import subprocess
import sys
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_BYTES = 2 << 30
LONGEST_S = 120
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED_XLSX, ENCRYPTED_ODS = "EncryptedPackage".encode("utf-16-le"), b"encryption-data"
# How the child ends where it cannot say what the file holds.
BROKEN, TOO_BIG, PROTECTED = 3, 4, 5
SPOILED = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class WorkbookError(Exception):
    """`trouble`: BROKEN, TOO_BIG or PROTECTED."""

    def __init__(self, trouble: int) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def is_workbook(data: bytes) -> bool:
    return data.startswith((ZIP, OLE))


def read_workbook(data: bytes) -> tuple[str, list[list[str]]]:
    """The name and the rows of the visible worksheet with most rows."""
    command = [sys.executable, "-m", "locutorio.workbook"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookError(TOO_BIG) from None
    if child.returncode:
        ended_by_system = child.returncode < 0
        known = child.returncode in (TOO_BIG, PROTECTED)
        raise WorkbookError(child.returncode if known else TOO_BIG if ended_by_system else BROKEN)
    name, rows = json.loads(child.stdout)
    return name, rows


def main() -> None:
    """The child: a workbook comes in, its name and rows go out as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        if _is_protected(data):
            sys.exit(PROTECTED)
        sheet = _fullest_sheet(data)
    except MemoryError:
        sys.exit(TOO_BIG)
    except SPOILED:
        sys.exit(BROKEN)
    sys.stdout.buffer.write(json.dumps(sheet).encode())


def _is_protected(data: bytes) -> bool:
    if data.startswith(OLE):
        return ENCRYPTED_XLSX in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifests = [part for part in archive.infolist() if part.filename == "META-INF/manifest.xml"]
        return any(ENCRYPTED_ODS in archive.read(part) for part in manifests)


def _fullest_sheet(data: bytes) -> tuple[str, list[list[str]]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        sheets = [book.get_sheet_by_name(name) for name in visible or book.sheet_names]
        fullest = max(sheets, key=lambda sheet: sheet.total_height)
        rows = fullest.to_python(skip_empty_area=False)
    return fullest.name, [[_shown(cell) for cell in row] for row in rows]


def _shown(cell: object) -> str:
    """A cell as the spreadsheet shows it: figures with the 15 digits it keeps, dates year first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        figures = f"{cell:.15g}"
        return f"{Decimal(figures):f}" if "e" in figures else figures
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


if __name__ == "__main__":
    main()
