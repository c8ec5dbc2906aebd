"""A small MQTT 3.1.1 client: one Session is one connection, and its first trouble is its end.

Station 3 of the call's way. Built on asyncio.open_connection, the one way on MicroPython that keeps even a
TLS handshake off the loop. Each packet is built in one buffer and written at once, or Nagle's algorithm
and delayed acknowledgements make 40 ms of every publish. Whatever a socket, TLS or a broker raises
comes out as Lost. It must not know the booth's messages.
"""

import asyncio
import struct
from time import ticks_diff, ticks_ms

CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK, PINGREQ, PINGRESP, DISCONNECT = (
    0x10, 0x20, 0x30, 0x40, 0x82, 0x90, 0xC0, 0xD0, 0xE0,
)  # fmt: skip
PACKET_MAX = 4096  # a booth is sent nothing longer; a longer one is not for us
TROUBLES = (OSError, ValueError, EOFError, asyncio.TimeoutError)
REFUSALS = {
    1: "wrong protocol",
    2: "client id refused",
    3: "broker busy",
    4: "wrong name or password",
    5: "not allowed",
}


class Lost(Exception):
    """The connection is gone or was never made; the text says why."""


def field(text):
    """Length and bytes, as every string travels."""
    data = text if isinstance(text, (bytes, bytearray)) else text.encode()
    return struct.pack("!H", len(data)) + data


def packet(kind, body):
    """A whole packet: kind, length in groups of seven bits, body."""
    head = bytearray((kind,))
    left = len(body)
    while True:
        head.append((left & 0x7F) | (0x80 if left > 0x7F else 0))
        left >>= 7
        if not left:
            return bytes(head) + body


def connect_packet(client_id, keepalive_s, will, user, password):
    """`will` is (topic, payload), published retained with QoS 1 when the connection breaks."""
    flags = 0x02  # a clean session: the journal remembers, the broker need not
    body = field(client_id)
    if will:
        flags |= 0x2C
        body += field(will[0]) + field(will[1])
    if user:
        flags |= 0xC0
        body += field(user) + field(password or "")
    return packet(CONNECT, field("MQTT") + struct.pack("!BBH", 4, flags, keepalive_s) + body)


class Session:
    def __init__(self, on_message, keepalive_s=30, patience_s=10):
        self._on_message = on_message  # (topic str, payload bytes) -> None
        self._keepalive_s = keepalive_s
        self._patience_s = patience_s  # how long a broker may take to answer
        self._waiting = {}  # packet id -> Event
        self._packet_id = 0
        self._heard = True
        self._tasks = []
        self._reader = self._writer = None
        self._writing = asyncio.Lock()
        self.lost = None  # why the session ended
        self.answer_ms = None  # how long the broker took to acknowledge something
        self.fault = None  # the exception of the receiver that ended it

    async def open(self, host, port, client_id, *, will=None, user=None, password=None, ssl=None):
        hello = connect_packet(client_id, self._keepalive_s, will, user, password)
        try:
            await asyncio.wait_for(self._shake_hands(host, port, hello, ssl), self._patience_s)
        except TROUBLES as why:
            await self.close()
            raise Lost("cannot connect: %r" % why)
        self._tasks = [asyncio.create_task(self._read_on()), asyncio.create_task(self._keep_alive())]

    async def publish(self, topic, payload, retain=False, qos=1):
        """Returns when the broker has it (QoS 1) or it is on its way (QoS 0)."""
        kind = PUBLISH | qos << 1 | (1 if retain else 0)
        if not qos:
            return await self._write(packet(kind, field(topic) + payload))
        await self._ask(kind, lambda number: field(topic) + number + payload)

    async def subscribe(self, topics):
        tail = b"".join(field(topic) + b"\x01" for topic in topics)
        await self._ask(SUBSCRIBE, lambda number: number + tail)

    async def close(self):
        """End it from this side. Without a farewell, so the broker publishes the will."""
        self._end("closed")
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        if self._writer:
            try:
                self._writer.close()
                await self._writer.wait_closed()
            except TROUBLES:
                pass  # it was broken already
            self._writer = None

    async def _shake_hands(self, host, port, hello, ssl):
        self._reader, self._writer = await asyncio.open_connection(host, port, ssl)
        self._writer.write(hello)
        await self._writer.drain()
        kind, body = await self._read()
        if kind != CONNACK or len(body) != 2:
            raise ValueError("no MQTT broker")
        if body[1]:
            raise ValueError(REFUSALS.get(body[1], "refused"))

    async def _ask(self, kind, body_with):
        """Send a numbered packet and wait for its acknowledgement."""
        self._packet_id = self._packet_id % 0xFFFF + 1
        number, acknowledged = self._packet_id, asyncio.Event()
        asked = ticks_ms()
        self._waiting[number] = acknowledged
        try:
            await self._write(packet(kind, body_with(struct.pack("!H", number))))
            await asyncio.wait_for(acknowledged.wait(), self._patience_s)
            self.answer_ms = ticks_diff(ticks_ms(), asked)
        except asyncio.TimeoutError:
            self._end("the broker does not acknowledge")
        finally:
            del self._waiting[number]
        if self.lost:
            raise Lost(self.lost)

    async def _write(self, data):
        async with self._writing:
            if self.lost:
                raise Lost(self.lost)
            try:
                self._writer.write(data)
                await self._writer.drain()
            except TROUBLES as why:
                self._end("cannot write: %r" % why)
                raise Lost(self.lost)

    async def _read(self):
        """(kind, body) of the next packet."""
        kind = (await self._reader.readexactly(1))[0]
        length = shift = 0
        while True:
            group = (await self._reader.readexactly(1))[0]
            length |= (group & 0x7F) << shift
            shift += 7
            if not group & 0x80:
                break
            if shift > 21:
                raise ValueError("packet length")
        if length > PACKET_MAX:
            raise ValueError("packet of %d bytes" % length)
        return kind, await self._reader.readexactly(length) if length else b""

    async def _read_on(self):
        try:
            while True:
                kind, body = await self._read()
                self._heard = True
                await self._take(kind, body)
        except Lost:
            pass  # the writer has said why
        except TROUBLES as why:
            self._end("connection broken: %r" % why)

    async def _take(self, kind, body):
        if kind & 0xF0 == PUBLISH:
            await self._take_message(kind, body)
        elif kind in (PUBACK, SUBACK) and len(body) >= 2:
            if kind == SUBACK and 0x80 in body[2:]:
                raise ValueError("subscription refused")
            waiting = self._waiting.get(struct.unpack("!H", body[:2])[0])
            if waiting:
                waiting.set()

    async def _take_message(self, kind, body):
        length = struct.unpack("!H", body[:2])[0] if len(body) >= 2 else len(body)
        payload_at = 2 + length + (2 if kind & 0x06 else 0)
        if payload_at > len(body):
            raise ValueError("a publish cut short")
        if kind & 0x06:
            await self._write(packet(PUBACK, body[2 + length : payload_at]))
        self._deliver(str(body[2 : 2 + length], "utf-8"), body[payload_at:])

    def _deliver(self, topic, payload):
        """What the receiver raises is no trouble of the connection, though it may look like one."""
        try:
            self._on_message(topic, payload)
        except Exception as why:  # noqa: BLE001 (handed on to whoever owns this session)
            self.fault = why
            self._end("the receiver broke")

    async def _keep_alive(self):
        """A peer that is silent for one and a half keepalives is gone, whatever the socket says."""
        silences = 0
        while silences < 3:
            await asyncio.sleep(self._keepalive_s / 2)
            silences = 0 if self._heard else silences + 1
            self._heard = False
            try:
                await self._write(packet(PINGREQ, b""))
            except Lost:
                return
        self._end("the broker is silent")

    def _end(self, why):
        if not self.lost:
            self.lost = why
            for waiting in self._waiting.values():
                waiting.set()
