"""Mosquitto with two doors: a plain one for tests, and one by mutual TLS for controllers."""

from pathlib import Path

from brokers import MOSQUITTO, Mosquitto, free_port
from locutorio.pki import Authority, issue_booth, issue_broker

NOW_MS = 1_800_000_000_000


class SecureMosquitto(Mosquitto):
    """`host` is where its certificate says it is."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        super().__init__(folder)
        self.tls_port = free_port()
        self.authority = Authority.open_or_create(folder / "pki", shop_id="sol", now_ms=NOW_MS)
        self.host = host

    def command(self) -> list[str]:
        pki = self.authority.folder
        issue_broker(self.authority, [self.host], now_ms=NOW_MS)
        config = self.folder / "mosquitto.conf"
        config.write_text(
            "per_listener_settings true\n"
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\n"
            f"listener {self.tls_port} 127.0.0.1\nrequire_certificate true\nuse_identity_as_username true\n"
            f"cafile {pki}/trusted.crt\ncertfile {pki}/broker.pem\nkeyfile {pki}/broker.pem\n"
            "user root\n"  # for a tester who is root: else it could not read those files
        )
        return [MOSQUITTO, "-c", str(config)]


def equip(folder: Path, authority: Authority, booth: str = "booth-1") -> Path:
    """A controller's folder with its three files."""
    files = issue_booth(authority, booth, now_ms=NOW_MS)
    folder.mkdir(exist_ok=True)
    for name, data in (("ca", files.ca), ("cert", files.certificate), ("key", files.key)):
        (folder / f"{name}.der").write_bytes(data)
    return folder
