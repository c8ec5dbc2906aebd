"""Writing down what a call costs the customer, and the shop: once, with the versions in force at its
answer, for ever.

Station 5 of the way of a call.
"""

from locutorio.core.books.charge import Charge
from locutorio.core.call import Call
from locutorio.core.shop import ShopProfile
from locutorio.desk.pricing import Pricing
from locutorio.store import calls, tariffs
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
    pricing = Pricing(tx, shop, tariffs.of_visit(tx, call.booth_id, call.visit_id))
    priced = pricing.price(call.digits, answered_at_ms, seconds)
    if priced is None:
        return
    carrier = pricing.carrier_cost(call.digits, answered_at_ms, seconds)
    made = Charge(
        call_id=call_id,
        tariff_id=priced.tariff_id,
        answered_at_ms=answered_at_ms,
        seconds=seconds,
        destination=priced.destination,
        cost_minor=priced.cost_minor,
        detail=priced.detail,
        at_ms=now_ms,
        carrier_cost=None if carrier is None else carrier.amount,
        deck_version_id=None if carrier is None else carrier.deck_version_id,
    )
    calls.add_charge(tx, made)
