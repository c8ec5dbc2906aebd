"""The authority in its folder: whole at every moment, its owner's alone, and able to hand over to another."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_private_key
from handshake import Sides
from locutorio import pki
from locutorio.pki import Authority, BoothFiles, NoAuthority, spelling
from locutorio.pki.certificates import Identity
from locutorio.pki.files import write_whole
from locutorio.pki.register import NoSuchCertificate, StillInUse

DAY_MS = 86_400_000
YEAR_MS = 365 * DAY_MS
NOW_MS = 1_800_000_000_000
HOSTS = ["127.0.0.1"]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.open_or_create(tmp_path / "certificates", shop_id="sol", now_ms=NOW_MS)


def roles(authority: Authority) -> list[tuple[str, str]]:
    return [(each.role, each.name) for each in pki.issued(authority) if each.newest and not each.revoked]


def identity_of(files: BoothFiles) -> Identity:
    return Identity(x509.load_der_x509_certificate(files.certificate), load_der_private_key(files.key, None))


# --- the folder ------------------------------------------------------------------------------------------


def test_it_is_the_same_when_it_is_opened_again(authority: Authority):
    again = Authority.open_or_create(authority.folder, shop_id="sol", now_ms=NOW_MS + YEAR_MS)
    assert again.newest.certificate == authority.newest.certificate
    assert again.trusted() == authority.trusted() == authority.trusted_file.read_bytes()


def test_where_there_is_none_one_line_says_what_makes_it(tmp_path: Path):
    with pytest.raises(NoAuthority, match="broker-config"):
        Authority.open(tmp_path)


def test_everything_is_its_owners_alone(authority: Authority):
    pki.issue_broker(authority, HOSTS, now_ms=NOW_MS)
    pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)
    assert authority.folder.stat().st_mode & 0o777 == 0o700
    files = [path for path in authority.folder.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_booths_key_is_not_kept(authority: Authority):
    files = pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)
    secret = load_der_private_key(files.key, None).private_numbers().private_value.to_bytes(32, "big")
    for path in filter(Path.is_file, authority.folder.rglob("*")):
        assert secret not in path.read_bytes()
        assert (b"PRIVATE KEY" in path.read_bytes()) == (path.name == "authority-1.pem")


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "file"
    write_whole(path, b"old")
    (tmp_path / ".file.draft").write_bytes(b"ne")  # a power cut came here
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"new")]


# --- what will do and what is made anew ------------------------------------------------------------------


def test_a_certificate_that_will_do_is_left_alone(authority: Authority):
    for issue in (
        lambda at_ms: pki.issue_broker(authority, ["127.0.0.1", "b.local"], now_ms=at_ms),
        lambda at_ms: pki.issue_panel(authority, ["b.local", "127.0.0.1"], now_ms=at_ms),
        lambda at_ms: pki.issue_hub(authority, "hub@sol", now_ms=at_ms),
    ):
        first = issue(NOW_MS).read_bytes()
        assert issue(NOW_MS + 300 * DAY_MS).read_bytes() == first


def test_it_is_made_anew_for_another_address_and_before_its_end(authority: Authority):
    first = pki.issue_panel(authority, HOSTS, now_ms=NOW_MS).read_bytes()
    moved = pki.issue_panel(authority, ["10.0.0.1"], now_ms=NOW_MS).read_bytes()
    assert moved != first
    assert pki.issue_panel(authority, ["10.0.0.1"], now_ms=NOW_MS + 340 * DAY_MS).read_bytes() != moved


def test_a_panels_certificate_is_short_enough_for_browsers(authority: Authority):
    certificate = spelling.read_identity(
        pki.issue_panel(authority, HOSTS, now_ms=NOW_MS).read_bytes()
    ).certificate
    assert (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days <= 398


# --- taking back -----------------------------------------------------------------------------------------


def test_all_certificates_of_a_booth_are_taken_back_at_once(authority: Authority):
    files = [pki.issue_booth(authority, "booth-1", now_ms=NOW_MS + n * DAY_MS) for n in range(2)]
    pki.issue_booth(authority, "booth-2", now_ms=NOW_MS)
    assert pki.revoke_booth(authority, "booth-1", now_ms=NOW_MS) == 2
    listed = x509.load_pem_x509_crl(authority.revocation_lists())
    serials = {identity_of(each).certificate.serial_number for each in files}
    assert {entry.serial_number for entry in listed} == serials
    assert roles(authority) == [("authority", "Locutorio sol 1"), ("booth", "booth-2")]


def test_what_was_taken_back_stays_so(authority: Authority):
    for booth_id in ("booth-1", "booth-2"):
        pki.issue_booth(authority, booth_id, now_ms=NOW_MS)
        pki.revoke_booth(authority, booth_id, now_ms=NOW_MS)
    assert pki.revoke_booth(authority, "booth-1", now_ms=NOW_MS) == 0
    assert len(Authority.open(authority.folder).revoked(1)) == 2


def test_a_booth_without_a_certificate_cannot_lose_it(authority: Authority):
    with pytest.raises(NoSuchCertificate, match="booth-9"):
        pki.revoke_booth(authority, "booth-9", now_ms=NOW_MS)


# --- from one authority to the next ----------------------------------------------------------------------


def test_controllers_are_visited_one_by_one(authority: Authority, tmp_path: Path):
    """At no moment of a change of authority is a booth shut out, whichever it knows."""
    sides = Sides(tmp_path)

    def meets(booth: BoothFiles) -> None:
        broker = spelling.read_identity(pki.issue_broker(authority, HOSTS, now_ms=NOW_MS).read_bytes())
        sides.agree(
            client=identity_of(booth),
            client_trusts=[x509.load_der_x509_certificate(booth.ca)],
            server=broker,
            server_trusts=x509.load_pem_x509_certificates(authority.trusted()),
        )

    early = [pki.issue_booth(authority, booth_id, now_ms=NOW_MS) for booth_id in ("booth-1", "booth-2")]
    meets(early[0])
    authority.renew(now_ms=NOW_MS)
    meets(early[0])
    late = [pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)]
    meets(late[0])
    meets(early[1])
    with pytest.raises(StillInUse, match=r"^booth-2 would"):
        pki.retire(authority, now_ms=NOW_MS)
    late.append(pki.issue_booth(authority, "booth-2", now_ms=NOW_MS))
    pki.retire(authority, now_ms=NOW_MS)
    for booth in late:
        meets(booth)
    for booth in early:
        with pytest.raises(ssl.SSLError):
            meets(booth)


def test_a_third_authority_is_trusted_by_who_knows_the_first(authority: Authority, tmp_path: Path):
    booth = pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)
    authority.renew(now_ms=NOW_MS)
    authority.renew(now_ms=NOW_MS)
    broker = spelling.read_identity(pki.issue_broker(authority, HOSTS, now_ms=NOW_MS).read_bytes())
    Sides(tmp_path).agree(
        client=identity_of(booth),
        client_trusts=[x509.load_der_x509_certificate(booth.ca)],
        server=broker,
        server_trusts=x509.load_pem_x509_certificates(authority.trusted()),
    )


def test_what_the_old_authority_took_back_stays_so_until_it_retires(authority: Authority):
    pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)
    authority.renew(now_ms=NOW_MS)
    pki.revoke_booth(authority, "booth-1", now_ms=NOW_MS)
    assert len(authority.revoked(1)) == 1
    assert authority.revoked(2) == set()
    assert authority.revocation_lists().count(b"BEGIN X509 CRL") == 2
    pki.retire(authority, now_ms=NOW_MS)
    assert authority.revocation_lists().count(b"BEGIN X509 CRL") == 1


def test_a_retired_authority_leaves_no_key_behind(authority: Authority):
    authority.renew(now_ms=NOW_MS)
    pki.retire(authority, now_ms=NOW_MS)
    assert sorted(path.name for path in authority.folder.iterdir()) == ["authority-2.pem", "trusted.crt"]
    assert Authority.open(authority.folder).newest.chain == ()


# --- what runs out ---------------------------------------------------------------------------------------


def expiring(authority: Authority, at_ms: int) -> list[str]:
    return [each.name for each in pki.expiring(authority.folder, at_ms)]


def test_a_month_ahead_one_is_warned(authority: Authority):
    pki.issue_booth(authority, "booth-1", now_ms=NOW_MS)
    assert expiring(authority, NOW_MS + 10 * YEAR_MS - 31 * DAY_MS) == []
    assert expiring(authority, NOW_MS + 10 * YEAR_MS - 29 * DAY_MS) == ["booth-1"]
    assert expiring(authority, NOW_MS + 11 * YEAR_MS) == ["booth-1"]


def test_not_of_what_was_replaced_or_taken_back(authority: Authority):
    for booth_id in ("booth-1", "booth-2"):
        pki.issue_booth(authority, booth_id, now_ms=NOW_MS)
    pki.issue_booth(authority, "booth-1", now_ms=NOW_MS + YEAR_MS)
    pki.revoke_booth(authority, "booth-2", now_ms=NOW_MS)
    assert expiring(authority, NOW_MS + 10 * YEAR_MS) == []


def test_a_new_authority_takes_a_year_of_visits(authority: Authority):
    end_ms = NOW_MS + 25 * YEAR_MS
    assert expiring(authority, end_ms - 366 * DAY_MS) == []
    assert expiring(authority, end_ms - 364 * DAY_MS) == ["Locutorio sol 1"]
    authority.renew(now_ms=end_ms - 364 * DAY_MS)
    assert expiring(authority, end_ms - 364 * DAY_MS) == []


def test_a_shop_without_certificates_is_warned_of_nothing(tmp_path: Path):
    assert pki.expiring(tmp_path / "none", NOW_MS) == []
