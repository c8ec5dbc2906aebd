"""Price lists: what a package sells, to hang on the wall or to hand to another program."""

from functools import lru_cache

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from locutorio.core.price_list import Line, at_hours, price_list, rows
from locutorio.core.rights import Right
from locutorio.desk import packages
from locutorio.desk.errors import NoPrices
from locutorio.desk.packages import Package, PackageVersion
from locutorio.panel.access import open_to
from locutorio.panel.csv_file import csv_file
from locutorio.panel.deps import deps
from locutorio.panel.language import country_name, language
from locutorio.store.engine import Store

bp = Blueprint("price_lists", __name__)

SHOWN = 500
HOUR_MS = 3_600_000


@bp.get("/packages/<int:package_id>/list")
@open_to(Right.PRICES_SEE)
def page(package_id: int) -> ResponseReturnValue:
    package = packages.package(deps().store, package_id)
    version, lines = listed(package)
    wanted = request.args.get("find", "").strip()
    found = [line for line in lines if matches(line, wanted.casefold())]
    return render_template(
        "price_list.html", package=package, version=version, lines=found[:SHOWN], count=len(found),
        wanted=wanted, shown=SHOWN, at_hours=at_hours,
    )  # fmt: skip


@bp.get("/packages/<int:package_id>/list.csv")
@open_to(Right.PRICES_SEE)
def file(package_id: int) -> Response:
    package = packages.package(deps().store, package_id)
    _, lines = listed(package)
    return csv_file(rows(lines), f"{package.name}-prices")


def listed(package: Package) -> tuple[PackageVersion, tuple[Line, ...]]:
    """The version asked for, else the one in force; a later one as it will be when it begins."""
    now_ms = deps().clock()
    wanted = request.args.get("version", type=int)
    for version in package.versions:
        if version.id == wanted or (wanted is None and version.in_force_from_ms <= now_ms):
            at_ms = max(now_ms - now_ms % HOUR_MS, version.in_force_from_ms)
            return version, lines_of(deps().store, version.id, at_ms)
    raise NoPrices(f"{package.name} has no prices in force yet", package=package.name)


@lru_cache(maxsize=4)
def lines_of(store: Store, tariff_id: int, at_ms: int) -> tuple[Line, ...]:
    """A version never changes, and a list of a hundred thousand prefixes takes seconds: it is made once an
    hour."""
    return price_list(packages.tariff(store, tariff_id), at_ms=at_ms)


def matches(line: Line, wanted: str) -> bool:
    """By what is printed of the line, or by the beginning of a number."""
    digits = wanted.lstrip("+0")
    names = (line.label, country_name(line.country, language()) if line.country else "")
    named = any(wanted in name.casefold() for name in names)
    numbered = digits.isdecimal() and any(prefix.startswith(digits) for prefix in line.prefixes)
    return named or numbered
