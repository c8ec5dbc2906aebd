"""Writing down what a call costs: once, with the tariff version in force at its answer, for ever.

Station 5 of the way of a call.
"""

from locutorio.core.booked import BookedCall
from locutorio.core.shop import ShopProfile
from locutorio.desk.pricing import Pricing
from locutorio.store import calls
from locutorio.store.engine import Tx


def charge(tx: Tx, shop: ShopProfile, booked: BookedCall, *, seconds: int, now_ms: int) -> None:
    """Price an answered call that has no charge yet. Where no tariff can, it stays unpriced."""
    if booked.cost_minor is not None or not booked.call.is_answered:
        return
    priced = Pricing(tx, shop).price(booked.call.digits, booked.began_at_ms, seconds)
    if priced:
        calls.add_charge(
            tx,
            booked.id,
            tariff_id=priced.tariff_id,
            answered_at_ms=booked.began_at_ms,
            seconds=seconds,
            destination=priced.destination,
            cost_minor=priced.cost_minor,
            detail=priced.detail,
            at_ms=now_ms,
        )
