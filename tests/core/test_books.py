"""The checks of `verify`, each by itself: what it lets through and what it names."""

from dataclasses import replace

from locutorio.core import seal
from locutorio.core.books import chain, periods, shift
from locutorio.core.books.chain import Link
from locutorio.core.books.closing import Closing
from locutorio.core.books.posting import Posting
from locutorio.core.books.shift import Shift
from locutorio.core.fiscal.period_report import Contents, PeriodReport, Perpetual
from locutorio.core.fiscal.turnover import Turnover


def links(*texts: str) -> list[Link]:
    made, before = [], seal.FIRST_SEAL
    for number, text in enumerate(texts, start=1):
        before = seal.seal(before, text)
        made.append(Link(number, text, before))
    return made


def named(findings) -> list[str]:
    return [f"{finding.table} {finding.key} {finding.what}" for finding in findings]


def test_a_row_that_was_taken_out_is_missed_where_it_stood():
    first, _, third = links("a", "b", "c")
    assert named(chain.check("receipt", links("a", "b"), lambda link: False)) == []
    assert named(chain.check("receipt", [first, third], lambda link: False)) == [
        "receipt 3 number", "receipt 3 seal",
    ]  # fmt: skip


def test_a_signature_is_there_just_where_a_key_is_named():
    (link,) = links("a")
    assert named(chain.check("receipt", [replace(link, signature="x")], lambda link: True)) == [
        "receipt 1 signature"
    ]
    signed = replace(link, signature="x", key_version=1)
    assert named(chain.check("receipt", [signed], lambda link: True)) == []
    assert named(chain.check("receipt", [signed], lambda link: False)) == ["receipt 1 signature"]


def posting(posting_id: int, kind, shift_id: int, **entries: int) -> Posting:
    return Posting(posting_id, 5, kind, shift_id, 1, None, None, None, None, "", tuple(entries.items()))


OPENED = posting(1, "float", 1, cash=100, paid_in=-100)
SOLD = posting(2, "sale", 1, cash=60, sales_calls=-60)
AGAIN = posting(3, "float", 2)


def test_a_shift_begins_with_what_must_be_in_the_drawer():
    both = [Shift(1, 5, 1, 100), Shift(2, 5, 1, 160)]
    moved = [OPENED, SOLD, AGAIN]
    assert named(shift.check(both, moved)) == []
    assert named(shift.check([both[0], replace(both[1], float_minor=159)], moved)) == ["shift 2 float_minor"]
    assert named(shift.check(both[:1], moved)) == ["shift 2 row", "shift 2 shifts"]
    assert named(shift.check(both, [OPENED, SOLD])) == ["shift 1 shifts"]


def test_a_posting_is_balanced_and_on_accounts_there_are():
    wrong = replace(SOLD, entries=(("cash", 60), ("pocket", -50)))
    assert named(shift.check([Shift(1, 5, 1, 100)], [OPENED, wrong])) == [
        "posting 2 sum_of_entries", "posting 2 unknown_accounts",
    ]  # fmt: skip


def closing(number: int, kind, period: str, sold_minor: int, total_minor: int) -> Closing:
    turnover = Turnover(sales=1, sales_minor=sold_minor)
    report = PeriodReport(
        kind, period, "france", "Locutorio 1", "Shop", "", "UTC", "EUR", 2,
        Contents(number, number, "", 0, turnover), Perpetual(sales_minor=total_minor),
    )  # fmt: skip
    return Closing(number, kind, period, None, 1, None, report.to_json(), 0)


def found_in(*closings: Closing) -> list[str]:
    return named(periods.check(closings, lambda first, last: Turnover(sales=1, sales_minor=100)))


def test_a_day_is_its_receipts_and_a_month_its_days():
    day = closing(1, "day", "2026-03-02", 100, 100)
    month = closing(2, "month", "2026-03", 100, 100)
    assert found_in(day, month) == []
    assert found_in(closing(1, "day", "2026-03-02", 90, 90)) == ["closing 1 turnover", "closing 1 perpetual"]
    assert found_in(day, closing(2, "month", "2026-04", 100, 100)) == ["closing 2 turnover"]
    assert found_in(replace(day, period="2026-03-03")) == ["closing 1 period"]
    assert found_in(replace(day, document="{")) == ["closing 1 document"]
