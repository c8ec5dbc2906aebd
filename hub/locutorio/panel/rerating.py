"""Re-rating: a deliberate correction of calls that were sold by a wrong price. Looked at, then confirmed.

What is confirmed is what was shown, or nothing: the preview's key goes with the form.
"""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.numbers import understand
from locutorio.core.rerating import Asked, Preview
from locutorio.core.rights import Right
from locutorio.desk import booths, packages, rerate
from locutorio.desk.errors import PreviewStale
from locutorio.panel.access import back_to, open_to
from locutorio.panel.again import again
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.jobs import Job
from locutorio.panel.language import words
from locutorio.panel.moment_input import moment_in, moment_typed
from locutorio.panel.progress import PATIENCE_S, jobs

bp = Blueprint("rerating", __name__)

SLOT = "rerating"
SHOWN = 200


@bp.get("/re-rating")
@open_to(Right.RERATE)
def rerating() -> ResponseReturnValue:
    """With a tariff in the address the preview is shown, else only the form."""
    asked = asked_of() if request.args.get("tariff") else None
    job = previewed(asked) if asked else None
    return render_template(
        "rerating.html",
        asked=asked,
        job=job,
        preview=job.answer() if job and job.over_within(PATIENCE_S) else None,
        packages=packages.packages(deps().store),
        made=rerate.made(deps().store),
        paid_wrong=rerate.paid_wrong(deps().store, deps().shop),
        now_typed=moment_typed(deps().clock()),
        request_key=secrets.token_urlsafe(16),
        number_of=lambda digits: understand(digits, deps().shop.country).display,
        shown=SHOWN,
    )


@bp.post("/re-rating")
@again(Right.RERATE)
def apply() -> ResponseReturnValue:
    """The address is the preview's, so a stale one can be looked at again."""
    try:
        rerate.apply(
            deps().store,
            deps().shop,
            asked_of(),
            key=request.form["key"],
            reason=request.form["reason"],
            operator_id=current_user.id,
            now_ms=deps().clock(),
        )
    except PreviewStale as error:
        jobs().forget(SLOT)
        flash(sentence(error), "error")
        return redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)
    jobs().forget(SLOT)
    deps().changed({booth.id for booth in booths.booths(deps().store)})
    flash(words().gettext("The calls are priced anew. What was paid already is listed below."), "info")
    return redirect(url_for("rerating.rerating"), HTTPStatus.SEE_OTHER)


def asked_of() -> Asked:
    return Asked(
        tariff_id=request.args.get("tariff", 0, type=int),
        from_ms=moment_in(request.args.get("from", "")),
        to_ms=moment_in(request.args.get("to", "")),
        package_id=request.args.get("of", type=int),
    )


def previewed(asked: Asked) -> Job[Preview]:
    store, shop = deps().store, deps().shop
    return jobs().run(
        SLOT, str(asked), lambda tell: rerate.preview(store, shop, asked, progress=tell), Right.RERATE
    )
