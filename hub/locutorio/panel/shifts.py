"""The shift of the drawer: begun with a float, looked at (X), counted blindly and closed (Z). Station 7.

Whoever counts is not told what should be there: no answer of the counting page knows it, only the report
after it does.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locutorio.core.errors import ShopError
from locutorio.core.rights import Right
from locutorio.desk import people
from locutorio.desk import shifts as desk
from locutorio.desk.errors import NoShift, UnknownReport
from locutorio.desk.people import Person
from locutorio.panel.access import open_to
from locutorio.panel.count_form import CountForm
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import language, money_in, words

bp = Blueprint("shifts", __name__, url_prefix="/shift")


@bp.post("/begin")
@open_to(Right.SHIFT_CLOSE)
def begin() -> ResponseReturnValue:
    desk.open_shift(deps().store, float_minor=money_in(request.form["float"]), **mine())
    flash(words().gettext("The shift has begun."), "info")
    return redirect(url_for("drawer.drawer"), HTTPStatus.SEE_OTHER)


@bp.get("/x")
@open_to(Right.SHIFT_REPORTS)
def x() -> ResponseReturnValue:
    try:
        report = desk.x_report(deps().store, deps().shop, **mine())
    except NoShift as error:
        return no_shift(error)
    return render_template("till_report.html", report=report, paper=deps().preview(report))


@bp.post("/x/print")
@open_to(Right.SHIFT_REPORTS)
def print_x() -> ResponseReturnValue:
    desk.print_report(deps().store, deps().shop, number=None, **mine())
    deps().printing()
    flash(words().gettext("The report goes to the printer."), "info")
    return redirect(url_for("shifts.x"), HTTPStatus.SEE_OTHER)


@bp.get("/count")
@open_to(Right.SHIFT_CLOSE)
def count() -> ResponseReturnValue:
    return page(MultiDict({"request_key": secrets.token_urlsafe(16)}))


@bp.post("/count/sum")
@open_to(Right.SHIFT_CLOSE)
def add_up() -> ResponseReturnValue:
    """What is typed so far, added up: the figure alone."""
    return render_template("_counted.html", **added_up(typed(request.form)))


@bp.post("/count")
@open_to(Right.SHIFT_CLOSE)
def recount() -> ResponseReturnValue:
    """The whole page with what is typed so far, for a browser without scripts."""
    return page(request.form)


@bp.post("/close")
@open_to(Right.SHIFT_CLOSE)
def close() -> ResponseReturnValue:
    form = typed(request.form)
    try:
        desk.close_shift(
            deps().store,
            deps().shop,
            counted=form.counted(),
            left_minor=form.left_minor,
            hand_to=form.hand_to,
            request_key=form.fields["request_key"],
            **mine(),
        )
    except NoShift as error:
        return no_shift(error)
    except ShopError as error:
        return page(request.form, wrong=sentence(error))
    deps().printing()
    return redirect(url_for("shifts.closed"), HTTPStatus.SEE_OTHER)


@bp.get("/closed")
@open_to(Right.SHIFT_CLOSE)
def closed() -> ResponseReturnValue:
    """The Z of the shift that was closed last; those before it are not for everybody (closings.py)."""
    reports = desk.z_reports(deps().store)
    if not reports:
        raise UnknownReport("no shift was closed yet")
    return render_template(
        "till_report.html", report=reports[0], paper=deps().preview(reports[0]), just_closed=True
    )


def page(fields: MultiDict[str, str], wrong: str = "") -> ResponseReturnValue:
    shift = desk.current(deps().store)
    if shift is None:
        return no_shift(NoShift("no shift is open; open one with what is in the drawer"))
    form = typed(fields)
    return render_template(
        "count.html", shift=shift, form=form, takers=takers(), refused=wrong, **added_up(form)
    ), HTTPStatus.CONFLICT if wrong else HTTPStatus.OK


def no_shift(error: NoShift) -> ResponseReturnValue:
    flash(sentence(error), "error")
    return redirect(url_for("drawer.drawer"), HTTPStatus.SEE_OTHER)


def typed(fields: MultiDict[str, str]) -> CountForm:
    return CountForm(fields, language(), deps().shop.currency)


def added_up(form: CountForm) -> dict[str, object]:
    """What it comes to, or why that cannot be said."""
    try:
        counted_minor, left_minor = form.counted_minor, form.left_minor
    except ShopError as error:
        return {"wrong": sentence(error)}
    return {"counted_minor": counted_minor, "to_safe_minor": counted_minor - left_minor}


def takers() -> list[Person]:
    """Who may answer for open bills."""
    return [one for one in people.people(deps().store) if one.active and Right.SELL in one.rights]
