"""What receipts come to: each counted once, credit notes as less, and parts that add up to the whole."""

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.fiscal.period_report import Contents, PeriodReport, Perpetual, of_day, of_parts
from locutorio.core.fiscal.turnover import Turnover, of_receipts, together
from locutorio.core.tax import tax_lines
from locutorio.core.tender import Payment
from sales import coffee
from small_shop import NOON_MS, SHOP


@st.composite
def receipts(draw):
    """Sales and credit notes at several rates, paid in several ways."""
    made = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        kind = draw(st.sampled_from(["sale", "credit"]))
        due_minor = draw(st.integers(0, 10_000)) * (1 if kind == "sale" else -1)
        card_minor = draw(st.integers(-50, 50))
        paid = (Payment("cash", due_minor - card_minor, 0), Payment("card", card_minor, 0))
        taxes = tax_lines([(draw(st.sampled_from(["", "5.5", "20"])), due_minor)])
        made.append(coffee(SHOP, NOON_MS, due_minor, number=number, kind=kind, payments=paid, taxes=taxes))
    return made


@given(issued=receipts(), cut=st.integers(0, 8))
def test_the_sum_of_two_halves_is_that_of_the_whole(issued, cut):
    assert together([of_receipts(issued[:cut]), of_receipts(issued[cut:])]) == of_receipts(issued)


@given(issued=receipts())
def test_everything_that_was_due_was_paid_in_some_way(issued):
    turnover = of_receipts(issued)
    assert turnover.total_minor == sum(receipt.due_minor for receipt in issued)
    assert sum(amount_minor for _, amount_minor in turnover.methods) == turnover.total_minor
    assert turnover.sales + turnover.credits == len(issued)
    assert turnover.credits_minor <= 0 <= turnover.sales_minor


@given(issued=receipts())
def test_a_month_of_one_day_is_that_day(issued):
    day = of_day(issued, last_seal="1b3a", duplicates=2)
    assert of_parts([day]) == day
    assert of_parts([day, day]).duplicates == 4


def test_nothing_comes_to_nothing():
    assert together([]) == Turnover()


@given(issued=receipts())
def test_a_report_comes_back_from_its_text_as_it_was(issued):
    contents: Contents = of_day(issued, last_seal="1b3a", duplicates=0)
    report = PeriodReport(
        "day", "2026-03-02", "france", "Locutorio 1", "Sol", "FR40303265045", "Europe/Paris", "EUR", 2,
        contents, Perpetual().grown(contents.turnover),
    )  # fmt: skip
    assert PeriodReport.from_json(report.to_json()) == report
