"""Re-rating as it is written down: which calls were priced anew, from what to what, by whom and why.

Only ever added to. What a call was paid with stays on its receipt; a row written after that says so with
the receipt's number.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, insert, select

from locutorio.store.engine import Row, Tx, add_row
from locutorio.store.tables import package, person, receipt, rerated, rerating, tariff


def latest_minor(call_id: ColumnElement[int]) -> ScalarSelect[Any]:
    """The price a call was last given by re-rating, as a column of a query; NULL if by none."""
    query = select(rerated.c.new_minor).where(rerated.c.call_id == call_id)
    return query.order_by(rerated.c.rerating_id.desc()).limit(1).scalar_subquery()


def latest_unpaid(call_id: ColumnElement[int]) -> ColumnElement[bool]:
    """What joins `rerated` to a call: the price it was last given before it was paid. Its bill says that."""
    given = rerated.alias()
    latest = select(func.max(given.c.rerating_id)).where(
        given.c.call_id == call_id, given.c.receipt_number.is_(None)
    )
    return and_(rerated.c.call_id == call_id, rerated.c.rerating_id == latest.scalar_subquery())


def add(tx: Tx, calls: Sequence[Mapping[str, Any]], **values: Any) -> int:
    """Write down a re-rating and what became of each of its calls. Returns its id."""
    rerating_id = add_row(tx, rerating, **values)
    tx.execute(insert(rerated), [{"rerating_id": rerating_id, **call} for call in calls])
    return rerating_id


def of_call(tx: Tx, call_id: int) -> Sequence[Row]:
    """What was done to one call, newest first, each with its tariff, package, person and reason."""
    query = (
        select(
            rerated, rerating.c.at_ms, rerating.c.reason, rerating.c.tariff_id, tariff.c.in_force_from_ms,
            func.coalesce(package.c.name, "").label("package"), person.c.name,
        )
        .join(rerating, rerating.c.id == rerated.c.rerating_id)
        .join(person, person.c.id == rerating.c.person_id)
        .join(tariff, tariff.c.id == rerating.c.tariff_id)
        .outerjoin(package, package.c.id == tariff.c.package_id)
        .where(rerated.c.call_id == call_id)
    )  # fmt: skip
    return tx.execute(query.order_by(rerating.c.id.desc())).mappings().all()


def every(tx: Tx) -> Sequence[Row]:
    """All re-ratings, newest first, each with how many calls it touched and what that made of their price."""
    query = (
        select(
            rerating.c.id, rerating.c.at_ms, rerating.c.reason, rerating.c.tariff_id, person.c.name,
            func.coalesce(package.c.name, "").label("package"),
            func.count(rerated.c.call_id).label("calls"),
            func.sum(rerated.c.new_minor - func.coalesce(rerated.c.old_minor, 0)).label("difference_minor"),
        )
        .join(person, person.c.id == rerating.c.person_id)
        .join(tariff, tariff.c.id == rerating.c.tariff_id)
        .outerjoin(package, package.c.id == tariff.c.package_id)
        .join(rerated, rerated.c.rerating_id == rerating.c.id)
        .group_by(rerating.c.id, person.c.name, package.c.name)
    )  # fmt: skip
    return tx.execute(query.order_by(rerating.c.id.desc())).mappings().all()


def paid_bills(tx: Tx) -> list[int]:
    """The bills of which a call was priced anew after it was paid."""
    query = select(receipt.c.bill_id).join(rerated, rerated.c.receipt_number == receipt.c.number)
    return list(tx.scalars(query.distinct()))
