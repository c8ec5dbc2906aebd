"""The shop's authority in its folder, in as many generations as are trusted at a time.

    authority-1.pem    key and certificate of a generation; the newest one signs
    trusted.crt        the certificates of all of them: what hub and broker check others against
    revoked-1.crl      what a generation took back

A new generation comes with a certificate by the one before, which the servers show as well: a booth that
has only heard of the old one goes on trusting them, so controllers can be visited one by one. Must not
know who it signs for.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Self

from cryptography import x509

from locutorio.core.errors import ShopError
from locutorio.pki import certificates as made
from locutorio.pki import spelling
from locutorio.pki.certificates import Identity, moment
from locutorio.pki.files import write_whole

AUTHORITY_LIVES = timedelta(days=25 * 365)


class NoAuthority(ShopError):
    code = "no_authority"


class Authority:
    """Changed by one command at a time; the running hub only signs with it."""

    def __init__(self, folder: Path, generations: Mapping[int, Identity]) -> None:
        self.folder = folder
        self.generations = dict(sorted(generations.items()))

    @classmethod
    def open(cls, folder: Path) -> Self:
        generations = {
            int(path.stem.removeprefix("authority-")): spelling.read_identity(path.read_bytes())
            for path in folder.glob("authority-*.pem")
        }
        if not generations:
            raise NoAuthority(f"{folder} holds no certificates; `locutorio broker-config` makes them")
        return cls(folder, generations)

    @classmethod
    def open_or_create(cls, folder: Path, *, shop_id: str, now_ms: int) -> Self:
        try:
            return cls.open(folder)
        except NoAuthority:
            authority = cls(folder, {})
            authority._begin(1, f"Locutorio {shop_id}", now_ms)
            return authority

    @property
    def newest(self) -> Identity:
        return self.generations[max(self.generations)]

    def newest_der(self) -> bytes:
        """What a screen or a booth needs to know."""
        return spelling.der(self.newest.certificate)

    @property
    def trusted_file(self) -> Path:
        return self.folder / "trusted.crt"

    def trusted(self) -> bytes:
        return spelling.pem(*(identity.certificate for identity in self.generations.values()))

    def renew(self, *, now_ms: int) -> None:
        """Begin a new generation, vouched for by the present one."""
        self._begin(max(self.generations) + 1, self.newest.name.rpartition(" ")[0], now_ms)

    def forget_older(self) -> None:
        """Trust only the newest generation; the keys of the others are deleted."""
        newest = max(self.generations)
        older = [number for number in self.generations if number != newest]
        identity = self.newest
        self.generations = {newest: Identity(identity.certificate, identity.key)}
        self._write(newest)
        for number in older:
            self._file(number).unlink()
            self._revoked_file(number).unlink(missing_ok=True)

    # --- what was taken back -----------------------------------------------------------------------------

    def revoked(self, number: int) -> set[int]:
        """Serial numbers that this generation took back."""
        return {entry.serial_number for entry in self._revocation_list(number)}

    def revoke(self, number: int, serials: Iterable[int], *, now_ms: int) -> None:
        before = [(entry.serial_number, entry.revocation_date_utc) for entry in self._revocation_list(number)]
        now = [(serial, moment(now_ms)) for serial in serials]
        taken_back = made.revocation_list(self.generations[number], before + now)
        write_whole(self._revoked_file(number), spelling.pem(taken_back))

    def revocation_lists(self) -> bytes:
        """Of all generations, also of those that took nothing back: who checks one needs each."""
        return spelling.pem(*(self._revocation_list(number) for number in self.generations))

    def _revocation_list(self, number: int) -> x509.CertificateRevocationList:
        path = self._revoked_file(number)
        if path.exists():
            return x509.load_pem_x509_crl(path.read_bytes())
        return made.revocation_list(self.generations[number], [])

    # --- files -------------------------------------------------------------------------------------------

    def _begin(self, number: int, name: str, now_ms: int) -> None:
        fresh = made.new_authority(f"{name} {number}", moment(now_ms) + AUTHORITY_LIVES)
        if self.generations:
            older = self.newest
            fresh = Identity(fresh.certificate, fresh.key, (made.vouched_for(fresh, older), *older.chain))
        self.generations[number] = fresh
        self._write(number)

    def _write(self, number: int) -> None:
        write_whole(self._file(number), spelling.identity_pem(self.generations[number]))
        write_whole(self.trusted_file, self.trusted())

    def _file(self, number: int) -> Path:
        return self.folder / f"authority-{number}.pem"

    def _revoked_file(self, number: int) -> Path:
        return self.folder / f"revoked-{number}.crl"
