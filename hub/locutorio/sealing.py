"""The key that signs the shop's receipts, closings and archives, in a folder beside its certificates.

    sealing-1.pem    the private half of each version, for its owner's eyes only; the newest signs

The public halves are in the books. A file is read anew for every signature: one that was lost or exchanged
stops the very next sale. Must not know what it signs.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from locutorio.core.signing import LostSealingKey, SealingKey
from locutorio.pki.files import write_whole


@dataclass(frozen=True, slots=True)
class Sealer:
    folder: Path

    def sign(self, text: str, key: SealingKey) -> str:
        path = self._file(key.version)
        if not path.exists():
            raise LostSealingKey(
                f"{path} is gone, and nothing is sold unsigned: bring it back from a copy of its folder, or "
                "begin a new key with `locutorio sealing-key new`",
                version=key.version,
            )
        private = _read(path)
        if _public_pem(private) != key.public_pem:
            raise LostSealingKey(
                f"{path} is not the key that signed before: bring that one back from a copy of its folder, "
                "or begin a new key with `locutorio sealing-key new`",
                version=key.version,
            )
        return base64.b64encode(private.sign(text.encode())).decode()

    def new_key(self, version: int) -> SealingKey:
        """A key that never came into the books, because the hub died in between, is taken up again."""
        path = self._file(version)
        if not path.exists():
            private = Ed25519PrivateKey.generate()
            write_whole(path, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return SealingKey(version, _public_pem(_read(path)))

    def _file(self, version: int) -> Path:
        return self.folder / f"sealing-{version}.pem"


def is_signed(text: str, signature: str, *, public_pem: str) -> bool:
    """Whether the private half of that key made this signature of `text`."""
    try:
        public = load_pem_public_key(public_pem.encode())
        assert isinstance(public, Ed25519PublicKey)
        assert _pem(public) == public_pem  # other spellings of a key are not what was kept
        public.verify(base64.b64decode(signature, validate=True), text.encode())
    except (ValueError, AssertionError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise LostSealingKey(f"{path} is no key any more: bring it back from a copy of its folder")
    return private


def _public_pem(private: Ed25519PrivateKey) -> str:
    return _pem(private.public_key())


def _pem(public: Ed25519PublicKey) -> str:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
