"""Calls as the books know them: what was told of each, what it costs, and on which bill it stands.

A call stands on the bill of its visit for as long as nobody ticks it onto another.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, not_, or_, select, union

from locutorio.core.booked import BookedCall
from locutorio.core.call import Call
from locutorio.store.engine import Tx
from locutorio.store.reratings import latest_unpaid
from locutorio.store.tables import (
    bill,
    billed_call,
    boot,
    booth,
    call,
    charge,
    decision,
    receipt,
    rerated,
    ticked_call,
    visit,
)

_SNAPSHOT = tuple(Call.__slots__)

# A booth cannot put calls on another booth's visit.
VISIT_OF_CALL = and_(visit.c.id == call.c.visit_id, visit.c.booth_id == call.c.booth_id)
BILL_OF_CALL = func.coalesce(ticked_call.c.bill_id, visit.c.bill_id)
# The receipt its bill was paid with, if the call stands on it.
PAID_WITH = (
    select(receipt.c.number)
    .join(billed_call, billed_call.c.receipt_number == receipt.c.number)
    .where(billed_call.c.call_id == call.c.id, receipt.c.kind == "sale", receipt.c.bill_id == BILL_OF_CALL)
    .correlate(call, ticked_call, visit)
    .scalar_subquery()
)

_BOOKED: Select[Any] = (
    select(
        call.c.id,
        booth.c.label,
        func.coalesce(boot.c.anchor_ms, 0),
        charge.c.answered_at_ms,
        charge.c.seconds,
        func.coalesce(rerated.c.destination, charge.c.destination, ""),
        func.coalesce(rerated.c.new_minor, charge.c.cost_minor),
        func.coalesce(rerated.c.detail, charge.c.detail, ""),
        decision.c.amount_minor,
        func.coalesce(decision.c.note, ""),
        BILL_OF_CALL,
        *(call.c[name] for name in _SNAPSHOT),
    )
    .join(booth, booth.c.id == call.c.booth_id)
    .outerjoin(boot, and_(boot.c.booth_id == call.c.booth_id, boot.c.boot == call.c.boot))
    .outerjoin(charge, charge.c.call_id == call.c.id)
    .outerjoin(rerated, latest_unpaid(call.c.id))
    .outerjoin(decision, decision.c.call_id == call.c.id)
    .outerjoin(visit, VISIT_OF_CALL)
    .outerjoin(ticked_call, ticked_call.c.call_id == call.c.id)
    .order_by(call.c.boot, call.c.call, call.c.id)
)
_OWN = 11  # columns before the call's


def _booked(row: Row[Any]) -> BookedCall:
    values: list[Any] = list(row)
    call_id, label, anchor_ms, *charged, decided_minor, decided_note, bill_id = values[:_OWN]
    charged_at_ms, seconds, destination, cost_minor, detail = charged
    return BookedCall(
        id=call_id,
        booth_label=label,
        call=Call(*values[_OWN:]),
        anchor_ms=anchor_ms,
        charged_at_ms=charged_at_ms,
        seconds=seconds,
        destination=destination,
        cost_minor=cost_minor,
        detail=detail,
        decided_minor=decided_minor,
        decided_note=decided_note,
        bill_id=bill_id,
    )


_BOOKED_ONE = _BOOKED.where(call.c.id == bindparam("known_id"))


def find(tx: Tx, call_id: int) -> BookedCall | None:
    row = tx.execute(_BOOKED_ONE, {"known_id": call_id}).one_or_none()
    return _booked(row) if row else None


def of_visit(tx: Tx, visit_id: str) -> list[BookedCall]:
    """The calls made in a visit, whoever pays for them."""
    return [_booked(row) for row in tx.execute(_BOOKED.where(visit.c.id == visit_id))]


def of_bills(tx: Tx, bill_ids: Iterable[int]) -> dict[int, list[BookedCall]]:
    """The calls that stand on each bill, in the order they were made in each booth."""
    found: dict[int, list[BookedCall]] = {bill_id: [] for bill_id in bill_ids}
    if found:
        for row in tx.execute(_BOOKED.where(on_bills(found))):
            booked = _booked(row)
            assert booked.bill_id is not None  # it was asked for
            found[booked.bill_id].append(booked)
    return found


def on_bills(bill_ids: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a call stands on one of these bills. Its indexes lead to the few that may."""
    wanted = list(bill_ids)
    call_there, visit_there, ticked_there = call.alias(), visit.alias(), ticked_call.alias()
    made = (
        select(call_there.c.id)
        .join(visit_there, visit_there.c.id == call_there.c.visit_id)
        .where(visit_there.c.bill_id.in_(wanted))
    )
    ticked = select(ticked_there.c.call_id).where(ticked_there.c.bill_id.in_(wanted))
    return and_(call.c.id.in_(union(made, ticked)), BILL_OF_CALL.in_(wanted))


# What somebody has to pay for.
_COSTS = (call.c.state == "ended", call.c.answered_ms.is_not(None), not_(call.c.emergency))


def never_billed(tx: Tx, *, limit: int) -> Sequence[BookedCall]:
    """Answered calls that are over but on no receipt, though their bill is closed or not known here."""
    query = (
        _BOOKED.outerjoin(bill, bill.c.id == BILL_OF_CALL)
        .where(*_COSTS, PAID_WITH.is_(None))
        .where(or_(bill.c.id.is_(None), bill.c.closed_ms.is_not(None)))
        .limit(limit)
    )
    return [_booked(row) for row in tx.execute(query)]


def unpriced(tx: Tx, *, limit: int) -> Sequence[BookedCall]:
    """Answered calls that are over and that neither tariff nor person has priced."""
    priced = (charge.c.call_id, decision.c.call_id, rerated.c.call_id)
    query = _BOOKED.where(*_COSTS, *(by.is_(None) for by in priced))
    return [_booked(row) for row in tx.execute(query.limit(limit))]
