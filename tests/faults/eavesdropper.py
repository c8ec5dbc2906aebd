"""Whoever else is on the network: hears every message of the shop and says what a test wants said.

It knows no key: it reads what is open to all and can only repeat or make up the rest.
"""

import asyncio
import json
from typing import Any, Self

from boothwire.mac import SIGNATURE_LENGTH
from boothwire.messages import parse_topic
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion


class Eavesdropper:
    """An async context manager; it outlives the broker."""

    def __init__(self, port: int) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self._port = port
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_message = self._keep

    async def __aenter__(self) -> Self:
        ready = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._client.on_subscribe = lambda *_: loop.call_soon_threadsafe(ready.set)
        self._client.on_connect = lambda client, *_: client.subscribe("locutorio/#")
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        await ready.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)

    def of_kind(self, kind: str, booth_id: str = "booth-1") -> list[tuple[str, bytes]]:
        return [said for said in self.heard if parse_topic(said[0])[1:] == (booth_id, kind)]

    def last(self, kind: str, booth_id: str = "booth-1") -> dict[str, Any]:
        """The fields of the last message of that kind; nothing if there was none."""
        said = self.of_kind(kind, booth_id)
        return json.loads(said[-1][1][SIGNATURE_LENGTH + 1 :]) if said else {}

    def held(self, booth_id: str = "booth-1") -> int:
        """How many records of this boot the booth still keeps, as it says itself."""
        state = self.last("state", booth_id)
        return int(state["seq"] + 1 - state["oldest_seq"])

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self._client.publish(topic, payload, qos=1, retain=retain)

    def _keep(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        if message.payload:
            self.heard.append((message.topic, bytes(message.payload)))
