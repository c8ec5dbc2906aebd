"""Certificates for broker, hub, panel and booths: one that will do is left as it is, another is made anew.

    broker.pem hub.pem panel.pem    key, certificate, and what vouches for its authority
    issued/                         the certificate of each booth; its key is on its controller alone

Must not know what the certificates are then used for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from locutorio.pki import certificates as made
from locutorio.pki import spelling
from locutorio.pki.authority import Authority
from locutorio.pki.certificates import VALID_FROM, Identity, moment
from locutorio.pki.files import write_whole

LIVES = timedelta(days=10 * 365)  # as long as a controller may well do
RENEWED = timedelta(days=365)  # before its end
PANEL_LIVES = timedelta(days=397)  # browsers refuse what is valid for longer
PANEL_RENEWED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """What a program needs to speak TLS: whom it trusts and who it is. All PEM; no key: it is with the
    certificate."""

    ca: Path
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class BoothFiles:
    """What goes onto a controller, each as DER."""

    ca: bytes
    certificate: bytes
    key: bytes


def issue_broker(authority: Authority, hosts: Collection[str], *, now_ms: int) -> Path:
    """The file of the broker's certificate; `hosts` are the names and addresses booths reach it by."""
    path, now = authority.folder / "broker.pem", moment(now_ms)
    if not will_do(authority, path, now + RENEWED, hosts):
        until = now + LIVES
        keep(
            path, made.server_identity(authority.newest, "broker", hosts=hosts, since=VALID_FROM, until=until)
        )
    return path


def issue_panel(authority: Authority, hosts: Collection[str], *, now_ms: int) -> Path:
    """The file of the panel's certificate; `hosts` are the names and addresses screens reach it by."""
    path, now = authority.folder / "panel.pem", moment(now_ms)
    if not will_do(authority, path, now + PANEL_RENEWED, hosts):
        yesterday = now - timedelta(days=1)  # a screen's clock may be behind
        until = now + PANEL_LIVES
        keep(path, made.server_identity(authority.newest, "panel", hosts=hosts, since=yesterday, until=until))
    return path


def issue_hub(authority: Authority, name: str, *, now_ms: int) -> Path:
    """The file of the certificate the hub shows the broker; `name` is its user name there."""
    path, now = authority.folder / "hub.pem", moment(now_ms)
    if not will_do(authority, path, now + RENEWED):
        keep(path, made.client_identity(authority.newest, name, now + LIVES))
    return path


def issue_booth(authority: Authority, booth_id: str, *, now_ms: int) -> BoothFiles:
    """A new certificate, whatever the booth had before. Its key is returned, not kept."""
    identity = made.client_identity(authority.newest, booth_id, moment(now_ms) + LIVES)
    certificate = identity.certificate
    path = authority.folder / "issued" / f"{booth_id}.{certificate.serial_number:x}.crt"
    write_whole(path, spelling.pem(certificate))
    return BoothFiles(authority.newest_der(), spelling.der(certificate), spelling.key_der(identity))


def will_do(authority: Authority, path: Path, until: datetime, hosts: Collection[str] = ()) -> bool:
    """There is a certificate, by the newest authority, for these hosts, and it lasts."""
    if not path.exists():
        return False
    certificate = spelling.read_identity(path.read_bytes()).certificate
    return (
        made.signed_by(certificate, authority.newest)
        and made.hosts_of(certificate) == set(hosts)
        and certificate.not_valid_after_utc > until
    )


def keep(path: Path, identity: Identity) -> None:
    write_whole(path, spelling.identity_pem(identity))
