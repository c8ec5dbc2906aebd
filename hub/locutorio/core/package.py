"""A package: the recipe that makes prices to sell by from a carrier's sheet. Station 5.

Its rules each say where they hold, when, and on which terms. Here is which of them count for a prefix;
package_tariff.py makes rates of them. Must not know the document a package is written in.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from locutorio.core.countries import country_of, country_prefixes
from locutorio.core.document import DocumentError
from locutorio.core.markup import Price
from locutorio.core.periods import ALWAYS, Period
from locutorio.core.rates import Rate


class PackageError(DocumentError):
    code = "bad_package"


class Later(NamedTuple):
    """From second `from_s` of the call a minute costs this."""

    from_s: int
    price: Price


class Where(NamedTuple):
    """Numbers that begin with one of `prefixes`; else those of `countries` (ISO), which may be a `group`
    with a name; else every number."""

    prefixes: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    group: str = ""

    @property
    def is_everywhere(self) -> bool:
        return not self.prefixes and not self.countries


EVERYWHERE = Where()


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of a package. Two that read alike are still two.

    `terms` is a rate that lacks prefixes and steps. None: as the sheet says.
    """

    where: Where
    terms: Rate
    price: Price
    connect_fee: Decimal | None = None
    first_s: int | None = None
    next_s: int | None = None
    later: tuple[Later, ...] = ()

    @property
    def holds_always(self) -> bool:
        return self.terms.period == ALWAYS


# Most specific first; of one where, by rank.
Chain = tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class Package:
    """`base` holds where and when no rule does. `exchange`: what one of the sheet's currency is worth in
    that of the sale. `currency` is "" where the document names none."""

    base: Rule
    rules: tuple[Rule, ...]
    zone: ZoneInfo
    on_period_change: str
    exchange: Decimal = Decimal(1)
    name: str = ""
    currency: str = ""
    _chains: dict[str, Chain] = field(default_factory=dict, init=False, repr=False)

    def chain(self, digits: str) -> Chain:
        """The rules for numbers that begin with `digits` (and with no longer one of `boundaries`).

        At every moment the first of them whose period holds is the one that counts; the last holds always.
        """
        named, elsewhere = self.named(digits), self._chain_of(country_of(digits))
        return _cut((*named, *elsewhere)) if named else elsewhere

    def named(self, digits: str) -> Chain:
        """The rules that name a prefix of `digits`, all of them, the longest prefix first."""
        found: list[Rule] = []
        for length in self._lengths:
            if length <= len(digits):
                found += self._by_prefix.get(digits[:length], ())
        return tuple(found)

    @cached_property
    def boundaries(self) -> frozenset[str]:
        """Every prefix at which the chain may become another one, whatever prefixes a sheet has."""
        begun = country_prefixes()
        turns = (
            prefix
            for prefix, country in begun.items()
            if self._chain_of(country) != self._chain_of(country_of(prefix[:-1]))
        )
        return frozenset(self._by_prefix).union(turns)

    @cached_property
    def _by_prefix(self) -> dict[str, Chain]:
        found: dict[str, list[Rule]] = {}
        for rule in _by_rank(self.rules):
            for prefix in rule.where.prefixes:
                found.setdefault(prefix, []).append(rule)
        return {prefix: tuple(rules) for prefix, rules in found.items()}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(prefix) for prefix in self._by_prefix}, reverse=True))

    def _chain_of(self, country: str) -> Chain:
        """The rules for a country's numbers, but for those that name prefixes."""
        chain = self._chains.get(country)
        if chain is None:
            rules = _by_rank(self.rules)
            here = [rule for rule in rules if country in rule.where.countries]
            alone = [rule for rule in here if not rule.where.group]
            grouped = [rule for rule in here if rule.where.group]
            anywhere = [rule for rule in rules if rule.where.is_everywhere]
            chain = self._chains[country] = _cut((*alone, *grouped, *anywhere, self.base))
        return chain


def _by_rank(rules: tuple[Rule, ...]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.terms.rank, reverse=True)


def _cut(rules: Chain) -> Chain:
    """Without the rules that never count: another one of the same period comes first."""
    counting: dict[Period, Rule] = {}
    for rule in rules:
        counting.setdefault(rule.terms.period, rule)
        if rule.holds_always:
            break
    return tuple(counting.values())
