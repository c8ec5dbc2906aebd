"""Discounts: less than the bill comes to, by percent or by an amount, and why. Station 7.

One to a bill; who may give any is the panel's question.
"""

from decimal import Decimal

from locutorio.core.bill import Discount
from locutorio.desk.errors import BadDiscount, NoReason
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills, people
from locutorio.store.engine import Store, Tx


def set_discount(
    store: Store,
    *,
    bill_id: int,
    percent: Decimal | None,
    amount_minor: int,
    reason: str,
    operator_id: int,
    now_ms: int,
) -> None:
    """In place of the one it had. `percent` None: by `amount_minor`, of all the bill comes to at most."""
    agreed = Discount(percent, amount_minor if percent is None else 0, reason.strip())
    _check(agreed)
    with store.begin() as tx:
        unpaid(tx, bill_id)
        _log(tx, bill_id, agreed, operator_id, now_ms)
        bills.set_discount(tx, bill_id, agreed, person_id=operator_id, at_ms=now_ms)


def clear_discount(store: Store, *, bill_id: int, operator_id: int, now_ms: int) -> None:
    with store.begin() as tx:
        unpaid(tx, bill_id)
        _log(tx, bill_id, None, operator_id, now_ms)
        bills.clear_discount(tx, bill_id)


def _check(agreed: Discount) -> None:
    if not agreed.reason:
        raise NoReason("say why: the log keeps it")
    if agreed.percent is None and agreed.amount_minor <= 0:
        raise BadDiscount("a discount is more than nothing")
    if agreed.percent is not None and not (agreed.percent.is_finite() and 0 < agreed.percent <= 100):
        raise BadDiscount("a discount is more than nothing and 100 percent at most")


def _log(tx: Tx, bill_id: int, agreed: Discount | None, operator_id: int, now_ms: int) -> None:
    was = bills.discounts(tx, [bill_id]).get(bill_id)
    people.log(
        tx, "discount", person_id=operator_id, at_ms=now_ms, detail=f"bill {bill_id}",
        before=_told(was), after=_told(agreed),
    )  # fmt: skip


def _told(agreed: Discount | None) -> dict[str, object]:
    if agreed is None:
        return {}
    off = agreed.amount_minor if agreed.percent is None else f"{agreed.percent} %"
    return {"off": off, "reason": agreed.reason}
