"""Who may open which page. Nothing is open by oversight: a view without a mark is refused to everybody.

Each request is checked here, on the server, before its view runs: a view names the one right it takes.
A stay ends after IDLE_MS without a click and ABSOLUTE_MS in any case; the live stream keeps nobody signed
in. Must not know passwords.
"""

from collections.abc import Callable
from typing import TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, flash, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from locutorio.core.rights import Right
from locutorio.desk import people
from locutorio.desk.people import Person
from locutorio.panel import tokens
from locutorio.panel.deps import deps
from locutorio.panel.language import words

IDLE_MS = 2 * 3600 * 1000
ABSOLUTE_MS = 12 * 3600 * 1000

ANYONE, STAFF = "anyone", "staff"  # strangers too; whoever is signed in, whatever their rights
TOOLS = "tools"  # the blueprint that is not for browsers

View = TypeVar("View", bound=Callable[..., object])


class Staff(UserMixin):  # type: ignore[misc]  # flask_login has no types
    """The person at the counter, as Flask-Login wants to see them."""

    def __init__(self, person: Person) -> None:
        self.id = person.id
        self.name = person.name
        self.role = person.role
        self.rights = person.rights
        self.stamp = person.stamp

    def get_id(self) -> str:
        """With a new password it is another: what was signed in by the old one is over."""
        return f"{self.id}.{self.stamp}"


def open_to(needed: str) -> Callable[[View], View]:
    """`needed` is a Right, STAFF or ANYONE."""

    def mark(view: View) -> View:
        view.open_to = needed  # type: ignore[attr-defined]
        return view

    return mark


def guard(app: Flask) -> None:
    """Check every request of `app`."""
    manager = LoginManager(app)
    manager.user_loader(load)
    app.before_request(check)
    app.jinja_env.globals.update(may=may, may_open=may_open)


def load(staff_id: str) -> Staff | None:
    person_id, _, stamp = staff_id.partition(".")
    person = people.person(deps().store, int(person_id))
    return Staff(person) if person and person.active and person.stamp == stamp else None


def check() -> AnyResponse | None:
    """None lets the request pass."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    needed = needed_for(request.endpoint)
    if needed == ANYONE:
        return None
    if needed is None:
        abort(403)
    if request.blueprint == TOOLS:
        return check_tool(Right(needed))
    if not signed_in():
        return turned_away()
    if not may_open(request.endpoint):
        abort(403)
    if request.endpoint != "stream.live":
        session["seen_ms"] = deps().clock()
    return None


def check_tool(needed: Right) -> AnyResponse | None:
    """A technician's tool says with each request who sent it; a browser's cookies say nothing here."""
    given = request.authorization
    token = given.token if given is not None and given.type == "bearer" else None
    named = tokens.staff_id(token or "", deps().secret_key, now_ms=deps().clock())
    g.technician = load(named) if named else None
    if g.technician is None:
        return Response(status=401)
    if needed not in g.technician.rights:
        abort(403)
    return None


def needed_for(endpoint: str) -> str | None:
    return cast(str | None, getattr(current_app.view_functions[endpoint], "open_to", None))


def may_open(endpoint: str) -> bool:
    """Whether a link to it, or a button, leads whoever is signed in anywhere."""
    needed = needed_for(endpoint)
    return needed in (ANYONE, STAFF) or (needed is not None and may(needed))


def may(right: str) -> bool:
    """Whether whoever is signed in has this right."""
    return Right(right) in current_user.rights


def demand(right: Right) -> None:
    """For a view in which some may do more than others."""
    if not may(right):
        abort(403)


def sign_in(person: Person) -> None:
    """A new stay; nothing of an older session survives, so none can be planted beforehand."""
    session.clear()
    session["since_ms"] = session["seen_ms"] = session["proved_ms"] = deps().clock()
    login_user(Staff(person))


def carry_on(person: Person) -> None:
    """The stay goes on as `person`, for no longer than it would have. What was filled in on its pages stays
    good; nobody counts as having given the password.
    """
    session.pop("proved_ms", None)
    login_user(Staff(person))


def sign_out() -> None:
    logout_user()
    session.clear()


def signed_in() -> bool:
    if not current_user.is_authenticated:
        return False
    now_ms = deps().clock()
    since_ms, seen_ms = session.get("since_ms", 0), session.get("seen_ms", 0)
    if now_ms - since_ms < ABSOLUTE_MS and now_ms - seen_ms < IDLE_MS:
        return True
    sign_out()
    flash(words().gettext("You were signed out after a long pause."), "info")
    return False


def turned_away() -> AnyResponse:
    """To the login page, and back here afterwards; scripts and other programs get a plain 401."""
    is_page = request.accept_mimetypes.best != "text/event-stream" and request.blueprint != "api"
    if not is_page or request.headers.get("X-Requested-With"):
        return Response(status=401)
    if people.is_new(deps().store):
        return redirect(url_for("login.setup"))
    return redirect(url_for("login.login", back=request.full_path if request.method == "GET" else None))


def back_to(wanted: str | None) -> str:
    """`wanted` if it is a path of this panel, else the board: a link must not lead people elsewhere."""
    parts = urlsplit(wanted or "")
    if wanted and wanted.startswith("/") and not (parts.scheme or parts.netloc or "\\" in wanted):
        return wanted
    return url_for("board.board")
