"""A tariff as its owner writes it, read into rates. Station 5 works with what comes out of here.

docs/prices.md describes the document. Whatever is wrong in it is refused as a whole, with the exact place.
"""

import re
from collections.abc import Mapping
from itertools import combinations, groupby, pairwise

from locutorio.core.document import DocumentError, Section
from locutorio.core.money import Currency
from locutorio.core.rates import Rate
from locutorio.core.tariff import SPLIT, START, Deck, RateList, Tariff
from locutorio.core.terms import read_prefixes, read_rounding, read_steps, read_terms, read_zone

__all__ = ["TariffError", "check_rates", "for_shop", "load_tariff"]

# As core.numbers writes them: digits, a code of the country's own with "=" before it, or a service code.
DIALLED = re.compile(r"=?[0-9]*|[0-9*#]+")


class TariffError(DocumentError):
    code = "bad_tariff"


def load_tariff(document: Mapping[str, object]) -> Tariff:
    """The tariff a document (parsed JSON or TOML) describes; TariffError names what is wrong and where."""
    with Section(document, "", TariffError) as tariff:
        return Tariff(
            name=tariff.text("name", ""),
            currency=tariff.text("currency", ""),
            zone=read_zone(tariff),
            on_period_change=tariff.choice("on_period_change", SPLIT, START),
            decks=tariff.each("decks", _deck),
        )


def for_shop(tariff: Tariff, currency: Currency) -> Tariff:
    """The tariff, if a shop that counts in `currency` can sell by it; TariffError if it cannot.

    What a customer owes is whole minor units; a prefix nobody can dial prices nothing; and which of two
    rates prices a call must not hang on the order they were written in.
    """
    if tariff.currency not in ("", currency.code):
        raise TariffError(f"the tariff is in {tariff.currency}, but the shop takes {currency.code}")
    versions = [each for deck in tariff.decks for each in deck.versions if isinstance(each, RateList)]
    if not any(version.rates for version in versions):
        raise TariffError("the tariff holds no rate: every call would be without a price")
    for version in versions:
        check_rates(version, currency)
    return tariff


def check_rates(written_out: RateList, currency: Currency) -> None:
    """TariffError if a shop that counts in `currency` cannot sell by these rates."""
    for rate in written_out.rates:
        _check_decimals(rate, currency)
    for prefix, choice in written_out.by_prefix.items():
        if not DIALLED.fullmatch(prefix):
            raise TariffError(
                f'the prefix "{prefix}" must be digits, country code first, without + or spaces'
            )
        if len(choice.rates) > 1:
            _check_one_is_preferred(prefix, choice.rates)


def _check_decimals(rate: Rate, currency: Currency) -> None:
    if rate.rounding.decimals > currency.decimals:
        named = rate.label or ", ".join(rate.prefixes)
        raise TariffError(
            f"the rate for {named} rounds to {rate.rounding.decimals} decimals, but {currency.code} has "
            f"{currency.decimals}: write {currency.decimals} or fewer"
        )


def _check_one_is_preferred(prefix: str, rates: tuple[Rate, ...]) -> None:
    """`rates` come by rank, so those of equal rank (and so of one beginning) stand together."""
    for _, equals in groupby(rates, key=lambda rate: rate.rank):
        for one, other in combinations(equals, 2):
            if one.is_ever_beside(other) and one.period.shares_a_day_with(other.period):
                raise TariffError(
                    f'two rates for the prefix "{prefix}" can be in force at once, with the same '
                    "priority and beginning: give the one to be preferred a higher priority"
                )


def _deck(section: Section) -> Deck:
    with section as deck:
        versions = sorted(deck.each("versions", _version), key=lambda version: -version.effective_from_ms)
        if any(later.effective_from_ms == earlier.effective_from_ms for later, earlier in pairwise(versions)):
            raise deck.wrong("versions", "two of them have the same effective_from")
        return Deck(tuple(versions))


def _version(section: Section) -> RateList:
    with section as version:
        return RateList(version.moment_ms("effective_from"), version.each("rates", _rate))


def _rate(section: Section) -> Rate:
    return read_terms(
        section,
        prefixes=read_prefixes(section),
        steps=section.alike("steps", read_steps),
        rounding=section.alike("rounding", read_rounding),
    )
