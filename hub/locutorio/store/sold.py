"""The calls of a while as they were sold: for what-if and re-rating."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, and_, func, not_, or_, select

from locutorio.core.sold import SoldCall
from locutorio.store.booked import BILL_OF_CALL, PAID_WITH, VISIT_OF_CALL, on_bills
from locutorio.store.engine import Tx
from locutorio.store.packages import SELLING
from locutorio.store.reratings import latest_minor
from locutorio.store.tables import (
    boot,
    booth,
    call,
    charge,
    decision,
    tariff,
    ticked_call,
    visit,
)

_ANSWERED_AT_MS = func.coalesce(charge.c.answered_at_ms, boot.c.anchor_ms + call.c.answered_ms)
_SOLD: Select[Any] = (
    select(
        call.c.id,
        booth.c.label,
        BILL_OF_CALL,
        call.c.digits,
        _ANSWERED_AT_MS,
        charge.c.seconds,
        call.c.talk_ms,
        func.coalesce(charge.c.destination, ""),
        charge.c.cost_minor,
        latest_minor(call.c.id),
        decision.c.amount_minor,
        charge.c.carrier_cost,
        PAID_WITH,
    )
    .join(booth, booth.c.id == call.c.booth_id)
    .outerjoin(boot, and_(boot.c.booth_id == call.c.booth_id, boot.c.boot == call.c.boot))
    .outerjoin(visit, VISIT_OF_CALL)
    .outerjoin(ticked_call, ticked_call.c.call_id == call.c.id)
    .outerjoin(charge, charge.c.call_id == call.c.id)
    .outerjoin(decision, decision.c.call_id == call.c.id)
    .where(call.c.answered_ms.is_not(None), not_(call.c.emergency))
    .where(or_(call.c.state == "ended", charge.c.call_id.is_not(None)))
    .order_by(call.c.id)
)
_ASKED_AT_ONCE = 500  # databases take only so many values in a question


def between(tx: Tx, *, from_ms: int, to_ms: int, package_id: int | None) -> list[SoldCall]:
    """The calls answered from `from_ms` until before `to_ms` that cost something or should have, in the
    order they were heard of; of one package, or (None) of all.

    A call without a price is one of the package it would have been sold by.
    """
    query = _SOLD.where(from_ms <= _ANSWERED_AT_MS, to_ms > _ANSWERED_AT_MS)
    if package_id is not None:
        query = query.outerjoin(tariff, tariff.c.id == charge.c.tariff_id)
        query = query.where(func.coalesce(tariff.c.package_id, SELLING) == package_id)
    return [_read(row) for row in tx.execute(query)]


def of_bills(tx: Tx, bill_ids: Collection[int]) -> list[SoldCall]:
    """The calls on these bills that cost something or should have."""
    wanted = sorted(bill_ids)
    pieces = (wanted[at : at + _ASKED_AT_ONCE] for at in range(0, len(wanted), _ASKED_AT_ONCE))
    return [_read(row) for piece in pieces for row in tx.execute(_SOLD.where(on_bills(piece)))]


def _read(row: Row[Any]) -> SoldCall:
    values: list[Any] = list(row)
    call_id, label, bill_id, digits, answered_at_ms, seconds, talk_ms, destination, *prices = values
    cost_minor, rerated_minor, decided_minor, carrier_cost, receipt_number = prices
    said = (price for price in (decided_minor, rerated_minor, cost_minor) if price is not None)
    return SoldCall(
        id=call_id,
        booth_label=label,
        bill_id=bill_id,
        digits=digits,
        answered_at_ms=answered_at_ms,
        seconds=talk_ms // 1000 if seconds is None else seconds,
        destination=destination,
        price_minor=next(said, None),
        decided=decided_minor is not None,
        carrier_cost=None if carrier_cost is None else Decimal(carrier_cost),
        receipt_number=receipt_number,
    )
