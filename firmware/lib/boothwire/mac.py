"""The signature on every message: HMAC-SHA256 (RFC 2104) over topic and body, as 64 hex digits.

The topic is signed with the body, so a message cannot be carried over to another booth or kind.
hmac is not in MicroPython's library, hence these few lines; the tests hold them against CPython's.
"""

import binascii
import hashlib

SIGNATURE_LENGTH = 64
BLOCK = 64


def sign(key, name, body):
    """The signature (str) of `body` (bytes) on topic `name` with `key` (bytes)."""
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    key = key + bytes(BLOCK - len(key))
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
    inner.update(name.encode())
    inner.update(b"\n")
    inner.update(body)
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
    outer.update(inner.digest())
    return str(binascii.hexlify(outer.digest()), "ascii")


def verify(key, name, body, signature):
    """True if `signature` (bytes) fits. Every byte is compared, so timing tells nothing."""
    wanted = sign(key, name, body).encode()
    if len(signature) != len(wanted):
        return False
    difference = 0
    for left, right in zip(wanted, signature):
        difference |= left ^ right
    return difference == 0
