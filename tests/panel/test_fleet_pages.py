"""The technician's pages: what they say of each booth, and what their buttons do."""

from collections.abc import Callable

import pytest
from boothwire.findings import CODES
from examined_booths import answer, asked, examine, update
from flask.testing import FlaskClient
from locutorio.desk import inspections, rollouts
from locutorio.desk.fleet import controller
from locutorio.panel.inspection_words import LOOKED, OUTCOMES, SAID
from panel_shop import Shop
from seed import MONDAY_MS, SeededBooth, booths_in_a_row, people_of
from told_inspections import told_checkup, told_trace, told_vitals

DAY_MS = 86_400_000


@pytest.fixture
def staff(shop: Shop):
    return people_of(shop.store)


@pytest.fixture
def row(shop: Shop, staff) -> dict[str, SeededBooth]:
    """Nine booths, on the line since a minute."""
    row = booths_in_a_row(shop.store, MONDAY_MS - 60_000)
    for booth in row.values():
        booth.report(MONDAY_MS)
    return row


@pytest.fixture
def technician(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Tomás")


def test_each_finding_and_each_word_of_a_booth_is_worded() -> None:
    assert set(LOOKED) == set(CODES)
    assert {"", "busy", "stalled", "taken", "held", "older", "failed", "forged", "full", "no key"} == set(
        SAID
    )
    assert {"", "done", "by_hand", "silent", "withdrawn", "failed", "forged", "full", "no key"} == set(
        OUTCOMES
    )


def test_the_fleet(shop: Shop, row: dict[str, SeededBooth], staff, technician: FlaskClient) -> None:
    examine(shop.store, row, staff[0], MONDAY_MS)
    page = technician.get("/fleet").text
    assert page.count("<tr>") == 1 + len(row)
    assert "-58 dBm" in page
    assert "Relay: opening" in page
    assert page.count("Not examined yet") == len(row) - 4


def test_a_stuck_relay_is_not_forgotten_for_vitals_that_came_later(
    shop: Shop, row: dict[str, SeededBooth], staff
) -> None:
    booth = row["free"]
    n = asked(shop.store, booth, "checkup", staff[0], MONDAY_MS)
    answer(booth, told_checkup(n, relay_opens=False, rssi_dbm=-90), MONDAY_MS)
    n = asked(shop.store, booth, "vitals", staff[0], MONDAY_MS)
    answer(booth, told_vitals(n, rssi_dbm=-60), MONDAY_MS + 1000)
    found = controller(shop.store, "booth-1", now_ms=MONDAY_MS)
    assert [one.code for one in found.wrong] == ["relay_welded"]
    n = asked(shop.store, booth, "checkup", staff[0], MONDAY_MS)
    answer(booth, told_checkup(n), MONDAY_MS + 2000)
    assert controller(shop.store, "booth-1", now_ms=MONDAY_MS).wrong == []


def test_starts_of_a_week_are_counted(shop: Shop, row: dict[str, SeededBooth]) -> None:
    assert controller(shop.store, "booth-1", now_ms=MONDAY_MS).restarts == 1
    assert controller(shop.store, "booth-1", now_ms=MONDAY_MS + 8 * DAY_MS).restarts == 0


def test_a_checkup_from_the_button_to_its_findings(
    shop: Shop, row: dict[str, SeededBooth], technician: FlaskClient
) -> None:
    assert technician.post("/fleet/booth-1/checkup").location == "/fleet/booth-1"
    assert shop.marked == [{"booth-1"}]
    assert "It examines itself" in technician.get("/fleet/booth-1").text
    [found] = inspections.recent(shop.store, "booth-1")
    answer(row["free"], told_checkup(found.id, flash_free=30_000), MONDAY_MS)
    page = technician.get("/fleet/booth-1").text
    assert "It examines itself" not in page
    assert "Something fills it" in page
    assert "29 KiB" in page


def test_a_booth_in_use_is_let_alone(
    shop: Shop, row: dict[str, SeededBooth], staff, technician: FlaskClient
) -> None:
    row["free"].unlock(staff[0], MONDAY_MS)
    refused = technician.post("/fleet/booth-1/checkup", follow_redirects=True)
    assert "Booth 1 is in use. Lock it and take the money first." in refused.text
    assert inspections.recent(shop.store, "booth-1") == []
    row["free"].lock(staff[0], MONDAY_MS)
    row["talking"].report(MONDAY_MS)
    technician.post("/fleet/booth-2/checkup")
    [found] = inspections.recent(shop.store, "booth-2")
    answer(row["talking"], told_checkup(found.id, verdict="busy"), MONDAY_MS)
    assert "Somebody uses the booth" in technician.get("/fleet/booth-2").text


def test_the_monitor_is_begun_and_stopped(
    shop: Shop, row: dict[str, SeededBooth], technician: FlaskClient
) -> None:
    technician.post("/fleet/booth-1/trace")
    assert "It is asked" in technician.get("/fleet/booth-1").text
    [found] = inspections.recent(shop.store, "booth-1")
    answer(row["free"], told_trace(found.id, 1, ("loop_a", 1, 500), line="off_hook"), MONDAY_MS)
    page = technician.get("/fleet/booth-1").text
    assert '<code class="on">loop_a</code>' in page
    assert "Handset up" in page
    technician.post("/fleet/booth-1/stop")
    assert inspections.find(shop.store, found.id).stopping
    answer(row["free"], told_trace(found.id, 2, over=True), MONDAY_MS)
    assert "Stop the monitor" not in technician.get("/fleet/booth-1").text


def test_the_stream_brings_what_the_page_shows(
    shop: Shop, row: dict[str, SeededBooth], technician: FlaskClient
) -> None:
    technician.post("/fleet/booth-1/trace")
    [found] = inspections.recent(shop.store, "booth-1")
    stream = technician.get("/live?show=booth&booth=booth-1", buffered=False).iter_encoded()
    traces = (event.decode() for event in stream if b'id="trace"' in event)
    assert "meter" not in next(traces)
    answer(row["free"], told_trace(found.id, 1, ("meter", 1, 500)), MONDAY_MS)
    shop.live.mark({"booth-1"})
    assert '<code class="on">meter</code>' in next(traces)


def test_only_technicians_pieces_take_their_right(sign_in: Callable[[str], FlaskClient]) -> None:
    assert sign_in("Luis").get("/live?show=fleet").status_code == 403
    assert sign_in("Ana").get("/live?show=everything").status_code == 404


def test_updates_in_waves(shop: Shop, row: dict[str, SeededBooth], staff, technician: FlaskClient) -> None:
    assert "keeps no release yet" in technician.get("/updates").text
    update(shop.store, row, staff[0], MONDAY_MS)
    page = technician.get("/updates").text
    assert "Stopped: Booth 1 did not run well with it and went back" in page
    assert "Wave 2 of 3" in page
    assert "In use: takes it later" in page
    technician.post("/updates/stop")
    assert "Stopped by hand" in technician.get("/updates").text
    technician.post("/updates", data={"number": "7", "booth": ["booth-2", "booth-3"], "waves": "1, rest"})
    assert [member.booth_id for member in rollouts.recent(shop.store)[0].members] == ["booth-2", "booth-3"]
    refused = technician.post("/updates", data={"number": "7"}, follow_redirects=True)
    assert "Another update is under way" in refused.text


def test_who_is_no_technician_has_no_way_there(sign_in: Callable[[str], FlaskClient]) -> None:
    assert 'href="/fleet"' in sign_in("Tomás").get("/").text
    assert 'href="/fleet"' not in sign_in("Luis").get("/").text
