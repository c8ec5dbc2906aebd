"""A booth on a real wire without its firmware: it says what a test says and remembers what it hears."""

import threading
from typing import Any

from boothwire import WIRE_VERSION, WireError
from boothwire.messages import decode, encode, is_retained, parse_topic, topic
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from small_shop import told_call

Message = dict[str, Any]


class WiredBooth:
    """Like the controller it keeps its records and sends them again until the hub's own ack."""

    def __init__(
        self,
        port: int,
        booth_id: str,
        key_hex: str,
        *,
        shop: str = "sol",
        boot: int = 1,
        reset: str = "power",
    ) -> None:
        self.shop, self.booth_id, self.key, self.boot = shop, booth_id, bytes.fromhex(key_hex), boot
        self.nonce, self.reset = f"{boot:032x}", reset
        self.acked = 0
        self.epoch = 0
        self.heard: dict[str, list[Message]] = {}
        self.obeyed: Message = {"ctr": 0, "unlocked": False, "visit": ""}
        self.obeys = True
        self._n = 0
        self._lock = threading.Lock()
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=f"{shop}-{booth_id}-{boot}")
        self._client.on_connect = lambda client, *_: client.subscribe(
            [(self.topic(k), 1) for k in ("ack", "desired", "grant", "beat")]
        )
        self._client.on_message = self._on_message
        self._client.on_subscribe = lambda *_: self.greet()
        self._client.reconnect_delay_set(1, 1)
        self._client.connect_async("127.0.0.1", port)
        self._client.loop_start()

    @property
    def desired(self) -> list[Message]:
        return self.heard.get("desired", [])

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def is_connected(self) -> bool:
        return self._client.is_connected()

    def topic(self, kind: str) -> str:
        return str(topic(self.shop, self.booth_id, kind))

    def say(self, kind: str, message: Message, *, qos: int = 1) -> None:
        name = self.topic(kind)
        self.shout(name, encode(name, message, self.key), qos=qos, retain=is_retained(kind))

    def shout(self, name: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Anything at all, on any topic."""
        if self._client.is_connected():
            self._client.publish(name, payload, qos=qos, retain=retain)

    def greet(self) -> None:
        self.say("presence", {"boot": self.boot, "nonce": self.nonce, "online": True})
        self.say("hello", {
            "wire": WIRE_VERSION, "firmware": "1", "board": "test", "profile": "reversal",
            "boot": self.boot, "nonce": self.nonce, "at_ms": 0, "seq": 0,
            "oldest_boot": self.boot, "oldest_seq": 1, "epoch": self.epoch, "reset": self.reset, "release": 0,
            "trial": False,
        })  # fmt: skip
        self.state()

    def state(self, **fields: Any) -> None:
        with self._lock:
            self._n += 1
            message: Message = {
                "boot": self.boot, "n": self._n, "at_ms": self._n, "line": "locked", "call": 0, "digits": "",
                "talk_ms": 0, "seq": 0, "relay": self.obeyed["unlocked"], "ctr": self.obeyed["ctr"],
                "visit": self.obeyed["visit"], "oldest_boot": self.boot, "oldest_seq": 1,
                "epoch": self.epoch, "lease": "open" if self.obeyed["unlocked"] else "none", "granted": 0,
                "limit_s": 0, "cost": None, "faults": "", "refused": 0,
            }  # fmt: skip
        self.say("state", message | fields)

    def record(self, seq: int, **fields: Any) -> None:
        self.say("record", told_call(seq, **{"boot": self.boot, **fields}))

    def _on_message(self, _client: Client, _data: object, received: MQTTMessage) -> None:
        kind = parse_topic(received.topic)[2]
        try:
            message = decode(received.topic, received.payload, self.key)
        except WireError:
            return  # signed with another booth's key
        if message["nonce"] != self.nonce or message["epoch"] < self.epoch:
            return
        self.epoch = message["epoch"]
        self.heard.setdefault(kind, []).append(message)
        if kind == "ack" and message["boot"] == self.boot:
            self.acked = max(self.acked, message["seq"])
        if kind == "desired" and self.obeys and message["ctr"] > self.obeyed["ctr"]:
            self.obeyed = message
            self.state()
