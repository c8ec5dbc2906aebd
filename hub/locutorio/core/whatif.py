"""What calls that were sold would have come to by other prices: the totals, and where it matters most.

Pure sums over prices worked out elsewhere; must not know tariffs or where calls are kept.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import NamedTuple

from locutorio.core.money import plain
from locutorio.core.sold import SoldCall


class Repriced(NamedTuple):
    """A call and what it would cost now: the customer in minor units, the shop in its currency; None = no
    price. `label` is its destination as it was sold or, if it had none, as it would be."""

    call: SoldCall
    label: str
    price_minor: int | None
    carrier_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What other prices make of the calls to one destination, then and now.

    Carrier's costs are exact, in minor units, of the calls for which they are known; `uncosted` counts the
    others, which the margins therefore overstate.
    """

    label: str
    calls: int
    seconds: int
    unpriced_then: int
    unpriced_now: int
    revenue_then_minor: int
    revenue_now_minor: int
    carrier_then: Decimal
    carrier_now: Decimal
    uncosted_then: int
    uncosted_now: int

    @property
    def margin_then(self) -> Decimal:
        return self.revenue_then_minor - self.carrier_then

    @property
    def margin_now(self) -> Decimal:
        return self.revenue_now_minor - self.carrier_now

    @property
    def revenue_change_minor(self) -> int:
        return self.revenue_now_minor - self.revenue_then_minor

    @property
    def margin_change(self) -> Decimal:
        return self.margin_now - self.margin_then

    def to_dict(self) -> dict[str, object]:
        """For JSON: amounts in minor units, those that are not whole as exact text."""
        exact = {"carrier_then": self.carrier_then, "carrier_now": self.carrier_now}
        return asdict(self) | {name: plain(amount) for name, amount in exact.items()}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`destinations`: those whose margin changes most come first."""

    total: Effect
    destinations: tuple[Effect, ...]

    def to_dict(self) -> dict[str, object]:
        return {"total": self.total.to_dict(), "destinations": [each.to_dict() for each in self.destinations]}


def compare(calls: Iterable[Repriced], *, decimals: int) -> WhatIf:
    """`decimals` of the shop's currency."""
    by_label: dict[str, list[Repriced]] = {}
    for call in calls:
        by_label.setdefault(call.label, []).append(call)
    effects = [_effect(label, group, decimals) for label, group in by_label.items()]
    everything = [call for group in by_label.values() for call in group]
    return WhatIf(
        total=_effect("", everything, decimals),
        destinations=tuple(sorted(effects, key=lambda each: (-abs(each.margin_change), each.label))),
    )


def _effect(label: str, group: list[Repriced], decimals: int) -> Effect:
    return Effect(
        label=label,
        calls=len(group),
        seconds=sum(each.call.seconds for each in group),
        unpriced_then=sum(each.call.price_minor is None for each in group),
        unpriced_now=sum(each.price_minor is None for each in group),
        revenue_then_minor=sum(each.call.price_minor or 0 for each in group),
        revenue_now_minor=sum(each.price_minor or 0 for each in group),
        carrier_then=_sum(each.call.carrier_cost for each in group).scaleb(decimals),
        carrier_now=_sum(each.carrier_cost for each in group).scaleb(decimals),
        uncosted_then=sum(each.call.carrier_cost is None for each in group),
        uncosted_now=sum(each.carrier_cost is None for each in group),
    )


def _sum(costs: Iterable[Decimal | None]) -> Decimal:
    return sum((cost for cost in costs if cost is not None), Decimal(0))
