"""What the authority has issued, what of it runs out, and what was taken back. Knows no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from cryptography import x509

from locutorio.core.errors import ShopError
from locutorio.pki import certificates as made
from locutorio.pki import spelling
from locutorio.pki.authority import Authority, NoAuthority
from locutorio.pki.certificates import moment

# A new authority means a visit to every controller: that needs a year's notice, not a month's.
AUTHORITY_NOTICE_DAYS = 365


class NoSuchCertificate(ShopError):
    code = "no_such_certificate"


class StillInUse(ShopError):
    code = "authority_in_use"


@dataclass(frozen=True, slots=True)
class Issued:
    """`role`: authority, broker, hub, panel or booth. `newest`: nothing later stands in its place."""

    role: str
    name: str
    certificate: x509.Certificate
    generation: int
    revoked: bool
    newest: bool

    @property
    def until_ms(self) -> int:
        return int(self.certificate.not_valid_after_utc.timestamp() * 1000)


def issued(authority: Authority) -> list[Issued]:
    """Everything by an authority that is still trusted."""
    found = [*_authorities(authority), *_kept(authority), *_booths(authority)]
    last = {_place(each): each.certificate for each in sorted(found, key=_age)}
    return [replace(each, newest=last[_place(each)] is each.certificate) for each in found]


def expiring(folder: Path, now_ms: int, days: int = 30) -> list[Issued]:
    """What runs out within so many days and has not been replaced; none where there are no certificates."""
    try:
        authority = Authority.open(folder)
    except NoAuthority:
        return []
    return [
        each
        for each in issued(authority)
        if each.newest and not each.revoked
        and each.certificate.not_valid_after_utc
        < moment(now_ms) + timedelta(days=AUTHORITY_NOTICE_DAYS if each.role == "authority" else days)
    ]  # fmt: skip


def revoke_booth(authority: Authority, booth_id: str, *, now_ms: int) -> int:
    """Take back every certificate of the booth; how many that were."""
    theirs = [each for each in _booths(authority) if each.name == booth_id]
    if not theirs:
        raise NoSuchCertificate(f"{booth_id} has no certificate; `locutorio certificates` lists them")
    for number in authority.generations:
        serials = [
            each.certificate.serial_number
            for each in theirs
            if each.generation == number and not each.revoked
        ]
        authority.revoke(number, serials, now_ms=now_ms)
    return sum(not each.revoked for each in theirs)


def retire(authority: Authority, *, now_ms: int) -> None:
    """Trust only the newest authority; StillInUse names the booths that have nothing by it."""
    last = max(authority.generations)
    lacking = [
        each.name
        for each in issued(authority)
        if each.role == "booth" and each.newest and not each.revoked
        and each.generation != last and each.until_ms > now_ms
    ]  # fmt: skip
    if lacking:
        raise StillInUse(
            f"{', '.join(lacking)} would be shut out: `locutorio booth certificate` for each, its files onto "
            "its controller, and then retire the old authority"
        )
    authority.forget_older()


def _authorities(authority: Authority) -> Iterator[Issued]:
    for number, identity in authority.generations.items():
        yield Issued("authority", identity.name, identity.certificate, number, False, False)


def _kept(authority: Authority) -> Iterator[Issued]:
    for role in ("broker", "hub", "panel"):
        path = authority.folder / f"{role}.pem"
        if path.exists():
            yield from _by_trusted(authority, role, spelling.read_identity(path.read_bytes()).certificate)


def _booths(authority: Authority) -> Iterator[Issued]:
    for path in sorted((authority.folder / "issued").glob("*.crt")):
        yield from _by_trusted(authority, "booth", x509.load_pem_x509_certificate(path.read_bytes()))


def _by_trusted(authority: Authority, role: str, certificate: x509.Certificate) -> Iterator[Issued]:
    for number, identity in authority.generations.items():
        if made.signed_by(certificate, identity):
            revoked = certificate.serial_number in authority.revoked(number)
            yield Issued(role, made.common_name(certificate.subject), certificate, number, revoked, False)


def _place(each: Issued) -> tuple[str, str]:
    """Where there can be one at a time."""
    return each.role, each.name if each.role == "booth" else ""


def _age(each: Issued) -> tuple[bool, int, int]:
    """What was taken back stands in nothing's place."""
    return not each.revoked, each.generation, each.until_ms
