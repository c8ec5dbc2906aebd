"""Which calls are meant, at a terminal: from one moment until before another, of all packages or one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click

from locutorio.cli.shown import moment_ms
from locutorio.core.errors import ShopError
from locutorio.core.shop import ShopProfile


def days(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --from and --to to a command; between() reads what was said."""
    command = click.option(
        "--to",
        "ends",
        default="",
        help="calls answered before this moment; the end of that month unless given",
    )(command)
    return click.option(
        "--from",
        "begins",
        default="",
        help="calls answered from this moment on; all of last month unless given",
    )(command)


def between(begins: str, ends: str, shop: ShopProfile, *, now_ms: int) -> tuple[int, int]:
    """The first moment, and the one after the last."""
    from_ms = moment_ms(begins, shop) if begins else _month_before(now_ms, shop)
    to_ms = moment_ms(ends, shop) if ends else _month_after(from_ms, shop)
    if from_ms >= to_ms:
        raise ShopError("--to must be later than --from")
    return from_ms, to_ms


def _month_before(at_ms: int, shop: ShopProfile) -> int:
    """The beginning of the month before that of `at_ms`, by the shop's clock."""
    return _begin(_local(at_ms, shop).replace(day=1) - timedelta(days=1))


def _month_after(at_ms: int, shop: ShopProfile) -> int:
    return _begin(_local(at_ms, shop).replace(day=28) + timedelta(days=4))


def _begin(local: datetime) -> int:
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return int(first.timestamp() * 1000)


def _local(at_ms: int, shop: ShopProfile) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo(shop.timezone))
