"""Days, months and years are closed in order, before the first receipt after them, and none passed over."""

from dataclasses import replace

import pytest
from locutorio.core.fiscal.period_report import PeriodReport, Perpetual
from locutorio.core.signing import LostSealingKey
from locutorio.core.tax import TaxLine
from locutorio.desk import periods, receipts
from locutorio.desk.verify import verify
from locutorio.store import books, closings
from locutorio.store.engine import Store
from sales import DAY_MS, credit, french, sell
from small_shop import NOON_MS, SHOP, furnish


@pytest.fixture
def store(sqlite_store):
    """Which periods are due does not depend on the database; that they are kept is tried on both."""
    return sqlite_store


@pytest.fixture
def shop(tmp_path):
    return french(tmp_path)


def reports(store):
    """Oldest first."""
    return [PeriodReport.from_json(closing.document) for closing in reversed(periods.closed(store))]


def test_the_first_receipt_of_a_day_closes_the_day_before(store, shop):
    sell(store, shop, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + 1)
    assert periods.closed(store) == []
    sell(store, shop, at_ms=NOON_MS + DAY_MS)
    [report] = reports(store)
    assert (report.kind, report.period, report.profile, report.program) == (
        "day", "2026-03-02", "france", "Locutorio 1",
    )  # fmt: skip
    assert (report.contents.first_number, report.contents.last_number) == (1, 2)
    with store.read() as tx:
        assert report.contents.last_seal == list(books.chain(tx))[1].seal


def test_a_day_says_what_was_sold_and_what_was_given_back(store, shop):
    sold = sell(store, shop, at_ms=NOON_MS, due_minor=120)
    sell(store, shop, at_ms=NOON_MS, due_minor=60, method="card")
    credit(store, shop, sold, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + DAY_MS)
    turnover = reports(store)[0].contents.turnover
    assert (turnover.sales, turnover.sales_minor, turnover.credits, turnover.credits_minor) == (
        2,
        180,
        1,
        -120,
    )
    assert turnover.methods == (("card", 60), ("cash", 0))
    assert turnover.taxes == (TaxLine("20", 50, 10),)
    assert reports(store)[0].perpetual == Perpetual(180, -120)


def test_the_perpetual_total_never_begins_anew(store, shop):
    for day in range(4):
        sell(store, shop, at_ms=NOON_MS + day * DAY_MS)
    assert [report.perpetual.total_minor for report in reports(store)] == [120, 240, 360]


def test_days_without_receipts_are_not_closed_but_months_and_years_are(store, shop):
    sell(store, shop, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + 7 * DAY_MS)
    sell(store, shop, at_ms=NOON_MS + 365 * DAY_MS)
    assert [report.period for report in reports(store)] == [
        "2026-03-02", "2026-03-09", "2026-03", "2026",
    ]  # fmt: skip
    month, year = reports(store)[2:]
    assert month.contents == year.contents
    assert (month.contents.turnover.sales, year.perpetual.total_minor) == (2, 240)


def test_a_hub_that_was_off_closes_all_that_is_over_in_order(store_url, shop):
    """Under other rules nothing was closed; by these, everything since the first receipt is."""
    store = Store(store_url)
    owner = furnish(store)
    for day in (0, 1, 30, 31):
        sell(store, SHOP, at_ms=NOON_MS + day * DAY_MS)
    assert periods.closed(store) == []
    made = periods.close_periods(store, shop, operator_id=owner.id, now_ms=NOON_MS + 60 * DAY_MS)
    assert [closing.period for closing in made] == [
        "2026-03-02", "2026-03-03", "2026-03", "2026-04-01", "2026-04-02", "2026-04",
    ]  # fmt: skip
    assert [closing.number for closing in made] == [1, 2, 3, 4, 5, 6]
    assert {closing.person_id for closing in made} == {owner.id}
    assert reports(store)[-1].perpetual.total_minor == 480
    assert verify(store, shop) == ()
    store.close()


def test_asked_twice_it_closes_once(store, shop, owner):
    sell(store, shop, at_ms=NOON_MS)
    later_ms = NOON_MS + DAY_MS
    assert len(periods.close_periods(store, shop, operator_id=owner.id, now_ms=later_ms)) == 1
    assert periods.close_periods(store, shop, operator_id=owner.id, now_ms=later_ms) == []


def test_today_is_not_over(store, shop, owner):
    sell(store, shop, at_ms=NOON_MS)
    assert periods.close_periods(store, shop, operator_id=owner.id, now_ms=NOON_MS + 1) == []


def test_a_clock_set_back_does_not_open_a_closed_day(store, shop):
    sell(store, shop, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + DAY_MS)
    sell(store, shop, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + 2 * DAY_MS)
    assert [(report.period, report.contents.turnover.sales) for report in reports(store)] == [
        ("2026-03-02", 1), ("2026-03-03", 2),
    ]  # fmt: skip


def test_closings_are_chained_and_signed(store, shop):
    sell(store, shop, at_ms=NOON_MS)
    sell(store, shop, at_ms=NOON_MS + DAY_MS)
    with store.read() as tx:
        [kept] = closings.every(tx)
    assert kept.closing.key_version == 1
    assert kept.signature


def test_a_day_that_cannot_be_closed_stops_the_sale_and_leaves_no_trace(store, shop):
    sell(store, shop, at_ms=NOON_MS)
    (shop.signer.folder / "sealing-1.pem").unlink()
    with pytest.raises(LostSealingKey):
        sell(store, shop, at_ms=NOON_MS + DAY_MS)
    assert periods.closed(store) == []
    with store.read() as tx:
        assert books.last(tx).number == 1


def test_copies_are_counted_but_not_the_original(store, shop, owner):
    sold = sell(store, shop, at_ms=NOON_MS)
    for _ in range(2):
        receipts.reprint(store, number=sold.number, operator_id=owner.id, now_ms=NOON_MS + 1)
    sell(store, shop, at_ms=NOON_MS + DAY_MS)
    sell(store, shop, at_ms=NOON_MS + 2 * DAY_MS)
    assert [report.contents.duplicates for report in reports(store)] == [1, 0]


def test_without_rules_no_period_is_closed(store, owner):
    sell(store, replace(SHOP, fiscal="none"), at_ms=NOON_MS)
    assert periods.close_periods(store, SHOP, operator_id=owner.id, now_ms=NOON_MS + 400 * DAY_MS) == []
