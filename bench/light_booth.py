"""A booth of a few kilobytes, so that hundreds fit into one program: the wire over plain MQTT packets.

It greets, tells one record until the hub has it, and comes back as the firmware does. It has no line.
"""

import asyncio
import contextlib
import random
import time
from typing import Any

from boothwire import WIRE_VERSION
from boothwire.messages import decode, encode, parse_topic, topic

RETRY_S, RETRY_MAX_S = 0.5, 15.0  # as firmware/booth/link.py waits
SAY_AGAIN_S, HEARTBEAT_S = 1.0, 5.0


NONCE = "0" * 31 + "1"
HELLO = {
    "wire": WIRE_VERSION, "firmware": "bench", "board": "bench", "profile": "reversal", "boot": 1,
    "nonce": NONCE, "at_ms": 0, "oldest_boot": 1, "epoch": 0, "reset": "power", "release": 0, "trial": False,
}  # fmt: skip
STATE = {
    "boot": 1, "at_ms": 0, "line": "locked", "relay": False, "ctr": 0, "visit": "", "call": 0, "digits": "",
    "talk_ms": 0, "oldest_boot": 1, "epoch": 0, "lease": "none", "granted": 0, "limit_s": 0, "cost": None,
    "faults": "", "refused": 0,
}  # fmt: skip
RECORD = {
    "boot": 1, "visit": "bench", "state": "ended", "digits": "0034911234567", "dialled_ms": 1,
    "answered_ms": 2, "ended_ms": 60_002, "talk_ms": 60_000, "evidence": "reversal", "pulses": 0,
    "flashes": 0, "ending": "hangup", "emergency": False,
}  # fmt: skip


class LightBooth:
    """`kinds` are the messages it listens to; `waited_s` is how long its last record waited for its ack."""

    def __init__(
        self, port: int, shop: str, name: str, key_hex: str, *, kinds: tuple[str, ...] = ("ack",)
    ) -> None:
        self._port, self._shop, self._name, self._key = port, shop, name, bytes.fromhex(key_hex)
        self._kinds = kinds
        self._seq, self._acked, self._states = 1, 0, 0
        self._told_s: dict[int, float] = {}
        self.waited_s = 0.0
        self.heard: list[dict[str, Any]] = []

    def new_record(self) -> None:
        self._seq += 1

    def is_through(self) -> bool:
        return self._acked >= self._seq

    async def run(self) -> None:
        retry_s = RETRY_S
        while True:
            with contextlib.suppress(OSError):
                await self.listen(greet=True)
            await asyncio.sleep(retry_s / 2 + random.random() * retry_s / 2)
            retry_s = min(retry_s * 2, RETRY_MAX_S)

    async def listen(self, *, greet: bool = False) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        sender = asyncio.create_task(asyncio.sleep(0))
        try:
            writer.write(connect_packet(f"bench-{self._name}-{random.random()}"))
            writer.write(subscribe_packet([topic(self._shop, self._name, kind) for kind in self._kinds]))
            if greet:
                sender = asyncio.create_task(self._speak(writer))
            while packet := await read_packet(reader):
                self._take(packet)
        finally:
            sender.cancel()
            writer.close()

    async def _speak(self, writer: asyncio.StreamWriter) -> None:
        """As the firmware does, it greets again while the hub is silent."""
        while True:
            numbers = {"seq": self._seq, "oldest_seq": self._seq}
            if not self.is_through():
                self._say(writer, "hello", HELLO | numbers)
                self._told_s.setdefault(self._seq, time.perf_counter())
                self._say(writer, "record", RECORD | {"seq": self._seq, "call": self._seq})
            self._states += 1
            self._say(writer, "state", STATE | numbers | {"n": self._states})
            await asyncio.sleep(HEARTBEAT_S if self.is_through() else SAY_AGAIN_S)

    def _say(self, writer: asyncio.StreamWriter, kind: str, message: dict[str, Any]) -> None:
        name = topic(self._shop, self._name, kind)
        writer.write(publish_packet(name, encode(name, message, self._key)))

    def _take(self, packet: tuple[int, bytes]) -> None:
        first, body = packet
        if first & 0xF0 != 0x30:
            return
        length = int.from_bytes(body[:2], "big")
        name = body[2 : 2 + length].decode()
        message = decode(name, body[2 + length + (2 if first & 6 else 0) :], self._key)
        if parse_topic(name)[2] == "ack" and message["seq"] > self._acked:
            self._acked = message["seq"]
            self.waited_s = time.perf_counter() - self._told_s.get(self._acked, time.perf_counter())
        self.heard.append(message)


def connect_packet(client_id: str) -> bytes:
    name = client_id.encode()
    return packet(0x10, b"\0\4MQTT\4\2\0\x3c" + len(name).to_bytes(2, "big") + name)


def subscribe_packet(names: list[str]) -> bytes:
    asked = b"".join(len(name).to_bytes(2, "big") + name.encode() + b"\1" for name in names)
    return packet(0x82, b"\0\1" + asked)


def publish_packet(name: str, payload: bytes) -> bytes:
    return packet(0x30, len(name).to_bytes(2, "big") + name.encode() + payload)


def packet(first: int, body: bytes) -> bytes:
    length, groups = len(body), bytearray()
    while length > 0x7F:
        groups.append(0x80 | length & 0x7F)
        length >>= 7
    return bytes((first, *groups, length)) + body


async def read_packet(reader: asyncio.StreamReader) -> tuple[int, bytes] | None:
    first = await reader.read(1)
    if not first:
        return None
    length, place = 0, 0
    while True:
        [group] = await reader.readexactly(1)
        length |= (group & 0x7F) << place
        place += 7
        if not group & 0x80:
            return first[0], await reader.readexactly(length)
