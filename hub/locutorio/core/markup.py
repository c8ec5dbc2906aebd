"""What is sold, from what it costs: a price of its own or a markup, exact. Station 5.

>>> Price(factor=Decimal("1.20")).of(Decimal("0.01"))
Decimal('0.0120')
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal

# Sums and products of finite decimals are finite: with room enough every one is exact.
EXACT = Context(prec=100_000)


@dataclass(frozen=True, slots=True)
class Price:
    """`own` if there is one; else (cost + `fixed`) × `factor`, rounded up to `decimals` (None = not)."""

    own: Decimal | None = None
    fixed: Decimal = Decimal(0)
    factor: Decimal = Decimal(1)
    decimals: int | None = None

    def of(self, cost: Decimal | None) -> Decimal | None:
        """The price where the cost is `cost`; None if it takes a cost to tell."""
        if self.own is not None:
            return self.own
        return None if cost is None else self._rounded(times(EXACT.add(cost, self.fixed), self.factor))

    def of_fee(self, cost: Decimal | None) -> Decimal:
        """What is taken for a carrier's fee; with an own price of a minute nothing is."""
        if self.own is not None or cost is None:
            return Decimal(0)
        return self._rounded(times(cost, self.factor))

    def _rounded(self, amount: Decimal) -> Decimal:
        if self.decimals is None:
            return amount
        return amount.quantize(Decimal(1).scaleb(-self.decimals), ROUND_CEILING, EXACT)


def times(amount: Decimal, factor: Decimal) -> Decimal:
    return EXACT.multiply(amount, factor)


def factor_of(percent: Decimal) -> Decimal:
    """What an amount is multiplied by to raise it by `percent`."""
    return EXACT.add(Decimal(1), EXACT.scaleb(percent, Decimal(-2)))
