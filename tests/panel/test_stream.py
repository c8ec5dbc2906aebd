"""The stream as a browser gets it: everything once, then what changed, as long as one may look."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from locutorio.desk import people
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


def test_all_tiles_and_the_clock_come_first(operator: FlaskClient, booth: SeededBooth) -> None:
    stream = pieces(operator)
    assert b"retry" in next(stream)
    assert b'id="booth-booth-1"' in next(stream)
    assert b'id="clock"' in next(stream)


def test_a_marked_booth_is_drawn_again(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    stream = pieces(operator)
    first = [next(stream) for _ in range(3)]
    assert b"Free" in first[1]
    booth.unlock(staff[0], shop.now_ms)
    booth.talk("0033142685300", 61, shop.now_ms)
    shop.live.mark({"booth-1"})
    drawn = next(stream).decode()
    assert "Talking" in drawn
    assert "+33 1 42 68 53 00" in drawn
    assert "00:01:01" in drawn
    assert "€0.18" in drawn


def test_a_talking_booth_goes_on_by_itself(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    booth.unlock(staff[0], shop.now_ms)
    booth.talk("0033142685300", 61, shop.now_ms)
    stream = pieces(operator)
    assert "00:01:01" in [next(stream).decode() for _ in range(3)][1]
    shop.now_ms += 1000
    assert "00:01:02" in next(stream).decode()


def test_what_looks_the_same_is_not_sent_again(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    stream = pieces(operator)
    for _ in range(3):
        next(stream)
    shop.live.mark({"booth-1"})
    shop.now_ms += 2000
    assert b'id="clock"' in next(stream)


def test_a_stream_has_an_end(shop: Shop, operator: FlaskClient, booth: SeededBooth) -> None:
    stream = pieces(operator)
    for _ in range(3):
        next(stream)
    shop.now_ms += LIFE_MS
    shop.live.mark({"booth-1"})
    assert list(stream) == []


def test_who_is_shut_out_sees_no_more(
    shop: Shop, operator: FlaskClient, booth: SeededBooth, staff: Staff
) -> None:
    stream = pieces(operator)
    for _ in range(3):
        next(stream)
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
