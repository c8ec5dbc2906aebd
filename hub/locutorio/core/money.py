"""Money: whole minor units of a currency, or exact Decimals; never a float.

A charge may be computed in fractions, but what a customer owes is whole minor units (cents; francs where
there are no cents). Must not know how money is shown: that is the reader's language, at the edge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from locutorio.core.errors import ShopError


class InexactMoney(ShopError):
    code = "inexact_money"


@dataclass(frozen=True, slots=True)
class Currency:
    """`code` by ISO 4217; `decimals`: how many the minor unit stands for (EUR 2, XOF 0)."""

    code: str
    decimals: int

    def to_minor(self, amount: Decimal) -> int:
        """Whole minor units of `amount`; InexactMoney if it does not come out even."""
        scaled = amount.scaleb(self.decimals)
        minor = int(scaled)
        if minor != scaled:
            raise InexactMoney(f"{amount} {self.code} is not a whole number of its smallest unit")
        return minor

    def from_minor(self, amount_minor: int) -> Decimal:
        return Decimal(amount_minor).scaleb(-self.decimals)


def round_up_to_step(amount_minor: int, step_minor: int) -> int:
    """`amount_minor` rounded up to a multiple of `step_minor`; a step of 0 or 1 leaves it as it is.

    >>> round_up_to_step(126, 5), round_up_to_step(126, 100), round_up_to_step(126, 0)
    (130, 200, 126)
    """
    if step_minor <= 1:
        return amount_minor
    return -(-amount_minor // step_minor) * step_minor


def half_up(amount: Decimal | int, by: Decimal | int) -> int:
    """`amount` / `by`, exact, to the nearest whole; a half goes away from zero, so that what is given back
    is just what was taken.

    >>> half_up(5, 2), half_up(-5, 2), half_up(7, 3)
    (3, -3, 2)
    """
    ratio = Fraction(amount) / Fraction(by)
    nearest = floor(abs(ratio) + Fraction(1, 2))
    return nearest if ratio >= 0 else -nearest


def shared_out(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """`amount_minor` in parts as large as the weights say, that sum to it exactly; of what is left over by
    rounding the largest remainders get one each. Nothing is shared out where the weights are nothing.

    >>> shared_out(10, [1, 1, 1]), shared_out(7, [0, 5]), shared_out(0, [])
    ([4, 3, 3], [0, 7], [])
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    if total < 0:  # of a credit note
        return [-share for share in shared_out(-amount_minor, [-weight for weight in weights])]
    parts = [divmod(amount_minor * weight, total) for weight in weights]
    shares = [whole for whole, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda at: -parts[at][1])
    for at in by_remainder[: amount_minor - sum(shares)]:
        shares[at] += 1
    return shares


def plain(amount: Decimal) -> str:
    """An exact amount for other programs to read: no exponent, no zeros at the end.

    >>> plain(Decimal("1810.50")), plain(Decimal("0.00")), plain(Decimal("1E+2"))
    ('1810.5', '0', '100')
    """
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
