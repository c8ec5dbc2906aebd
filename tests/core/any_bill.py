"""Any bill there can be: calls, extras at several rates, a discount, a deposit."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from locutorio.core.bill import Bill, BilledCall, BilledExtra, Discount

AMOUNTS = st.integers(0, 10**7)
RATES = st.sampled_from(["0", "5.5", "10", "20", "21"])


@st.composite
def discounts(draw: Any) -> Discount:
    percent = draw(st.none() | st.decimals(Decimal("0.01"), 100, places=2))
    return Discount(percent, draw(AMOUNTS) if percent is None else 0, "regular")


@st.composite
def bills(draw: Any, *, taxed: bool = False) -> Bill:
    """With `taxed`, everything on it has a rate."""
    rates = RATES if taxed else RATES | st.just("")
    costs = draw(st.lists(AMOUNTS, max_size=12))
    return Bill(
        calls=tuple(
            BilledCall(call_id, "1", 0, "+34 911 23 45 67", "ES", "Spain", 60, cost, "reversal")
            for call_id, cost in enumerate(costs)
        ),
        extras=tuple(
            BilledExtra("Coffee", 1, amount, draw(rates)) for amount in draw(st.lists(AMOUNTS, max_size=6))
        ),
        step_minor=draw(st.sampled_from([0, 1, 5, 10, 100])),
        calls_tax=draw(rates),
        discount=draw(st.none() | discounts()),
        deposit_minor=draw(st.sampled_from([0, 500, 10**6])),
    )
