"""The stream as a browser gets it: everything once, then what changed, as long as one may look."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from locutorio.desk import bills, people
from locutorio.panel.stream import LIFE_MS
from panel_shop import Shop, Staff
from seed import SeededBooth


@pytest.fixture
def booth(shop: Shop, staff: Staff) -> SeededBooth:
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=shop.now_ms)
    booth.greet(shop.now_ms)
    return booth


def pieces(client: FlaskClient) -> Iterator[bytes]:
    response = client.get("/live", buffered=False)
    assert response.mimetype == "text/event-stream"
    return response.iter_encoded()


def opening(stream: Iterator[bytes]) -> list[str]:
    """What comes at once: all there is, the clock last."""
    first = [next(stream).decode()]
    while 'id="clock"' not in first[-1]:
        first.append(next(stream).decode())
    return first


def test_everything_comes_once_the_clock_last(operator: FlaskClient, booth: SeededBooth) -> None:
    first = opening(pieces(operator))
    marks = ("retry", 'id="booth-booth-1"', 'id="attention"', 'id="bills"', 'id="bell"', 'id="clock"')
    for shown, mark in zip(first, marks, strict=True):
        assert mark in shown


def test_a_marked_booth_is_drawn_again(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    stream = pieces(operator)
    assert "Free" in opening(stream)[1]
    booth.unlock(staff[0], shop.now_ms)
    booth.talk("0033142685300", 61, shop.now_ms)
    shop.live.mark({"booth-1"})
    drawn = next(stream).decode()
    assert "Talking" in drawn
    assert "+33 1 42 68 53 00" in drawn
    assert "00:01:01" in drawn
    assert "€0.18" in drawn


def test_a_bill_that_waits_comes_by_itself(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    stream = pieces(operator)
    opening(stream)
    bills.open_bill(shop.store, name="Señora García", operator_id=staff[0].id, now_ms=shop.now_ms)
    shop.now_ms += 2000
    assert "Señora García" in next(stream).decode()


def test_a_talking_booth_goes_on_by_itself(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    booth.unlock(staff[0], shop.now_ms)
    booth.talk("0033142685300", 61, shop.now_ms)
    stream = pieces(operator)
    assert "00:01:01" in opening(stream)[1]
    shop.now_ms += 1000
    assert "00:01:02" in next(stream).decode()


def test_what_looks_the_same_is_not_sent_again(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    stream = pieces(operator)
    opening(stream)
    shop.live.mark({"booth-1"})
    shop.now_ms += 2000
    assert b'id="clock"' in next(stream)


def test_an_alarm_is_counted_on_every_page_at_once(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    stream = pieces(operator)
    assert "alarm-" not in "".join(opening(stream))
    booth.alarm("enclosure", shop.now_ms)
    shop.live.mark({"booth-1"})
    assert "New alarms: 1" in next(stream).decode()


def test_an_emergency_call_is_told_on_every_page_until_it_ends(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    stream = pieces(operator)
    opening(stream)
    booth.talk("112", 3, shop.now_ms)
    shop.live.mark({"booth-1"})
    assert "Emergency call" in next(stream).decode()
    banner = next(stream).decode()
    assert "Emergency call in Booth 1" in banner
    assert 'data-state="sos-1"' in banner
    booth.report(shop.now_ms)
    shop.live.mark({"booth-1"})
    assert "Free" in next(stream).decode()
    assert "Emergency" not in next(stream).decode()


def test_a_hub_that_another_has_replaced_says_so(
    shop: Shop, operator: FlaskClient, booth: SeededBooth
) -> None:
    shop.health["in_charge"] = False
    said = "Another hub has taken over"
    assert said in operator.get("/receipts").text
    stream = pieces(operator)
    assert said in "".join(opening(stream))
    shop.health["in_charge"] = True
    shop.now_ms += 2000
    shop.live.mark({"booth-1"})
    assert 'id="attention"' in next(stream).decode()


def test_a_stream_has_an_end(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    stream = pieces(operator)
    opening(stream)
    shop.now_ms += LIFE_MS
    shop.live.mark({"booth-1"})
    assert list(stream) == []


def test_who_is_shut_out_sees_no_more(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    stream = pieces(operator)
    opening(stream)
    people.deactivate(shop.store, person_id=staff[1].id, operator_id=staff[0].id, now_ms=shop.now_ms)
    shop.now_ms += 2000
    shop.live.mark({"booth-1"})
    rest = b"".join(stream)
    assert b"event: gone" in rest
    assert operator.get("/").status_code == 302


def test_one_screen_too_many_is_told_to_come_back(shop: Shop, operator: FlaskClient) -> None:
    screens = [shop.live.open() for _ in range(32)]
    response = operator.get("/live")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    shop.live.leave(screens[0])
    response = operator.get("/live", buffered=False)
    assert response.status_code == 200
    response.close()
    assert shop.live.screens == 31


def test_without_a_login_the_stream_says_401(shop: Shop, staff: Staff) -> None:
    client = shop.panel().test_client()
    assert client.get("/live", headers={"Accept": "text/event-stream"}).status_code == 401
