"""Messages from the broker to committed rows, against the same broker with a subscriber that does nothing.

Both are fed by the same publisher in a process of its own, in turns; each round is a boot of one booth
whose records are all different calls, priced as they end.
"""

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from multiprocessing.synchronize import Event

from boothwire import WIRE_VERSION
from boothwire.messages import encode, topic
from iotcore import Broker
from locutorio.clock import now_ms
from locutorio.core.money import Currency
from locutorio.core.shop import ShopProfile
from locutorio.demo.world import free_port
from locutorio.desk import report
from locutorio.desk.booths import add_booth
from locutorio.desk.command import keys
from locutorio.desk.heard import Ear
from locutorio.desk.tariffs import adopt
from locutorio.ingest.client import Ingest
from locutorio.sample.prices import tariff_document
from locutorio.store.engine import Store
from locutorio.store.standing import find_boot
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from bench import Row

RECORDS = 2_000
ROUNDS = 3
PATIENCE_S = 60.0
BOOTH = "booth-1"
SHOP = ShopProfile("bench", "Bench", (), (), "ES", "Europe/Madrid", "en", Currency("EUR", 2), 0, 0)
RECORD = {
    "visit": "bench", "state": "ended", "digits": "0034911234567", "dialled_ms": 1_000, "answered_ms": 2_000,
    "ended_ms": 62_000, "talk_ms": 60_000, "evidence": "reversal", "pulses": 0, "flashes": 0,
    "ending": "hangup", "emergency": False,
}  # fmt: skip


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, closing(Store(f"sqlite:///{folder}/shop.db")) as store:
        furnish(store)
        broker = Broker(port=free_port(), listen="127.0.0.1")
        broker.start()
        try:
            key = keys(store)[BOOTH]
            empty, committed = [], []
            for boot in range(1, 2 * ROUNDS, 2):
                empty.append(rate(broker.port, key, boot, empty_subscriber(broker.port)))
                committed.append(rate(broker.port, key, boot + 1, hub(store, broker.port, boot + 1)))
        finally:
            broker.stop()
    baseline = statistics.median(empty)
    yield Row("records to a subscriber that does nothing", baseline, "msg/s")
    ratio = statistics.median(mine / theirs for mine, theirs in zip(committed, empty, strict=True))
    yield Row(
        "records to committed, priced rows, acknowledged", statistics.median(committed), "msg/s",
        "the empty subscriber", ratio,
    )  # fmt: skip


def furnish(store: Store) -> None:
    store.create_or_upgrade()
    add_booth(store, booth_id=BOOTH, label="1", profile="reversal", now_ms=now_ms())
    adopt(store, document=tariff_document(), currency=SHOP.currency, in_force_from_ms=0, now_ms=now_ms())


Taken = Callable[[], int]  # how many messages have got there so far


@contextmanager
def empty_subscriber(port: int) -> Iterator[Taken]:
    taken = 0

    def count(*_: object) -> None:
        nonlocal taken
        taken += 1

    client = Client(CallbackAPIVersion.VERSION2)
    client.on_message = count
    client.connect("127.0.0.1", port)
    client.loop_start()
    client.subscribe(topic(SHOP.shop_id, BOOTH, "record"), 1)
    try:
        yield lambda: taken
    finally:
        client.disconnect()
        client.loop_stop()


@contextmanager
def hub(store: Store, port: int, boot: int) -> Iterator[Taken]:
    ingest = Ingest(
        store, SHOP, broker_url=f"mqtt://127.0.0.1:{port}", on_changed=lambda _: None, clock=now_ms
    )
    ingest.start()

    hello = {
        "wire": WIRE_VERSION, "firmware": "", "board": "", "profile": "", "boot": boot, "at_ms": 0,
        "nonce": f"{boot:032x}", "seq": 0, "oldest_boot": boot, "oldest_seq": 1, "epoch": 0,
        "reset": "watchdog", "release": 0, "trial": False,
    }  # fmt: skip
    with store.begin() as tx:
        report.hello(tx, Ear(SHOP, 1), BOOTH, hello, now_ms=now_ms())

    def taken() -> int:
        with store.read() as tx:
            known = find_boot(tx, BOOTH, boot)
        return known.stored_seq if known else 0

    try:
        wait_until(ingest.healthy)
        yield taken
    finally:
        ingest.stop()


def rate(port: int, key: bytes, boot: int, receiver: AbstractContextManager[Taken]) -> float:
    """Messages a second, from the first one published to the last one taken."""
    processes = multiprocessing.get_context("spawn")
    ready, go = processes.Event(), processes.Event()
    publisher = processes.Process(target=publish, args=(port, key, boot, ready, go))
    publisher.start()
    try:
        with receiver as taken:
            ready.wait(PATIENCE_S)
            began_s = time.perf_counter()
            go.set()
            wait_until(lambda: taken() >= RECORDS)
            return RECORDS / (time.perf_counter() - began_s)
    finally:
        publisher.join()


def publish(port: int, key: bytes, boot: int, ready: Event, go: Event) -> None:
    """The publisher's process: everything is signed beforehand."""
    name = topic(SHOP.shop_id, BOOTH, "record")
    payloads = [
        encode(name, RECORD | {"boot": boot, "seq": n, "call": n}, key) for n in range(1, RECORDS + 1)
    ]
    client = Client(CallbackAPIVersion.VERSION2)
    client.max_inflight_messages_set(100)
    client.connect("127.0.0.1", port)
    client.loop_start()
    ready.set()
    go.wait(PATIENCE_S)
    for sent in [client.publish(name, payload, qos=1) for payload in payloads]:
        sent.wait_for_publish(PATIENCE_S)
    client.disconnect()
    client.loop_stop()


def wait_until(true: Callable[[], object]) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"not within {PATIENCE_S} s")
        time.sleep(0.02)
