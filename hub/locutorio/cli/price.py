"""`locutorio price`: what a number costs, said before it is dialled, and why; or a file of cases."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from locutorio.cli.known import package_named
from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.shown import length, moment, moment_ms, money, table
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.fates import BARRED, EMERGENCY, FREE, PRICED, UNPRICED
from locutorio.core.money import plain
from locutorio.core.quote import Change, Quote, Terms
from locutorio.core.rating import Charge, NoRate, price_call
from locutorio.core.shop import ShopProfile
from locutorio.desk.quote import LENGTHS_S, quote
from locutorio.pricecases import price_cases

WHY = {
    "emergency": "an emergency number: it always passes and costs nothing",
    "no_cost": "its price is nothing",
    "shop": "the shop lets nobody dial it (shop.barred)",
    "forbidden": "its rate says that such calls are not put through",
    "premium": "a premium number, and no rate is marked for those",
    "no_price": "the package has no price for it",
}
FATES = {
    PRICED: "Priced",
    FREE: "Free",
    BARRED: "Barred",
    UNPRICED: "Without a price: somebody decides at the checkout",
}


@click.command()
@click.argument("number", default="")
@click.option("--at", "asked_at", default="", help='answered then, like "2026-03-02 20:00"; now unless given')
@click.option(
    "--seconds", type=click.IntRange(min=0), help="how a call of this length is charged, step by step"
)
@click.option(
    "--package", "package", default="", help="sold by this package; by the shop's default unless given"
)
@click.option("--json", "as_json", is_flag=True, help="one JSON object, for other programs")
@click.option(
    "--cases", type=click.Path(path_type=Path), help="price a JSON file of tariffs and calls, no shop needed"
)
@SETTINGS_FILE
def price(
    *,
    number: str,
    asked_at: str,
    seconds: int | None,
    package: str,
    as_json: bool,
    cases: Path | None,
    settings_file: Path,
) -> None:
    """Say what NUMBER costs before it is dialled, as the customer would dial it, and why.

    With --cases, price the calls of a file instead, one JSON object a line.
    """
    if bool(number) == bool(cases):
        raise click.UsageError("say a number: `locutorio price 0033612345678`; or a file: --cases FILE")
    with spoken_errors():
        if cases:
            for line in price_cases(cases):
                click.echo(line)
            return
        settings, store = open_shop(settings_file)
        shop = settings.shop
        said = quote(
            store,
            shop,
            number,
            at_ms=moment_ms(asked_at, shop) if asked_at else now_ms(),
            package_id=package_named(store, package).id if package else None,
            lengths_s=LENGTHS_S if seconds is None else (*LENGTHS_S, seconds),
        )
        charge = None if seconds is None else charge_of(said, seconds)
        click.echo(json_of(said, charge) if as_json else "\n".join(sentences(said, charge, shop)))


def charge_of(said: Quote, seconds: int) -> Charge | None:
    """The sum, step by step, as a call of that length would keep it."""
    if said.offer is None or said.terms is None:
        return None
    number = said.number
    try:
        return price_call(
            said.offer.tariff,
            number.e164_digits,
            answered_at_ms=said.at_ms,
            seconds=seconds,
            premium=number.is_premium,
        )
    except NoRate:
        return None


def json_of(said: Quote, charge: Charge | None) -> str:
    priced = {"charge": charge.to_dict()} if charge else {}
    return json.dumps(said.to_dict() | priced, ensure_ascii=False)


def sentences(said: Quote, charge: Charge | None, shop: ShopProfile) -> Iterator[str]:
    number = said.number
    place = ", ".join(part for part in (said.label, number.country, number.kind) if part)
    yield f"{number.display}: {place}"
    why = f": {WHY[said.why]}" if said.why else ""
    yield f"{FATES[said.fate]}{why}"
    if said.terms:
        yield from _terms(said.terms, shop)
    if said.offer and said.why != EMERGENCY:
        prefix = f' (prefix "{said.terms.prefix}")' if said.terms else ""
        since = moment(said.offer.since_ms, shop)
        yield f"By {said.offer.package}{prefix}, as it is in force since {since}"
    if said.lengths:
        yield table(((length(seconds), _sum(cost, shop)) for seconds, cost in said.lengths), right=(0, 1))
    for amount_minor, seconds in said.amounts:
        yield f"{money(amount_minor, shop.currency)} pays for {length(seconds)}"
    if charge:
        yield from _charge(charge)
    if said.change:
        yield _change(said.change, shop)


def _sum(cost_minor: int | None, shop: ShopProfile) -> str:
    return "no price for a part of it" if cost_minor is None else money(cost_minor, shop.currency)


def _terms(terms: Terms, shop: ShopProfile) -> Iterator[str]:
    code = shop.currency.code
    for step in terms.steps:
        begin = f"from second {step.from_s} on " if step.from_s else ""
        yield f"  {begin}{plain(step.per_minute)} {code} a minute, in increments of {step.increment_s} s"
    if terms.connect_fee:
        yield f"  connect fee {plain(terms.connect_fee)} {code}"
    if terms.grace_s:
        yield f"  shorter than {terms.grace_s} s: nothing at all"
    if terms.free_s:
        yield f"  the first {terms.free_s} s are free; the prices count from after them"
    if terms.min_cost:
        yield f"  at least {plain(terms.min_cost)} {code}"
    if terms.max_cost is not None:
        rest = "then the call ends" if terms.disconnect else "the rest is free"
        yield f"  at most {plain(terms.max_cost)} {code}, {rest}"
    yield f"  rounded {terms.rounding.mode.replace('_', ' ')} to {terms.rounding.decimals} decimals, once"


def _charge(charge: Charge) -> Iterator[str]:
    yield f"A call of {length(charge.seconds)}, charged step by step:"
    if charge.connect_fee:
        yield f"  connect fee {plain(charge.connect_fee)}"
    for step in charge.steps:
        yield (
            f"  from second {step.start_s}: {step.increments} x {step.increment_s} s "
            f"at {plain(step.price)} per {step.per_s} s"
        )
    yield f"  {charge.billed_seconds} s billed, {charge.cost} in all"


def _change(change: Change, shop: ShopProfile) -> str:
    when = moment(change.at_ms, shop)
    if not change.terms:
        return f"From {when} on: {FATES[change.fate].lower()}"
    first = change.terms.steps[0]
    return f"From {when} on: {plain(first.per_minute)} {shop.currency.code} a minute"
