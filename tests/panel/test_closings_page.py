"""Days that were closed, and the archive that is taken away."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from locutorio.sealing import Sealer
from locutorio.store.engine import Store
from paid import pay_a_call_and_a_coffee
from panel_shop import Shop, Staff
from seed import SHOP

DAY_MS = 86_400_000


@pytest.fixture
def shop(sqlite_store: Store, tmp_path: Path) -> Shop:
    """By rules that sign and close days."""
    return Shop(sqlite_store, profile=replace(SHOP, fiscal="france", signer=Sealer(tmp_path)))


def test_a_day_is_closed_and_shown(shop: Shop, sign_in: Callable[[str], FlaskClient], staff: Staff) -> None:
    pay_a_call_and_a_coffee(shop, operator_id=staff[0].id)
    shop.now_ms += DAY_MS
    owner = sign_in("Ana")
    closed = owner.post("/reports/close", follow_redirects=True).text
    assert "Periods closed: 1." in closed
    assert "2026-03-02" in closed
    assert "Key 1" in closed
    day = owner.get("/reports/periods/1").text
    for told in ("Receipts 1 to 1", "Perpetual total", "€1.60"):
        assert told in day
    assert "no such report" in owner.get("/reports/periods/9", follow_redirects=True).text


def test_the_archive_is_taken_away(shop: Shop, owner: FlaskClient, staff: Staff) -> None:
    pay_a_call_and_a_coffee(shop, operator_id=staff[0].id)
    answer = owner.post("/reports/archive", data={"first": "2026-03-01", "last": "2026-03-31"})
    assert answer.headers["Content-Disposition"].endswith("archive-2026-03-01-2026-03-31.zip")
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        assert {"receipts.jsonl", "postings.jsonl"} <= set(archive.namelist())
    answer.close()
    for days in (
        {},
        {"first": "2026-03-31", "last": "2026-03-01"},
        {"first": "2020-01-01", "last": "2026-01-01"},
    ):
        refused = owner.post("/reports/archive", data=days | {"back": "/reports"}, follow_redirects=True)
        assert "one day to a year" in refused.text
