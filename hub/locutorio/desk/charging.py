"""Writing down what a call costs: once, with the tariff version in force at its answer, for ever.

Station 5 of the way of a call.
"""

from locutorio.core.call import Call
from locutorio.core.shop import ShopProfile
from locutorio.desk.pricing import Pricing
from locutorio.store import calls, packages
from locutorio.store.engine import Tx


def charge(
    tx: Tx,
    shop: ShopProfile,
    call_id: int,
    call: Call,
    *,
    answered_at_ms: int,
    seconds: int,
    now_ms: int,
) -> None:
    """Price an answered call unless it has its price. Where no tariff can, it stays unpriced; one to an
    emergency number has no price, whatever a tariff says."""
    if call.emergency or calls.is_charged(tx, call_id):
        return
    package_id = packages.of_visit(tx, call.booth_id, call.visit_id)
    priced = Pricing(tx, shop, package_id).price(call.digits, answered_at_ms, seconds)
    if priced:
        calls.add_charge(
            tx,
            call_id,
            tariff_id=priced.tariff_id,
            answered_at_ms=answered_at_ms,
            seconds=seconds,
            destination=priced.destination,
            cost_minor=priced.cost_minor,
            detail=priced.detail,
            at_ms=now_ms,
        )
