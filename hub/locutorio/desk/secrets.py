"""Passwords and PINs: which are worth having, and how they are kept: as argon2id hashes only.

Hashing takes its time on purpose, so it happens outside of any transaction. Must not know whose they are.
"""

import hashlib
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from locutorio.core.pin import LENGTHS, is_guessable, is_pin
from locutorio.desk.errors import BadPin, WeakPassword, WeakPin

PASSWORD_MIN = 8

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    if len(password) < PASSWORD_MIN:
        raise WeakPassword(f"a password has at least {PASSWORD_MIN} characters", at_least=PASSWORD_MIN)
    return _hasher.hash(password)


def hash_pin(pin: str) -> str:
    if not is_pin(pin):
        least, most = LENGTHS[0], LENGTHS[-1]
        raise BadPin(f"a PIN has {least} to {most} digits", at_least=least, at_most=most)
    if is_guessable(pin):
        raise WeakPin("that PIN is one of the first that anybody would try; take another")
    return _hasher.hash(pin)


def fits(secret: str, kept: str | None) -> bool:
    """True if `kept` was made of `secret`; no hash to compare with takes as long as a wrong one."""
    try:
        return _hasher.verify(kept or _nobodys(), secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def stamp(password_hash: str) -> str:
    """What becomes another when the password does, and tells nothing of it."""
    return hashlib.sha256(password_hash.encode()).hexdigest()[:16]


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody")
