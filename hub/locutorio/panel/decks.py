"""Carriers: what each charges us, sheet after sheet; sending in a new one, taking a copy of any."""

import csv
import io
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.errors import ShopError
from locutorio.core.imports import sheet_text
from locutorio.core.rights import Right
from locutorio.desk import decks as desk
from locutorio.desk import packages
from locutorio.panel.access import open_to
from locutorio.panel.armour import FILES_MAX, takes_files
from locutorio.panel.csv_file import csv_file
from locutorio.panel.deps import deps
from locutorio.panel.language import words

bp = Blueprint("decks", __name__)

FILE_NAME_MAX = 200


class NoFile(ShopError):
    code = "no_file"


@bp.get("/carriers")
@open_to(Right.PRICES_SET)
def decks() -> ResponseReturnValue:
    return render_template("decks.html", decks=desk.decks(deps().store))


@bp.post("/carriers")
@open_to(Right.PRICES_SET)
def add() -> ResponseReturnValue:
    deck_id = desk.add_deck(
        deps().store,
        name=request.form["name"],
        currency=request.form["currency"],
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    flash(words().gettext("Now send in the carrier's sheet."), "info")
    return to_deck(deck_id)


@bp.get("/carriers/<int:deck_id>")
@open_to(Right.PRICES_SET)
def deck(deck_id: int) -> ResponseReturnValue:
    found = desk.deck(deps().store, deck_id)
    sold_by = [each for each in packages.packages(deps().store) if each.deck_id == deck_id]
    standing = next((each for each in found.versions if each.in_force_from_ms <= deps().clock()), None)
    return render_template(
        "deck.html",
        deck=found,
        standing=standing,
        packages=sold_by,
        waiting=desk.waiting_upload(deps().store, deck_id),
        bytes_max=FILES_MAX,
    )


@bp.post("/carriers/<int:deck_id>/sheets")
@open_to(Right.PRICES_SET)
@takes_files
def upload(deck_id: int) -> ResponseReturnValue:
    """Keeps the sheet as it came and leads to where it is looked at; a script is told the address."""
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        raise NoFile("choose the carrier's sheet first")
    upload_id = desk.keep_upload(
        deps().store,
        deck_id=deck_id,
        file_name=sent.filename[-FILE_NAME_MAX:],
        data=sent.read(),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    there = url_for("imports.show", deck_id=deck_id, upload_id=upload_id)
    if request.headers.get("X-Requested-With"):
        return "", HTTPStatus.CREATED, {"Location": there}
    return redirect(there, HTTPStatus.SEE_OTHER)


@bp.get("/carriers/<int:deck_id>/sheets/<int:version_id>.csv")
@open_to(Right.PRICES_SET)
def export(deck_id: int, version_id: int) -> ResponseReturnValue:
    """A sheet as it holds; sent in again it is the same sheet."""
    found = desk.deck(deps().store, deck_id)
    if version_id not in {each.id for each in found.versions}:
        abort(HTTPStatus.NOT_FOUND)
    text = sheet_text(desk.sheet(deps().store, version_id))
    return csv_file(csv.reader(io.StringIO(text, newline="")), f"{found.name}-{version_id}")


def to_deck(deck_id: int) -> ResponseReturnValue:
    return redirect(url_for("decks.deck", deck_id=deck_id), HTTPStatus.SEE_OTHER)
