"""Whether a shop can sell by a package. Stations 5 and 6 rely on what was let through here.

Must not know documents: it is told where a rule stood only by its number.
"""

from itertools import combinations

from locutorio.core.money import Currency
from locutorio.core.package import Package, PackageError, Rule, Where


def package_for_shop(package: Package, currency: Currency, *, deck_currency: str) -> Package:
    """The package, if a shop that counts in `currency` can sell by it what it buys in `deck_currency`."""
    if package.currency not in ("", currency.code):
        raise PackageError(
            f"currency: the package is in {package.currency}, but the shop takes {currency.code}",
            place="currency",
        )
    _check_exchange(package, currency.code, deck_currency)
    _check_decimals("terms", package.base, currency)
    for number, rule in enumerate(package.rules):
        _check_decimals(f"rules[{number}]", rule, currency)
    return package


def check_one_counts(rules: tuple[Rule, ...]) -> None:
    """What a call costs must not hang on the order the rules were written in."""
    for (first, one), (second, other) in combinations(enumerate(rules), 2):
        alike = one.terms.rank == other.terms.rank
        shared = _shared(one.where, other.where) if alike else None
        if shared is not None and one.terms.period.shares_a_day_with(other.terms.period):
            place = f"rules[{second}]"
            raise PackageError(
                f"{place}: for {shared} it can be in force together with rules[{first}], with the same "
                "priority and beginning: give the one to be preferred a higher priority",
                place=place,
            )


def _shared(one: Where, other: Where) -> str | None:
    """What two places that are equally specific have in common; None if nothing."""
    if one.is_everywhere and other.is_everywhere:
        return "every number"
    prefixes = set(one.prefixes) & set(other.prefixes)
    countries = one.countries & other.countries if bool(one.group) == bool(other.group) else frozenset()
    return ", ".join(sorted(prefixes or countries)) or None


def _check_exchange(package: Package, currency: str, deck_currency: str) -> None:
    if (package.exchange == 1) is (deck_currency == currency):
        return
    wanted = (
        f"the carrier charges in {currency} as the shop does; leave it out"
        if deck_currency == currency
        else f"the carrier charges in {deck_currency}; write what 1 {deck_currency} is in {currency}"
    )
    raise PackageError(f"exchange: {wanted}", place="exchange")


def _check_decimals(place: str, rule: Rule, currency: Currency) -> None:
    if rule.terms.rounding.decimals > currency.decimals:
        place = f"{place}.rounding.decimals"
        raise PackageError(
            f"{place}: {currency.code} has {currency.decimals} decimals; write {currency.decimals} or fewer",
            place=place,
        )
