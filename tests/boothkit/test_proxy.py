"""The bad network of the bench does to messages exactly what it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from boothkit.proxy import Proxy, Publish, read_publish, split, write_publish
from brokers import Broker
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from waiting import wait_for


class Peer:
    """A client that hears `t/#` and remembers it."""

    def __init__(self, port: int) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.sessions = 0
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.on_connect = lambda client, *_: client.subscribe("t/#", 1)
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = lambda *given: self.heard.append((given[2].topic, given[2].payload))
        self._client.reconnect_delay_set(1, 1)
        self._client.connect_async("127.0.0.1", port)
        self._client.loop_start()

    def _on_subscribe(self, *_: object) -> None:
        self.sessions += 1

    def say(self, topic: str, payload: bytes, qos: int = 1) -> None:
        self._client.publish(topic, payload, qos=qos).wait_for_publish(10)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


@asynccontextmanager
async def bench(broker: Broker) -> AsyncIterator[tuple[Proxy, Peer, Peer]]:
    """A proxy, a peer behind it and one straight at the broker."""
    async with Proxy("127.0.0.1", broker.port) as proxy:
        behind, beside = Peer(proxy.port), Peer(broker.port)
        try:
            await until(lambda: behind.sessions and beside.sessions)
            yield proxy, behind, beside
        finally:
            await asyncio.to_thread(behind.close)
            await asyncio.to_thread(beside.close)


async def until(look: Callable[[], object]) -> None:
    await asyncio.to_thread(wait_for, look)


def on_bench(broker: Broker, story: Callable[[Proxy, Peer, Peer], Awaitable[None]]) -> None:
    async def go() -> None:
        async with bench(broker) as scene:
            await story(*scene)

    asyncio.run(go())


@pytest.mark.parametrize("qos", [0, 1])
def test_without_a_rule_all_passes_both_ways(mosquitto: Broker, qos: int):
    async def story(_: Proxy, behind: Peer, beside: Peer) -> None:
        await asyncio.to_thread(behind.say, "t/up", b"x" * 70000, qos)
        await asyncio.to_thread(beside.say, "t/down", b"y", qos)
        await until(lambda: len(behind.heard) == len(beside.heard) == 2)
        assert dict(behind.heard) == {"t/up": b"x" * 70000, "t/down": b"y"}

    on_bench(mosquitto, story)


def test_a_rule_drops_doubles_delays_and_spoils(mosquitto: Broker):
    copies: dict[bytes, list[tuple[float, bytes]]] = {
        b"lost": [],
        b"twice": [(0, b"twice"), (0, b"twice")],
        b"late": [(0.2, b"late")],
        b"spoilt": [(0, b"sp?ilt")],
        b"last": [(0, b"last")],
    }

    async def story(proxy: Proxy, behind: Peer, beside: Peer) -> None:
        proxy.rule = lambda publish: copies[publish.payload] if publish.up else [(0, publish.payload)]
        for payload in copies:
            await asyncio.to_thread(behind.say, "t/up", payload)  # each is acknowledged, the lost one too
        await until(lambda: len(beside.heard) == 5)
        heard = [payload for _, payload in beside.heard]
        assert sorted(heard) == [b"last", b"late", b"sp?ilt", b"twice", b"twice"]

    on_bench(mosquitto, story)


def test_a_rule_sees_both_directions(mosquitto: Broker):
    seen: list[Publish] = []

    def note(publish: Publish) -> list[tuple[float, bytes]]:
        seen.append(publish)
        return [(0, publish.payload)]

    async def story(proxy: Proxy, behind: Peer, beside: Peer) -> None:
        proxy.rule = note
        await asyncio.to_thread(beside.say, "t/here", b"1")
        await until(lambda: behind.heard == [("t/here", b"1")])

    on_bench(mosquitto, story)
    assert seen == [Publish(False, "t/here", b"1", False)]


def test_a_cut_lasts_until_it_is_mended(mosquitto: Broker):
    async def story(proxy: Proxy, behind: Peer, beside: Peer) -> None:
        proxy.cut()
        await asyncio.to_thread(beside.say, "t/unheard", b"")
        proxy.mend()
        await until(lambda: behind.sessions == 2)
        await asyncio.to_thread(beside.say, "t/heard", b"")
        await until(lambda: behind.heard != [])
        assert behind.heard == [("t/heard", b"")]

    on_bench(mosquitto, story)


messages = st.builds(Publish, st.booleans(), st.text(max_size=200), st.binary(max_size=300), st.booleans())


@given(st.lists(messages, max_size=6), st.data())
def test_a_stream_is_read_however_it_is_cut_up(wanted: list[Publish], data: st.DataObject):
    stream = b"".join(write_publish(publish) for publish in wanted)
    cut = data.draw(st.integers(0, len(stream)))
    head, rest = split(stream[:cut])
    tail, left = split(rest + stream[cut:])
    assert left == b""
    ups = [publish.up for publish in wanted]
    assert [read_publish(packet, up=up)[0] for packet, up in zip(head + tail, ups, strict=True)] == wanted
