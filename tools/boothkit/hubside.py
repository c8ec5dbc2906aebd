"""A hub's side of the wire, for the bench: unlocks booths, acknowledges their records, keeps the calls.

It is what `boothkit sim` answers booths with when no hub is there: it prices nothing, stores nothing and
knows no visits but a running number. What a lease or a grant says is for whoever asks for it; left alone, a
visit may do all and no failure ends it. Keys come in; it must not know where booths run.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from boothwire import WireError
from boothwire.messages import MESSAGES, UP, decode, encode, parse_topic, topic
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

TICK_S = 0.2  # reminders: often, for booths whose time goes faster
BEAT_S = 1.0  # less often: each costs every booth a signature
IN_TIME_MS = 60_000  # booth time a command may travel
LOCKED = {
    "unlocked": False,
    "visit": "",
    "limit_s": 0,
    "ungranted_s": 86_400,
    "patience_s": 86_400,
    "broker_idle": "lock",
    "broker_call": "finish",
    "hub_idle": "lock",
    "hub_call": "finish",
}
FREE = {"fate": "free", "label": "", "limit_s": 0, "plan": None}


class Broker(NamedTuple):
    host: str
    port: int
    user: str | None
    password: str | None


def read_broker(url: str) -> Broker:
    """Of mqtt://user:password@host:port; ValueError says what to write."""
    parts = urlsplit(url)
    if parts.scheme != "mqtt" or not parts.hostname:
        raise ValueError(f"no broker {url!r}; write mqtt://host:1883 or mqtt://user:password@host:1883")
    return Broker(parts.hostname, parts.port or 1883, parts.username, parts.password)


class BoothSeen:
    """What one booth has told, and what is wanted of it."""

    def __init__(self) -> None:
        self.nonce = ""
        self.hello: dict[str, Any] = {}
        self.reported: dict[str, Any] = {}
        self.records: dict[tuple[int, int], dict[str, Any]] = {}
        self.alarms: dict[tuple[int, int], dict[str, Any]] = {}
        self.checkups: list[dict[str, Any]] = []
        self.ctr = 0
        self.lease: dict[str, Any] = LOCKED
        self.grant: dict[str, Any] = {}  # for the call under way
        self.silent = False  # nothing is said to it

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Each call's latest record, in the order they were made."""
        latest = {(boot, record["call"]): record for (boot, _), record in sorted(self.records.items())}
        return list(latest.values())

    @property
    def settled(self) -> bool:
        """Locked as wanted, every call ended, and every record there that the booth has numbered."""
        if not self.obeyed or self.reported["relay"] or any(not call["ending"] for call in self.calls):
            return False
        return bool(self.acknowledged(self.reported["boot"]) == self.reported["seq"])

    @property
    def obeyed(self) -> bool:
        return bool(self.reported.get("ctr") == self.ctr)

    @property
    def granted(self) -> bool:
        """No grant is on its way to the call it is for."""
        if not self.grant or self.grant["call"] != self.reported.get("call"):
            return True
        return bool(self.reported["granted"] >= self.grant["n"])

    def acknowledged(self, boot: int) -> int:
        """The last record or alarm of the boot before the first gap."""
        seq = 0
        while (boot, seq + 1) in self.records or (boot, seq + 1) in self.alarms:
            seq += 1
        return seq


class HubSide:
    """An async context manager; `told` is called with (booth, kind, message) for all that is understood."""

    def __init__(
        self,
        broker: Broker,
        shop: str,
        keys: Mapping[str, bytes],
        *,
        told: Callable[[str, str, dict[str, Any]], None] = lambda booth, kind, message: None,
        epoch: int | None = None,
    ) -> None:
        self._shop, self._keys, self._told = shop, keys, told
        self._broker = broker
        self.booths = {booth: BoothSeen() for booth in keys}
        self._stirred = asyncio.Event()
        self._visits = self._beats = 0
        self.epoch = int(time.time()) if epoch is None else epoch
        self._client = Client(CallbackAPIVersion.VERSION2)
        if broker.user is not None:
            self._client.username_pw_set(broker.user, broker.password)

    async def __aenter__(self) -> "HubSide":
        loop = asyncio.get_running_loop()

        def on_message(_client: Client, _data: Any, message: MQTTMessage) -> None:
            loop.call_soon_threadsafe(self._take, message.topic, bytes(message.payload))

        self._client.on_message = on_message
        self._client.on_connect = lambda client, *_: client.subscribe(
            [(topic(self._shop, "+", kind), 0) for kind in MESSAGES if MESSAGES[kind][0] == UP]
        )
        try:
            self._client.connect(self._broker.host, self._broker.port)
        except OSError as error:
            at = f"{self._broker.host}:{self._broker.port}"
            raise ConnectionError(f"no broker at {at} ({error}); start it or name another") from None
        self._client.loop_start()
        self._reminder = asyncio.create_task(self._remind())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reminder.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reminder
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)

    def unlock(self, booth: str, limit_s: int = 0, **terms: Any) -> None:
        """`terms` are fields of the lease that are not to be the bench's own."""
        self._visits += 1
        self._want(booth, {"unlocked": True, "visit": str(self._visits), "limit_s": limit_s} | terms)

    def lock(self, booth: str) -> None:
        self._want(booth, {})

    def grant(self, booth: str, **terms: Any) -> None:
        """For the call the booth reported last; without `terms` it is free."""
        seen = self.booths[booth]
        same = seen.grant.get("call") == seen.reported["call"]
        n = seen.grant["n"] + 1 if same else 1
        seen.grant = {name: seen.reported[name] for name in ("call", "digits")} | {"n": n} | FREE | terms
        self.say(booth, "grant", seen.grant)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return when what the booths have told makes `holds` true."""
        while not holds():
            self._stirred.clear()
            await self._stirred.wait()

    def _want(self, booth: str, lease: dict[str, Any]) -> None:
        seen = self.booths[booth]
        seen.ctr += 1
        seen.lease = LOCKED | lease
        self._send_desired(booth)

    def _send_desired(self, booth: str) -> None:
        seen = self.booths[booth]
        until_ms = max(seen.hello.get("at_ms", 0), seen.reported.get("at_ms", 0)) + IN_TIME_MS
        self.say(booth, "desired", seen.lease | {"ctr": seen.ctr, "until_ms": until_ms})

    def say(self, booth: str, kind: str, message: dict[str, Any]) -> None:
        """To the boot that greeted last, if one has."""
        nonce = self.booths[booth].nonce
        if nonce and not self.booths[booth].silent:
            name = topic(self._shop, booth, kind)
            whole = message | {"nonce": nonce, "epoch": self.epoch}
            self._client.publish(name, encode(name, whole, self._keys[booth]), qos=0)

    async def _remind(self) -> None:
        beaten_s = 0.0
        while True:
            await asyncio.sleep(TICK_S)
            is_due = time.monotonic() - beaten_s >= BEAT_S
            if is_due:
                beaten_s = time.monotonic()
                self._beats += 1
            for booth, seen in self.booths.items():
                if is_due:
                    self.say(booth, "beat", {"n": self._beats, "unix_ms": int(time.time() * 1000)})
                if not seen.obeyed:
                    self._send_desired(booth)
                if not seen.granted:
                    self.say(booth, "grant", seen.grant)

    def _take(self, name: str, payload: bytes) -> None:
        try:
            _, booth, kind = parse_topic(name)
            seen = self.booths[booth]
            message = decode(name, payload, self._keys[booth])
        except (WireError, KeyError):
            return  # another's booth, or not to the letter: no affair of a bench
        if kind == "hello":
            self._greet(seen, message)
            self._send_desired(booth)
        elif kind == "state":
            seen.reported = message
        elif kind == "checkup":
            seen.checkups.append(message)
        elif kind in ("record", "alarm"):
            kept = seen.records if kind == "record" else seen.alarms
            kept[message["boot"], message["seq"]] = message
            ack = {"boot": message["boot"], "seq": seen.acknowledged(message["boot"])}
            self.say(booth, "ack", ack)
        self._told(booth, kind, message)
        self._stirred.set()

    def _greet(self, seen: BoothSeen, hello: dict[str, Any]) -> None:
        if hello["nonce"] != seen.nonce:
            seen.nonce, seen.reported, seen.grant = hello["nonce"], {}, {}
        seen.hello = hello
