"""A carrier's sheet with every fault that real ones have, as CSV and as XLSX, and what has to come of it.

Dates lie far in the past or the future, so that it may be read on any day.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import Workbook

HEADER = [
    "Código",
    "Destino",
    "Precio/min €",
    "Establecimiento",
    "Incrementos",
    "Vigencia",
    "Hasta",
    "Estado",
]
CODE, PRICE, INCREMENTS, SINCE = 0, 2, 4, 5


@dataclass(frozen=True)
class Line:
    """`cells` as the CSV has them; `typed`: what a workbook holds instead (numbers, dates), by column.

    `sold`: the prices by prefix that come of it; `reason`: why it is rejected; `note`: what is said of it.
    """

    cells: list[str]
    typed: dict[int, object] = field(default_factory=dict)
    sold: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""


def _rate(
    code: str,
    label: str,
    price: str,
    *,
    fee: str = "",
    increments: str = "60/1",
    since: str = "",
    until: str = "",
    status: str = "",
) -> list[str]:
    return [code, label, price, fee, increments, since, until, status]


def _all(price: str, *codes: str) -> dict[str, str]:
    return dict.fromkeys(codes, price)


LINES = (
    Line(["Telco Sur · Lista de precios"]),
    Line(["Válida desde 2020"]),
    Line([]),
    Line(HEADER),
    # Figures, signs, prefixes in every dress.
    Line(_rate("34", "España", "0,012"), {CODE: 34.0, PRICE: 0.012}, _all("0.012", "34")),
    Line(_rate("+34 6", "España móvil", "€ 0,0850"), sold=_all("0.0850", "346")),
    Line(_rate("00351", "Portugal", "0,015 €", increments="1/1/1"), sold=_all("0.015", "351")),
    Line(_rate("34.0", "España", "0,012"), {CODE: 34.0}, note="merged"),
    Line(_rate("'2217", "Senegal móvil", "0,31"), sold=_all("0.31", "2217")),
    Line(_rate("870", "Satélite", "1.250,00", increments=""), {PRICE: 1250}, reason="absurd_price"),
    Line(_rate("8816", "Satélite", "7,5 EUR"), {PRICE: 7.5}, _all("7.5", "8816")),
    Line(_rate("1 809", "Rep. Dominicana", "0,0700"), sold=_all("0.0700", "1809")),
    # One row for many codes.
    Line(_rate("7940-7943", "Abjasia", "0,25"), sold=_all("0.25", "7940", "7941", "7942", "7943")),
    Line(_rate("7945, 7946; 7949", "Rusia sat.", "0,31"), sold=_all("0.31", "7945", "7946", "7949")),
    Line(_rate("212", "Marruecos", "0,2", fee="0,05", increments="60+60"), {CODE: 212}, _all("0.2", "212")),
    Line([]),
    Line(["2126"], {CODE: 2126}, _all("0.2", "2126")),
    Line(["2127, 2128"], sold=_all("0.2", "2127", "2128")),
    Line(["EUROPA"], note="text_only"),
    # Dates and words.
    Line(
        _rate("33", "Francia", "0,02", since="01/12/2015"),
        {SINCE: datetime(2015, 12, 1)},  # noqa: DTZ001
        _all("0.02", "33"),
        note="past_date",
    ),
    Line(_rate("336", "Francia móvil", "0,03", since="31/12/2098"), sold=_all("0.03", "336")),
    Line(_rate("44", "Reino Unido", "0,01", until="31/12/2016"), note="already_ended"),
    Line(_rate("53", "Cuba", "", status="Bloqueado"), sold=_all("0", "53"), note="forbidden"),
    Line(_rate("509", "Haití", "0,3", status="Aumento"), sold=_all("0.3", "509")),
    Line(_rate("800", "Gratuito", "0"), {PRICE: 0}, _all("0", "800"), note="free"),
    # What cannot be taken.
    Line(_rate("3,49E+10", "España", "0,01"), reason="scientific"),
    Line(_rate("Alemania", "49", "0,01"), reason="bad_code"),
    Line(_rate("0039", "Italia", "-0,01"), reason="negative"),
    Line(_rate("39", "Italia", "gratis"), reason="bad_amount"),
    Line(_rate("41", "Suiza", ""), reason="no_price"),
    Line(_rate("", "Austria", "0,02"), reason="no_code"),
    Line(_rate("999", "Nadie", "0,02"), reason="no_country"),
    Line(_rate("44020", "Londres", "0,02"), reason="trunk_zero"),
    Line(_rate("0212", "Marruecos", "0,02"), reason="zero_in_front"),
    Line(_rate("7947 7948", "Rusia", "0,02"), reason="code_spaces"),
    Line(_rate("7950, 51", "Rusia", "0,02"), reason="code_abbreviated"),
    Line(_rate("7970-7960", "Rusia", "0,02"), reason="bad_range"),
    Line(_rate("34,612", "España", "0,02"), reason="code_thousands"),
    Line(
        _rate("55", "Brasil", "0,02", increments="01/06/2026"),
        {INCREMENTS: datetime(2026, 6, 1)},  # noqa: DTZ001
        reason="increments_date",
    ),
    Line(_rate("56", "Chile", "0,02", increments="6 y 6"), reason="bad_increments"),
    Line(_rate("57", "Colombia", "0,02", since="31/02/2027"), reason="bad_date"),
    Line(_rate("58", "Venezuela", "0,02", since="01/02/2098", until="01/01/2098"), reason="ends_before"),
    Line(_rate("420", "Chequia", "0,0100"), reason="duplicate"),
    Line(_rate("420", "Chequia", "0,0200"), reason="duplicate"),
    Line(_rate("591", "Bolivia", "sin precio"), reason="bad_amount"),
    Line(["5917"], reason="above_rejected"),
    Line([]),
    Line(["", "Total: 45 destinos"], note="text_only"),
    Line(["Precios sin IVA"], note="text_only"),
)


def faulty_csv() -> bytes:
    """As spreadsheets save it in much of Europe."""
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(line.cells for line in LINES)
    return file.getvalue().encode("cp1252")


def faulty_xlsx() -> bytes:
    book = Workbook()
    page = book.active
    page.title = "Tarifas"
    for number, line in enumerate(LINES, 1):
        for at, text in enumerate(line.cells):
            page.cell(number, at + 1, line.typed.get(at, text or None))
    book.create_sheet("Notas").append(["nada"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
