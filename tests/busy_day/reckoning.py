"""What a bill must come to, by simple arithmetic of its own: nothing of the program's is used in here.

A tariff by the second, calls rounded up to 5 cents a bill, tax 21 in calls and 10 in most extras, cash in
coins of 5 cents.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

CENTS_A_MINUTE = {"34": 25, "33": 37, "44": 12, "212": 90}
STEP = COIN = 5
CALLS_TAX, EXTRAS_TAX = 21, 10
CATALOGUE = {"Coffee": (120, 10), "Copies": (15, 21), "Water": (99, 10), "SIM card": (500, 21)}

CallKey = tuple[str, int]  # the booth's label, the moment of the answer


def nearest(amount: int, by: int) -> int:
    """The nearest whole of a fraction, a half away from zero."""
    sign = -1 if amount < 0 else 1
    return sign * ((2 * abs(amount) + by) // (2 * by))


def call_cost(prefix: str, talk_ms: int) -> int:
    return nearest(CENTS_A_MINUTE[prefix] * (talk_ms // 1000), 60)


def in_coins(amount: int) -> int:
    return nearest(amount, COIN) * COIN


def tax_in(gross: int, percent: int) -> int:
    return nearest(gross * percent, 100 + percent)


@dataclass
class Reckoning:
    """One bill. A call that only a person can price costs None until somebody has."""

    calls: dict[CallKey, int | None] = field(default_factory=dict)
    extras: Counter[str] = field(default_factory=Counter)  # how many of each
    percent: int = 0
    off: int = 0
    deposit: int = 0

    @property
    def rounded(self) -> int:
        return -(-sum(cost or 0 for cost in self.calls.values()) // STEP) * STEP

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Percent of tax, and the sum it is in."""
        bought = [(CATALOGUE[name][1], CATALOGUE[name][0] * many) for name, many in self.extras.items()]
        return [(CALLS_TAX, self.rounded), *bought]

    @property
    def gross(self) -> int:
        return sum(part for _, part in self.parts)

    @property
    def discount(self) -> int:
        return min(nearest(self.gross * self.percent, 100) if self.percent else self.off, self.gross)

    @property
    def due(self) -> int:
        return self.gross - self.discount

    @property
    def to_pay(self) -> int:
        return self.due - self.deposit

    @property
    def taxes(self) -> Counter[int]:
        """The discount lessens each part as it weighs."""
        off = apportioned(self.discount, [part for _, part in self.parts])
        sold: Counter[int] = Counter()
        for (percent, part), less in zip(self.parts, off, strict=True):
            sold[percent] += part - less
        return Counter({percent: tax_in(gross, percent) for percent, gross in sold.items()})

    def take_out(self, keys: Sequence[CallKey]) -> "Reckoning":
        """A bill of these calls; they are on this one no more."""
        return Reckoning({key: self.calls.pop(key) for key in keys})


def apportioned(amount: int, weights: Sequence[int]) -> list[int]:
    """Whole parts as the weights are; the cents that are left go to whom the most was cut off."""
    whole = sum(weights)
    exact = [Fraction(amount * weight, whole) if whole else Fraction(0) for weight in weights]
    parts = [int(share) for share in exact]
    for at in sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])[: amount - sum(parts)]:
        parts[at] += 1
    return parts


@dataclass(frozen=True)
class Purse:
    """How somebody pays: what is put down by each method, what it counts for, and the change."""

    given: Mapping[str, int]
    counts: Counter[str]
    rounding: int
    change: int


def purse(to_pay: int, ways: Sequence[str], note: int = 500) -> Purse:
    """By one way, or half by each and the rest by the last; cash comes in coins, and is paid with notes.
    What was left beforehand and is not used comes back in cash."""
    counts: Counter[str] = Counter()
    left = to_pay
    for way in ways:
        if way != "cash" and left > 0:
            counts[way] = left if way == ways[-1] else left // 2
            left -= counts[way]
    given = {way: amount for way, amount in counts.items() if amount}
    cash = in_coins(left)
    if left > 0:
        given["cash"] = -(-cash // note) * note
    counts["cash"] = cash
    return Purse(given, counts, cash - left, given.get("cash", 0) - cash)
