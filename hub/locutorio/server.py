"""Serves the panel from this one process, a thread for each request and each open screen; over TLS if it is
given a certificate.

An open screen holds its thread for as long as it is live, so there are many more threads than screens
are allowed (panel.live caps those). A shop that is its own authority has its certificate fetched at
AUTHORITY_PATH. Must not know what the panel shows.
"""

import hashlib
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cheroot.errors import FatalSSLAlert
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

THREADS = 64
EVERYWHERE = ("0.0.0.0", "::")
STOP_S = 3  # a stream ends at once when the panel's live updates close; nothing else takes this long
AUTHORITY_PATH = "/authority.crt"
NOT_HTTP = (
    b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nThis is https://: put that before the address.\n"
)

Wsgi = Callable[..., Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class PanelTls:
    """`authority`: the certificate of the shop's own authority as DER; empty for a given certificate."""

    certificate: Path
    key: Path
    authority: bytes = b""

    @property
    def fingerprint(self) -> str:
        """Of the authority: SHA-256, as browsers show it."""
        return hashlib.sha256(self.authority).digest().hex(":").upper()


class PanelServer:
    """`patience_s`: how long a client may say nothing before it is hung up on."""

    def __init__(
        self, application: Wsgi, *, host: str, port: int, tls: PanelTls | None = None, patience_s: int = 10
    ) -> None:
        self.tls = tls
        if tls and tls.authority:
            application = with_authority(application, tls.authority)
        self._server = Server(
            (host, port), application, numthreads=THREADS, timeout=patience_s, shutdown_timeout=STOP_S
        )
        if tls:
            self._server.ssl_adapter = TlsAdapter(str(tls.certificate), str(tls.key))

    def bind(self) -> str:
        """Open the port (OSError if it is taken) and return the panel's address."""
        self._server.prepare()
        host, port = self._server.bind_addr[:2]
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{own_address() if host in EVERYWHERE else host}:{port}"

    def serve(self) -> None:
        """Answer requests until stop() is called from another thread."""
        self._server.serve()

    def stop(self) -> None:
        self._server.stop()


def own_address() -> str:
    """Of this machine, on the network by which it reaches others. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def with_authority(application: Wsgi, certificate: bytes) -> Wsgi:
    """`application`, and the certificate for screens that do not know the shop yet. It is no secret."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != AUTHORITY_PATH:
            return application(environ, start_response)
        kind, length = (
            ("Content-Type", "application/x-x509-ca-cert"),
            ("Content-Length", str(len(certificate))),
        )
        start_response("200 OK", [kind, length])
        return [certificate]

    return serve


class TlsAdapter(BuiltinSSLAdapter):
    """Shakes hands when a request is first read, in that request's own thread: a client that connects and
    says nothing must not keep the next one from being let in."""

    def __init__(self, certificate: str, key: str) -> None:
        super().__init__(certificate, key)
        self.context.sslsocket_class = TlsSocket

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, dict[str, str]]:
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


class TlsSocket(ssl.SSLSocket):
    """A client that does not trust us, or is gone, is no fault of the program: the connection just ends."""

    def recv_into(self, *args: Any, **options: Any) -> int:
        try:
            return super().recv_into(*args, **options)
        except ssl.SSLError as error:
            if error.reason == "HTTP_REQUEST":
                socket.socket.send(self, NOT_HTTP)
            raise FatalSSLAlert(*error.args) from error

    def send(self, *args: Any, **options: Any) -> int:
        try:
            return super().send(*args, **options)
        except ssl.SSLError as error:
            raise FatalSSLAlert(*error.args) from error
