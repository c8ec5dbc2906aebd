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
from locutorio.core.rights import Right
from locutorio.core.samples import samples
from locutorio.desk import packages
from locutorio.desk import quote as desk
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import language
from locutorio.panel.moment_input import moment_in
from locutorio.panel.package_fields import countries_named

bp = Blueprint("prices", __name__)

DIGITS_MIN = 2  # fewer are the beginning of half the world
NUMBER_MAX = 40
LETTERS_MIN, COUNTRIES_MAX = 3, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it was typed; `at` as a browser's field has it, "" = now."""

    number: str
    package_id: int | None
    at: str

    @property
    def numbers(self) -> list[str]:
        """What to ask about: the number as soon as there is enough of it; for the name of a country, or
        its beginning, a fixed and a mobile one there."""
        if sum(letter.isdecimal() for letter in self.number) >= DIGITS_MIN:
            return [self.number]
        if len(self.number) < LETTERS_MIN:
            return []
        named = countries_named(self.number, language())[:COUNTRIES_MAX]
        return [f"+{number.e164_digits}" for country in named for number in samples(country)]


@bp.get("/prices")
@open_to(Right.PRICES_SEE)
def prices() -> ResponseReturnValue:
    asked = asked_of(request.args)
    return render_template(
        "prices.html", asked=asked, quotes=answers(asked), packages=packages.packages(deps().store)
    )


@bp.get("/prices/quote")
@open_to(Right.PRICES_SEE)
def quote() -> ResponseReturnValue:
    """The answer alone, to follow the typing."""
    asked = asked_of(request.args)
    return render_template("_price.html", asked=asked, quotes=answers(asked))


def asked_of(fields: MultiDict[str, str]) -> Asked:
    return Asked(
        number=fields.get("number", "").strip()[:NUMBER_MAX],
        package_id=fields.get("package", type=int),
        at=fields.get("at", ""),
    )


def answers(asked: Asked) -> list[Quote]:
    """None of them while there is not enough to go by."""
    at_ms = moment_in(asked.at) if is_moment(asked.at) else deps().clock()
    return [
        desk.quote(deps().store, deps().shop, number, at_ms=at_ms, package_id=asked.package_id)
        for number in asked.numbers
    ]


def is_moment(typed: str) -> bool:
    """Whether the field holds a whole moment yet: it is asked while it is filled in."""
    try:
        datetime.fromisoformat(typed)
    except ValueError:
        return False
    return True
