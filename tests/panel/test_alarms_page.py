"""The log of alarms: what is new, of which booth and kind, and that marking it leaves later ones new."""

import re

import pytest
from flask.testing import FlaskClient
from locutorio.core.alarm import DISK, Alarm
from locutorio.desk import alarms
from locutorio.desk.raise_alarm import raise_alarm
from panel_shop import Shop, Staff
from seed import SeededBooth


@pytest.fixture
def booths(shop: Shop, staff: Staff) -> tuple[SeededBooth, SeededBooth]:
    """The first was tapped and opened, at the second an emergency number was dialled."""
    row = tuple(
        SeededBooth(shop.store, f"booth-{place}", f"Booth {place}", now_ms=shop.now_ms) for place in (1, 2)
    )
    for booth in row:
        booth.greet(shop.now_ms)
    row[0].alarm("bypass", shop.now_ms)
    row[0].alarm("enclosure", shop.now_ms)
    row[0].alarm("enclosure", shop.now_ms, on=False)
    row[1].alarm("emergency", shop.now_ms, detail="112")
    return row


def mark(client: FlaskClient, page: str) -> None:
    [up_to] = re.findall(r'name="up_to" value="(\d+)"', page)
    client.post("/alarms/seen", data={"up_to": up_to})


def test_what_is_new_is_counted_and_told_with_what_to_do(
    operator: FlaskClient, booths: tuple[SeededBooth, SeededBooth]
) -> None:
    page = operator.get("/alarms").text
    assert "New alarms: 3" in page  # that something is over is no alarm
    assert page.count('class="tag new"') == 3
    for told in ("The line is used past the lock", "Somebody may have tapped", "Emergency call", "112"):
        assert told in page
    assert page.index("Emergency call") < page.index("The line is used past the lock</strong>")


def test_what_came_in_while_somebody_read_stays_new(
    shop: Shop, operator: FlaskClient, booths: tuple[SeededBooth, SeededBooth]
) -> None:
    page = operator.get("/alarms").text
    booths[1].alarm("crash", shop.now_ms)
    mark(operator, page)
    page = operator.get("/alarms").text
    assert "New alarms: 1" in page
    mark(operator, page)
    assert "New alarms" not in operator.get("/alarms").text
    operator.post("/alarms/seen", data={"up_to": "1"})  # an old page
    assert alarms.new_count(shop.store) == 0


def test_a_part_of_the_log_cannot_be_marked(
    operator: FlaskClient, booths: tuple[SeededBooth, SeededBooth]
) -> None:
    page = operator.get("/alarms?booth=booth-1").text
    assert "up_to" not in page
    listed = page[page.index('class="log"') :]
    assert "The line is used past the lock" in listed
    assert "Emergency call" not in listed


@pytest.mark.parametrize(("asked", "listed"), [("kind=bypass", 1), ("kind=enclosure", 2), ("booth=x", 0)])
def test_by_kind_and_booth(
    operator: FlaskClient, booths: tuple[SeededBooth, SeededBooth], asked: str, listed: int
) -> None:
    assert operator.get(f"/alarms?{asked}").text.count('class="what"') == listed


def test_older_ones_are_on_the_next_page(shop: Shop, operator: FlaskClient, staff: Staff) -> None:
    with shop.store.begin() as tx:
        raise_alarm(tx, "", *(Alarm(DISK, detail=f"disk {n}") for n in range(150)), now_ms=shop.now_ms)
    page = operator.get("/alarms").text
    assert page.count('class="what"') == 100
    assert "Hub" in page
    [older] = re.findall(r'href="([^"]*before=\d+)"', page)
    page = operator.get(older).text
    assert page.count('class="what"') == 50
    assert "Older ones" not in page


def test_they_are_counted_for_a_shift(
    shop: Shop, staff: Staff, booths: tuple[SeededBooth, SeededBooth]
) -> None:
    counted = alarms.count_between(shop.store, shop.now_ms, shop.now_ms + 1)
    assert counted == {"bypass": 1, "enclosure": 1, "emergency": 1}
    assert alarms.count_between(shop.store, 0, shop.now_ms) == {}
