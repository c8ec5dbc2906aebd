"""The board: a tile for every booth, and the button each of them offers. Station 6."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.core.tender import CASH
from locutorio.desk import bills, customers, print_queue
from locutorio.desk import board as desk_board
from locutorio.desk import lock as desk_lock
from locutorio.desk import unlock as desk_unlock
from locutorio.panel.access import STAFF, back_to, open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import money_in

bp = Blueprint("board", __name__)


@bp.get("/")
@open_to(STAFF)
def board() -> ResponseReturnValue:
    now_ms = deps().clock()
    return render_template(
        "board.html",
        tiles=desk_board.tiles(deps().store, deps().shop, now_ms=now_ms),
        waiting=bills.waiting(deps().store, deps().shop, now_ms=now_ms),
        printing=print_queue.summary(deps().store),
    )


@bp.get("/booths/<booth_id>/unlock")
@open_to(Right.UNLOCK)
def up_to(booth_id: str) -> ResponseReturnValue:
    """All that can be agreed beforehand; a plain unlock never comes by here."""
    now_ms = deps().clock()
    return render_template(
        "up_to.html",
        tile=desk_board.tile(deps().store, deps().shop, booth_id=booth_id, now_ms=now_ms),
        customers=[customer for customer in customers.customers(deps().store) if customer.is_active],
        others=bills.open_bills(deps().store, deps().shop, now_ms=now_ms),
    )


@bp.post("/booths/<booth_id>/unlock")
@open_to(Right.UNLOCK)
def unlock(booth_id: str) -> ResponseReturnValue:
    """`budget`: the most its calls may come to; `deposit`: what is left beforehand for them, by `method`;
    `bill`: the open one they go on; `customer`: whose prices they are sold by. Empty or missing = none."""
    budget, deposit = (request.form.get(name, "").strip() for name in ("budget", "deposit"))
    desk_unlock.unlock(
        deps().store,
        deps().shop,
        booth_id=booth_id,
        operator_id=current_user.id,
        now_ms=deps().clock(),
        budget_minor=money_in(budget) if budget else None,
        deposit_minor=money_in(deposit) if deposit else None,
        deposit_method=request.form.get("method", CASH),
        bill_id=request.form.get("bill", type=int),
        customer_id=request.form.get("customer", type=int),
    )
    if deposit:
        deps().printing()
    return done(booth_id, url_for("board.board"))


@bp.post("/booths/<booth_id>/lock")
@open_to(Right.UNLOCK)
def lock(booth_id: str) -> ResponseReturnValue:
    desk_lock.lock(deps().store, booth_id=booth_id, operator_id=current_user.id, now_ms=deps().clock())
    return done(booth_id, back_to(request.form.get("back")))


def done(booth_id: str, then: str) -> ResponseReturnValue:
    """The tile itself comes by the stream; a browser without scripts loads a page again."""
    deps().changed({booth_id})
    if request.headers.get("X-Requested-With"):
        return "", HTTPStatus.NO_CONTENT
    return redirect(then, HTTPStatus.SEE_OTHER)
