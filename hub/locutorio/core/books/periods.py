"""The reports of closed periods, proved by the receipts they are about. Station 8.

A shift's report is worked out anew from its postings; a day's from its receipts, a month's from its days, a
year's from its months, and the perpetual total day by day. Must not know where they are kept.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from locutorio.core.books.closing import Closing
from locutorio.core.books.finding import Finding, differing
from locutorio.core.fiscal.calendar import PART_OF
from locutorio.core.fiscal.period_report import PeriodReport, Perpetual
from locutorio.core.fiscal.turnover import Turnover, together
from locutorio.core.till import TillReport

FIGURES = ("shift_id", "opened_at_ms", "sold", "methods", "deposits_minor", "drawer")
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)

TurnoverOf = Callable[[int, int], Turnover]  # of the receipts from this number to that one


def check_shift(closing: Closing, again: TillReport) -> Iterator[Finding]:
    """A Z, against the report that the books make of its shift now."""
    try:
        kept = asdict(TillReport.from_json(closing.document))
    except UNREADABLE:
        yield Finding("closing", str(closing.number), "document", "a report", closing.document)
        return
    made = asdict(again)
    yield from differing("closing", closing.number, **{name: (made[name], kept[name]) for name in FIGURES})


def check(closings: Iterable[Closing], turnover: TurnoverOf) -> Iterator[Finding]:
    """Days, months and years, in the order they were closed."""
    reports: list[PeriodReport] = []
    perpetual, last_number = Perpetual(), 0
    for closing in closings:
        try:
            report = PeriodReport.from_json(closing.document)
        except UNREADABLE:
            yield Finding("closing", str(closing.number), "document", "a report", closing.document)
            continue
        contents = report.contents
        if report.kind == "day":
            expected = turnover(contents.first_number, contents.last_number)
            perpetual = perpetual.grown(expected)
            first_number = (last_number + 1, contents.first_number)
            yield from differing("closing", closing.number, first_number=first_number)
            last_number = contents.last_number
        else:
            expected = together(part.contents.turnover for part in reports if _is_part(part, report))
        reports.append(report)
        yield from differing(
            "closing",
            closing.number,
            kind=(report.kind, closing.kind),
            period=(report.period, closing.period),
            turnover=(expected, contents.turnover),
            perpetual=(perpetual, report.perpetual),
        )


def _is_part(part: PeriodReport, whole: PeriodReport) -> bool:
    return part.kind == PART_OF[whole.kind] and part.period.startswith(whole.period)
