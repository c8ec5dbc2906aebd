"""How money, moments and lengths read at a terminal: plain, exact, the same on every machine."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import click

from locutorio.core.money import Currency, plain
from locutorio.core.shop import ShopProfile

BAR = 1000


def money(amount_minor: int, currency: Currency) -> str:
    return f"{currency.from_minor(amount_minor)} {currency.code}"


def exact(amount: Decimal, currency: Currency) -> str:
    """An amount finer than coins, with at least as many decimals as they have.

    >>> exact(Decimal("0.3"), Currency("EUR", 2)), exact(Decimal("-0.0125"), Currency("EUR", 2))
    ('0.30 EUR', '-0.0125 EUR')
    """
    _, _, fraction = plain(amount).partition(".")
    return f"{amount:.{max(currency.decimals, len(fraction))}f} {currency.code}"


def count(number: int, thing: str) -> str:
    """
    >>> count(1, "call"), count(2, "call")
    ('1 call', '2 calls')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def moment(at_ms: int, shop: ShopProfile) -> str:
    """By the shop's clock; seconds only where there are any."""
    local = datetime.fromtimestamp(at_ms // 1000, ZoneInfo(shop.timezone))
    return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def moment_ms(text: str, shop: ShopProfile) -> int:
    """What moment() writes, a day alone, or any ISO 8601 time; without an offset by the shop's clock."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f'"{text}" is not a moment like 2026-03-02 or "2026-03-02 20:00"') from None
    local = read if read.tzinfo else read.replace(tzinfo=ZoneInfo(shop.timezone))
    return int(local.timestamp() * 1000)


def length(seconds: int) -> str:
    """
    >>> length(65), length(3600)
    ('1:05', '1:00:00')
    """
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def table(rows: Iterable[Sequence[object]], *, right: Iterable[int] = ()) -> str:
    """Rows as columns that stand below each other; the columns `right` are flush right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    flush_right = set(right)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place in flush_right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in texts
    )


@contextmanager
def watched(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar beside what is printed, for what takes long; it takes how many of how many are done."""
    with click.progressbar(length=BAR, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.update(BAR * done // max(total, 1) - bar.pos)

        yield tell
