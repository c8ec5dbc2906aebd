"""Proving who one is, and waiting after wrong tries."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from locutorio.desk import acts, people, proving, secrets
from locutorio.desk.errors import BadPin, LockedOut, WeakPassword, WeakPin, WrongPassword, WrongPin
from locutorio.store import people as rows
from locutorio.store.engine import Store

PASSWORD, PIN = "correct horse", "2580"
MINUTE_MS = 60_000


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store  # test_people.py looks at both databases


@pytest.fixture
def ana(store: Store) -> int:
    return somebody(store, "Ana María", "owner")


@pytest.fixture
def eva(store: Store) -> int:
    return somebody(store, "Eva", "operator")


def somebody(store: Store, name: str, role: str) -> int:
    hashes = {"password_hash": secrets.hash_password(PASSWORD), "pin_hash": secrets.hash_pin(PIN)}
    with store.begin() as tx:
        return rows.add(tx, name=name, name_key=name.casefold(), role=role, active=True, added_ms=1, **hashes)


def fail(store: Store, times: int, *, now_ms: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            proving.sign_in(store, name="Ana María", password="wrong", now_ms=now_ms)


def test_name_and_password(store: Store, ana: int) -> None:
    found = proving.sign_in(store, name=" ANA  maría", password=PASSWORD, now_ms=5)
    assert found == people.person(store, ana)
    assert [(act.kind, act.name, act.at_ms) for act in acts.recent(store, 1)] == [("sign_in", "Ana María", 5)]
    for name, password in (("Ana María", "correct horsE"), ("Nobody", PASSWORD), ("Nobody", "nobody")):
        with pytest.raises(WrongPassword):
            proving.sign_in(store, name=name, password=password, now_ms=6)


def test_who_left_comes_in_no_more(store: Store, ana: int, eva: int) -> None:
    people.deactivate(store, person_id=eva, operator_id=ana, now_ms=1)
    with pytest.raises(WrongPassword):
        proving.sign_in(store, name="Eva", password=PASSWORD, now_ms=2)
    with pytest.raises(WrongPin):
        proving.switch(store, person_id=eva, pin=PIN, operator_id=ana, now_ms=2)


def test_five_wrong_ones_and_even_the_right_one_waits(store: Store, ana: int) -> None:
    fail(store, 5, now_ms=1000)
    with pytest.raises(LockedOut) as refused:
        proving.sign_in(store, name="Ana María", password=PASSWORD, now_ms=1000 + MINUTE_MS - 1)
    assert refused.value.facts == {"name": "Ana María", "until_ms": 1000 + MINUTE_MS}
    assert [act.kind for act in acts.recent(store, 9)] == ["locked_out"]
    proving.sign_in(store, name="Ana María", password=PASSWORD, now_ms=1000 + MINUTE_MS)


def test_each_further_one_doubles_the_wait_and_waiting_costs_nothing(store: Store, ana: int) -> None:
    fail(store, 5, now_ms=0)
    for _ in range(9):  # refused unheard: the wait does not grow
        with pytest.raises(LockedOut):
            proving.sign_in(store, name="Ana María", password="wrong", now_ms=1)
    fail(store, 1, now_ms=MINUTE_MS)
    with pytest.raises(LockedOut) as refused:
        proving.sign_in(store, name="Ana María", password=PASSWORD, now_ms=MINUTE_MS)
    assert refused.value.facts["until_ms"] == 3 * MINUTE_MS


def test_a_right_one_forgives_those_before(store: Store, ana: int) -> None:
    for _ in range(2):
        fail(store, 4)
        proving.sign_in(store, name="Ana María", password=PASSWORD, now_ms=1)
    fail(store, 4)


def test_many_tries_at_once_are_all_counted(store: Store, ana: int) -> None:
    def guess(_: int) -> type[Exception]:
        try:
            proving.sign_in(store, name="Ana María", password="wrong", now_ms=1)
        except (WrongPassword, LockedOut) as error:
            return type(error)
        return AssertionError

    with ThreadPoolExecutor(4) as many:
        came = list(many.map(guess, range(8)))
    assert (came.count(WrongPassword), came.count(LockedOut)) == (5, 3)


def test_an_owner_lifts_it(store: Store, ana: int, eva: int) -> None:
    fail(store, 5)
    people.lift(store, person_id=ana, operator_id=None, now_ms=2)
    proving.sign_in(store, name="Ana María", password=PASSWORD, now_ms=3)


def test_pins_and_passwords_wait_together(store: Store, ana: int, eva: int) -> None:
    for _ in range(5):
        with pytest.raises(WrongPin):
            proving.switch(store, person_id=eva, pin="1111", operator_id=ana, now_ms=1)
    with pytest.raises(LockedOut):
        proving.sign_in(store, name="Eva", password=PASSWORD, now_ms=2)
    with pytest.raises(LockedOut):
        proving.prove(store, person_id=eva, password=PASSWORD, now_ms=2)
    proving.prove(store, person_id=ana, password=PASSWORD, now_ms=2)  # only she waits


def test_a_pin_hands_the_screen_over(store: Store, ana: int, eva: int) -> None:
    assert proving.switch(store, person_id=eva, pin=PIN, operator_id=ana, now_ms=7).name == "Eva"
    (act,) = acts.recent(store, 1)
    assert (act.kind, act.name, act.detail) == ("switch", "Eva", "Ana María")


def test_a_pin_is_no_password_and_a_password_no_pin(store: Store, ana: int, eva: int) -> None:
    with pytest.raises(WrongPassword):
        proving.sign_in(store, name="Eva", password=PIN, now_ms=1)
    with pytest.raises(WrongPin):
        proving.switch(store, person_id=eva, pin=PASSWORD, operator_id=ana, now_ms=1)


def test_ones_own_pin(store: Store, ana: int, eva: int) -> None:
    proving.change_pin(store, person_id=eva, pin="7391", now_ms=2)
    proving.switch(store, person_id=eva, pin="7391", operator_id=ana, now_ms=3)
    for bad, error in (("12", BadPin), ("1234", WeakPin)):
        with pytest.raises(error):
            proving.change_pin(store, person_id=eva, pin=bad, now_ms=4)
    proving.change_pin(store, person_id=eva, pin="", now_ms=5)
    with pytest.raises(WrongPin):
        proving.switch(store, person_id=eva, pin="", operator_id=ana, now_ms=6)
    assert [act.kind for act in acts.recent(store, 3)] == ["drop_pin", "switch", "change_pin"]


def test_ones_own_password(store: Store, ana: int) -> None:
    before = people.person(store, ana)
    after = proving.change_password(store, person_id=ana, password="staple battery", now_ms=2)
    assert before is not None
    assert after.stamp != before.stamp
    proving.sign_in(store, name="Ana María", password="staple battery", now_ms=3)
    with pytest.raises(WeakPassword):
        proving.change_password(store, person_id=ana, password="short", now_ms=4)
