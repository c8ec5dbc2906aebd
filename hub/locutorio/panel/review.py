"""Looking through all that a draft would sell, then adopting it: from now on, or from a later moment.

A long list is looked through in a job. The draft is what is adopted, so a second click finds none and
changes nothing.
"""

import json
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.desk import decks, packages
from locutorio.desk import review as desk
from locutorio.desk.packages import Package
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import words
from locutorio.panel.moment_input import moment_in, moment_typed
from locutorio.panel.progress import PATIENCE_S, jobs

bp = Blueprint("review", __name__)

SHOWN = 200


@bp.get("/packages/<int:package_id>/review")
@open_to(Right.PRICES_SET)
def review(package_id: int) -> ResponseReturnValue:
    package = packages.package(deps().store, package_id)
    if package.draft is None:
        return redirect(url_for("packages.package", package_id=package_id))
    store, draft, now_ms = deps().store, package.draft, deps().clock()
    job = jobs().run(
        f"review {package_id}",
        basis_of(package),
        lambda tell: desk.review(store, package_id=package_id, document=draft, at_ms=now_ms, progress=tell),
        Right.PRICES_SET,
    )
    return render_template(
        "review.html",
        package=package,
        job=job,
        seen=job.answer() if job.over_within(PATIENCE_S) else None,
        basis=basis_of(package),
        shown=SHOWN,
        soon=moment_typed(now_ms),
    )


@bp.post("/packages/<int:package_id>/adopt")
@open_to(Right.PRICES_SET)
def adopt(package_id: int) -> ResponseReturnValue:
    """`when`: "now", or "later" with the moment in `from`."""
    package = packages.package(deps().store, package_id)
    leads_to = redirect(url_for("packages.package", package_id=package_id), HTTPStatus.SEE_OTHER)
    if package.draft is None:
        flash(words().gettext("These prices are adopted already."), "info")
        return leads_to
    now_ms = deps().clock()
    packages.adopt_package(
        deps().store,
        package_id=package_id,
        document=package.draft,
        currency=deps().shop.currency,
        in_force_from_ms=moment_in(request.form["from"]) if request.form.get("when") == "later" else now_ms,
        operator_id=current_user.id,
        now_ms=now_ms,
    )
    flash(words().gettext("The prices of %(name)s are adopted.", name=package.name), "info")
    return leads_to


def basis_of(package: Package) -> str:
    """What the answer hangs on: the draft, and the carrier's sheets there are."""
    sheets = [] if package.deck_id is None else decks.deck(deps().store, package.deck_id).versions
    return json.dumps([package.draft, [each.id for each in sheets], [each.id for each in package.versions]])
