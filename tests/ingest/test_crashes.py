"""The hub or the broker ends at any instant: every record is booked once, and acknowledged only then."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from brokers import Broker
from locutorio.desk import booths
from locutorio.ingest.client import Ingest
from locutorio.store.engine import Store
from small_shop import SHOP, furnish
from sqlalchemy import text
from waiting import wait_for
from wired_booth import WiredBooth

RECORDS = 400
HUB = """
    import sys, threading
    from locutorio.clock import now_ms
    from locutorio.ingest.client import Ingest
    from locutorio.store.engine import Store
    from small_shop import SHOP
    Ingest(Store(sys.argv[1]), SHOP, broker_url=sys.argv[2], on_changed=lambda _: None, clock=now_ms).start()
    threading.Event().wait()
"""


class Hub:
    """Ingest in a process of its own, to be killed."""

    def __init__(self, url: str, broker: Broker) -> None:
        self._command = [sys.executable, "-c", textwrap.dedent(HUB), url, broker.url]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command, cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL
        )

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def hub(sqlite_url: str, mosquitto: Broker) -> Iterator[Hub]:
    hub = Hub(sqlite_url, mosquitto)
    yield hub
    hub.kill()


@pytest.fixture
def booth(sqlite_store: Store, mosquitto: Broker) -> Iterator[WiredBooth]:
    furnish(sqlite_store, "booth-1")
    booth = WiredBooth(mosquitto.port, "booth-1", booths.booths(sqlite_store)[0].key_hex)
    yield booth
    booth.close()


def stored(store: Store) -> list[int]:
    with store.read() as tx:
        return list(tx.execute(text("SELECT seq FROM record ORDER BY id")).scalars())


def test_the_hub_is_killed_again_and_again(sqlite_store: Store, hub: Hub, booth: WiredBooth):
    """The booth says everything past the last ack again; an ack never came before its commit."""
    for killed_at in (100, 200, 300, RECORDS):
        hub.start()

        def goes_on(killed_at: int = killed_at) -> bool:
            for seq in range(booth.acked + 1, min(booth.acked + 32, RECORDS) + 1):
                booth.record(seq, call=seq)
            return booth.acked >= killed_at

        wait_for(goes_on, within_s=40)
        acked = booth.acked
        hub.kill()
        assert set(range(1, acked + 1)) <= set(stored(sqlite_store))
    found = stored(sqlite_store)
    assert sorted(found) == list(range(1, RECORDS + 1))
    with sqlite_store.read() as tx:
        assert tx.execute(text("SELECT count(*), sum(cost_minor) FROM charge")).one() == (
            RECORDS,
            60 * RECORDS,
        )


def test_a_broker_that_hangs_is_noticed_and_left(
    sqlite_store: Store, mosquitto: Broker, booth: WiredBooth, ticking: Callable[[], int]
):
    """It holds the connection and says nothing: only the missing echo tells."""
    ahead_ms = 0
    ingest = Ingest(
        sqlite_store, SHOP, broker_url=mosquitto.url, on_changed=lambda _: None,
        clock=lambda: ticking() + ahead_ms,
    )  # fmt: skip
    ingest.start()
    try:
        wait_for(ingest.healthy)
        mosquitto.signal(signal.SIGSTOP)
        ahead_ms = 60_000
        assert not ingest.healthy()
        mosquitto.signal(signal.SIGCONT)
        wait_for(ingest.healthy)
        wait_for(lambda: (booth.record(1), booth.acked == 1)[1])
    finally:
        mosquitto.signal(signal.SIGCONT)
        ingest.stop()


def test_a_store_that_is_busy_only_delays(
    sqlite_store: Store, mosquitto: Broker, booth: WiredBooth, ticking: Callable[[], int]
):
    """Somebody holds the store's one pen for a while: nothing is acknowledged, nothing is lost."""
    ingest = Ingest(sqlite_store, SHOP, broker_url=mosquitto.url, on_changed=lambda _: None, clock=ticking)
    ingest.start()
    try:
        wait_for(ingest.healthy)
        with sqlite_store.begin():
            for seq in range(1, 21):
                booth.record(seq, call=seq)
            assert booth.acked == 0
        wait_for(lambda: booth.acked == 20)
        assert stored(sqlite_store) == list(range(1, 21))
    finally:
        ingest.stop()


def test_the_hub_may_be_up_before_the_broker(
    sqlite_store: Store, mosquitto: Broker, ticking: Callable[[], int]
):
    mosquitto.kill()
    ingest = Ingest(sqlite_store, SHOP, broker_url=mosquitto.url, on_changed=lambda _: None, clock=ticking)
    ingest.start()
    try:
        assert not ingest.healthy()
        mosquitto.start()
        wait_for(ingest.healthy, within_s=30)
    finally:
        ingest.stop()
