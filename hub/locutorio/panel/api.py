"""Questions of other programs, answered in JSON: what a customer's display or a web page would ask.

For whoever is signed in, as the pages are. docs/operator.md describes the answers.
"""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from locutorio.core.errors import ShopError
from locutorio.core.rights import Right
from locutorio.desk.quote import quote
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps

bp = Blueprint("api", __name__, url_prefix="/api")

NUMBER_MAX = 40


@bp.get("/price")
@open_to(Right.PRICES_SEE)
def price() -> ResponseReturnValue:
    """What a call to `number` costs: at `at` (Unix ms, else now), by `package` (its id, else the shop's)."""
    number = request.args.get("number", "")
    if not any(letter.isdecimal() for letter in number):
        return jsonify(error="no_number", text="say which number: ?number=%2B212522123456"), 400
    try:
        answer = quote(
            deps().store,
            deps().shop,
            number[:NUMBER_MAX],
            at_ms=request.args.get("at", deps().clock(), type=int),
            package_id=request.args.get("package", type=int),
        )
    except ShopError as error:
        return jsonify(error=error.code, text=str(error)), 400
    return jsonify(answer.to_dict() | {"currency": deps().shop.currency.code})
