"""What the shop's certificates are made of: X.509, P-256, SHA-256.

Booths check dates against a clock that starts in the past at each boot and is put right only after they
have connected. So whatever a booth checks is valid from before that clock's first moment: VALID_FROM. Only
a browser, whose clock is right, is shown a certificate that begins today, because browsers refuse long
ones (decision 0021). Knows no files.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID_FROM = datetime(1999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate, the key it speaks for, and what proves it to those who only know an older authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        return common_name(self.certificate.subject)


def moment(unix_ms: int) -> datetime:
    return datetime.fromtimestamp(unix_ms // 1000, UTC)


def common_name(name: x509.Name) -> str:
    return str(name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def new_authority(name: str, until: datetime) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    return Identity(_authority_certificate(name, key.public_key(), until, name, key), key)


def vouched_for(authority: Identity, older: Identity) -> x509.Certificate:
    """`authority` as signed by an `older` one: who trusts the older trusts both."""
    until = older.certificate.not_valid_after_utc
    return _authority_certificate(authority.name, authority.key.public_key(), until, older.name, older.key)


def server_identity(
    authority: Identity, name: str, *, hosts: Iterable[str], since: datetime, until: datetime
) -> Identity:
    """For who is connected to: `hosts` are the names and addresses it is reached by."""
    alternatives = x509.SubjectAlternativeName([general_name(host) for host in hosts])
    use = [x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), alternatives]
    return _identity(authority, name, since=since, until=until, use=use)


def client_identity(authority: Identity, name: str, until: datetime) -> Identity:
    """For who connects; the broker takes `name` for its user name."""
    use = [x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])]
    return _identity(authority, name, since=VALID_FROM, until=until, use=use)


def general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def hosts_of(certificate: x509.Certificate) -> set[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    return {*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))}


def signed_by(certificate: x509.Certificate, authority: Identity) -> bool:
    try:
        certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, InvalidSignature):
        return False
    return True


def revocation_list(
    authority: Identity, revoked: Iterable[tuple[int, datetime]]
) -> x509.CertificateRevocationList:
    """By serial number and moment. It is handed over as a file and holds until the next one, so its dates
    say nothing: a broker whose clock is wrong must not refuse everybody."""
    builder = x509.CertificateRevocationListBuilder(
        authority.certificate.subject, VALID_FROM, authority.certificate.not_valid_after_utc
    )
    for serial, moment in revoked:
        entry = x509.RevokedCertificateBuilder(serial, moment).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(authority.key, hashes.SHA256())


def _identity(
    authority: Identity, name: str, *, since: datetime, until: datetime, use: Iterable[x509.ExtensionType]
) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    until = min(until, authority.certificate.not_valid_after_utc)
    builder = (
        _begin(name, authority.name, key.public_key(), since, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(digital_signature=True), critical=True)
        .add_extension(_signer(authority.key), critical=False)
    )
    for extension in use:
        builder = builder.add_extension(extension, critical=False)
    return Identity(builder.sign(authority.key, hashes.SHA256()), key, authority.chain)


def _authority_certificate(
    name: str,
    key: ec.EllipticCurvePublicKey,
    until: datetime,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    return (
        _begin(name, issuer, key, VALID_FROM, until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_key_usage(signs_others=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(_signer(issuer_key), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _begin(
    name: str, issuer: str, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(_called(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _signer(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _key_usage(*, digital_signature: bool = False, signs_others: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )
