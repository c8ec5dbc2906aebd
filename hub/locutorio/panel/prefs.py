"""How a reader wants the panel: language and theme, each a cookie of this browser, no account needed."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from locutorio.panel.access import ANYONE, back_to, open_to
from locutorio.panel.language import COOKIE, LANGUAGES

bp = Blueprint("prefs", __name__)

THEMES = ("auto", "light", "dark")
YEAR_S = 365 * 24 * 3600


@bp.post("/language")
@open_to(ANYONE)
def choose_language() -> Response:
    return keep(COOKIE, request.form["language"], tuple(LANGUAGES))


@bp.post("/theme")
@open_to(ANYONE)
def choose_theme() -> Response:
    return keep("theme", request.form["theme"], THEMES)


def keep(cookie: str, wanted: str, known: tuple[str, ...]) -> Response:
    if wanted not in known:
        abort(404)
    response = redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)
    response.set_cookie(
        cookie, wanted, max_age=YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def theme() -> str:
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"
