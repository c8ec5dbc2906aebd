"""The hub's worker against a list: whatever a booth tells, in whatever groups, order and number, and however
often the hub dies after a commit, each record is stored once and an ack never says more than that.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from boothwire.messages import encode, topic
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from locutorio.desk.epoch import take
from locutorio.desk.heard import Ear
from locutorio.ingest.inbound import Inbound
from locutorio.ingest.keyring import Keyring
from locutorio.ingest.routes import Routes
from locutorio.ingest.worker import Worker
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, furnish, told_call
from sqlalchemy import text

BOOTH = "booth-1"


@cache
def furnished() -> bytes:
    """A shop's file: making its tables takes longer than a whole history."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        store = Store(f"sqlite:///{path}")
        store.create_or_upgrade()
        furnish(store, BOOTH)
        store.close()
        return path.read_bytes()


class IngestAtRandom(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "shop.db"
        path.write_bytes(furnished())
        self.store = Store(f"sqlite:///{path}")
        self.key = self.store_key()
        self.told: dict[int, dict[str, Any]] = {}
        self.taken: set[int] = set()
        self.acked = self.now_ms = 0
        self.the_hub_starts()

    def store_key(self) -> bytes:
        keyring = Keyring(self.store)
        keyring.learn([BOOTH])
        key = keyring.get(BOOTH)
        assert key
        return key

    @rule()
    def the_hub_starts(self) -> None:
        epoch = take(self.store, now_ms=NOON_MS)
        keyring = Keyring(self.store)
        self.worker = Worker(self.store, Routes(Ear(SHOP, epoch), keyring), keyring, epoch=epoch)

    @rule(data=st.data())
    def a_group_arrives(self, data: st.DataObject) -> None:
        """Records in any order, some twice, some spoilt."""
        numbers = data.draw(st.lists(st.integers(1, 12), min_size=1, max_size=6))
        spoilt = data.draw(st.sets(st.sampled_from(numbers), max_size=1))
        heard = data.draw(st.booleans())  # or the hub dies before it says anything
        group = [self.inbound("record", self.record(seq), seq in spoilt) for seq in numbers]
        outcome = self.worker.commit(group)
        self.taken |= set(numbers) - spoilt
        for order in outcome.answers if heard else ():
            assert order.fields["seq"] >= self.acked
            self.acked = order.fields["seq"]

    @rule()
    def it_greets(self) -> None:
        hello = {
            "wire": 1, "firmware": "1", "board": "desk", "profile": "reversal", "boot": 1, "nonce": "0" * 32,
            "at_ms": 0, "seq": max(self.taken, default=0), "oldest_boot": 1, "oldest_seq": 1, "epoch": 0,
            "reset": "power", "release": 0, "trial": False,
        }  # fmt: skip
        self.worker.commit([self.inbound("hello", hello, False)])

    @invariant()
    def each_is_stored_once(self) -> None:
        with self.store.read() as tx:
            stored = list(tx.execute(text("SELECT seq FROM record ORDER BY seq")).scalars())
            charges = tx.execute(text("SELECT count(*) FROM charge")).scalar_one()
        assert stored == sorted(self.taken)
        assert charges <= len({self.record(seq)["call"] for seq in stored})

    @invariant()
    def an_ack_says_no_more_than_is_stored(self) -> None:
        assert set(range(1, self.acked + 1)) <= self.taken

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def record(self, seq: int) -> dict[str, Any]:
        """Three records make a call: answer, checkpoint, end."""
        over = seq % 3 == 0
        return told_call(
            seq, call=(seq + 2) // 3, talk_ms=1000 * (seq % 3 or 3), state="ended" if over else "talking",
            ended_ms=90_000 if over else None, ending="hangup" if over else "",
        )  # fmt: skip

    def inbound(self, kind: str, message: dict[str, Any], is_spoilt: bool) -> Inbound:
        name = topic(SHOP.shop_id, BOOTH, kind)
        payload = bytearray(encode(name, message, self.key))
        payload[70] ^= is_spoilt
        self.now_ms += 10
        return Inbound(name, bytes(payload), NOON_MS + self.now_ms, 1, 1, 1)


TestIngestAtRandom = IngestAtRandom.TestCase
TestIngestAtRandom.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
