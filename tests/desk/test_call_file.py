"""What is told of a call: nothing is lost on the way into the books."""

import pytest
from locutorio.desk import call_lookup, unpriced
from locutorio.desk.call_file import Decided, call_file
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
    unpriced.decide(
        store, call_id=call.call_id, amount_minor=90, note="ship", operator_id=owner.id, now_ms=NOON_MS
    )
    file = call_file(store, SHOP, call.call_id)
    assert file.charged is None
    assert file.decided == Decided(amount_minor=90, note="ship", name="Ana", at_ms=NOON_MS)


def test_a_call_that_is_not_there(store: Store, owner) -> None:
    with pytest.raises(UnknownCall):
        call_file(store, SHOP, 1)
