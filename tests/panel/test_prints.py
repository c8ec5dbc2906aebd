"""Paper in doubt: the page of problems asks about it, and whoever looked answers."""

import re

import pytest
from flask.testing import FlaskClient
from locutorio.desk import print_queue, slips
from panel_shop import Shop
from seed import MONDAY_MS, SHOP


@pytest.fixture
def doubtful(shop: Shop, staff) -> int:
    """A slip of which nobody knows whether it came out."""
    with shop.store.begin() as tx:
        slip = slips.slip(tx, SHOP, "no_sale", 1, person_id=staff[0].id, at_ms=MONDAY_MS, reason="change")
        print_queue.enqueue_slip(tx, slip, now_ms=MONDAY_MS)
    job = print_queue.next_job(shop.store, MONDAY_MS)
    assert job is not None
    print_queue.doubt(shop.store, job.id, error="no answer in time")
    return job.id


def test_it_is_asked_about_until_somebody_has_looked(operator: FlaskClient, doubtful: int):
    page = operator.get("/problems").text
    assert "A report or slip may have come out" in page
    assert "no answer in time" in page
    [address] = re.findall(r'action="(/prints/\d+/came-out)"', page)
    assert operator.post(address).status_code == 303
    assert "All is well" in operator.get("/problems").text


def test_a_copy_goes_to_the_printer_at_once_and_once(operator: FlaskClient, shop: Shop, doubtful: int):
    for _ in range(2):
        assert operator.post(f"/prints/{doubtful}/again").status_code == 303
    assert shop.printed == 2, "the printer is woken"
    assert print_queue.summary(shop.store).waiting == 1
    copy = print_queue.next_job(shop.store, MONDAY_MS)
    assert copy is not None
    assert copy.copy == 1
