"""Recipes, sheets and numbers that touch each other, and a slow second opinion on what is asked for."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from locutorio.core.countries import country_of
from locutorio.core.package import Rule
from locutorio.core.package_document import load_package
from locutorio.core.sheet import Row, Sheet

PREFIXES = ("1", "12", "1204", "1876", "18765", "34", "346", "34806", "7", "77", "4414", "441481", "=112")
ROWS = PREFIXES[:-1]
NUMBERS = st.builds(
    lambda prefix, rest: prefix + rest, st.sampled_from(PREFIXES), st.text("0123456789", max_size=8)
)
COUNTRIES = ("US", "CA", "JM", "ES", "RU", "KZ", "GB", "GG")
OWN_GROUPS = {"Big": ["US", "RU"], "Small": ["JM", "KZ", "GG"]}
AT_MS = st.integers(1_767_225_600_000, 1_798_761_600_000)  # 2026

cents = st.integers(0, 999).map(lambda amount: f"{amount / 1000:.3f}")
own_prices = st.builds(lambda price: {"price": price}, cents)


def markups(percents: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(lambda fixed, percent: {"fixed": fixed, "percent": percent}, cents, percents),
        st.builds(lambda percent: {"percent": percent}, percents),
    )


def _terms(prices: st.SearchStrategy[dict[str, Any]], **optional: st.SearchStrategy[Any]) -> Any:
    later = st.builds(lambda from_s, price: {"from_s": from_s, **price}, st.integers(1, 600), prices)
    laters = st.lists(later, max_size=2, unique_by=lambda each: each["from_s"])
    others = st.fixed_dictionaries({}, optional={**optional, "later": laters})
    return st.builds(lambda price, other: {**price, **other}, prices, others)


any_terms = _terms(
    st.one_of(own_prices, markups(st.integers(-20, 60).map(str))),
    connect_fee=cents,
    first_s=st.sampled_from([1, 30, 60]),
    next_s=st.sampled_from([1, 6, 60]),
    price_decimals=st.integers(0, 4),
    label=st.sampled_from(["", "Abroad"]),
    forbidden=st.booleans(),
    grace_s=st.integers(0, 9),
)
gainful_terms = _terms(markups(st.integers(0, 60).map(str)), price_decimals=st.integers(0, 4))
places = st.one_of(
    st.none(),
    st.builds(lambda each: {"prefixes": each}, st.lists(st.sampled_from(PREFIXES), min_size=1, max_size=3)),
    st.builds(lambda each: {"countries": each}, st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3)),
    st.builds(lambda group: {"group": group}, st.sampled_from([*OWN_GROUPS, "US & Canada"])),
)
periods = st.sampled_from([None, {"from": "20:00"}, {"weekdays": [6, 7]}, {"from": "22:00", "to": "06:00"}])


def _rule(place: Any, period: Any, stated: dict[str, Any], inherits: bool) -> dict[str, Any]:
    rule = {} if inherits else dict(stated)
    if place is not None:
        rule["where"] = place
    if period is not None:
        rule["period"] = period
    return rule


def _document(base: dict[str, Any], chosen: list[dict[str, Any]], exchange: str) -> dict[str, Any]:
    return {
        "timezone": "Europe/Madrid",
        "on_period_change": "split",
        "exchange": exchange,
        "groups": OWN_GROUPS,
        "terms": {**base, "rounding": {"mode": "half_up", "decimals": 6}},
        # No two of one priority, so that they never clash.
        "rules": [{**rule, "priority": number} for number, rule in enumerate(chosen)],
    }


def _documents(terms: Any) -> st.SearchStrategy[dict[str, Any]]:
    rules = st.lists(st.builds(_rule, places, periods, terms, st.booleans()), max_size=6)
    return st.builds(_document, terms, rules, st.sampled_from(["1", "0.92", "655.957"]))


documents = _documents(any_terms)
gainful_documents = _documents(gainful_terms)  # a markup of nothing or more, and the carrier's increments
moments = st.one_of(st.none(), AT_MS)
of_rows: dict[str, Any] = {
    "label": st.sampled_from(["A", "B"]),
    "price": st.integers(0, 5000).map(lambda amount: Decimal(amount).scaleb(-4)),
    "connect_fee": st.sampled_from([Decimal(0), Decimal("0.05")]),
    "first_s": st.sampled_from([1, 60]),
    "next_s": st.sampled_from([1, 60]),
    "forbidden": st.booleans(),
}


def _rows(prefix: st.SearchStrategy[str], moment: st.SearchStrategy[int | None]) -> st.SearchStrategy[Row]:
    return st.builds(Row, prefix=prefix, valid_from_ms=moment, discontinued_at_ms=moment, **of_rows)


some_rows = st.lists(_rows(st.sampled_from(ROWS), moments), max_size=8, unique_by=lambda row: row.prefix)
sheets = some_rows.map(Sheet.of)
full_sheets = st.tuples(*(_rows(st.just(prefix), st.none()) for prefix in ROWS)).map(Sheet.of)


def rule_in_force(document: dict[str, Any], row: Row | None, number: str, at: datetime) -> Rule | None:
    """The rule that says what a call to `number` costs at `at` (local time); None if none does."""
    package = load_package(document)
    named = [(len(p), r) for r in package.rules for p in r.where.prefixes if number.startswith(p)]
    country = country_of(number)
    chosen = []
    for rule in package.rules:
        where = rule.where
        lengths = [length for length, each in named if each is rule]
        if where.prefixes and lengths:
            chosen.append((3, max(lengths), rule))
        elif where.countries and country in where.countries:
            chosen.append((1 if where.group else 2, 0, rule))
        elif not where.prefixes and not where.countries:
            chosen.append((0, 0, rule))
    chosen.append((-1, 0, package.base))
    if row is None:
        chosen = [each for each in chosen if each[0] == 3 and can_price_alone(each[2])]
    holding = [each for each in chosen if each[2].terms.period.holds(at)]
    return max(holding, key=lambda each: (each[0], each[1], each[2].terms.rank))[2] if holding else None


def can_price_alone(rule: Rule) -> bool:
    return rule.price.own is not None and all(later.price.own is not None for later in rule.later)
