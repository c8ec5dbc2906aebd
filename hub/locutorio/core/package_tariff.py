"""A package's tariff: the rate of a prefix is made from the sheet's row when it is asked for. Station 5.

A hundred thousand rates are never written down: what a call asks for is made, and kept. Must not know
documents, nor where sheets come from.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from locutorio.core.choice import Choice
from locutorio.core.markup import Price, times
from locutorio.core.package import EVERYWHERE, Package, Rule
from locutorio.core.rates import Rate, Rounding, Step
from locutorio.core.sheet import Row, Sheet
from locutorio.core.tariff import START, Deck, Found, Tariff

MINUTE_S = 60
COST_DECIMALS = 6  # the carrier's charge for one call; finer than any coin it is paid in
UTC = ZoneInfo("UTC")

Alike = tuple[Rule, tuple[object, ...] | None]  # a rule, and all of a row but its prefix


def package_tariff(package: Package, sheet: Sheet, *, effective_from_ms: int = 0) -> Tariff:
    """What customers pay by `package` where the carrier charges by `sheet`."""
    return Tariff(
        decks=(Deck((MadeVersion(package, sheet, effective_from_ms),)),),
        zone=package.zone,
        on_period_change=package.on_period_change,
        name=package.name,
        currency=package.currency,
    )


def cost_tariff(sheet: Sheet, *, exchange: Decimal = Decimal(1)) -> Tariff:
    """What the carrier charges, as a tariff of its own: the sheet's prices with nothing added."""
    terms = Rate(prefixes=(), steps=(), rounding=Rounding("half_up", COST_DECIMALS))
    at_cost = Package(Rule(EVERYWHERE, terms, Price()), (), UTC, START, exchange)
    return package_tariff(at_cost, sheet)


@dataclass(frozen=True, eq=False)
class MadeVersion:
    """A deck's version whose rates are made from `package` and `sheet`.

    A rate is made for many prefixes and does not name them: find() says which one it is.
    """

    package: Package
    sheet: Sheet
    effective_from_ms: int
    _rates: dict[Alike, Rate | None] = field(default_factory=dict, init=False, repr=False)
    _choices: dict[tuple[Rate, ...], Choice] = field(default_factory=dict, init=False, repr=False)

    def find(self, number: str, at_ms: int) -> Found | None:
        begins, made = self._begins, self._made[bisect_right(self._changes, at_ms)]
        for length in self._lengths:
            prefix = number[:length]
            if prefix not in begins:
                continue
            choice = made.get(prefix)
            if choice is None:
                rates = self._make(prefix, at_ms)
                choice = made[prefix] = self._choices.setdefault(rates, Choice(rates))
            if choice.rates:
                return prefix, choice
        return None

    def row(self, prefix: str, at_ms: int) -> Row | None:
        """The sheet's row that the rates of `prefix` are made from; None where it is sold without one."""
        return self.sheet.find(prefix, at_ms)

    def prefixes(self) -> Iterable[str]:
        return self._begins

    def changes_ms(self) -> Iterable[int]:
        return self._changes

    @cached_property
    def _begins(self) -> frozenset[str]:
        """Every prefix at which the rates may become others."""
        return self.package.boundaries.union(self.sheet.by_prefix)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(prefix) for prefix in self._begins}, reverse=True))

    @cached_property
    def _changes(self) -> tuple[int, ...]:
        moments = {row.valid_from_ms for row in self.sheet.rows}
        moments |= {row.discontinued_at_ms for row in self.sheet.rows}
        return tuple(sorted(moment for moment in moments if moment is not None))

    @cached_property
    def _made(self) -> list[dict[str, Choice]]:
        """By prefix what was made, apart for each stretch between two changes."""
        return [{} for _ in range(len(self._changes) + 1)]

    def _make(self, prefix: str, at_ms: int) -> tuple[Rate, ...]:
        """The rates of `prefix`, preferred first; none if its row is not there then, or nothing sells it."""
        row = self.row(prefix, at_ms)
        if prefix not in self.package.boundaries and (row is None or row.prefix != prefix):
            return ()
        rules = self.package.named(prefix) if row is None else self.package.chain(prefix)
        rates = (self._rate(rule, row) for rule in rules)
        return tuple(rate for rate in rates if rate is not None)

    def _rate(self, rule: Rule, row: Row | None) -> Rate | None:
        """What `rule` asks where `row` holds. Rows that differ in nothing but their prefix share it."""
        alike = (rule, row and row[1:])
        if alike in self._rates:
            return self._rates[alike]
        return self._rates.setdefault(alike, _rate(rule, row, self.package.exchange))


def _rate(rule: Rule, row: Row | None, exchange: Decimal) -> Rate | None:
    """What `rule` asks for calls that cost what `row` says; None if there is no telling without a row."""
    steps = _steps(rule, row, exchange)
    if steps is None:
        return None
    terms = rule.terms
    fee = rule.connect_fee
    if fee is None:
        fee = rule.price.of_fee(None if row is None else times(row.connect_fee, exchange))
    if row is None:
        return replace(terms, steps=steps, connect_fee=fee)
    return replace(
        terms,
        steps=steps,
        connect_fee=fee,
        label=terms.label or row.label,
        valid_from_ms=row.valid_from_ms,
        discontinued_at_ms=row.discontinued_at_ms,
        forbidden=terms.forbidden or row.forbidden,
    )


def _steps(rule: Rule, row: Row | None, exchange: Decimal) -> tuple[Step, ...] | None:
    cost = None if row is None else times(row.price, exchange)
    first_s = rule.first_s or (row.first_s if row else MINUTE_S)
    next_s = rule.next_s or (row.next_s if row else MINUTE_S)
    begins = [(0, first_s, rule.price), *((later.from_s, next_s, later.price) for later in rule.later)]
    if next_s != first_s and all(later.from_s > first_s for later in rule.later):
        begins.insert(1, (first_s, next_s, rule.price))
    steps = []
    for from_s, increment_s, price in begins:
        per_minute = price.of(cost)
        if per_minute is None:
            return None
        steps.append(Step(from_s, per_minute, MINUTE_S, increment_s))
    return tuple(steps)
