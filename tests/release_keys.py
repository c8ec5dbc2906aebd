"""Two pairs of keys for releases, for tests alone: making one takes longer than any test of it."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key


def _read(name: str) -> rsa.RSAPrivateKey:
    pem = (Path(__file__).parent / "keys" / name).read_bytes()
    key = load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


OURS, ANOTHERS = _read("ours.pem"), _read("another.pem")
