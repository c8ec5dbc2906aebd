"""Re-rating: shown before it is made, made as it was shown; receipts stay, and what is owed is told."""

from dataclasses import replace

import paid_counter
import pytest
from locutorio.core.rerating import Asked, PaidWrong
from locutorio.desk import acts, call_lookup, decisions, packages, problems, rerate, tariffs
from locutorio.desk.call_file import call_file
from locutorio.desk.call_lookup import Wanted
from locutorio.desk.errors import NoReason, NothingToRerate, PreviewStale, UnknownTariff
from locutorio.store.engine import Store
from paid_counter import Counter, pay
from small_shop import FRANCE, NOON_MS, NOWHERE, SHOP, SPAIN, tariff_of

DAY_MS = 86_400_000
CALLS = ({}, {"call": 2, "digits": FRANCE}, {"call": 3, "digits": NOWHERE})


def version(store: Store, **prices: str) -> int:
    """The tariff that should have been in force: adopted now, it may price what was sold before."""
    tariffs.adopt(
        store, document=tariff_of(**prices), currency=SHOP.currency, in_force_from_ms=NOON_MS + DAY_MS,
        now_ms=NOON_MS,
    )  # fmt: skip
    return packages.packages(store)[0].versions[0].id


def of(tariff_id: int) -> Asked:
    return Asked(tariff_id, NOON_MS, NOON_MS + DAY_MS, None)


def look(store: Store, asked: Asked):
    return rerate.preview(store, SHOP, asked)


def make(store: Store, owner, seen, **fields):
    values = {"key": seen.key, "reason": "typed 0.60 for 0.30", "operator_id": owner.id, "now_ms": NOON_MS}
    return rerate.apply(store, SHOP, seen.asked, **(values | fields))


def due(store: Store, bill_id: int) -> list[int | None]:
    return [call.cost_minor for call in paid_counter.show(store, bill_id).bill.calls]


def test_an_unpaid_bill_takes_the_new_price(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner, records=CALLS[:2])
    seen = look(store, of(version(store, p34="0.32", p33="1.20")))
    [change], [bill] = seen.calls, seen.bills
    assert (change.call.digits, change.call.price_minor, change.new_minor) == (SPAIN, 60, 32)
    assert (bill.bill_id, bill.receipt_number) == (bill_id, None)
    assert (bill.old_minor, bill.new_minor, bill.difference_minor) == (180, 155, -25)  # rounded up to 0.05
    assert (seen.looked_at, seen.unchanged) == (2, 1)
    assert (seen.due_back_minor, seen.not_collected_minor) == (0, 0)
    assert due(store, bill_id) == [60, 120]
    make(store, owner, seen)
    assert due(store, bill_id) == [32, 120]
    [file] = files(store, SPAIN)
    [told] = file.rerated
    assert (told.old_minor, told.new_minor, told.name, told.reason) == (60, 32, "Ana", "typed 0.60 for 0.30")
    assert told.charged.steps[0].amount * 100 == 32
    assert file.charged.steps[0].amount * 100 == 60
    [made] = rerate.made(store)
    assert (made.calls, made.difference_minor, made.package, made.name) == (1, -28, "Standard", "Ana")
    assert acts.recent(store, 1)[0].kind == "rerate"


def files(store: Store, number: str):
    found = call_lookup.find(store, SHOP, Wanted(number=number), limit=9)
    return [call_file(store, SHOP, call.call_id) for call in found]


def test_a_receipt_stays_and_what_is_owed_is_told(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner)
    receipt = pay(store, bill_id, owner)
    seen = look(store, of(version(store, p34="0.32")))
    [bill] = seen.bills
    assert (bill.receipt_number, bill.old_minor, bill.new_minor) == (receipt.number, 60, 35)
    assert seen.due_back_minor == 25
    make(store, owner, seen)
    assert rerate.paid_wrong(store, SHOP) == [PaidWrong(receipt.number, paid_minor=60, new_minor=35)]
    [file] = files(store, SPAIN)
    assert file.billed.cost_minor == 60
    assert file.rerated[0].receipt_number == receipt.number
    again = look(store, replace(seen.asked, tariff_id=version(store, p34="0.90")))
    assert (again.bills[0].old_minor, again.bills[0].new_minor) == (35, 90)
    assert (again.due_back_minor, again.not_collected_minor) == (0, 55)
    make(store, owner, again)
    assert [each.new_minor for each in rerate.paid_wrong(store, SHOP)] == [90]
    back = look(store, replace(seen.asked, tariff_id=version(store, p34="0.60")))
    make(store, owner, back)
    assert rerate.paid_wrong(store, SHOP) == []


def test_a_call_without_a_price_gets_one(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner, records=({}, {"call": 2, "digits": NOWHERE}))
    assert due(store, bill_id) == [60, None]
    seen = look(store, of(version(store, p34="0.60", p99="0.10")))
    assert [(change.call.price_minor, change.new_minor) for change in seen.calls] == [(None, 10)]
    assert seen.calls[0].destination == "Zone 99"
    make(store, owner, seen)
    assert due(store, bill_id) == [60, 10]
    assert paid_counter.show(store, bill_id).bill.calls[1].destination == "Zone 99"
    assert problems.problems(store, SHOP).unpriced == ()


def test_what_a_person_decided_is_left_alone(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner, records=({"digits": NOWHERE},))
    [call] = paid_counter.show(store, bill_id).bill.calls
    decisions.decide(
        store, call_id=call.call_id, amount_minor=90, note="ship", operator_id=owner.id, now_ms=NOON_MS
    )
    seen = look(store, of(version(store, p99="0.10")))
    assert (seen.calls, seen.left_alone) == ((), 1)
    with pytest.raises(NothingToRerate):
        make(store, owner, seen)


def test_emergency_and_unanswered_calls_are_not_looked_at(store: Store, owner, counter: Counter):
    counter.visit(
        owner,
        records=(
            {"emergency": True, "digits": "112"},
            {"call": 2, "answered_ms": None, "talk_ms": 0, "evidence": ""},
        ),
    )
    assert look(store, of(version(store, p34="0.10"))).looked_at == 0


def test_a_tariff_without_a_price_takes_none_away(store: Store, owner, counter: Counter):
    counter.visit(owner, records=CALLS[:2])
    seen = look(store, of(version(store, p34="0.32")))
    assert (len(seen.calls), seen.without_rate) == (1, 1)


def test_only_calls_of_those_days_and_of_that_package(store: Store, owner, counter: Counter):
    counter.visit(owner)
    tariff_id = version(store, p34="0.32")
    standard = packages.packages(store)[0].id
    other = packages.add_package(store, name="Other", deck_id=None, operator_id=owner.id, now_ms=NOON_MS)
    for asked, looked_at in (
        (Asked(tariff_id, NOON_MS, NOON_MS + 20_000, None), 0),  # answered 20 s after noon
        (Asked(tariff_id, NOON_MS + 20_000, NOON_MS + 20_001, None), 1),
        (Asked(tariff_id, NOON_MS, NOON_MS + DAY_MS, standard), 1),
        (Asked(tariff_id, NOON_MS, NOON_MS + DAY_MS, other), 0),
    ):
        assert look(store, asked).looked_at == looked_at


def test_a_call_without_a_price_is_of_the_package_it_would_have_been_sold_by(
    store: Store, owner, counter: Counter
):
    counter.visit(owner, records=({"digits": NOWHERE},))
    tariff_id = version(store, p99="0.10")
    standard = packages.packages(store)[0].id
    assert look(store, Asked(tariff_id, NOON_MS, NOON_MS + DAY_MS, standard)).looked_at == 1


def test_what_is_confirmed_is_what_was_seen(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner)
    seen = look(store, of(version(store, p34="0.32")))
    with pytest.raises(NoReason):
        make(store, owner, seen, reason=" ")
    pay(store, bill_id, owner)
    with pytest.raises(PreviewStale):
        make(store, owner, seen)
    seen = look(store, seen.asked)
    make(store, owner, seen)
    with pytest.raises(PreviewStale):  # a second click
        make(store, owner, seen)
    assert len(rerate.made(store)) == 1


def test_a_payment_while_calls_are_priced_stops_it(store: Store, owner, counter: Counter):
    bill_id = counter.visit(owner)
    seen = look(store, of(version(store, p34="0.32")))
    with pytest.raises(PreviewStale):
        make(store, owner, seen, progress=lambda done, total: done or pay(store, bill_id, owner))
    assert rerate.made(store) == []


def test_a_tariff_that_is_not_there(store: Store, owner):
    with pytest.raises(UnknownTariff):
        look(store, of(99))


def test_its_progress_is_told_to_the_end(store: Store, owner, counter: Counter):
    counter.visit(owner, records=CALLS)
    told = []
    rerate.preview(
        store, SHOP, of(version(store, p34="0.32")), progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (3, 3)
