"""A bad network on the bench: stands between MQTT clients and their broker, and spoils what passes.

`cut` breaks every connection and lets none through until `mend`. A `rule` decides about each PUBLISH, in both
directions: which payloads go on in its place and when. From then on the proxy is the kind of broker it
warns of: it acknowledges at once, keeps nothing and passes on with QoS 0. Without a rule every byte passes
untouched. It speaks MQTT 3.1.1 and must not know whose messages they are.
"""

import asyncio
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple, Self

PUBLISH, PUBACK = 0x30, 0x40
CHUNK = 65536


class Publish(NamedTuple):
    """`up` is from a client to the broker."""

    up: bool
    topic: str
    payload: bytes
    retain: bool


# What goes on in place of a message: (after so many seconds, payload) of each copy.
Rule = Callable[[Publish], list[tuple[float, bytes]]]


class Proxy:
    """An async context manager; `port` is where clients find it, on loopback."""

    def __init__(self, upstream_host: str, upstream_port: int) -> None:
        self._upstream = (upstream_host, upstream_port)
        self.port = 0
        self.rule: Rule | None = None
        self._whole = True
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    def cut(self) -> None:
        """Break all connections; whoever comes is turned away until `mend`."""
        self._whole = False
        for writer in self._writers:
            writer.transport.abort()

    def mend(self) -> None:
        self._whole = True

    async def _serve(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        self._writers.add(client)
        try:
            if self._whole:
                await self._join(reader, client)
        except OSError:
            pass  # the broker is away, or a connection broke: both ends are told by closing
        finally:
            self._close(client)

    async def _join(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        from_broker, broker = await asyncio.open_connection(*self._upstream)
        self._writers.add(broker)
        ways = [
            asyncio.create_task(self._pass_on(reader, client, broker, up=True)),
            asyncio.create_task(self._pass_on(from_broker, broker, client, up=False)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            self._close(broker)

    def _close(self, writer: asyncio.StreamWriter) -> None:
        self._writers.discard(writer)
        writer.close()

    async def _pass_on(
        self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, on: asyncio.StreamWriter, *, up: bool
    ) -> None:
        rest = b""
        while data := await reader.read(CHUNK):
            packets, rest = split(rest + data)
            for packet in packets:
                if packet[0] & 0xF0 == PUBLISH and self.rule:
                    self._apply(self.rule, packet, back, on, up=up)
                else:
                    on.write(packet)
            await on.drain()

    def _apply(
        self, rule: Rule, packet: bytes, back: asyncio.StreamWriter, on: asyncio.StreamWriter, *, up: bool
    ) -> None:
        publish, number = read_publish(packet, up=up)
        if number:
            back.write(bytes((PUBACK, 2)) + number)
        for after_s, payload in rule(publish):
            copy = write_publish(publish._replace(payload=payload))
            if after_s > 0:
                asyncio.get_running_loop().call_later(after_s, self._write_late, on, copy)
            else:
                on.write(copy)

    def _write_late(self, on: asyncio.StreamWriter, packet: bytes) -> None:
        if on in self._writers:
            on.write(packet)


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole packets at the head of `data`, and the rest."""
    packets = []
    while (size := packet_size(data)) and size <= len(data):
        packets.append(data[:size])
        data = data[size:]
    return packets, data


def packet_size(data: bytes) -> int:
    """Of the packet that begins here; 0 if its head is not all there."""
    length = 0
    for place, group in enumerate(data[1:5]):
        length |= (group & 0x7F) << 7 * place
        if not group & 0x80:
            return 2 + place + length
    return 0


def read_publish(packet: bytes, *, up: bool) -> tuple[Publish, bytes]:
    """The message and the two bytes of its number, which QoS 0 has not."""
    head = next(place for place in range(1, 5) if not packet[place] & 0x80) + 1
    topic_end = head + 2 + int.from_bytes(packet[head : head + 2], "big")
    payload_at = topic_end + (2 if packet[0] & 0x06 else 0)
    topic = packet[head + 2 : topic_end].decode()
    return Publish(up, topic, packet[payload_at:], bool(packet[0] & 1)), packet[topic_end:payload_at]


def write_publish(publish: Publish) -> bytes:
    """With QoS 0."""
    topic = publish.topic.encode()
    body = struct.pack("!H", len(topic)) + topic + publish.payload
    return bytes((PUBLISH | publish.retain, *groups_of_seven(len(body)))) + body


def groups_of_seven(length: int) -> Iterator[int]:
    while length > 0x7F:
        yield 0x80 | length & 0x7F
        length >>= 7
    yield length
