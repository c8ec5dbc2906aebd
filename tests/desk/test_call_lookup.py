"""Finding a call again, on either database."""

from dataclasses import replace
from datetime import date

import pytest
from locutorio.desk import call_lookup
from locutorio.desk.call_file import call_file
from locutorio.desk.call_lookup import Wanted
from locutorio.store.engine import Store
from small_shop import FRANCE, NOWHERE, SHOP, SPAIN, SaidBooth

DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    """Calls to Spain and to nowhere at noon, to France a day later; to Spain from the other booth."""
    booth = SaidBooth(store)
    booth.hello()
    booth.record(80_000)
    booth.record(90_000, call=2, digits=NOWHERE)
    later = {"dialled_ms": DAY_MS, "answered_ms": DAY_MS + 5_000, "ended_ms": DAY_MS + 65_000}
    booth.record(DAY_MS + 70_000, call=3, digits=FRANCE, **later)
    other = SaidBooth(store, "booth-2")
    other.hello()
    other.record(80_000)
    return booth


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [("Booth-1", FRANCE), ("Booth-2", SPAIN), ("Booth-1", NOWHERE), ("Booth-1", SPAIN)]),
        (Wanted(number="+34 911 234 567"), [("Booth-2", SPAIN), ("Booth-1", SPAIN)]),
        (Wanted(number="91123", booth_id="booth-1"), [("Booth-1", SPAIN)]),
        (Wanted(day=date(2026, 3, 3)), [("Booth-1", FRANCE)]),
        (Wanted(day=date(2026, 3, 2), booth_id="booth-1"), [("Booth-1", NOWHERE), ("Booth-1", SPAIN)]),
        (Wanted(receipt_number=1), []),
        (
            Wanted(number="%"),
            [("Booth-1", FRANCE), ("Booth-2", SPAIN), ("Booth-1", NOWHERE), ("Booth-1", SPAIN)],
        ),
    ],
)
def test_all_that_is_wanted_holds_for_what_is_found(
    store: Store, booth: SaidBooth, wanted: Wanted, found: list[tuple[str, str]]
) -> None:
    calls = call_lookup.find(store, SHOP, wanted, limit=10)
    files = [call_file(store, SHOP, call.call_id) for call in calls]
    assert [(file.billed.booth_label, file.booked.call.digits) for file in files] == found


def test_only_the_newest_when_there_are_many(store: Store, booth: SaidBooth) -> None:
    assert [call.booth_label for call in call_lookup.find(store, SHOP, Wanted(), limit=1)] == ["Booth-2"]


def test_a_day_ends_by_the_shops_clock(store: Store, booth: SaidBooth) -> None:
    """One o'clock at night in Madrid is the day before in London."""
    midnight_ms = 12 * 3600 * 1000
    booth.record(midnight_ms + 60_000, call=4, dialled_ms=midnight_ms + 1, answered_ms=None, ended_ms=None)
    wanted = Wanted(day=date(2026, 3, 3), booth_id="booth-1")
    assert len(call_lookup.find(store, SHOP, wanted, limit=10)) == 2
    in_london = replace(SHOP, timezone="Europe/London")
    assert len(call_lookup.find(store, in_london, wanted, limit=10)) == 1
