"""The door for technicians' tools: the token, what is refused at once, and errors as JSON."""

from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from locutorio.core.errors import ShopError
from locutorio.desk import proving
from locutorio.desk.errors import LockedOut, UnknownBooth, WrongPassword
from locutorio.desk.inspections import UnknownInspection
from locutorio.desk.updates import UnknownRelease
from locutorio.panel import tokens
from locutorio.panel.access import ANYONE, Staff, open_to
from locutorio.panel.deps import deps

bp = Blueprint("tools", __name__, url_prefix="/api")


class OpenWire(ShopError):
    code = "open_wire"


class BadRequest(ShopError):
    code = "bad_request"


STATUS: Mapping[type[ShopError], HTTPStatus] = {
    OpenWire: HTTPStatus.FORBIDDEN,
    BadRequest: HTTPStatus.BAD_REQUEST,
    UnknownBooth: HTTPStatus.NOT_FOUND,
    UnknownRelease: HTTPStatus.NOT_FOUND,
    UnknownInspection: HTTPStatus.NOT_FOUND,
}


@bp.before_request
def refuse_open_wire() -> None:
    if not (request.is_secure or ip_address(request.remote_addr or "0.0.0.0").is_loopback):
        raise OpenWire("the hub takes passwords and keys over https only; give it a certificate first")


@bp.errorhandler(ShopError)
def refused(error: ShopError) -> ResponseReturnValue:
    """Nothing was changed."""
    return jsonify(error=error.code, text=str(error)), STATUS.get(type(error), HTTPStatus.CONFLICT)


@bp.post("/token")
@open_to(ANYONE)
def token() -> ResponseReturnValue:
    """By HTTP Basic; every wrong try counts as it does at the panel."""
    given = request.authorization
    try:
        if given is None or given.type != "basic":
            raise WrongPassword
        person = proving.sign_in(
            deps().store, name=given.username or "", password=given.password or "", now_ms=deps().clock()
        )
    except (WrongPassword, LockedOut) as error:
        text = str(error) or "name or password is wrong"
        return jsonify(error=error.code, text=text), HTTPStatus.UNAUTHORIZED
    made = tokens.issue(Staff(person).get_id(), deps().secret_key, now_ms=deps().clock())
    return jsonify(token=made, shop=deps().shop.shop_id, name=deps().shop.name)


def staff() -> Staff:
    """Who asks."""
    found: Staff = g.technician
    return found


def asked() -> dict[str, Any]:
    """What was sent, an object."""
    document = request.get_json(silent=True)
    if not isinstance(document, dict):
        raise BadRequest("send a JSON object")
    return document


def field(document: dict[str, Any], name: str, kind: type, default: Any = None) -> Any:
    """One value of what was sent; without a `default` it must be there."""
    value = document.get(name, default)
    if not isinstance(value, kind):
        raise BadRequest(f"{name} is missing, or is no {kind.__name__}")
    return value
