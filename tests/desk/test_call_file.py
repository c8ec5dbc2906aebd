"""What is told of a call: nothing is lost on the way into the books."""

from decimal import Decimal

import pytest
from carrier import add_deck, add_package, markup
from locutorio.desk import call_lookup, decisions, packages
from locutorio.desk.call_file import Carried, Decided, call_file
from locutorio.desk.call_lookup import Wanted
from locutorio.desk.errors import UnknownCall
from locutorio.store.engine import Store
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SaidBooth

DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def booth(store: Store, owner) -> SaidBooth:
    """A call to nowhere at noon, one to France a day later."""
    booth = SaidBooth(store)
    booth.hello()
    booth.record(90_000, call=2, digits=NOWHERE)
    later = {"dialled_ms": DAY_MS, "answered_ms": DAY_MS + 5_000, "ended_ms": DAY_MS + 65_000}
    booth.record(DAY_MS + 70_000, seq=3, call=3, digits=FRANCE, **later)
    return booth


def test_a_call_keeps_every_record_and_the_steps_of_its_charge(store: Store, booth: SaidBooth) -> None:
    booth.record(DAY_MS * 2, seq=9, call=3, digits=FRANCE, talk_ms=60_500)
    [call] = call_lookup.find(store, SHOP, Wanted(number=FRANCE), limit=10)
    file = call_file(store, SHOP, call.call_id)
    assert [told.call.seq for told in file.told] == [3, 9]
    assert file.told[0].at_ms == NOON_MS + DAY_MS + 70_000
    assert file.charged
    assert (file.charged.label, file.charged.prefix, file.charged.billed_s) == ("Zone 33", "33", 60)
    assert sum(step.amount for step in file.charged.steps) * 100 == file.billed.cost_minor == 120


def test_a_decision_is_told_with_its_reason(store: Store, booth: SaidBooth, owner) -> None:
    [call] = call_lookup.find(store, SHOP, Wanted(number=NOWHERE), limit=10)
    decisions.decide(
        store, call_id=call.call_id, amount_minor=90, note="ship", operator_id=owner.id, now_ms=NOON_MS
    )
    file = call_file(store, SHOP, call.call_id)
    assert file.charged is None
    assert file.decided == Decided(amount_minor=90, note="ship", name="Ana", at_ms=NOON_MS)


def test_a_call_that_is_not_there(store: Store, owner) -> None:
    with pytest.raises(UnknownCall):
        call_file(store, SHOP, 1)


def test_the_package_the_carriers_price_and_what_is_left(store: Store, owner):
    deck_id = add_deck(store, p34="0.101")
    barri = add_package(store, markup("20"), deck_id=deck_id)
    packages.make_default(store, package_id=barri, operator_id=owner.id, now_ms=NOON_MS)
    booth = SaidBooth(store)
    booth.hello()
    booth.record(80_000)
    [call] = call_lookup.find(store, SHOP, Wanted(), limit=1)
    file = call_file(store, SHOP, call.call_id)
    assert file.charged
    assert (file.charged.package, file.charged.in_force_from_ms) == ("Barri", NOON_MS)
    assert file.carried == Carried(Decimal("0.101"), "Telco Sur", NOON_MS)
    assert file.billed.cost_minor == 12
    assert file.profit(SHOP.currency) == Decimal("0.019")


def test_nothing_is_said_of_a_profit_that_is_not_known(store: Store, booth: SaidBooth) -> None:
    files = [
        call_file(store, SHOP, call.call_id) for call in call_lookup.find(store, SHOP, Wanted(), limit=9)
    ]
    assert [file.billed.cost_minor for file in files] == [120, None]
    assert [(file.carried, file.profit(SHOP.currency)) for file in files] == [(None, None)] * 2
