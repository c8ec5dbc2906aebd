"""Who did what: found by person, kind and day; what it was before and after; kept as a file."""

import ast
from pathlib import Path

import locutorio.desk
import pytest
from flask.testing import FlaskClient
from locutorio.core.rights import Right
from locutorio.desk import customers, people
from locutorio.panel.act_words import KINDS, fact_text
from panel_shop import Shop

DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def history(shop: Shop, owner: FlaskClient) -> FlaskClient:
    """Ana's browser, after two days: Luis became a manager on Monday and shut Vera out on Tuesday."""
    people.change_role(shop.store, person_id=2, role="manager", operator_id=1, now_ms=shop.now_ms)
    people.deactivate(shop.store, person_id=3, operator_id=2, now_ms=shop.now_ms + DAY_MS)
    return owner


def listed(client: FlaskClient, **question: object) -> str:
    page = client.get("/audit", query_string=question).text
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_each_act_with_its_before_and_after(history: FlaskClient) -> None:
    rows = listed(history)
    assert rows.index("Shut somebody out") < rows.index("Gave another role") < rows.index("Logged in")
    assert "<bdi>Operator</bdi>" in rows
    assert "<bdi>Manager</bdi>" in rows


def test_by_person_kind_and_day(history: FlaskClient) -> None:
    assert "Gave another role" in listed(history, person=1)
    assert "Shut somebody out" not in listed(history, person=1)
    assert listed(history, kind="deactivate").count("<tr>") == 1
    assert "Shut somebody out" not in listed(history, last="2026-03-02")
    assert listed(history, first="2026-03-03").count("<tr>") == 1
    assert listed(history, first="rubbish") == listed(history)


def test_as_a_file(history: FlaskClient) -> None:
    lines = history.get("/audit.csv", query_string={"kind": "change_role"}).text.splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("Gave another role,,,Luis,Role: Operator,Role: Manager")


def test_what_a_customer_was_before(shop: Shop, owner: FlaskClient) -> None:
    owner.post("/customers", data={"name": "Aïcha", "note": "Mondays"})
    (aicha,) = customers.customers(shop.store)
    owner.post(f"/customers/{aicha.id}", data={"name": "Aïcha", "note": "Tuesdays", "active": "1"})
    rows = listed(owner, kind="change_customer")
    assert "<bdi>Mondays</bdi>" in rows
    assert "<bdi>Tuesdays</bdi>" in rows
    assert rows.count("<strong>") == 1  # her name is the same as before


def test_each_act_has_its_words() -> None:
    """Those that the use cases name where they log them; the others are told by their name in the books."""
    logged = {
        part.value
        for path in Path(locutorio.desk.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("people.log", "rows.log", "people_rows.log", "_log")
        for part in ast.walk(call.args[1])
        if isinstance(part, ast.Constant)
    }
    assert {"pay", "change_package", "switch"} <= logged
    assert logged - set(KINDS) == set()


def test_facts_are_written_as_they_are_read(shop: Shop, owner: FlaskClient) -> None:
    with shop.panel().test_request_context(headers={"Accept-Language": "en"}):
        assert fact_text("amount_minor", 1250) == "€12.50"
        assert fact_text("rights", [Right.REFUND, Right.VOID]) == "Give money back, Take a whole receipt back"
        assert fact_text("active", False) == "No"
        assert fact_text("active", None) == "–"
        assert fact_text("role", "night") == "night"
