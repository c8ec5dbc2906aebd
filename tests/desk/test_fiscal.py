"""What the fiscal profile makes of receipts: marks, signatures, links, and its own change logged."""

from dataclasses import replace

import pytest
from locutorio.core.seal import FIRST_SEAL, mark
from locutorio.core.signing import LostSealingKey
from locutorio.desk import signing
from locutorio.store import books, fiscal, people
from sales import DAY_MS, french, sell
from small_shop import NOON_MS, SHOP


@pytest.fixture
def store(sqlite_store):
    """What is signed does not depend on the database."""
    return sqlite_store


def chain(store):
    with store.read() as tx:
        return list(books.chain(tx))


def logged(store, kind):
    with store.read() as tx:
        return [(act["detail"], act["before"], act["after"]) for act in people.acts(tx, limit=9, kind=kind)]


def test_without_rules_nothing_is_signed_or_said(store):
    receipt = sell(store, SHOP, at_ms=NOON_MS)
    assert (receipt.key_version, receipt.fiscal, receipt.link) == (0, (), "")
    assert chain(store)[0].signature == ""
    assert signing.keys(store) == []


def test_a_paper_shows_the_mark_of_the_receipt_before_it(store, tmp_path):
    shop = replace(french(tmp_path), fiscal="chain")
    first, second = (sell(store, shop, at_ms=NOON_MS) for _ in range(2))
    assert first.fiscal == ("Locutorio 1", f"0: {mark(FIRST_SEAL)}")
    assert second.fiscal == ("Locutorio 1", f"1: {mark(chain(store)[0].seal)}")


def test_in_france_each_receipt_is_signed_by_the_key_it_names(store, tmp_path):
    shop = french(tmp_path)
    receipt = sell(store, shop, at_ms=NOON_MS)
    [kept] = chain(store)
    [key] = signing.keys(store)
    assert (receipt.key_version, kept.key_version, key.from_ms) == (1, 1, NOON_MS)
    assert kept.signature == shop.signer.sign(kept.seal, key.key)
    assert receipt.fiscal[2] == "Signé, clé 1"


def test_a_lost_key_stops_the_sale_and_leaves_no_trace_of_it(store, tmp_path):
    shop = french(tmp_path)
    sell(store, shop, at_ms=NOON_MS)
    (tmp_path / "sealing-1.pem").unlink()
    with pytest.raises(LostSealingKey, match="nothing is sold unsigned"):
        sell(store, shop, at_ms=NOON_MS)
    assert len(chain(store)) == 1


def test_a_new_key_signs_from_then_on_and_is_logged(store, owner, tmp_path):
    shop = french(tmp_path)
    sell(store, shop, at_ms=NOON_MS)
    (tmp_path / "sealing-1.pem").unlink()
    signing.begin_key(store, shop, reason="lost with the disk", operator_id=owner.id, now_ms=NOON_MS + 1)
    assert sell(store, shop, at_ms=NOON_MS + 2).key_version == 2
    assert logged(store, "sealing_key") == [("lost with the disk", '{"version": 1}', '{"version": 2}')]


def test_changed_rules_are_written_down_with_the_first_receipt_that_follows_them(store, tmp_path):
    shop = french(tmp_path)
    sell(store, SHOP, at_ms=NOON_MS)
    assert logged(store, "fiscal_profile") == []
    sell(store, shop, at_ms=NOON_MS + 1)
    sell(store, shop, at_ms=NOON_MS + 2)
    sell(store, SHOP, at_ms=NOON_MS + 3)
    assert [each[1:] for each in logged(store, "fiscal_profile")] == [
        ('{"profile": "france"}', '{"profile": "none"}'),
        ('{"profile": "none"}', '{"profile": "france"}'),
    ]
    assert [kept.key_version for kept in chain(store)] == [0, 1, 1, 0]
    with store.read() as tx:
        assert fiscal.chosen(tx) == "none"


def test_a_link_is_known_to_who_holds_the_paper(store):
    shop = replace(SHOP, receipt_link="https://bills.example")
    links = [sell(store, shop, at_ms=NOON_MS + DAY_MS).link for _ in range(2)]
    assert [link.partition("-")[0] for link in links] == [
        "https://bills.example/b/1", "https://bills.example/b/2",
    ]  # fmt: skip
    assert len({link.partition("-")[2] for link in links}) == 2
