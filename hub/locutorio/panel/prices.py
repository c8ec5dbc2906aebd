"""What a call would cost, asked at the counter: one field, the answer while it is typed.

The same question as /api/price and the command line ask, put to desk.quote. Must not know how a price
comes about.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locutorio.core.quote import Quote
from locutorio.desk import packages
from locutorio.desk import quote as desk
from locutorio.panel.access import OPERATOR, open_to
from locutorio.panel.deps import deps
from locutorio.panel.moment_input import moment_in

bp = Blueprint("prices", __name__)

DIGITS_MIN = 2  # fewer are the beginning of half the world
NUMBER_MAX = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it was typed; `at` as a browser's field has it, "" = now."""

    number: str
    package_id: int | None
    at: str

    @property
    def is_enough(self) -> bool:
        return sum(letter.isdecimal() for letter in self.number) >= DIGITS_MIN


@bp.get("/prices")
@open_to(OPERATOR)
def prices() -> ResponseReturnValue:
    asked = asked_of(request.args)
    return render_template(
        "prices.html", asked=asked, quote=answer(asked), packages=packages.packages(deps().store)
    )


@bp.get("/prices/quote")
@open_to(OPERATOR)
def quote() -> ResponseReturnValue:
    """The answer alone, to follow the typing."""
    asked = asked_of(request.args)
    return render_template("_price.html", asked=asked, quote=answer(asked))


def asked_of(fields: MultiDict[str, str]) -> Asked:
    return Asked(
        number=fields.get("number", "").strip()[:NUMBER_MAX],
        package_id=fields.get("package", type=int),
        at=fields.get("at", ""),
    )


def answer(asked: Asked) -> Quote | None:
    """None while there is not enough to go by."""
    if not asked.is_enough:
        return None
    at_ms = moment_in(asked.at) if is_moment(asked.at) else deps().clock()
    return desk.quote(deps().store, deps().shop, asked.number, at_ms=at_ms, package_id=asked.package_id)


def is_moment(typed: str) -> bool:
    """Whether the field holds a whole moment yet: it is asked while it is filled in."""
    try:
        datetime.fromisoformat(typed)
    except ValueError:
        return False
    return True
