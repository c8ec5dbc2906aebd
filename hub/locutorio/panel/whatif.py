"""What if: the calls of some days as they were sold, and as other prices would have sold them."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from locutorio.core.package_tariff import cost_tariff
from locutorio.core.rights import Right
from locutorio.core.tariff import Tariff
from locutorio.core.whatif import WhatIf
from locutorio.desk import decks, packages
from locutorio.desk import whatif as desk
from locutorio.desk.packages import Package, PackageVersion
from locutorio.panel.access import open_to
from locutorio.panel.asked_days import Days, days_of
from locutorio.panel.deps import deps
from locutorio.panel.jobs import Job, Progress
from locutorio.panel.progress import PATIENCE_S, jobs

bp = Blueprint("whatif", __name__)

SHOWN = 100
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Choice:
    """Prices to ask about, `key` as in the address: a package's as they are in force, or (None) its draft."""

    key: str
    package: Package
    version: PackageVersion | None


@bp.get("/what-if")
@open_to(Right.PRICES_SET)
def whatif() -> ResponseReturnValue:
    """With `by` in the address the question is asked, else only the form is shown."""
    now_ms = deps().clock()
    days = days_of(request.args, now_ms=now_ms)
    choices = {choice.key: choice for choice in choices_of(packages.packages(deps().store), now_ms)}
    chosen = choices.get(request.args.get("by", ""))
    of_id = request.args.get("of", type=int)
    job = asked(chosen, days, of_id, now_ms=now_ms) if chosen else None
    return render_template(
        "whatif.html",
        choices=choices.values(),
        chosen=chosen,
        of_id=of_id,
        days=days,
        packages=packages.packages(deps().store),
        job=job,
        answer=job.answer() if job and job.over_within(PATIENCE_S) else None,
        shown=SHOWN,
    )


def choices_of(every: list[Package], now_ms: int) -> list[Choice]:
    found = []
    for package in every:
        standing = next((each for each in package.versions if each.in_force_from_ms <= now_ms), None)
        if standing:
            found.append(Choice(f"{package.id}", package, standing))
        if package.draft is not None:
            found.append(Choice(f"{package.id}-draft", package, None))
    return found


def asked(choice: Choice, days: Days, of_id: int | None, *, now_ms: int) -> Job[WhatIf]:
    """The answer on its way. Days that are not over yet are looked at anew every hour."""
    store, shop = deps().store, deps().shop
    key = f"{choice} {days} {of_id} {0 if days.to_ms <= now_ms else now_ms // HOUR_MS}"
    from_ms, to_ms = days.from_ms, days.to_ms
    prices = prices_of(choice, now_ms)

    def work(tell: Progress) -> WhatIf:
        tariff, carrier = prices()
        return desk.whatif(
            store,
            shop,
            tariff,
            carrier=carrier,
            from_ms=from_ms,
            to_ms=to_ms,
            package_id=of_id,
            progress=tell,
        )

    return jobs().run("whatif", key, work, Right.PRICES_SET)


def prices_of(choice: Choice, now_ms: int) -> Callable[[], tuple[Tariff, Tariff | None]]:
    """Finds what the calls would be sold by, and bought by if the package has a carrier."""
    store, package = deps().store, choice.package

    def find() -> tuple[Tariff, Tariff | None]:
        if choice.version is None:
            document = package.draft or {}
            tariff = packages.draft_tariff(store, package.id, document, at_ms=now_ms)
        else:
            document = packages.document(store, choice.version.id)
            tariff = packages.tariff(store, choice.version.id)
        sheet = None if package.deck_id is None else decks.sheet_at(store, package.deck_id, now_ms)
        exchange = Decimal(str(document.get("exchange", "1")))
        return tariff, cost_tariff(sheet, exchange=exchange) if sheet else None

    return find
