"""Signatures over seals: what the desk needs of a key. Must not know where it lies or what it is made of."""

from dataclasses import dataclass
from typing import Protocol

from locutorio.core.errors import ShopError


class LostSealingKey(ShopError):
    code = "lost_sealing_key"


@dataclass(frozen=True, slots=True)
class SealingKey:
    """What the books know of a key: `public_pem` checks what its `version` signed. Versions count from 1."""

    version: int
    public_pem: str


class Signer(Protocol):
    def sign(self, text: str, key: SealingKey) -> str:
        """The signature of `text` as base64; LostSealingKey if the private half of `key` is not there."""
        ...

    def new_key(self, version: int) -> SealingKey:
        """Make and keep a key, or return the one that was made but never came into the books."""
        ...
