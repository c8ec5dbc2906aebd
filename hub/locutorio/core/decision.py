"""What a call may do once its number is known: its price and its longest duration, or that it is barred.

Between the stations 5 and 2: the hub decides, the booth obeys. What a budget still pays for is judged by
the meter that bills. Pure; must not know messages, grants or tables.
"""

import json
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from boothwire import WireError, fields, meter
from boothwire.meter import Plan

from locutorio.core.call import EMERGENCY_LABEL
from locutorio.core.fates import (
    BARRED,
    BY_SHOP,
    EMERGENCY,
    FORBIDDEN,
    FREE,
    NO_PRICE,
    PREMIUM,
    PRICED,
    UNPRICED,
    judge,
)
from locutorio.core.leases import NO_LIMIT_S
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff

PLAN_LETTERS = 900  # of its JSON: what a message has room for beside the rest
SPENT = "spent"  # barred: the visit's budget does not pay for a second of it
# What the booth's display says instead of a destination.
LABELS = {
    EMERGENCY: EMERGENCY_LABEL,
    BY_SHOP: "Barred by the shop",
    FORBIDDEN: "Not put through",
    PREMIUM: "Premium number",
    NO_PRICE: "No price",
    SPENT: "Budget used up",
}
WHYS = {label: why for why, label in LABELS.items()}


@dataclass(frozen=True, slots=True)
class Decision:
    """`limit_s` in talk seconds, 0 = none but the lease's; `max_minor`: the call can cost no more, None =
    not known; `plan` as the wire has it, None where the booth need not or cannot know it."""

    fate: str
    label: str = ""
    limit_s: int = 0
    plan: list[object] | None = None
    max_minor: int | None = None


def decide(
    digits: str, shop: ShopProfile, tariff: Tariff | None, *, answered_at_ms: int, left_minor: int | None
) -> Decision:
    """What becomes of a call to `digits`; `left_minor` is what is left of the visit's budget, None = it
    has none. An emergency number always passes; with a budget, a call without a price does not."""
    at_most_s = shop.call_limit_s or NO_LIMIT_S
    verdict = judge(digits, shop, tariff, answered_at_ms=answered_at_ms, up_to_s=at_most_s)
    if verdict.why == EMERGENCY:
        return Decision(FREE, LABELS[EMERGENCY], max_minor=0)
    if verdict.fate == BARRED or (verdict.pricing is None and left_minor is not None):
        return _barred(verdict.why)
    if verdict.pricing is None:
        return Decision(UNPRICED, LABELS[NO_PRICE])
    label = ascii_label(verdict.pricing.rate.label)
    return _priced(label, verdict.pricing.plan, shop, at_most_s, left_minor)


def _barred(why: str) -> Decision:
    return Decision(BARRED, LABELS[why], max_minor=0)


def _priced(label: str, plan: Plan, shop: ShopProfile, at_most_s: int, left_minor: int | None) -> Decision:
    limit_s = shop.call_limit_s
    amounts = [] if plan.cutoff is None else [plan.cutoff]
    if left_minor is not None:
        amounts.append(int(Fraction(shop.currency.from_minor(left_minor)) * 10**plan.decimals))
    if amounts:
        limit_s = meter.max_seconds(plan, min(amounts), at_most_s)
        if not limit_s:
            return _barred(SPENT)
    max_minor = _max_minor(plan, limit_s or at_most_s, shop)
    fate = FREE if max_minor == 0 else PRICED
    return Decision(fate, label, limit_s, on_the_wire(plan), max_minor)


def _max_minor(plan: Plan, seconds: int, shop: ShopProfile) -> int | None:
    try:
        units = meter.cost(plan, seconds)
    except meter.NoPrice:
        return None
    return int(-(-units * 10**shop.currency.decimals // 10**plan.decimals))


def on_the_wire(plan: Plan) -> list[object] | None:
    """The plan as a message carries it; None if it is too large for one."""
    flat: list[object] = [*plan]
    flat[1] = [list(segment) for segment in plan.segments]
    try:
        fields.plan("plan", flat)
    except WireError:
        return None
    return flat if len(json.dumps(flat)) <= PLAN_LETTERS else None


def ascii_label(label: str) -> str:
    """What the booth's display can show of it: letters without their accents."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain if letter.isprintable())[: fields.TEXT_MAX].strip()
