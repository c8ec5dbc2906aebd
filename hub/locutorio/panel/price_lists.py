"""Price lists: what a package sells, to hang on the wall or to hand to another program."""

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
from locutorio.panel.jobs import Job, Progress
from locutorio.panel.language import country_name, language
from locutorio.panel.progress import PATIENCE_S, jobs

bp = Blueprint("price_lists", __name__)

SHOWN = 500
HOUR_MS = 3_600_000
FILE_PATIENCE_S = 60.0


@bp.get("/packages/<int:package_id>/list")
@open_to(Right.PRICES_SEE)
def page(package_id: int) -> ResponseReturnValue:
    package = packages.package(deps().store, package_id)
    version = asked(package)
    job = listed(package, version)
    wanted = request.args.get("find", "").strip()
    lines = job.answer() if job.over_within(PATIENCE_S) else ()
    found = [line for line in lines if matches(line, wanted.casefold())]
    return render_template(
        "price_list.html", package=package, version=version, job=job, lines=found[:SHOWN], count=len(found),
        wanted=wanted, shown=SHOWN, at_hours=at_hours,
    )  # fmt: skip


@bp.get("/packages/<int:package_id>/list.csv")
@open_to(Right.PRICES_SEE)
def file(package_id: int) -> Response:
    """Waits for the whole list: a browser shows by itself that a file is on its way."""
    package = packages.package(deps().store, package_id)
    job = listed(package, asked(package))
    job.over_within(FILE_PATIENCE_S)
    return csv_file(rows(job.answer()), f"{package.name}-prices")


def asked(package: Package) -> PackageVersion:
    """The version asked for, else the one in force."""
    now_ms = deps().clock()
    wanted = request.args.get("version", type=int)
    for version in package.versions:
        if version.id == wanted or (wanted is None and version.in_force_from_ms <= now_ms):
            return version
    raise NoPrices(f"{package.name} has no prices in force yet", package=package.name)


def listed(package: Package, version: PackageVersion) -> Job[tuple[Line, ...]]:
    """A version as it sells within this hour; one that is to come as it will when it begins. It never
    changes, and a hundred thousand prefixes take seconds: it is made once an hour, in a job."""
    store, now_ms = deps().store, deps().clock()
    at_ms = max(now_ms - now_ms % HOUR_MS, version.in_force_from_ms)

    def work(tell: Progress) -> tuple[Line, ...]:
        return price_list(packages.tariff(store, version.id), at_ms=at_ms, progress=tell)

    return jobs().run(f"price list {package.id}", f"{version.id} {at_ms}", work, Right.PRICES_SEE)


def matches(line: Line, wanted: str) -> bool:
    """By what is printed of the line, or by the beginning of a number."""
    digits = wanted.lstrip("+0")
    names = (line.label, country_name(line.country, language()) if line.country else "")
    named = any(wanted in name.casefold() for name in names)
    numbered = digits.isdecimal() and any(prefix.startswith(digits) for prefix in line.prefixes)
    return named or numbered
