"""What a certificate is good for, and what not, as TLS itself judges it."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from handshake import Sides
from locutorio.pki import spelling
from locutorio.pki.certificates import (
    VALID_FROM,
    Identity,
    client_identity,
    hosts_of,
    new_authority,
    revocation_list,
    server_identity,
    signed_by,
    vouched_for,
)

# A controller's clock after a reset, by board; it is put right only by the hub.
CLOCKS_START = [datetime(2000, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)]
UNTIL = datetime(2050, 1, 1, tzinfo=UTC)
HOSTS = ["127.0.0.1", "broker.local", "2001:db8::1"]

OURS = new_authority("Locutorio sol 1", UNTIL)
THEIRS = new_authority("Locutorio sol 1", UNTIL)  # by the same name, with another key
BROKER = server_identity(OURS, "broker", hosts=HOSTS, since=VALID_FROM, until=UNTIL)
BOOTH = client_identity(OURS, "booth-1", UNTIL)


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    return Sides(tmp_path)


def shake(sides: Sides, *, client: Identity = BOOTH, server: Identity = BROKER, name: str = HOSTS[0]) -> None:
    trusted = [OURS.certificate]
    sides.agree(client=client, client_trusts=trusted, server=server, server_trusts=trusted, name=name)


@pytest.mark.parametrize("name", HOSTS)
def test_booth_and_broker_believe_each_other(sides: Sides, name: str):
    shake(sides, name=name)


def test_the_same_name_by_another_key_is_not_believed(sides: Sides):
    with pytest.raises(ssl.SSLError):
        shake(sides, client=client_identity(THEIRS, "booth-1", UNTIL))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(sides, server=server_identity(THEIRS, "b", hosts=HOSTS, since=VALID_FROM, until=UNTIL))


def test_a_booth_cannot_be_a_broker_nor_a_broker_a_booth(sides: Sides):
    with pytest.raises(ssl.SSLCertVerificationError, match="purpose"):
        shake(sides, server=BOOTH)
    with pytest.raises(ssl.SSLError):
        shake(sides, client=BROKER)


def test_a_booth_cannot_issue_certificates(sides: Sides):
    made_by_a_booth = client_identity(BOOTH, "booth-2", UNTIL)
    chained = Identity(made_by_a_booth.certificate, made_by_a_booth.key, (BOOTH.certificate,))
    with pytest.raises(ssl.SSLError):
        shake(sides, client=chained)


def test_a_server_is_believed_at_its_own_addresses_only(sides: Sides):
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake(sides, name="127.0.0.2")


@pytest.mark.parametrize("start", CLOCKS_START, ids=str)
def test_what_a_booth_checks_is_valid_when_its_clock_has_not_been_set(start: datetime):
    younger = new_authority("Locutorio sol 2", UNTIL)
    for certificate in (
        OURS.certificate,
        BROKER.certificate,
        BOOTH.certificate,
        vouched_for(younger, OURS),
    ):
        assert certificate.not_valid_before_utc < start < certificate.not_valid_after_utc


def test_nothing_outlives_the_authority_that_signed_it():
    late = UNTIL + timedelta(days=1)
    assert client_identity(OURS, "booth-1", late).certificate.not_valid_after_utc == UNTIL
    longer = new_authority("Locutorio sol 2", late)
    assert vouched_for(longer, OURS).not_valid_after_utc == UNTIL


def test_who_trusts_the_older_authority_trusts_what_the_newer_signs(sides: Sides):
    fresh = new_authority("Locutorio sol 2", UNTIL)
    fresh = Identity(fresh.certificate, fresh.key, (vouched_for(fresh, OURS),))
    broker = server_identity(fresh, "broker", hosts=HOSTS, since=VALID_FROM, until=UNTIL)
    both = [OURS.certificate, fresh.certificate]
    for known in both:
        sides.agree(client=BOOTH, client_trusts=[known], server=broker, server_trusts=both)
    with pytest.raises(ssl.SSLCertVerificationError):
        sides.agree(client=BOOTH, client_trusts=[THEIRS.certificate], server=broker, server_trusts=both)


def test_a_revocation_list_names_serials_and_never_runs_out_before_its_authority():
    moment = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
    listed = revocation_list(OURS, [(BOOTH.certificate.serial_number, moment)])
    assert listed.is_signature_valid(OURS.key.public_key())
    assert [(entry.serial_number, entry.revocation_date_utc) for entry in listed] == [
        (BOOTH.certificate.serial_number, moment)
    ]
    assert listed.last_update_utc == VALID_FROM  # a broker whose clock is wrong refuses nobody for it
    assert listed.next_update_utc == UNTIL


def test_hosts_and_signers_are_read_back():
    assert hosts_of(BROKER.certificate) == set(HOSTS)
    assert hosts_of(BOOTH.certificate) == set()
    assert signed_by(BOOTH.certificate, OURS)
    assert not signed_by(BOOTH.certificate, THEIRS)


def test_an_identity_survives_its_spelling():
    younger = Identity(BROKER.certificate, BROKER.key, (vouched_for(THEIRS, OURS),))
    again = spelling.read_identity(spelling.identity_pem(younger))
    assert (again.certificate, again.chain) == (younger.certificate, younger.chain)
    assert again.key.private_numbers() == younger.key.private_numbers()
