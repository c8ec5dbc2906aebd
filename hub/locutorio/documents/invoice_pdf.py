"""An invoice on A4 for a company's books: a PDF for ten years (PDF/A-3) with its XML inside (Factur-X)."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from drafthorse.pdf import attach_xml
from fpdf import FPDF
from fpdf.fonts import FontFace

from locutorio.core.invoice import Invoice, invoice_of
from locutorio.core.receipt import Receipt
from locutorio.documents.facturx import TextOf, xml_of
from locutorio.documents.fonts import SANS, carry
from locutorio.words import Words

MARGIN_MM, ROW_MM = 18.0, 5.2
LEVEL = "EN 16931"
SMALL, NORMAL, LARGE = 8.5, 10.0, 18.0
GREY = (90, 90, 90)


def invoice_pdf(receipt: Receipt) -> bytes:
    """IncompleteInvoice if the shop's and the buyer's data do not suffice."""
    invoice = invoice_of(receipt)
    words = Words(receipt.language, receipt.timezone)
    issued = datetime.fromtimestamp(receipt.issued_at_ms / 1000, UTC).astimezone(ZoneInfo(receipt.timezone))
    text_of = TextOf(invoice, words)
    pdf = _Page(invoice, words, text_of).drawn(issued)
    xml = xml_of(invoice, issued=issued.date(), text_of=text_of)
    return bytes(attach_xml(pdf, xml, LEVEL, lang=receipt.language))


class _Page:
    """One invoice on as many pages as it takes."""

    def __init__(self, invoice: Invoice, words: Words, text_of: TextOf) -> None:
        self._invoice, self._words, self._text_of = invoice, words, text_of
        self._start, self._end = ("R", "L") if words.right_to_left else ("L", "R")
        self._pdf = FPDF(unit="mm", format="A4", enforce_compliance="PDF/A-3B")
        self._pdf.set_margins(MARGIN_MM, MARGIN_MM)
        self._pdf.set_lang(invoice.receipt.language)
        carry(self._pdf, SANS)

    def drawn(self, issued: datetime) -> bytes:
        self._pdf.set_creation_date(issued)
        self._pdf.set_title(self._title())
        self._pdf.add_page()
        self._head()
        self._lines()
        self._sums()
        return bytes(self._pdf.output())

    def _title(self) -> str:
        gettext = self._words.gettext
        name = gettext("Credit note") if self._invoice.receipt.kind == "credit" else gettext("Invoice")
        return f"{name} {self._invoice.receipt.number}"

    def _head(self) -> None:
        receipt, words = self._invoice.receipt, self._words
        tax_number = words.gettext("Tax number %(id)s", id=receipt.tax_id)
        self._text(receipt.shop_name, NORMAL, bold=True)
        for text in (*receipt.shop_lines, tax_number):
            self._text(text, SMALL, colour=GREY)
        self._pdf.ln(ROW_MM)
        buyer = self._invoice.buyer
        self._text(buyer.name, NORMAL, bold=True)
        for text in buyer.address_lines:
            self._text(text, NORMAL)
        if buyer.tax_id:
            self._text(words.gettext("Tax number %(id)s", id=buyer.tax_id), NORMAL)
        self._pdf.ln(2 * ROW_MM)
        self._text(self._title(), LARGE, bold=True)
        self._pdf.ln(1)
        self._text(words.date(receipt.issued_at_ms), NORMAL)
        if receipt.corrects is not None:
            self._text(words.gettext("Corrects receipt %(number)d", number=receipt.corrects), NORMAL)
        self._pdf.ln(ROW_MM)

    def _lines(self) -> None:
        gettext, receipt = self._words.gettext, self._invoice.receipt
        heads = [gettext("What"), gettext("Quantity"), gettext("Tax"), gettext("Net")]
        rows = [
            [
                self._text_of(line),
                str(line.quantity),
                self._percent(line.percent),
                self._money(line.net_minor),
            ]
            for line in self._invoice.lines
        ]
        off = [
            [self._off(), "", self._percent(off.percent), self._money(-off.net_minor)]
            for off in self._invoice.off
        ]
        widths, aligns = [96, 22, 22, 34], [self._start, self._end, self._end, self._end]
        self._table([heads, *rows, *off], widths, aligns, has_heads=True)
        if receipt.calls:
            self._pdf.ln(1)

    def _sums(self) -> None:
        gettext, invoice = self._words.gettext, self._invoice
        rows = [[gettext("Net"), self._money(invoice.net_minor)]]
        rows += [
            [f"{gettext('Tax')} {self._percent(tax.percent)}", self._money(tax.tax_minor)]
            for tax in invoice.taxes
        ]
        if invoice.cash_rounding_minor:
            rows.append([gettext("Cash rounding"), self._money(invoice.cash_rounding_minor)])
        total = [[gettext("Total"), self._money(invoice.due_minor + invoice.cash_rounding_minor)]]
        paid = [[gettext("Paid"), self._money(invoice.paid_minor)]]
        if invoice.open_minor:
            paid.append([gettext("On account"), self._money(invoice.open_minor)])
        self._pdf.ln(ROW_MM)
        aligns = [self._start, self._end]
        self._table(rows, [140, 34], aligns)
        self._table(total, [140, 34], aligns, bold=True)
        self._table(paid, [140, 34], aligns)

    def _off(self) -> str:
        discount = self._invoice.receipt.discount
        reason = f" ({discount.reason})" if discount and discount.reason else ""
        return self._words.gettext("Discount") + reason

    def _text(
        self, text: str, points: float, *, bold: bool = False, colour: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        self._pdf.set_text_color(*colour)
        self._pdf.set_font(SANS, "B" if bold else "", points)
        height_mm = ROW_MM * max(1.0, points / NORMAL)
        self._pdf.multi_cell(0, height_mm, text, align=self._start, new_x="LMARGIN", new_y="NEXT")

    def _table(
        self,
        rows: list[list[str]],
        widths: list[int],
        aligns: list[str],
        *,
        has_heads: bool = False,
        bold: bool = False,
    ) -> None:
        """In a language from the right the first column is the rightmost."""
        if self._words.right_to_left:
            rows, widths, aligns = [row[::-1] for row in rows], widths[::-1], aligns[::-1]
        self._pdf.set_text_color(0, 0, 0)
        self._pdf.set_font(SANS, "B" if bold else "", NORMAL)
        with self._pdf.table(
            col_widths=tuple(widths),
            text_align=tuple(aligns),
            first_row_as_headings=has_heads,
            headings_style=FontFace(emphasis="BOLD"),
            borders_layout="SINGLE_TOP_LINE" if has_heads else "NONE",
            line_height=ROW_MM * 1.25,
        ) as table:
            for row in rows:
                table.row(row)

    def _money(self, amount_minor: int) -> str:
        receipt = self._invoice.receipt
        return self._words.money(amount_minor, receipt.currency, receipt.currency_decimals)

    def _percent(self, percent: str) -> str:
        return self._words.percent(Decimal(percent))
