"""The till's report, X or Z: what was sold, what was taken, what the drawer holds or was found to hold. Pure.

Must not know printers, bytes or fonts.
"""

from collections.abc import Iterator

from locutorio.core.till import Counted, Movement, TillReport
from locutorio.printing.sheet import Line, Part, Sheet
from locutorio.printing.slip_layout import title
from locutorio.printing.tax_rows import tax_rows
from locutorio.printing.tenders import taken
from locutorio.words import Words


def lay_out_till(sheet: Sheet, report: TillReport, *, copy: int) -> Iterator[Part]:
    yield from sheet.head(copy=copy, tax_id=report.tax_id)
    yield from _issued(sheet, report)
    yield sheet.rule("-")
    yield from _sold(sheet, report)
    yield sheet.rule("=")
    yield from sheet.loud(sheet.words.gettext("Sold in all"), report.sold.total_minor)
    yield sheet.rule("=")
    yield from tax_rows(sheet, report.sold.taxes)
    yield from _taken(sheet, report)
    yield from _drawer(sheet, report)
    yield from _counted(sheet, report.counted)
    yield from _movements(sheet, report.movements)
    yield from _noticed(sheet, report)


def _issued(sheet: Sheet, report: TillReport) -> Iterator[Line]:
    words = sheet.words
    yield from sheet.title(words.gettext("X report") if report.number is None else f"Z {report.number}")
    yield from sheet.pair(words.gettext("Shift %(number)d", number=report.shift_id), "", bold=True)
    yield from sheet.pair(words.gettext("Since"), _when(words, report.opened_at_ms))
    yield from sheet.pair(words.gettext("Until"), _when(words, report.at_ms))
    if report.opened_by:
        yield from sheet.pair(words.gettext("Opened by"), report.opened_by)
    yield from sheet.pair(words.gettext("Operator"), report.operator)
    if report.handed_to:
        yield from sheet.pair(words.gettext("Handed over to"), report.handed_to)


def _when(words: Words, at_ms: int) -> str:
    return f"{words.date(at_ms)} {words.time(at_ms)}"


def _sold(sheet: Sheet, report: TillReport) -> Iterator[Line]:
    sold, gettext = report.sold, sheet.words.gettext
    yield from sheet.pair(gettext("Receipts"), str(sold.receipts))
    if sold.first_number is not None:
        yield from sheet.pair(gettext("Numbers"), f"{sold.first_number} - {sold.last_number}")
    yield from sheet.pair(gettext("Calls, duration"), f"{sold.calls} / {sheet.words.duration(sold.talk_s)}")
    yield from sheet.pair(gettext("Call charges"), sheet.money(sold.charges_minor))
    for label, amount_minor in (
        (gettext("Rounding"), sold.rounding_minor),
        (gettext("Extras"), sold.extras_minor),
        (gettext("Discounts"), -sold.discount_minor),
        (gettext("Credit notes: %(count)d", count=sold.credits), sold.credited_minor),
    ):
        if amount_minor:
            yield from sheet.pair(label, sheet.money(amount_minor))


def _taken(sheet: Sheet, report: TillReport) -> Iterator[Line]:
    """What came in by each method and through whose hands."""
    gettext = sheet.words.gettext
    yield sheet.rule("-")
    for method, amount_minor in report.methods:
        yield from sheet.pair(taken(sheet.words, method), sheet.money(amount_minor))
    if report.sold.cash_rounding_minor:
        yield from sheet.pair(gettext("Cash rounding"), sheet.money(report.sold.cash_rounding_minor))
    if report.deposits_minor:
        yield from sheet.pair(gettext("Deposits"), sheet.money(report.deposits_minor))
    for person, amount_minor in report.people:
        yield from sheet.pair(person, sheet.money(amount_minor))


def _drawer(sheet: Sheet, report: TillReport) -> Iterator[Line]:
    drawer, gettext = report.drawer, sheet.words.gettext
    yield sheet.rule("-")
    yield from sheet.pair(gettext("Float"), sheet.money(drawer.float_minor))
    yield from sheet.pair(gettext("Cash of customers"), sheet.money(drawer.customers_minor))
    for label, amount_minor in (
        (gettext("Put into the drawer"), drawer.paid_in_minor),
        (gettext("Taken out of the drawer"), drawer.paid_out_minor),
        (gettext("Into the safe"), drawer.safe_drop_minor),
    ):
        if amount_minor:
            yield from sheet.pair(label, sheet.money(amount_minor))
    yield from sheet.pair(gettext("Cash expected"), sheet.money(drawer.expected_minor), bold=True)


def _counted(sheet: Sheet, counted: Counted | None) -> Iterator[Line]:
    if counted is None:
        return
    gettext = sheet.words.gettext
    yield sheet.rule("-")
    for value_minor, pieces in counted.pieces:
        yield from sheet.pair(f"{pieces} x {sheet.money(value_minor)}", sheet.money(value_minor * pieces))
    yield from sheet.pair(gettext("Cash counted"), sheet.money(counted.counted_minor), bold=True)
    yield from sheet.pair(gettext("Difference"), sheet.money(counted.difference_minor), bold=True)
    yield from sheet.pair(gettext("Into the safe"), sheet.money(counted.to_safe_minor))
    yield from sheet.pair(gettext("Left in the drawer"), sheet.money(counted.left_minor))


def _movements(sheet: Sheet, movements: tuple[Movement, ...]) -> Iterator[Line]:
    """Why cash went in or out without a sale, and who did it."""
    if movements:
        yield sheet.rule("-")
    for movement in movements:
        when = sheet.words.time(movement.at_ms)
        indent = " " * (len(when) + 1)
        amount = sheet.money(movement.amount_minor)
        why = movement.reason or title(sheet.words, movement.kind)
        yield from sheet.pair(why, amount, first=f"{when} ", indent=indent)
        yield from sheet.pair(movement.person, "", first=indent, indent=indent)


def _noticed(sheet: Sheet, report: TillReport) -> Iterator[Line]:
    gettext = sheet.words.gettext
    yield sheet.rule("-")
    yield from sheet.pair(gettext("Duplicates printed"), str(report.duplicates))
    yield from sheet.pair(gettext("Drawer opened, no sale"), str(report.drawer_openings))
