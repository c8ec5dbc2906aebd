"""A receipt or a credit note: what belongs on the paper, in which order and how loud. Pure.

Must not know printers, bytes or fonts.
"""

from collections.abc import Iterator

from locutorio.core.receipt import Receipt
from locutorio.core.tender import CASH
from locutorio.printing.call_layout import calls
from locutorio.printing.sheet import Code, Line, Part, Sheet
from locutorio.printing.tax_rows import tax_rows
from locutorio.printing.tenders import given_back, paid


def lay_out_receipt(sheet: Sheet, receipt: Receipt, *, copy: int) -> Iterator[Part]:
    """`copy` 0 is the original, n the nth DUPLICATE."""
    yield from sheet.head(copy=copy, tax_id=receipt.tax_id)
    yield from _issued(sheet, receipt)
    yield sheet.rule("-")
    if receipt.calls:
        yield from calls(sheet, receipt)
        yield sheet.rule("-")
    yield from _sums(sheet, receipt)
    yield sheet.rule("=")
    yield from sheet.loud(_sum_label(sheet, receipt), receipt.due_minor)
    yield sheet.rule("=")
    yield from _payments(sheet, receipt)
    yield from _taxes(sheet, receipt)
    yield from _assumed_answers(sheet, receipt)
    yield from _footer(sheet, receipt)


def _issued(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    words = sheet.words
    if receipt.kind == "credit":
        yield from sheet.title(words.gettext("Credit note"))
    number = words.gettext("Receipt %(number)d", number=receipt.number)
    yield from sheet.pair(number, receipt.booth_label, bold=True)
    yield from sheet.moment(receipt.issued_at_ms)
    yield from sheet.pair(words.gettext("Operator"), receipt.operator)
    if receipt.corrects is not None:
        corrected = words.gettext("Corrects receipt %(number)d", number=receipt.corrects)
        issued_ms = receipt.corrects_issued_at_ms
        yield from sheet.pair(corrected, "" if issued_ms is None else words.date(issued_ms), bold=True)
    if receipt.reason:
        yield from sheet.pair(words.gettext("Reason"), receipt.reason)
    yield from _buyer(sheet, receipt)


def _buyer(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    if receipt.buyer is None:
        return
    yield Line("")
    for text in (receipt.buyer.name, *receipt.buyer.address_lines):
        yield from sheet.note(text)
    if receipt.buyer.tax_id:
        yield from sheet.note(sheet.tax_number(receipt.buyer.tax_id))


def _sums(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    gettext = sheet.words.gettext
    if receipt.calls or receipt.charges_minor or not receipt.extras:
        yield from sheet.pair(gettext("Call charges"), sheet.money(receipt.charges_minor))
    if receipt.rounding_minor:
        yield from sheet.pair(gettext("Rounding"), sheet.money(receipt.rounding_minor))
    for extra in receipt.extras:
        times = f"{extra.quantity} x " if extra.quantity != 1 else ""
        yield from sheet.pair(times + extra.text, sheet.money(extra.amount_minor))
    if receipt.discount:
        percent = receipt.discount.percent
        rate = "" if percent is None else f" {sheet.words.percent(percent)}"
        yield from sheet.pair(gettext("Discount") + rate, sheet.money(-receipt.discount.amount_minor))


def _sum_label(sheet: Sheet, receipt: Receipt) -> str:
    gettext = sheet.words.gettext
    return gettext("Credited") if receipt.kind == "credit" else gettext("Amount due")


def _payments(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    gettext = sheet.words.gettext
    if receipt.deposit_minor:
        yield from sheet.pair(gettext("Deposit"), sheet.money(-receipt.deposit_minor))
    if receipt.cash_rounding_minor:
        yield from sheet.pair(gettext("Cash rounding"), sheet.money(receipt.cash_rounding_minor))
    for payment in receipt.payments:
        if payment.given_minor < 0:
            yield from sheet.pair(given_back(sheet.words, payment.method), sheet.money(-payment.given_minor))
        elif payment.given_minor:
            yield from sheet.pair(paid(sheet.words, payment.method), sheet.money(payment.given_minor))
    yield from _change(sheet, receipt)


def _change(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    """What came back of the cash that was laid down, or of a deposit that was more than the bill."""
    gettext = sheet.words.gettext
    laid_down = any(payment.method == CASH and payment.given_minor > 0 for payment in receipt.payments)
    if laid_down:
        yield from sheet.pair(gettext("Change"), sheet.money(receipt.change_minor))
    elif receipt.change_minor:
        yield from sheet.pair(gettext("Deposit paid back"), sheet.money(receipt.change_minor))


def _taxes(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    if receipt.taxes:
        yield sheet.rule("-")
        yield from tax_rows(sheet, receipt.taxes)


def _assumed_answers(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    """A customer charged by a rule of thumb is told so."""
    if not any(call.evidence == "delay" for call in receipt.calls):
        return
    yield Line("")
    yield from sheet.note(
        sheet.words.gettext(
            "* This line does not signal when the other side answers: "
            "the call is charged from a set time after the last digit."
        )
    )


def _footer(sheet: Sheet, receipt: Receipt) -> Iterator[Part]:
    if receipt.footer_lines:
        yield Line("")
    for text in receipt.footer_lines:
        yield from sheet.centred(text)
    if receipt.link:
        yield Line("")
        yield from sheet.centred(sheet.words.gettext("Your bill, worked out again:"))
        yield Code(receipt.link)
    if receipt.fiscal:
        yield Line("")
    for text in receipt.fiscal:
        yield from sheet.note(text)
