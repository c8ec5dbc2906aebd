"""`locutorio whatif`: what calls that were really made would have earned by other prices."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from locutorio.cli.days import between, days
from locutorio.cli.known import package_named
from locutorio.cli.shop import SETTINGS_FILE, open_shop, read_document
from locutorio.cli.shown import count, exact, moment, money, table, watched
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.shop import ShopProfile
from locutorio.core.whatif import Effect, WhatIf
from locutorio.desk.whatif import offered
from locutorio.desk.whatif import whatif as ask

SHOWN = 20  # destinations


@click.command()
@click.argument("package")
@click.option(
    "--draft",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="by the recipe or tariff of this JSON file, as if the package sold by it",
)
@days
@click.option("--of", "of_package", default="", help="only calls that were sold by this package")
@click.option("--all", "show_all", is_flag=True, help="list every destination")
@click.option("--json", "as_json", is_flag=True, help="one JSON object, for other programs")
@SETTINGS_FILE
def whatif(
    *,
    package: str,
    draft: Path | None,
    begins: str,
    ends: str,
    of_package: str,
    show_all: bool,
    as_json: bool,
    settings_file: Path,
) -> None:
    """Say what last month's calls would have earned by PACKAGE as it is now. Changes nothing."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        shop, moment_now_ms = settings.shop, now_ms()
        from_ms, to_ms = between(begins, ends, shop, now_ms=moment_now_ms)
        document = read_document(draft) if draft else None
        prices = offered(
            store, shop, package_named(store, package).id, at_ms=moment_now_ms, document=document
        )
        with watched("pricing calls") as progress:
            answer = ask(
                store,
                shop,
                prices.tariff,
                carrier=prices.carrier,
                from_ms=from_ms,
                to_ms=to_ms,
                package_id=package_named(store, of_package).id if of_package else None,
                progress=progress,
            )
        if as_json:
            click.echo(json.dumps(answer.to_dict(), ensure_ascii=False))
            return
        click.echo(f"Calls answered from {moment(from_ms, shop)} until {moment(to_ms, shop)}:")
        click.echo("\n".join(sentences(answer, shop, at_most=None if show_all else SHOWN)))


def sentences(answer: WhatIf, shop: ShopProfile, *, at_most: int | None) -> Iterator[str]:
    total = answer.total
    yield f"{count(total.calls, 'call')}, {count(total.seconds // 60, 'minute')}"
    if not total.calls:
        return
    yield table([("", "then", "now"), *_rows(total, shop)], right=(1, 2))
    for when, uncosted in (("then", total.uncosted_then), ("now", total.uncosted_now)):
        if uncosted:
            yield f"{when}: the carrier's price of {count(uncosted, 'call')} is not known, nor in the margin"
    yield "Most affected, by margin:"
    yield table(
        (
            (each.label or "without a price", count(each.calls, "call"), _change(each.margin_change, shop))
            for each in answer.destinations[:at_most]
        ),
        right=(1, 2),
    )


def _rows(total: Effect, shop: ShopProfile) -> Iterator[tuple[str, ...]]:
    revenue = (total.revenue_then_minor, total.revenue_now_minor)
    yield "revenue", *(money(amount_minor, shop.currency) for amount_minor in revenue)
    yield "the carrier's", *(_exact(cost, shop) for cost in (total.carrier_then, total.carrier_now))
    yield "margin", *(_exact(margin, shop) for margin in (total.margin_then, total.margin_now))
    if total.unpriced_then or total.unpriced_now:
        yield "without a price", *(count(each, "call") for each in (total.unpriced_then, total.unpriced_now))


def _exact(amount_minor: Decimal, shop: ShopProfile) -> str:
    return exact(amount_minor.scaleb(-shop.currency.decimals), shop.currency)


def _change(amount_minor: Decimal, shop: ShopProfile) -> str:
    return f"{'+' if amount_minor > 0 else ''}{_exact(amount_minor, shop)}"
