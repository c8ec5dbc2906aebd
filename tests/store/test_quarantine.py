"""What is put aside is kept in bounds, whatever it is."""

from locutorio.store import quarantine
from locutorio.store.engine import Store


def test_the_latest_thousand_are_kept(store: Store):
    with store.begin() as tx:
        for number in range(quarantine.KEPT + 20):
            quarantine.add(tx, at_ms=number, topic="t", reason="r", payload=b"p")
    with store.read() as tx:
        assert quarantine.count(tx) == quarantine.KEPT
        assert quarantine.latest(tx, limit=1)[0].at_ms == quarantine.KEPT + 19


def test_any_bytes_can_be_put_aside_and_are_cut_to_size(store: Store):
    with store.begin() as tx:
        quarantine.add(tx, at_ms=1, topic="\0" * 500, reason="\ud800", payload=b"\x00\xff\xc3" * 5000)
    with store.read() as tx:
        kept = quarantine.latest(tx, limit=1)[0]
    assert len(kept.payload) == quarantine.PAYLOAD_BYTES
    assert "\0" not in kept.payload + kept.topic
