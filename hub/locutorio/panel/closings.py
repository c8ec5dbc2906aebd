"""What was closed: shifts by their Z reports, days, months and years; and the archive of a time. Station 8.

Nothing here can be changed, only looked at, printed and taken away. Must not know how periods are closed.
"""

from contextlib import ExitStack
from datetime import date
from http import HTTPStatus
from tempfile import SpooledTemporaryFile

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from locutorio.archive.check import fingerprint
from locutorio.core.books.closing import Closing
from locutorio.core.fiscal import profile
from locutorio.core.fiscal.period_report import PeriodReport
from locutorio.core.rights import Right
from locutorio.desk import archive, periods, shifts, signing
from locutorio.desk.errors import BadArchivePeriod, UnknownReport
from locutorio.panel.access import open_to
from locutorio.panel.asked_days import days_of
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("closings", __name__, url_prefix="/reports")

SHOWN = 60
IN_MEMORY_BYTES = 4_000_000  # a larger archive is written to the disk on its way


@bp.get("")
@open_to(Right.ALL_REPORTS)
def closings() -> ResponseReturnValue:
    return render_template(
        "closings.html",
        shifts=shifts.z_reports(deps().store)[:SHOWN],
        periods=[(closing, read(closing)) for closing in periods.closed(deps().store)[:SHOWN]],
        shown=SHOWN,
        closes=profile(deps().shop.fiscal).closes,
        days=days_of(request.args, now_ms=deps().clock()),
        keys=[(kept, fingerprint(kept.key.public_pem.encode())) for kept in signing.keys(deps().store)],
    )


@bp.get("/z/<int:number>")
@open_to(Right.ALL_REPORTS)
def z(number: int) -> ResponseReturnValue:
    report = shifts.z_report(deps().store, number)
    return render_template("till_report.html", report=report, paper=deps().preview(report))


@bp.post("/z/<int:number>/print")
@open_to(Right.ALL_REPORTS)
def print_z(number: int) -> ResponseReturnValue:
    """It comes out marked as a copy."""
    shifts.print_report(deps().store, deps().shop, number=number, **mine())
    deps().printing()
    flash(words().gettext("The report goes to the printer."), "info")
    return redirect(url_for("closings.z", number=number), HTTPStatus.SEE_OTHER)


@bp.get("/periods/<int:number>")
@open_to(Right.ALL_REPORTS)
def period(number: int) -> ResponseReturnValue:
    closing = next((one for one in periods.closed(deps().store) if one.number == number), None)
    if closing is None:
        raise UnknownReport(f"there is no report {number}", number=number)
    return render_template("period.html", closing=closing, report=read(closing))


@bp.post("/close")
@open_to(Right.ALL_REPORTS)
def close() -> ResponseReturnValue:
    """What is over; the first receipt of a new day does the same by itself."""
    made = periods.close_periods(deps().store, deps().shop, **mine())
    flash(words().gettext("Periods closed: %(count)d.", count=len(made)), "info")
    return redirect(url_for("closings.closings"), HTTPStatus.SEE_OTHER)


@bp.post("/archive")
@open_to(Right.ALL_REPORTS)
def take_archive() -> Response:
    first, last = day_in("first"), day_in("last")
    with ExitStack() as unless_made:
        file = unless_made.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))
        archive.export(deps().store, deps().shop, first=first, last=last, file=file, **mine())
        unless_made.pop_all()  # closed with the answer
    file.seek(0)
    return send_file(
        file, mimetype="application/zip", as_attachment=True, download_name=f"archive-{first}-{last}.zip"
    )


def day_in(name: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        raise BadArchivePeriod("an archive is of one day to a year, from its first day to its last") from None


def read(closing: Closing) -> PeriodReport:
    return PeriodReport.from_json(closing.document)
