"""A package as its owner writes it, read into rules. Station 5 works with what comes out of here.

docs/prices.md describes the document. Whatever is wrong in it is refused as a whole, with the exact place.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from locutorio.core.countries import COUNTRIES
from locutorio.core.country_groups import GROUPS
from locutorio.core.document import Section
from locutorio.core.markup import Price, factor_of
from locutorio.core.package import EVERYWHERE, Later, Package, PackageError, Rule, Where
from locutorio.core.package_check import check_one_counts
from locutorio.core.tariff import SPLIT, START
from locutorio.core.tariff_document import DIALLED
from locutorio.core.terms import read_prefixes, read_rounding, read_terms, read_zone
from locutorio.core.written import Miswritten, shown

__all__ = ["PackageError", "load_package", "with_groups"]

PRICE = ("price", "fixed", "percent")
STATED_TOGETHER = (PRICE, ("max_cost", "max_cost_then"))
OF_RULES_ONLY = ("where", "period", "priority")
OF_VERSIONS = ("valid_from", "discontinued_at")
PRICE_DECIMALS_MAX = 10
PERCENT = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Groups = Mapping[str, frozenset[str]]


def load_package(document: Mapping[str, object]) -> Package:
    """The package a document (parsed JSON) describes; PackageError names what is wrong and where."""
    with Section(_with_whole_rules(document), "", PackageError) as package:
        groups = _groups(package)
        read = Package(
            name=package.text("name", ""),
            currency=package.text("currency", ""),
            zone=read_zone(package),
            on_period_change=package.choice("on_period_change", SPLIT, START),
            exchange=_exchange(package) if "exchange" in package else Decimal(1),
            base=_base(package.section("terms")),
            rules=package.each("rules", lambda rule: _terms(rule, _where(rule, groups))),
        )
    check_one_counts(read.rules)
    return read


def with_groups(document: Mapping[str, object]) -> dict[str, object]:
    """A document that load_package reads, with the countries of every group it names written out.

    So that what is adopted stands for itself, whatever groups a later program knows.
    """
    rules: list[Mapping[str, Mapping[str, str]]] = document["rules"]  # type: ignore[assignment]
    own: Mapping[str, object] = document.get("groups", {})  # type: ignore[assignment]
    named = {rule["where"]["group"] for rule in rules if "group" in rule.get("where", {})}
    known = {name: list(GROUPS[name]) for name in sorted(named) if name not in own}
    return {**document, "groups": {**own, **known}} if known else dict(document)


def _with_whole_rules(document: Mapping[str, object]) -> Mapping[str, object]:
    """The document with every term that a rule does not state put into it from `terms`."""
    if not isinstance(document, Mapping):
        return document
    terms, rules = document.get("terms"), document.get("rules")
    if not isinstance(terms, Mapping) or not isinstance(rules, list):
        return document
    return {**document, "rules": [_whole_rule(rule, terms) for rule in rules]}


def _whole_rule(rule: object, terms: Mapping[str, object]) -> object:
    if not isinstance(rule, Mapping):
        return rule
    stated = {name for together in STATED_TOGETHER if rule.keys() & set(together) for name in together}
    return {**{name: value for name, value in terms.items() if name not in stated}, **rule}


def _groups(package: Section) -> Groups:
    """By name the groups known here; the document's own before ours."""
    known = {name: frozenset(countries) for name, countries in GROUPS.items()}
    if "groups" in package:
        with package.section("groups") as groups:
            known |= {name: _countries(groups, name) for name in groups.fields()}
    return known


def _countries(section: Section, name: str) -> frozenset[str]:
    countries = section.filled_list(name)
    for country in countries:
        if country not in COUNTRIES:
            raise section.wrong(name, f'must be country codes like "ES", not {shown(country)}')
    return frozenset(map(str, countries))


def _exchange(package: Section) -> Decimal:
    exchange = package.amount("exchange")
    if not exchange:
        raise package.wrong("exchange", "must be more than 0")
    return exchange


def _where(rule: Section, groups: Groups) -> Where:
    if "where" not in rule:
        return EVERYWHERE
    with rule.section("where") as where:
        if "prefixes" in where:
            return Where(prefixes=_prefixes(where))
        if "countries" in where:
            return Where(countries=_countries(where, "countries"))
        if "group" not in where:
            raise where.wrong("", 'must name "prefixes", "countries" or a "group"; leave it out for all')
        group = where.text("group")
        if group not in groups:
            raise where.wrong("group", f'there is no group "{group}"; there are {", ".join(sorted(groups))}')
        return Where(countries=groups[group], group=group)


def _prefixes(where: Section) -> tuple[str, ...]:
    prefixes = read_prefixes(where)
    for prefix in prefixes:
        if not DIALLED.fullmatch(prefix):
            raise where.wrong(
                "prefixes", f'"{prefix}" must be digits, country code first, without + or spaces'
            )
    return prefixes


def _base(terms: Section) -> Rule:
    for name in OF_RULES_ONLY:
        if name in terms:
            raise terms.wrong(name, "belongs in a rule; these terms hold where no rule says otherwise")
    return _terms(terms, EVERYWHERE)


def _terms(section: Section, where: Where) -> Rule:
    for name in OF_VERSIONS:
        if name in section:
            raise section.wrong(name, "is for tariffs; adopt a new version of the package from that day on")
    decimals = None
    if "price_decimals" in section:
        decimals = section.whole("price_decimals", most=PRICE_DECIMALS_MAX)
    price, rounding = _price(section, decimals), read_rounding(section)
    rule = Rule(
        where=where,
        price=price,
        connect_fee=section.amount("connect_fee") if "connect_fee" in section else None,
        first_s=section.whole("first_s", least=1) if "first_s" in section else None,
        next_s=section.whole("next_s", least=1) if "next_s" in section else None,
        later=_later(section, decimals) if "later" in section else (),
        terms=read_terms(section, prefixes=(), steps=(), rounding=rounding),
    )
    if rule.terms.premium and not where.prefixes:
        raise section.wrong("premium", "is for rules that name prefixes: no other may sell such a number")
    return rule


def _price(section: Section, decimals: int | None) -> Price:
    if "price" in section:
        for name in ("percent", "fixed"):
            if name in section:
                raise section.wrong(name, "does not go with a price of its own: take one of them out")
        return Price(own=section.amount("price"))
    if "fixed" not in section and "percent" not in section:
        raise section.wrong("percent", "is missing: how much more than the carrier's price; or write a price")
    return Price(
        fixed=section.amount("fixed") if "fixed" in section else Decimal(0),
        factor=factor_of(section.value("percent", _percent) if "percent" in section else Decimal(0)),
        decimals=decimals,
    )


def _percent(value: object) -> Decimal:
    if not isinstance(value, str) or not PERCENT.fullmatch(value) or Decimal(value) < -100:
        raise Miswritten(f'must be a percentage written like "20" or "-2.5", not {shown(value)}')
    return Decimal(value)


def _later(section: Section, decimals: int | None) -> tuple[Later, ...]:
    def read(inner: Section) -> Later:
        with inner as later:
            return Later(later.whole("from_s", least=1), _price(later, decimals))

    steps = sorted(section.each("later", read), key=lambda step: step.from_s)
    if len({step.from_s for step in steps}) < len(steps):
        raise section.wrong("later", "two of them have the same from_s")
    return tuple(steps)
