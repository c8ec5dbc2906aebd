"""Two ends of TLS in memory: whether each believes the other, without a network."""

import ssl
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from locutorio.pki import spelling
from locutorio.pki.certificates import Identity


class Sides:
    """`folder` is where identities go on their way into TLS, which reads them from files only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def context(
        self, side: int, identity: Identity | None, trusted: Iterable[x509.Certificate]
    ) -> ssl.SSLContext:
        context = ssl.SSLContext(side)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=spelling.pem(*trusted).decode())
        if identity:
            path = self._folder / f"{identity.certificate.serial_number}.pem"
            path.write_bytes(spelling.identity_pem(identity))
            context.load_cert_chain(path)
        return context

    def agree(
        self,
        *,
        client: Identity | None,
        client_trusts: Iterable[x509.Certificate],
        server: Identity,
        server_trusts: Iterable[x509.Certificate],
        name: str = "127.0.0.1",
    ) -> None:
        """Shake hands; an ssl.SSLError says who did not believe whom."""
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        ours = self.context(ssl.PROTOCOL_TLS_CLIENT, client, client_trusts)
        theirs = self.context(ssl.PROTOCOL_TLS_SERVER, server, server_trusts)
        ends = [
            ours.wrap_bio(to_client, to_server, server_hostname=name),
            theirs.wrap_bio(to_server, to_client, server_side=True),
        ]
        while ends:
            for end in tuple(ends):
                try:
                    end.do_handshake()
                    ends.remove(end)
                except ssl.SSLWantReadError:
                    pass
