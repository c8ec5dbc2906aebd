"""What a booth told can be handed out as it signed it, and anything else is found out."""

import json

import pytest
from boothwire.messages import decode
from locutorio.desk import booths
from locutorio.ingest.signatures import Signatures
from locutorio.store.engine import Store
from small_shop import furnish

TOLD = {
    "boot": 4, "n": 9, "at_ms": 5000, "verdict": "done", "facts": [["heap_free", 90000], ["wifi", True]],
    "limits": [["leg", "a"]],
}  # fmt: skip


@pytest.fixture
def signatures(sqlite_store: Store) -> Signatures:
    furnish(sqlite_store, "booth-1", "booth-2")
    return Signatures(sqlite_store, "sol")


def test_what_was_told_is_what_was_signed(signatures: Signatures, sqlite_store: Store) -> None:
    report = signatures.signed("booth-1", json.dumps(TOLD))
    key = bytes.fromhex(booths.booths(sqlite_store)[0].key_hex)
    assert decode(report["topic"], report["payload"].encode(), key) == TOLD
    assert signatures.is_genuine(**named(report))


@pytest.mark.parametrize(
    ("part", "was", "becomes"),
    [
        ("payload", "90000", "90001"),
        ("topic", "booth-1", "booth-2"),
        ("topic", "booth-1", "booth-9"),
        ("topic", "sol", "luna"),
        ("topic", "checkup", "state"),
        ("topic", "/", "-"),
        ("payload", " ", "é"),
    ],
)
def test_anything_else_is_found_out(signatures: Signatures, part: str, was: str, becomes: str) -> None:
    report = signatures.signed("booth-1", json.dumps(TOLD))
    assert was in report[part]
    assert not signatures.is_genuine(**named({**report, part: report[part].replace(was, becomes)}))


def test_with_another_key_nothing_older_counts(signatures: Signatures, sqlite_store: Store) -> None:
    report = signatures.signed("booth-1", json.dumps(TOLD))
    booths.change_key(sqlite_store, booth_id="booth-1", now_ms=1)
    assert not signatures.is_genuine(**named(report))


def named(report: dict[str, str]) -> dict[str, str]:
    return {"name": report["topic"], "payload": report["payload"]}
