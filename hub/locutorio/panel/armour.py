"""What keeps strangers out of the panel whatever its pages do: tokens, headers, cookies, limits.

Everything here holds for every page at once; who may open which page is access.py.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from locutorio.panel.access import TOOLS

# Failed guesses only: who gets in spends nothing. By address, and by name for guesses from many addresses.
GUESSES_BY_ADDRESS = "10 per minute;60 per hour"
GUESSES_BY_NAME = "40 per hour"
GUESSED = ("login.login", "login.setup", "tools.token")
LINKED = "public_bill.bill"  # whoever has the link is let in, so links are not to be guessed either

COOKIE = "locutorio"
BODY_MAX = 64 * 1024  # bytes; a view that takes files says so itself
FILES_MAX = 30 * 1024 * 1024

View = TypeVar("View", bound=Callable[..., object])

HEADERS = {
    # No script or style inside a page is ever run: what someone manages to write into one stays text.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
# Once seen over https, never again without: a stranger in the network cannot talk a browser out of it.
STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")


class SessionCookie(SecureCookieSessionInterface):
    """Over https the cookie is for https and this host only, and its name makes the browser insist on both;
    a shop without a certificate still gets one."""

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{COOKIE}" if request.is_secure else COOKIE

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def arm(app: Flask) -> None:
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session: boards stay open all day
        MAX_CONTENT_LENGTH=BODY_MAX,
        MAX_FORM_MEMORY_SIZE=BODY_MAX,
    )
    app.session_interface = SessionCookie()
    app.before_request(let_files_in)
    CSRFProtect(app).exempt(app.blueprints[TOOLS])  # no cookie opens anything there
    slow_down_guessing(app)
    app.after_request(add_headers)


def takes_files(view: View) -> View:
    """Marks a view that may be sent FILES_MAX bytes: who may not open it is turned away before it is read."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def let_files_in() -> None:
    if request.endpoint and getattr(current_app.view_functions[request.endpoint], "takes_files", False):
        request.max_content_length = FILES_MAX
        request.max_form_memory_size = 4 * BODY_MAX  # what a file is read through counts as well


def slow_down_guessing(app: Flask) -> None:
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    for endpoint in GUESSED:
        view: Any = app.view_functions[endpoint]
        view = limiter.limit(GUESSES_BY_ADDRESS, methods=["POST"], deduct_when=failed)(view)
        view = limiter.limit(GUESSES_BY_NAME, methods=["POST"], deduct_when=failed, key_func=named)(view)
        app.view_functions[endpoint] = view
    by_link: Any = limiter.limit(GUESSES_BY_ADDRESS, deduct_when=not_there)(app.view_functions[LINKED])
    app.view_functions[LINKED] = by_link


def failed(response: Response) -> bool:
    return response.status_code >= 400


def not_there(response: Response) -> bool:
    return response.status_code == 404


def named() -> str:
    by_tool = request.authorization.username if request.authorization else ""
    return request.form.get("name", by_tool or "").strip().casefold() or "nobody"


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.is_secure:
        response.headers.set(*STRICT_TRANSPORT)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
