"""The password once more, before what must not be done by whoever passes an open screen.

`again(right)` stands where `open_to(right)` would: a form that was sent is held back on a page that asks
for the password, with everything that was filled in, and goes through to its view unchanged after it.
Within FRESH_MS nothing is asked again. The password counts as any other try (desk.proving).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TypeVar, cast

from flask import render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.desk import proving
from locutorio.desk.errors import LockedOut, WrongPassword
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.language import words

FRESH_MS = 5 * 60 * 1000
FIELD = "password_again"
OWN_FIELDS = (FIELD, "csrf_token")

View = TypeVar("View", bound=Callable[..., object])


def again(right: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @open_to(right)
        @wraps(view)
        def after_asking(**values: object) -> object:
            held_back = None if request.method == "GET" else ask()
            return held_back or view(**values)

        after_asking.asks_again = True  # type: ignore[attr-defined]
        return cast(View, after_asking)

    return mark


def ask() -> ResponseReturnValue | None:
    """None lets the form through."""
    now_ms = deps().clock()
    if now_ms - session.get("proved_ms", -FRESH_MS) < FRESH_MS:
        return None
    if FIELD not in request.form:
        return asking()
    try:
        proving.prove(deps().store, person_id=current_user.id, password=request.form[FIELD], now_ms=now_ms)
    except (WrongPassword, LockedOut) as error:
        wrong = words().gettext("That is not your password.")
        return asking(wrong if isinstance(error, WrongPassword) else sentence(error))
    session["proved_ms"] = now_ms
    return None


def asking(wrong: str = "") -> ResponseReturnValue:
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in OWN_FIELDS]
    return render_template("again.html", fields=fields, wrong=wrong), HTTPStatus.UNAUTHORIZED
