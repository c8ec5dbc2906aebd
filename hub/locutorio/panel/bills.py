"""What is done with an open bill besides paying it: who and what belongs on it, what was agreed. Station 7.

Each act is one form and one use case, and leads back to the bill. How the bill looks, and the money, is
checkout.py's.
"""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from locutorio.core.errors import ShopError
from locutorio.core.rights import Right
from locutorio.desk import bills, decisions, deposits, discounts, items, move, settle
from locutorio.panel.access import back_to, demand, open_to
from locutorio.panel.checkout import booths_on
from locutorio.panel.deed import mine
from locutorio.panel.deps import deps
from locutorio.panel.language import money_in
from locutorio.panel.money_input import read_price

bp = Blueprint("bills", __name__)

QUANTITY_MAX = 999


class BadQuantity(ShopError):
    code = "bad_quantity"


@bp.get("/bills")
@open_to(Right.SELL)
def open_bills() -> ResponseReturnValue:
    every = bills.open_bills(deps().store, deps().shop, now_ms=deps().clock())
    return render_template("open_bills.html", bills=every)


@bp.post("/bills")
@open_to(Right.SELL)
def begin() -> ResponseReturnValue:
    """A sale that needs no booth."""
    return to_bill(bills.open_bill(deps().store, **mine()))


@bp.post("/bills/<int:bill_id>/items")
@open_to(Right.SELL)
def add_item(bill_id: int) -> ResponseReturnValue:
    """`extra`: one of the list; or `what`: its barcode or its key, or any text with an `amount`."""
    extra_id = request.form.get("extra", type=int)
    what, amount = request.form.get("what", "").strip(), request.form.get("amount", "").strip()
    if extra_id is None and not amount:
        extra_id = items.by_code(deps().store, what).id
    items.add_item(
        deps().store,
        bill_id=bill_id,
        extra_id=extra_id,
        text=what,
        amount_minor=money_in(amount) if amount else 0,
        quantity=quantity(),
        **mine(),
    )
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/items/<int:item_id>/remove")
@open_to(Right.SELL)
def remove_item(bill_id: int, item_id: int) -> ResponseReturnValue:
    items.remove_item(deps().store, bill_id=bill_id, item_id=item_id, **mine())
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/tick")
@open_to(Right.SELL)
def tick(bill_id: int) -> ResponseReturnValue:
    """The ticked calls onto another bill: `onto`, or where that is empty a new one."""
    bills.tick(
        deps().store,
        call_ids=ticked(),
        bill_id=bill_id,
        to_bill_id=request.form.get("onto", type=int),
        **mine(),
    )
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/free")
@open_to(Right.FREE_CALL)
def free(bill_id: int) -> ResponseReturnValue:
    """The ticked calls cost nothing; `reason` says why."""
    decisions.free(deps().store, call_ids=ticked(), reason=request.form["reason"], **mine())
    return to_bill(bill_id)


@bp.post("/calls/<int:call_id>/price")
@open_to(Right.SELL)
def decide(call_id: int) -> ResponseReturnValue:
    """A price for a call no tariff knows; the note says why it is that. Nothing is a price for few."""
    amount_minor = money_in(request.form["amount"])
    if not amount_minor:
        demand(Right.FREE_CALL)
    booth_id = decisions.decide(
        deps().store,
        call_id=call_id,
        amount_minor=amount_minor,
        note=request.form["note"],
        **mine(),
    )
    deps().changed({booth_id})
    return redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)


@bp.post("/bills/<int:bill_id>/discount")
@open_to(Right.DISCOUNT)
def discount(bill_id: int) -> ResponseReturnValue:
    """`less`: "10 %" or an amount; empty takes the discount off again."""
    less = request.form.get("less", "").strip()
    if not less:
        discounts.clear_discount(deps().store, bill_id=bill_id, **mine())
        return to_bill(bill_id)
    percent = read_price(less) if less.endswith("%") else None
    discounts.set_discount(
        deps().store,
        bill_id=bill_id,
        percent=percent,
        amount_minor=money_in(less) if percent is None else 0,
        reason=request.form["reason"],
        **mine(),
    )
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/deposit")
@open_to(Right.SELL)
def deposit(bill_id: int) -> ResponseReturnValue:
    deposits.deposit(
        deps().store,
        deps().shop,
        bill_id=bill_id,
        amount_minor=money_in(request.form["amount"]),
        method=request.form["method"],
        request_key=request.form["request_key"],
        **mine(),
    )
    deps().printing()
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/join")
@open_to(Right.SELL)
def join(bill_id: int) -> ResponseReturnValue:
    into_id = request.form.get("into", 0, type=int)
    booth_ids = booths_on(bill_id)
    bills.join(deps().store, bill_id=bill_id, into_id=into_id, **mine())
    deps().changed(booth_ids)
    return to_bill(into_id)


@bp.post("/bills/<int:bill_id>/park")
@open_to(Right.SELL)
def park(bill_id: int) -> ResponseReturnValue:
    """Its booths are free again; the bill waits."""
    booth_ids = booths_on(bill_id)
    bills.park(deps().store, deps().shop, bill_id=bill_id, **mine())
    deps().changed(booth_ids)
    return redirect(url_for("board.board"), HTTPStatus.SEE_OTHER)


@bp.post("/bills/<int:bill_id>/drop")
@open_to(Right.SELL)
def drop(bill_id: int) -> ResponseReturnValue:
    """Unlocked by mistake, begun and given up: there is nothing to pay for."""
    booth_ids = booths_on(bill_id)
    bills.drop(deps().store, deps().shop, bill_id=bill_id, **mine())
    deps().changed(booth_ids)
    return redirect(url_for("board.board"), HTTPStatus.SEE_OTHER)


@bp.post("/bills/<int:bill_id>/take-up")
@open_to(Right.SELL)
def take_up(bill_id: int) -> ResponseReturnValue:
    """It is mine now."""
    bills.take_up(deps().store, bill_id=bill_id, **mine())
    return to_bill(bill_id)


@bp.post("/bills/<int:bill_id>/name")
@open_to(Right.SELL)
def rename(bill_id: int) -> ResponseReturnValue:
    bills.rename(deps().store, bill_id=bill_id, name=request.form["name"], **mine())
    return to_bill(bill_id)


@bp.post("/booths/<booth_id>/move")
@open_to(Right.UNLOCK)
def move_visit(booth_id: str) -> ResponseReturnValue:
    """On in the booth `to`, on the same bill."""
    to_booth_id = request.form["to"]
    move.move(deps().store, deps().shop, booth_id=booth_id, to_booth_id=to_booth_id, **mine())
    deps().changed({booth_id, to_booth_id})
    return redirect(url_for("board.board"), HTTPStatus.SEE_OTHER)


@bp.post("/visits/<visit_id>/settle-anyway")
@open_to(Right.SELL)
def settle_anyway(visit_id: str) -> ResponseReturnValue:
    settle.settle_anyway(
        deps().store, deps().shop, visit_id=visit_id, reason=request.form["reason"], **mine()
    )
    return to_bill(bills.of_visit(deps().store, visit_id=visit_id))


def ticked() -> tuple[int, ...]:
    return tuple(request.form.getlist("call", type=int))


def quantity() -> int:
    typed = request.form.get("quantity", "").strip() or "1"
    if not typed.isdecimal() or not 1 <= int(typed) <= QUANTITY_MAX:
        raise BadQuantity("a quantity is a whole number, 999 at most", text=typed[:20])
    return int(typed)


def to_bill(bill_id: int) -> ResponseReturnValue:
    """Back to the bill, as it is now; its tiles are drawn again."""
    deps().changed(booths_on(bill_id))
    return redirect(url_for("checkout.show", bill_id=bill_id), HTTPStatus.SEE_OTHER)
