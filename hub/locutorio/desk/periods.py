"""Closing days, months and years, as the fiscal profile wants it. Station 8 of the way of a call.

Whatever is over and had receipts is closed before the next receipt is issued, in the same transaction: no
period can be passed over, and none needs anybody to think of it. Somebody may also ask for it.
"""

from collections.abc import Sequence

from locutorio.core.books.closing import Closing
from locutorio.core.fiscal import calendar, period_report, profile
from locutorio.core.fiscal.period_report import Contents, PeriodReport, Perpetual
from locutorio.core.fiscal.profile import PeriodKind
from locutorio.core.receipt import Receipt
from locutorio.core.shop import ShopProfile
from locutorio.desk.closings import close
from locutorio.store import books, closings, paper, people
from locutorio.store.engine import Store, Tx

KINDS: tuple[PeriodKind, ...] = ("day", "month", "year")

Issued = tuple[Receipt, str]  # with its seal


def close_periods(store: Store, shop: ShopProfile, *, operator_id: int, now_ms: int) -> list[Closing]:
    """Close all that is over and still open. Returns what was closed."""
    with store.begin() as tx:
        return close_due(tx, shop, now_ms=now_ms, person_id=operator_id)


def closed(store: Store) -> list[Closing]:
    """All days, months and years ever closed, the latest first."""
    with store.read() as tx:
        return [kept.closing for kept in reversed(closings.every(tx)) if kept.closing.kind in KINDS]


def close_due(tx: Tx, shop: ShopProfile, *, now_ms: int, person_id: int | None) -> list[Closing]:
    kinds = profile(shop.fiscal).closes
    if not kinds:
        return []
    last = {kind: made.period for kind in kinds if (made := closings.latest(tx, kind))}
    today = calendar.day_of(now_ms, shop.timezone)
    days = _days_over(tx, shop, today=today)
    all_made = []
    for kind, period in calendar.due(list(days), today=today, closed=last, kinds=kinds):
        contents = _of_day(tx, days[period], now_ms=now_ms) if kind == "day" else _of_parts(tx, kind, period)
        report = _report(tx, shop, kind, period, contents)
        made = close(
            tx, shop, kind=kind, period=period, document=report.to_json(), at_ms=now_ms, person_id=person_id
        )
        people.log(
            tx, "close_period", person_id=person_id, at_ms=now_ms, detail=f"closing {made.number}, {period}"
        )
        all_made.append(made)
    return all_made


def _days_over(tx: Tx, shop: ShopProfile, *, today: str) -> dict[str, list[Issued]]:
    """Receipts that no closed day has, by the days before `today` that they belong to."""
    last = _latest_day(tx)
    after, earliest = (last.contents.last_number, calendar.day_after(last.period)) if last else (0, "")
    first_ms = books.first_issued_after(tx, after)
    if first_ms is None or calendar.day_of(first_ms, shop.timezone) >= today:
        return {}  # as at nearly every sale: there are none but today's, which need not be read
    issued = [(Receipt.from_json(kept.document), kept.seal) for kept in books.chain(tx, after=after)]
    moments_ms = (receipt.issued_at_ms for receipt, _ in issued)
    belongs_to = calendar.days_of(moments_ms, shop.timezone, earliest=earliest)
    days: dict[str, list[Issued]] = {}
    for day, each in zip(belongs_to, issued, strict=True):
        if day < today:
            days.setdefault(day, []).append(each)
    return days


def _of_day(tx: Tx, issued: Sequence[Issued], *, now_ms: int) -> Contents:
    before = closings.latest(tx, "day")
    since_ms = before.at_ms if before else 0
    duplicates = paper.duplicates(tx, from_ms=since_ms, to_ms=now_ms)
    receipts, seals = zip(*issued, strict=True)
    return period_report.of_day(receipts, last_seal=seals[-1], duplicates=duplicates)


def _of_parts(tx: Tx, kind: PeriodKind, period: str) -> Contents:
    parts = (_read(kept.closing) for kept in closings.of_kind(tx, calendar.PART_OF[kind]))
    return period_report.of_parts([part.contents for part in parts if part.period.startswith(period)])


def _report(tx: Tx, shop: ShopProfile, kind: PeriodKind, period: str, contents: Contents) -> PeriodReport:
    last = _latest_day(tx)
    perpetual = last.perpetual if last else Perpetual()
    return PeriodReport(
        kind=kind,
        period=period,
        profile=shop.fiscal,
        program=shop.program,
        shop_name=shop.name,
        tax_id=shop.tax_id,
        timezone=shop.timezone,
        currency=shop.currency.code,
        currency_decimals=shop.currency.decimals,
        contents=contents,
        perpetual=perpetual.grown(contents.turnover) if kind == "day" else perpetual,
    )


def _latest_day(tx: Tx) -> PeriodReport | None:
    latest = closings.latest(tx, "day")
    return _read(latest) if latest else None


def _read(closing: Closing) -> PeriodReport:
    return PeriodReport.from_json(closing.document)
