"""Certificates and keys as bytes: PEM for programs on this machine, DER for controllers."""

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from locutorio.pki.certificates import Identity


def pem(*certificates: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def key_der(identity: Identity) -> bytes:
    return _key_bytes(identity, serialization.Encoding.DER)


def identity_pem(identity: Identity) -> bytes:
    """Key, certificate and chain in one text, so that one file is written whole or not at all."""
    key = _key_bytes(identity, serialization.Encoding.PEM)
    return key + pem(identity.certificate, *identity.chain)


def read_identity(text: bytes) -> Identity:
    key = serialization.load_pem_private_key(text, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("a key of another kind")
    certificate, *chain = x509.load_pem_x509_certificates(text)
    return Identity(certificate, key, tuple(chain))


def _key_bytes(identity: Identity, encoding: serialization.Encoding) -> bytes:
    return identity.key.private_bytes(
        encoding, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
