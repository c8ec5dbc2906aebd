"""A carrier's sheet on its way in: which column is what, what it would change, and adopting it.

Nothing holds before "Adopt", and that is done once however often it is pressed. Every page is drawn from
where the import stands (sheet_on_the_way.py).
"""

from http import HTTPStatus

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.errors import ShopError
from locutorio.core.rights import Right
from locutorio.desk import decks as desk
from locutorio.desk.errors import UnknownUpload
from locutorio.panel.access import open_to
from locutorio.panel.csv_file import csv_file
from locutorio.panel.decks import to_deck
from locutorio.panel.deps import deps
from locutorio.panel.findings import LISTS, as_table, counts, listing_of, reason, remark
from locutorio.panel.language import words
from locutorio.panel.mapping_form import BASIS_WORDS, DOUBTS, ROLE_WORDS
from locutorio.panel.moment_input import moment_typed
from locutorio.panel.sheet_on_the_way import OnTheWay, forget, on_the_way

bp = Blueprint("imports", __name__)


class RowsRejected(ShopError):
    code = "rows_rejected"


class SheetChanged(ShopError):
    code = "sheet_changed"


@bp.get("/carriers/<int:deck_id>/import/<int:upload_id>")
@open_to(Right.PRICES_SET)
def show(deck_id: int, upload_id: int) -> ResponseReturnValue:
    try:
        on_way = on_the_way(deck_id, upload_id, request.args)
    except UnknownUpload:
        return no_longer(deck_id)
    proposal = on_way.proposal
    return render_template(
        "import.html",
        on_way=on_way,
        lists=LISTS,
        counts=counts(proposal) if proposal else {},
        listing=listing_of(proposal, request.args.get("show", ""), page_asked()) if proposal else None,
        role_words=ROLE_WORDS,
        basis_words=BASIS_WORDS,
        doubts=DOUBTS,
        earliest=moment_typed(deps().clock()),
        reason=reason,
        remark=remark,
        again=again,
    )


@bp.get("/carriers/<int:deck_id>/import/<int:upload_id>/<name>.csv")
@open_to(Right.PRICES_SET)
def listed(deck_id: int, upload_id: int, name: str) -> ResponseReturnValue:
    """One of the lists, whole."""
    on_way = on_the_way(deck_id, upload_id, request.args)
    if name not in LISTS or on_way.proposal is None:
        abort(HTTPStatus.NOT_FOUND)
    return csv_file(as_table(on_way.proposal, name), f"{on_way.deck.name}-{name}")


@bp.post("/carriers/<int:deck_id>/import/<int:upload_id>/adopt")
@open_to(Right.PRICES_SET)
def adopt(deck_id: int, upload_id: int) -> ResponseReturnValue:
    try:
        on_way = on_the_way(deck_id, upload_id, request.args)
        adopt_now(on_way, leave_out="leave_out" in request.form)
    except UnknownUpload:
        return no_longer(deck_id)
    forget(upload_id)
    flash(words().gettext("The sheet is adopted. Every package on it sells by it from then on."), "info")
    return to_deck(deck_id)


@bp.post("/carriers/<int:deck_id>/import/<int:upload_id>/drop")
@open_to(Right.PRICES_SET)
def drop(deck_id: int, upload_id: int) -> ResponseReturnValue:
    desk.drop_upload(deps().store, upload_id)
    forget(upload_id)
    return to_deck(deck_id)


def adopt_now(on_way: OnTheWay, *, leave_out: bool) -> None:
    """Exactly what was shown; if that is not known any more, nothing."""
    proposal, now_ms = on_way.proposal, deps().clock()
    if proposal is None or on_way.mapping is None or request.form.get("shown") != on_way.key:
        raise SheetChanged("what the sheet would change is not the same any more; look again")
    if proposal.reading.rejected and not leave_out:
        raise RowsRejected("some rows cannot be read; mend the sheet or say that they are left out")
    desk.adopt_sheet(
        deps().store,
        deck_id=on_way.deck.id,
        sheet=proposal.sheet,
        mapping=on_way.mapping.to_json(),
        file_name=on_way.upload.file_name,
        in_force_from_ms=now_ms if on_way.from_ms is None else on_way.from_ms,
        operator_id=current_user.id,
        now_ms=now_ms,
        upload_id=on_way.upload.id,
    )


def no_longer(deck_id: int) -> ResponseReturnValue:
    """The second click, or another tab: what there is to see is the deck as it holds now."""
    flash(words().gettext("That sheet is not waiting any more. Here is what holds."), "info")
    return to_deck(deck_id)


def page_asked() -> int:
    return request.args.get("page", 1, type=int)


def again(endpoint: str = "imports.show", **changed: object) -> str:
    """The address of this import with something chosen otherwise."""
    fields = {name: values for name, values in request.args.lists() if name not in changed}
    return url_for(endpoint, **{**(request.view_args or {}), **fields, **changed})
