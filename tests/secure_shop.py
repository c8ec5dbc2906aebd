"""A shop whose broker is reached by certificate only: the folder `locutorio broker-config` writes, the real
mosquitto on it, and clients that come with what certificate a test gives them."""

import os
import ssl
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from brokers import MOSQUITTO, Broker
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_private_key
from locutorio import pki
from locutorio.broker_config import write_broker_folder
from locutorio.pki import Authority, BoothFiles, spelling
from locutorio.pki.certificates import Identity
from locutorio.settings import Settings, check_settings
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from waiting import wait_for

NOW_MS = 1_800_000_000_000  # certificates are dated from here; the machine's own clock checks them
SHOP = {"id": "sol", "name": "Sol", "country": "ES", "timezone": "Europe/Madrid", "currency": "EUR"}


class SecureMosquitto(Broker):
    """`folder` holds everything: `certificates` is the hub's, `broker` the broker's."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.settings: Settings = check_settings(
            {"shop": SHOP, "broker": {"url": f"mqtts://127.0.0.1:{self.port}"}}, folder=folder
        )
        self.write()

    def write(self) -> None:
        self.authority: Authority = write_broker_folder(self.settings, self.folder / "broker", now_ms=NOW_MS)

    def command(self) -> list[str]:
        """As it was written; only that root, if root runs the tests, reads what it wrote itself."""
        written = self.folder / "broker/mosquitto.conf"
        config = self.folder / "mosquitto.conf"
        config.write_text(written.read_text() + ("user root\n" if os.getuid() == 0 else ""))
        return [MOSQUITTO, "-c", str(config)]

    def show(self, identity: Identity) -> None:
        """Start it again with another certificate than its own."""
        self.kill()
        (self.folder / "broker/broker.pem").write_bytes(spelling.identity_pem(identity))
        self.start()

    def booth(self, booth_id: str) -> Identity:
        """A certificate for a booth of this shop, as its controller has it."""
        return identity_of(pki.issue_booth(self.authority, booth_id, now_ms=NOW_MS))

    def hub(self) -> Identity:
        return spelling.read_identity((self.folder / "certificates/hub.pem").read_bytes())

    def trusted(self) -> str:
        return self.authority.trusted().decode()


def identity_of(files: BoothFiles) -> Identity:
    return Identity(x509.load_der_x509_certificate(files.certificate), load_der_private_key(files.key, None))


class Refused(Exception):
    """The broker let nobody in."""


class Guest:
    """Somebody who tries to come in: with a certificate, or without, and by any name. Once in, it stays in
    until the `with` ends, or it is thrown out."""

    def __init__(
        self, broker: SecureMosquitto, identity: Identity | None, *, calls_itself: str = "me"
    ) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.thrown_out = False
        self._let_in: bool | None = None
        self._port = broker.port
        client = Client(CallbackAPIVersion.VERSION2, client_id=calls_itself, reconnect_on_failure=False)
        client.tls_set_context(shown(broker.trusted(), identity))
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        self._client = client

    def __enter__(self) -> Self:
        with suppress(OSError):
            self._client.connect("127.0.0.1", self._port)
            self._client.loop_start()
            wait_for(lambda: self._let_in is not None)
        if not self._let_in:
            self._client.loop_stop()
            raise Refused
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def hear(self, topic: str) -> None:
        granted = threading.Event()
        self._client.on_subscribe = lambda *_: granted.set()
        self._client.subscribe(topic, qos=1)
        wait_for(granted.is_set)

    def say(self, topic: str, payload: bytes = b"x", *, retain: bool = False) -> None:
        self._client.publish(topic, payload, qos=1, retain=retain)

    def _on_connect(self, _client: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        self._let_in = not reason.is_failure

    def _on_disconnect(self, *_: Any) -> None:
        """Before it was let in: with TLS 1.3 a client learns only after its own part that it is not."""
        self.thrown_out = bool(self._let_in)
        self._let_in = False

    def _on_message(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self.heard.append((message.topic, message.payload))


def shown(trusted: str, identity: Identity | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cadata=trusted)
    if identity:
        with tempfile.NamedTemporaryFile() as file:
            file.write(spelling.identity_pem(identity))
            file.flush()
            context.load_cert_chain(file.name)
    return context
