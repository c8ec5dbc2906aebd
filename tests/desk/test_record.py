"""Records become calls: in any order, any number of times, the same calls, charges and acks."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.money import Currency
from locutorio.core.shop import ShopProfile
from locutorio.desk import booths, problems, record, tariffs
from locutorio.desk.heard import Ear
from locutorio.desk.record import rebuild
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SPAIN, SaidBooth, furnish, tariff_of, told_call
from sqlalchemy import text


def booked(store: Store, booth_id: str) -> list[tuple[Any, ...]]:
    """Records and charged calls, without the ids: they follow the order of arrival."""
    hidden = {"id", "call_id", "received_ms", "at_ms", "booth_id", "seal"}
    found: list[tuple[Any, ...]] = []
    with store.read() as tx:
        for table in ("record", "call LEFT JOIN charge ON charge.call_id = call.id"):
            query = text(f"SELECT * FROM {table} WHERE booth_id = :booth ORDER BY boot, seq")
            for row in tx.execute(query, {"booth": booth_id}).mappings():
                found.append(tuple((k, v) for k, v in row.items() if k not in hidden))
    return found


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What a booth makes of some calls in two boots: answer, checkpoints, end."""
    told: list[dict[str, Any]] = []
    for boot in (1, 2):
        seq = 0
        for call in range(1, draw(st.integers(0, 3)) + 1):
            answered = draw(st.booleans())
            began_ms = call * 1_000_000
            common = {"call": call, "boot": boot, "visit": "v", "dialled_ms": began_ms, "digits": SPAIN}
            if not answered:
                seq += 1
                told.append(told_call(seq, **common, answered_ms=None, talk_ms=0, evidence="",
                                      ended_ms=began_ms + 9_000))  # fmt: skip
                continue
            checkpoints = draw(st.integers(0, 3))
            talk_ms = checkpoints * 30_000 + draw(st.integers(0, 29_999))
            for point in range(checkpoints + 1):
                seq += 1
                told.append(told_call(seq, **common, answered_ms=began_ms, talk_ms=point * 30_000,
                                      state="talking", ended_ms=None, ending=""))  # fmt: skip
            seq += 1
            told.append(told_call(seq, **common, answered_ms=began_ms, talk_ms=talk_ms,
                                  ended_ms=began_ms + talk_ms))  # fmt: skip
    return told


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples: each has booths of its own."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('records')}/shop.db")
    store.create_or_upgrade()
    tariffs.adopt(store, document=tariff_of(p34="0.60"), currency=SHOP.currency, in_force_from_ms=0, now_ms=1)
    yield store
    store.close()


def take(store: Store, told: list[dict[str, Any]]) -> tuple[str, dict[int, int]]:
    """A new booth says all this. Its id, and up to where each boot is acknowledged."""
    booth_id = f"booth-{len(booths.booths(store))}"
    booths.add_booth(store, booth_id=booth_id, label="", profile="reversal", now_ms=1)
    for boot in (1, 2):
        SaidBooth(store, booth_id, boot=boot, began_ms=NOON_MS + boot).hello()
    acks: dict[int, int] = {}
    with store.begin() as tx:
        for message in told:
            heard = record.record(tx, Ear(SHOP, 7), booth_id, message, now_ms=NOON_MS)
            assert heard.ack is not None
            assert heard.refused == ""
            boot, seq = heard.ack
            acks[boot] = max(seq, acks.get(boot, 0))
    return booth_id, acks


@settings(max_examples=40, deadline=None)
@given(told=stories(), randomness=st.randoms(use_true_random=False))
def test_any_order_and_number_of_the_same_records_makes_the_same_calls(
    shared: Store, told: list[dict[str, Any]], randomness: random.Random
):
    again = told + [randomness.choice(told) for _ in told]
    randomness.shuffle(again)
    one, acks = take(shared, told)
    other, shuffled_acks = take(shared, again)
    assert booked(shared, one) == booked(shared, other)
    with shared.read() as tx:
        query = text("SELECT boot, call, seq FROM call WHERE booth_id = :booth")
        latest = {(row.boot, row.call): row.seq for row in tx.execute(query, {"booth": other})}
    assert latest == {(message["boot"], message["call"]): message["seq"] for message in told}
    assert acks == {message["boot"]: message["seq"] for message in told}
    assert shuffled_acks == acks


def test_calls_made_anew_from_their_records_are_the_calls_as_they_stand(shared: Store):
    for seed in range(5):
        told = [told_call(seq, call=(seq + 1) // 2, talk_ms=seq * 1_000) for seq in range(1, 9)]
        take(shared, random.Random(seed).sample(told, len(told)))
    assert_rebuilt_is_live(shared)


def assert_rebuilt_is_live(store: Store) -> None:
    with store.read() as tx:
        live = tx.execute(text("SELECT * FROM call ORDER BY id")).all()
    with store.begin() as tx:
        tx.execute(text("UPDATE call SET talk_ms = 1, state = 'talking'"))
    assert rebuild(store) == len(live)
    with store.read() as tx:
        assert tx.execute(text("SELECT * FROM call ORDER BY id")).all() == live


@pytest.fixture
def booth(store: Store) -> SaidBooth:
    furnish(store, "booth-1")
    booth = SaidBooth(store)
    booth.hello()
    return booth


def charges(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as tx:
        query = "SELECT cost_minor, seconds, tariff_id, answered_at_ms FROM charge ORDER BY call_id"
        return [tuple(row) for row in tx.execute(text(query))]


def test_a_call_keeps_the_tariff_version_of_its_answer_for_ever(store: Store, booth: SaidBooth):
    booth.record(90_000)
    tariffs.adopt(
        store, document=tariff_of(p34="6.00"), currency=SHOP.currency,
        in_force_from_ms=NOON_MS + 50_000, now_ms=NOON_MS,
    )  # fmt: skip
    booth.record(95_000, call=2, answered_ms=49_000, ended_ms=109_000)
    booth.record(96_000, call=3, answered_ms=50_000, ended_ms=110_000)
    assert charges(store) == [
        (60, 60, 1, NOON_MS + 20_000),
        (60, 60, 1, NOON_MS + 49_000),
        (600, 60, 2, NOON_MS + 50_000),
    ]


def test_only_completed_seconds_are_charged_and_the_charge_tells_how(store: Store, booth: SaidBooth):
    booth.record(90_000, talk_ms=59_999)
    assert charges(store)[0][:2] == (59, 59)
    with store.read() as tx:
        detail = tx.execute(text("SELECT detail FROM charge")).scalar_one()
    assert '"cost": "0.59"' in detail
    assert '"prefix": "34"' in detail


def test_without_a_tariff_a_call_is_unpriced_not_lost(store: Store):
    booths.add_booth(store, booth_id="booth-1", label="1", profile="reversal", now_ms=1)
    booth = SaidBooth(store)
    booth.hello()
    booth.record(90_000)
    assert [call.cost_minor for call in problems.problems(store, SHOP).unpriced] == [None]


def test_another_record_under_the_same_number_is_put_aside_and_the_first_stands(
    store: Store, booth: SaidBooth
):
    booth.record(90_000)
    heard = booth.record(91_000, seq=1, talk_ms=1_000)
    assert "stored with other content" in heard.refused
    assert heard.ack == (1, 1)
    assert charges(store)[0][0] == 60


def test_a_boot_that_never_greeted_gets_its_time_from_the_next(store: Store):
    """Its last call cannot have ended after the next boot greeted."""
    furnish(store, "booth-1")
    SaidBooth(store, boot=5, began_ms=NOON_MS + 500_000).hello()
    old = SaidBooth(store, boot=4, began_ms=0)
    old.record(NOON_MS + 600_000, answered_ms=20_000, ended_ms=80_000)
    with store.read() as tx:
        boot = tx.execute(text("SELECT anchor_ms, estimated FROM boot WHERE boot = 4")).one()
    assert (boot.anchor_ms + 80_000, bool(boot.estimated)) == (NOON_MS + 500_000, True)
    assert charges(store)[0][3] == NOON_MS + 440_000


@pytest.mark.parametrize(("ending", "charged_s"), [("restart", 87), ("hangup", 60)])
def test_a_call_that_a_reset_cut_is_charged_as_far_as_it_was_reported(
    store: Store, booth: SaidBooth, ending: str, charged_s: int
):
    """Its flash keeps less of it than the hub has heard."""
    booth.state(107_900, line="talking", relay=True, call=1, talk_ms=87_900)
    booth.record(120_000, ending=ending)
    assert [charge[0] for charge in charges(store)] == [charged_s]


def test_a_call_in_a_currency_without_cents(store: Store):
    francs: ShopProfile = replace(SHOP, currency=Currency("XOF", 0))
    furnish(store, "booth-1")
    booth = SaidBooth(store, shop=francs)
    booth.hello()
    booth.record(90_000)  # 0.60 is no whole number of francs
    assert len(problems.problems(store, francs).unpriced) == 1
