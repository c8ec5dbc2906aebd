"""`locutorio rerate`: calls that were sold by a wrong price are given the right one, on purpose."""

from collections.abc import Iterator
from pathlib import Path

import click

from locutorio.cli.days import between, days
from locutorio.cli.known import owner_named, package_named
from locutorio.cli.package import in_force
from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.shown import count, moment, money, table, watched
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.numbers import understand
from locutorio.core.rerating import Asked, BillChange, CallChange, Preview
from locutorio.core.shop import ShopProfile
from locutorio.desk import rerate as desk

SHOWN = 50  # of calls and of bills


@click.command()
@click.argument("package")
@click.option(
    "--tariff", "tariff_id", type=int, help="by this version of it; by the one in force unless given"
)
@days
@click.option("--reason", default="", help="why: the log and the calls keep it")
@click.option("--owner", default="", help="the name of the owner who answers for it")
@click.option("--all", "show_all", is_flag=True, help="list every call and bill that changes")
@click.option("--yes", is_flag=True, help="make it without asking")
@SETTINGS_FILE
def rerate(
    *,
    package: str,
    tariff_id: int | None,
    begins: str,
    ends: str,
    reason: str,
    owner: str,
    show_all: bool,
    yes: bool,
    settings_file: Path,
) -> None:
    """Price the calls that PACKAGE sold anew; without --reason and --owner only look at what would change."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        shop, moment_now_ms = settings.shop, now_ms()
        from_ms, to_ms = between(begins, ends, shop, now_ms=moment_now_ms)
        found = package_named(store, package)
        asked = Asked(tariff_id or in_force(found, moment_now_ms).id, from_ms, to_ms, found.id)
        with watched("pricing calls") as progress:
            seen = desk.preview(store, shop, asked, progress=progress)
        click.echo(f"Calls answered from {moment(from_ms, shop)} until {moment(to_ms, shop)}:")
        click.echo("\n".join(sentences(seen, shop, at_most=None if show_all else SHOWN)))
        if not seen.calls:
            return
        if not (reason and owner):
            click.echo("Nothing was changed. To make these changes, say --reason and --owner")
            return
        person = owner_named(store, owner)
        if not yes:
            click.confirm("Make these changes?", abort=True)
        made = desk.apply(
            store, shop, asked, key=seen.key, reason=reason, operator_id=person.id, now_ms=moment_now_ms
        )
        click.echo(f"Re-rating {made} is made; receipts stay as they are")


def sentences(seen: Preview, shop: ShopProfile, *, at_most: int | None) -> Iterator[str]:
    yield f"{count(seen.looked_at, 'call')}, of which {len(seen.calls)} would cost something else"
    if seen.left_alone:
        yield f"As they are stay {count(seen.left_alone, 'call')} that a person decided on"
    if seen.without_rate:
        yield f"As they are stay {count(seen.without_rate, 'call')} that this tariff has no price for"
    yield from _listed([_call(change, shop) for change in seen.calls], at_most)
    if seen.bills:
        yield f"{count(len(seen.bills), 'bill')} would change:"
    yield from _listed([_bill(bill, shop) for bill in seen.bills], at_most)
    if seen.due_back_minor:
        yield f"Due back to customers who have paid: {money(seen.due_back_minor, shop.currency)}"
    if seen.not_collected_minor:
        yield f"Not collected from customers who have paid: {money(seen.not_collected_minor, shop.currency)}"


def _listed(rows: list[tuple[str, ...]], at_most: int | None) -> Iterator[str]:
    if rows:
        yield table(rows[:at_most], right=(2, 3))
    if at_most is not None and len(rows) > at_most:
        yield f"... and {len(rows) - at_most} more; --all lists them"


def _call(change: CallChange, shop: ShopProfile) -> tuple[str, ...]:
    call = change.call
    old = "no price" if call.price_minor is None else money(call.price_minor, shop.currency)
    number = understand(call.digits, shop.country).display
    return (moment(call.answered_at_ms, shop), number, old, money(change.new_minor, shop.currency))


def _bill(bill: BillChange, shop: ShopProfile) -> tuple[str, ...]:
    paid = "not paid yet" if bill.receipt_number is None else f"paid, receipt {bill.receipt_number}"
    old, new = (money(minor, shop.currency) for minor in (bill.old_minor, bill.new_minor))
    return (bill.booth_label, paid, old, new)
