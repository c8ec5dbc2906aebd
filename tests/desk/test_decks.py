"""Carriers' sheets: sent, adopted once, from now or later on."""

import pytest
from carrier import HOUR_MS, add_deck, adopt_sheet, sheet_of
from locutorio.desk import decks
from locutorio.desk.errors import (
    BadCurrency,
    BadName,
    InThePast,
    NameTaken,
    UnknownDeck,
    UnknownUpload,
)
from locutorio.store.engine import Store
from small_shop import NOON_MS, furnish


def prices(sheet) -> dict[str, str]:
    return {row.prefix: str(row.price) for row in sheet.rows}


def test_a_deck_is_its_sheets_over_time(store: Store):
    owner = furnish(store)
    deck_id = decks.add_deck(store, name=" Telco  Sur ", currency="eur", operator_id=owner.id, now_ms=NOON_MS)
    assert decks.sheet_at(store, deck_id, NOON_MS) is None
    first = adopt_sheet(store, deck_id, p34="0.10", p33="0.20")
    later = adopt_sheet(store, deck_id, from_ms=NOON_MS + HOUR_MS, p34="0.30")
    deck = decks.deck(store, deck_id)
    assert (deck.name, deck.currency) == ("Telco Sur", "EUR")
    assert [(each.id, each.row_count, each.file_name) for each in deck.versions] == [
        (later, 1, "sur.csv"), (first, 2, "sur.csv"),
    ]  # fmt: skip
    assert prices(decks.sheet_at(store, deck_id, NOON_MS + HOUR_MS - 1)) == {"33": "0.20", "34": "0.10"}
    assert prices(decks.sheet_at(store, deck_id, NOON_MS + HOUR_MS)) == {"34": "0.30"}
    assert prices(decks.sheet(store, first)) == {"33": "0.20", "34": "0.10"}


def test_a_sheet_never_holds_from_the_past_but_for_the_first(store: Store):
    deck_id = decks.add_deck(store, name="Sur", currency="EUR", operator_id=None, now_ms=NOON_MS)
    adopt_sheet(store, deck_id, from_ms=NOON_MS - HOUR_MS, p34="0.10")
    with pytest.raises(InThePast):
        adopt_sheet(store, deck_id, from_ms=NOON_MS - 1, p34="0.20")
    assert len(decks.deck(store, deck_id).versions) == 1
    adopt_sheet(store, deck_id, from_ms=NOON_MS, p34="0.20")


def test_what_was_sent_is_adopted_once(store: Store):
    owner = furnish(store)
    deck_id = add_deck(store, p34="0.10")

    def send() -> int:
        return decks.keep_upload(
            store, deck_id=deck_id, file_name="b.csv", data=b"34;0,11", operator_id=owner.id, now_ms=NOON_MS
        )

    old, upload_id = send(), send()
    assert old != upload_id
    with pytest.raises(UnknownUpload):
        decks.upload(store, old)
    assert decks.upload(store, upload_id).data == b"34;0,11"
    waiting = decks.waiting_upload(store, deck_id)
    assert waiting is not None
    assert (waiting.id, waiting.file_name, waiting.person_name) == (upload_id, "b.csv", "Ana")
    taking = {
        "deck_id": deck_id, "sheet": sheet_of(p34="0.11"), "mapping": '{"columns": []}', "file_name": "b.csv",
        "in_force_from_ms": NOON_MS, "operator_id": owner.id, "now_ms": NOON_MS, "upload_id": upload_id,
    }  # fmt: skip
    decks.adopt_sheet(store, **taking)
    with pytest.raises(UnknownUpload):
        decks.adopt_sheet(store, **taking)
    deck = decks.deck(store, deck_id)
    assert (len(deck.versions), deck.mapping, deck.versions[0].person_name) == (2, '{"columns": []}', "Ana")
    assert decks.waiting_upload(store, deck_id) is None
    assert send() not in (old, upload_id), "a page that names an old one must not meet another"


def test_carriers_differ_by_name_and_say_their_currency(store: Store):
    add_deck(store, name="Telco Sur", p34="0.10")
    add = {"store": store, "operator_id": None, "now_ms": NOON_MS}
    with pytest.raises(NameTaken):
        decks.add_deck(name="TELCO sur", currency="EUR", **add)
    with pytest.raises(BadCurrency):
        decks.add_deck(name="Nord", currency="euros", **add)
    with pytest.raises(BadName):
        decks.add_deck(name=" ", currency="EUR", **add)
    with pytest.raises(UnknownDeck):
        decks.deck(store, 99)
    assert [deck.name for deck in decks.decks(store)] == ["Telco Sur"]
