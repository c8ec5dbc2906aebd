"""The drawer's day on the panel: begun, moved, counted by who is not told what should be there, closed."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from locutorio.desk import bills, shifts
from paid import pay_a_call_and_a_coffee
from panel_shop import Shop, Staff


@pytest.fixture
def manager(sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return sign_in("Vera")


def begun(client: FlaskClient, amount: str) -> None:
    assert "has begun" in client.post("/shift/begin", data={"float": amount}, follow_redirects=True).text


def key_in(page: str) -> str:
    return re.findall(r'name="request_key" value="([^"]+)"', page)[0]


def test_a_shift_from_the_float_to_the_report(shop: Shop, operator: FlaskClient, staff: Staff) -> None:
    assert "Begin a shift" in operator.get("/drawer").text
    begun(operator, "100")
    pay_a_call_and_a_coffee(shop, operator_id=staff[1].id)
    page = operator.get("/shift/count").text
    counted = {"piece-5000": "2", "piece-100": "1", "piece-50": "1", "left": "50"}
    added_up = operator.post("/shift/count/sum", data=counted).text
    assert "€101.50" in added_up
    assert "€51.50" in added_up  # into the safe
    unscripted = operator.post("/shift/count", data=counted | {"request_key": "k"}).text
    assert "€101.50" in unscripted
    assert re.search(r'name="piece-5000"[^>]* value="2"', unscripted)
    for answer in (page, added_up, unscripted, operator.get("/drawer").text):
        assert "€101.60" not in answer  # what should be there
    done = operator.post("/shift/close", data=counted | {"request_key": key_in(page)}, follow_redirects=True)
    for told in ("Less in the drawer", "€0.10", "Carry €51.50 to the safe", "Cash expected", "101.60"):
        assert told in done.text
    assert shop.printed == 1
    assert operator.get("/drawer").text.count("€50.00") == 0  # the field has it as it is typed
    assert 'value="50.00"' in operator.get("/drawer").text


def test_a_double_click_closes_once(shop: Shop, operator: FlaskClient, staff: Staff) -> None:
    begun(operator, "10")
    form = {"piece-1000": "1", "request_key": key_in(operator.get("/shift/count").text)}
    first, second = (operator.post("/shift/close", data=form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == "/shift/closed"
    assert len(shifts.z_reports(shop.store)) == 1
    assert "right to the last coin" in operator.get("/shift/closed").text
    assert operator.get("/shift/count", follow_redirects=True).text.count("No shift is open") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"piece-1000": "1.5"}, "whole coins"),
        ({"piece-1000": "9999999"}, "whole coins"),
        ({"piece-1000": "1", "left": "20"}, "part of them"),
        ({"piece-1000": "1", "left": "lots"}, "not a clear amount"),
    ],
)
def test_a_slip_of_the_fingers_is_said_and_kept(
    operator: FlaskClient, typed: dict[str, str], said: str
) -> None:
    begun(operator, "10")
    answer = operator.post("/shift/close", data=typed | {"request_key": "k"})
    assert (answer.status_code, said in answer.text) == (409, True)
    assert f'value="{typed["piece-1000"]}"' in answer.text
    assert "Shift 1" in operator.get("/drawer").text  # still open


def test_open_bills_are_handed_to_somebody(shop: Shop, operator: FlaskClient, staff: Staff) -> None:
    begun(operator, "10")
    operator.post("/bills")
    assert "Who takes them over?" in operator.get("/shift/count").text
    form = {"piece-1000": "1", "request_key": "k"}
    assert "Bills are open: 1" in operator.post("/shift/close", data=form).text
    done = operator.post("/shift/close", data=form | {"hand_to": str(staff[0].id)}, follow_redirects=True)
    assert "Handed over to" in done.text
    [bill] = bills.open_bills(shop.store, shop.profile, now_ms=shop.now_ms)
    assert bill.person == "Ana"


def test_money_in_and_out_needs_its_right_and_its_reason(
    shop: Shop, operator: FlaskClient, manager: FlaskClient
) -> None:
    begun(manager, "100")
    assert "/drawer/out" not in operator.get("/drawer").text
    assert "/drawer/safe" in operator.get("/drawer").text
    form = {"amount": "20", "reason": "window cleaner", "request_key": "k"}
    for _ in range(2):  # a double click
        assert "€20.00" in manager.post("/drawer/out", data=form, follow_redirects=True).text
    nameless = {"amount": "5", "reason": " ", "request_key": "l", "back": "/drawer"}
    assert "Say why" in manager.post("/drawer/in", data=nameless, follow_redirects=True).text
    much = {"amount": "500", "reason": "all", "request_key": "m", "back": "/drawer"}
    assert "not so much in the drawer" in operator.post("/drawer/safe", data=much, follow_redirects=True).text
    manager.post("/drawer/open", data={"reason": "to change a note"})
    report = manager.get("/shift/x").text
    assert "window cleaner" in report
    assert re.search(r"Cash expected +€80\.00", report)
    assert re.search(r"Drawer opened, no sale +1", report)
    assert shop.printed == 3
    manager.post("/shift/x/print")
    assert shop.printed == 4


def test_older_reports_are_not_for_everybody(operator: FlaskClient, manager: FlaskClient) -> None:
    for key in "ab":
        begun(operator, "10")
        operator.post("/shift/close", data={"piece-1000": "1", "request_key": key})
    assert "Z report 2" in operator.get("/shift/closed").text
    assert operator.get("/reports/z/1").status_code == 403
    assert "Z report 1" in manager.get("/reports/z/1").text
    listed = manager.get("/reports").text
    assert listed.index("/reports/z/2") < listed.index("/reports/z/1")
    assert "no such report" in manager.get("/reports/z/3", follow_redirects=True).text
