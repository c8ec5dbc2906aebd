"""The connection to the broker: the only place that knows MQTT. Station 4 of the way of a call.

A connection is alive if a message to oneself comes back through the broker; that a socket is open proves
nothing. One that is not alive is thrown away and made anew. Nothing a booth sends can stop this: the
callback only stamps a message and puts it into a bounded queue.
"""

import logging
import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Any
from urllib.parse import unquote, urlsplit

from boothwire.messages import MESSAGES, PAYLOAD_MAX, UP
from boothwire.messages import topic as topic_of
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from locutorio.ingest.inbound import Inbound
from locutorio.pki import TlsFiles

log = logging.getLogger(__name__)

QUEUE_MAX = 10_000
TAKEN_MAX = PAYLOAD_MAX + 1  # enough to know it for too long; what waits must not fill the memory
ECHO_ROOT = "locutorio-hub"  # of the topics on which the hub hears itself
KEEPALIVE_S = 15
DEAD_AFTER_MS = 10_000
ANY = "+"


class Link:
    """One broker, for as long as the hub runs. `broker_url`: mqtt://user:password@host:port; for mqtts://
    `tls` says what the broker is checked against and what it is shown."""

    def __init__(
        self, broker_url: str, shop_id: str, *, clock: Callable[[], int], tls: TlsFiles | None = None
    ) -> None:
        self._url = urlsplit(broker_url)
        self._clock = clock
        self._tls = tls
        # A name of its own each time: two hubs by one name would throw each other out for ever.
        self._name = f"locutorio-hub-{shop_id}-{secrets.token_hex(4)}"
        self._echo_topic = f"{ECHO_ROOT}/{self._name}/alive"
        up = [kind for kind, (direction, _, _) in MESSAGES.items() if direction == UP]
        self._subscriptions = [(_every_version(shop_id, kind), 1) for kind in up] + [(self._echo_topic, 0)]
        self._queue: Queue[Inbound] = Queue(QUEUE_MAX)
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._generation = 0
        self._alive_ms: int | None = None  # when an echo last came back
        self._since_ms = 0  # when this connection was begun

    def start(self) -> None:
        """Begin to connect; it goes on in the background, again and again, until stop()."""
        client = Client(
            CallbackAPIVersion.VERSION2, client_id=self._name, clean_session=True, manual_ack=True
        )
        client.enable_logger(logging.getLogger(f"{__name__}.mqtt"))
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        if self._url.username:
            client.username_pw_set(unquote(self._url.username), unquote(self._url.password or ""))
        if self._tls:
            client.tls_set_context(secured(self._tls))
        client.on_socket_open = _without_delay
        client.reconnect_delay_set(1, 5)
        client.connect_async(
            self._url.hostname or "127.0.0.1", self._url.port or (8883 if self._tls else 1883), KEEPALIVE_S
        )
        self._client = client
        self._since_ms = self._clock()
        client.loop_start()

    def stop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.disconnect()
            client.loop_stop()

    def watch(self) -> None:
        """To be called every second: send an echo to ourselves, and begin anew if none came back."""
        client = self._client
        if client is None:
            return
        now_ms = self._clock()
        if now_ms - max(self._since_ms, self._alive_ms or 0) > DEAD_AFTER_MS:
            log.warning("the broker does not answer; connecting anew")
            self.stop()
            self.start()
        elif client.is_connected():
            client.publish(self._echo_topic, b"", qos=0)

    def alive(self) -> bool:
        """An echo came back lately."""
        return self._alive_ms is not None and self._clock() - self._alive_ms <= DEAD_AFTER_MS

    def take(self, *, most: int, wait_s: float) -> list[Inbound]:
        """What has gathered, at most `most`; nothing if nothing comes in for `wait_s`."""
        taken: list[Inbound] = []
        with suppress(Empty):
            taken.append(self._queue.get(timeout=wait_s))
            while len(taken) < most:
                taken.append(self._queue.get_nowait())
        return taken

    def acknowledge(self, inbound: Inbound) -> None:
        """The message is committed. Silently nothing if it came by an earlier connection."""
        with self._lock:
            client = self._client
            if client is not None and client.is_connected() and inbound.generation == self._generation:
                client.ack(inbound.mid, inbound.qos)

    def publish(self, topic: str, payload: bytes) -> None:
        """Say it once, now or never: whoever needs it said again says it again."""
        client = self._client
        if client is not None and client.is_connected():
            client.publish(topic, payload, qos=0)

    # --- called by the MQTT library's thread: nothing here may raise or wait ------------------------------

    def _on_connect(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _more: object,
    ) -> None:
        if reason.is_failure:
            log.error("the broker refuses us: %s", reason)
            return
        with self._lock:
            self._generation += 1
        client.subscribe(self._subscriptions)
        client.publish(self._echo_topic, b"", qos=0)
        log.info("connected to the broker")

    def _on_disconnect(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _more: object,
    ) -> None:
        with self._lock:
            self._generation += 1
        if reason.is_failure:
            log.warning("the connection to the broker is lost: %s", reason)

    def _on_message(self, client: Client, _data: object, message: MQTTMessage) -> None:
        now_ms = self._clock()
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = ""
        if topic == self._echo_topic:
            self._alive_ms = now_ms
            return
        payload = bytes(message.payload[:TAKEN_MAX])
        inbound = Inbound(topic, payload, now_ms, message.mid, message.qos, self._generation)
        try:
            self._queue.put_nowait(inbound)
        except Full:
            # Acknowledged and forgotten: the booths say again what matters, and a message left hanging
            # would stop the broker from sending the next ones.
            client.ack(message.mid, message.qos)


def secured(files: TlsFiles) -> ssl.SSLContext:
    """The broker's name must be in its certificate, and that by the authority we know."""
    context = ssl.create_default_context(cafile=files.ca)
    if files.certificate:
        context.load_cert_chain(files.certificate, files.key)
    return context


def _without_delay(_client: Client, _data: object, connection: Any) -> None:
    """A click must not wait for the network to gather a full packet."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _every_version(shop_id: str, kind: str) -> str:
    """All booths of the shop, in whatever version of the wire: a foreign version has to be noticed."""
    root, _version, shop, booth, kind = topic_of(shop_id, ANY, kind).split("/")
    return "/".join((root, ANY, shop, booth, kind))
