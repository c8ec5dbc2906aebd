"""Grants in the books: a budget is reserved with the grant, freed by the end, and never spent twice."""

from typing import Any

import pytest
from carrier import add_package
from locutorio.core.granting import Grant
from locutorio.desk import board, command, deposits, packages
from locutorio.desk.errors import BadBudget
from locutorio.desk.unlock import unlock
from locutorio.store import grants
from locutorio.store.engine import Store
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SPAIN, SaidBooth, tariff_of


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    booth = SaidBooth(store)
    booth.hello()
    return booth


def call(booth: SaidBooth, at_ms: int, number: int = 1, **fields: Any) -> None:
    """A state in a call that talks for as long as it says."""
    values = {"line": "talking", "relay": True, "call": number, "digits": SPAIN, "talk_ms": 1_000}
    booth.state(at_ms, **(values | fields))


def made(booth: SaidBooth, number: int = 1) -> list[Grant]:
    with booth.store.read() as tx:
        return grants.of_call(tx, booth.booth_id, booth.boot, number)


def said(booth: SaidBooth, at_ms: int) -> list[tuple[Any, Any]]:
    due = command.due(booth.store, SHOP, epoch=booth.epoch, now_ms=NOON_MS + at_ms)
    return [(order.fields["call"], order.fields["n"]) for order in due.orders if order.kind == "grant"]


def test_a_call_is_granted_once_and_said_until_the_booth_has_it(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000)
    call(booth, 10_000, line="ringing_out", talk_ms=0)
    call(booth, 12_000)
    assert [(grant.fate, grant.label, grant.limit_s) for grant in made(booth)] == [
        ("priced", "Zone 34", 3600)
    ]
    assert said(booth, 12_000) == [(1, 1)]
    call(booth, 15_000, granted=1)
    assert said(booth, 15_000) == []


def test_no_grant_before_the_number_is_complete_or_after_the_end(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000)
    call(booth, 10_000, line="dialling", digits="0034", talk_ms=0)
    booth.record(80_000)
    call(booth, 81_000)  # overtaken by the record of its own end
    assert made(booth) == []


def test_a_whole_number_is_granted_before_the_booth_is_sure_that_no_digit_follows(booth: SaidBooth, owner):
    """Or a call with a budget would be cut when it is answered at once."""
    booth.unlock(owner, 1_000, budget_minor=500)
    call(booth, 10_000, line="dialling", digits=SPAIN, talk_ms=0)
    assert [(grant.digits, grant.limit_s) for grant in made(booth)] == [(SPAIN, 500)]
    assert said(booth, 10_000) == [(1, 1)]


def test_more_digits_are_another_number(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000)
    call(booth, 10_000, line="ringing_out", digits=SPAIN, talk_ms=0)
    call(booth, 11_000, line="ringing_out", digits=SPAIN + "9", talk_ms=0)
    assert [(grant.n, grant.digits) for grant in made(booth)] == [(1, SPAIN), (2, SPAIN + "9")]
    assert said(booth, 11_000) == [(1, 2)]


def test_a_budget_is_what_all_its_calls_may_come_to(booth: SaidBooth, owner):
    """5.00 at 0.60 and 1.20 a minute, by the second."""
    booth.unlock(owner, 1_000, budget_minor=500)
    call(booth, 10_000)
    assert [(grant.limit_s, grant.max_minor) for grant in made(booth)] == [(500, 500)]
    booth.record(80_000, talk_ms=60_000)
    call(booth, 90_000, 2, digits=FRANCE)
    assert [(grant.limit_s, grant.max_minor) for grant in made(booth, 2)] == [(220, 440)]
    tile = board.tile(booth.store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 90_000)
    assert (tile.budget_minor, tile.left_minor, tile.fate) == (500, 438, "priced")


def test_what_is_granted_is_reserved_until_the_end_is_recorded(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000, budget_minor=100)
    call(booth, 10_000)
    call(booth, 90_000, 2)  # the record of the first call's end is late
    assert [grant.fate for grant in made(booth, 2)] == ["barred"]
    booth.record(91_000, call=1, talk_ms=40_000)
    call(booth, 92_000, 2)
    assert [(grant.fate, grant.max_minor) for grant in made(booth, 2)] == [("barred", 0), ("priced", 60)]


def test_booths_on_one_bill_share_its_budget(store: Store, booth: SaidBooth, owner):
    other = SaidBooth(store, "booth-2")
    other.hello()
    booth.unlock(owner, 1_000, budget_minor=100)
    other.unlock(owner, 1_000, bill_id=booth.bill_id)
    call(booth, 10_000)
    call(other, 11_000)
    assert [grant.fate for grant in made(other)] == ["barred"], "all of it may go on the first call"
    booth.record(91_000, call=1, talk_ms=40_000)
    call(other, 92_000)
    assert [(grant.fate, grant.max_minor) for grant in made(other)] == [("barred", 0), ("priced", 60)]
    seen = board.tile(store, SHOP, booth_id="booth-2", now_ms=NOON_MS + 92_000)
    assert (seen.together, seen.visit_minor, seen.left_minor) == (("Booth-1",), 1, 59)


def test_more_money_left_lets_the_running_call_go_on(store: Store, booth: SaidBooth, owner):
    booth.unlock(owner, 1_000, deposit_minor=100)
    call(booth, 10_000)
    deposits.deposit(
        store, SHOP, bill_id=booth.bill_id, amount_minor=50, method="cash", request_key="more",
        operator_id=owner.id, now_ms=NOON_MS + 20_000,
    )  # fmt: skip
    call(booth, 30_000, talk_ms=20_000)
    assert [grant.limit_s for grant in made(booth)] == [100, 150]
    assert said(booth, 30_000) == [(1, 2)]


def test_a_late_state_of_an_ended_call_reserves_nothing(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000, budget_minor=100)
    booth.record(80_000, talk_ms=40_000)
    call(booth, 81_000)
    call(booth, 90_000, 2)
    assert made(booth) == []
    assert [grant.max_minor for grant in made(booth, 2)] == [60]


def test_with_a_budget_a_number_without_a_price_is_barred(booth: SaidBooth, owner):
    booth.unlock(owner, 1_000, budget_minor=100)
    call(booth, 10_000, digits=NOWHERE)
    assert [grant.fate for grant in made(booth)] == ["barred"]


def test_a_budget_goes_out_as_no_time_ungranted(store: Store, booth: SaidBooth, owner):
    unlock(store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS, budget_minor=500)
    (order,) = command.due(store, SHOP, epoch=booth.epoch, now_ms=NOON_MS).orders
    assert order.fields["ungranted_s"] == 0
    assert order.fields["patience_s"] == 30


@pytest.mark.parametrize("budget_minor", [0, -5])
def test_a_budget_is_more_than_nothing(store: Store, booth: SaidBooth, owner, budget_minor: int):
    with pytest.raises(BadBudget):
        unlock(
            store, SHOP, booth_id="booth-1", operator_id=owner.id, now_ms=NOON_MS, budget_minor=budget_minor
        )
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS).phase == "free"


def test_a_booth_open_for_nobody_is_granted_nothing(booth: SaidBooth):
    call(booth, 10_000)
    assert made(booth) == []


def test_a_call_is_granted_by_its_visits_package(store: Store, booth: SaidBooth, owner):
    """A rate may forbid; and a premium number is only ever sold by a rate that says it is for those."""
    document = tariff_of(p34="6.00", p33="1.20", p34807="1.50")
    rates = document["decks"][0]["versions"][0]["rates"]
    rates[1]["forbidden"] = rates[2]["premium"] = True
    package_id = add_package(store, document, name="Strict")
    packages.assign_booth(store, booth_id="booth-1", package_id=package_id, operator_id=None, now_ms=NOON_MS)
    booth.unlock(owner, 1_000)
    for number, digits in enumerate((SPAIN, FRANCE, "806123456", "807123456"), start=1):
        call(booth, 10_000 * number, number, digits=digits, talk_ms=10_000)
    assert [made(booth, number)[0].fate for number in (1, 2, 3, 4)] == [
        "priced", "barred", "barred", "priced",
    ]  # fmt: skip
    call(booth, 60_000, talk_ms=10_000)
    assert board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + 60_000).cost_minor == 100
