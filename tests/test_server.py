"""The panel's server: over TLS for whoever trusts the shop's authority, and held up by nobody."""

import hashlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from locutorio import pki
from locutorio.clock import now_ms
from locutorio.pki import Authority
from locutorio.server import AUTHORITY_PATH, PanelServer, PanelTls, own_address
from locutorio.settings import Settings, check_settings
from locutorio.tls import CertificateMissing, broker_tls, panel_tls
from secure_shop import SHOP

HOURS_S = 7200  # longer than any test


def application(environ: dict, start_response: Callable) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['wsgi.url_scheme']} {environ['PATH_INFO']}".encode()]


@contextmanager
def served(tls: PanelTls | None, *, patience_s: int = 10) -> Iterator[str]:
    server = PanelServer(application, host="127.0.0.1", port=0, tls=tls, patience_s=patience_s)
    address = server.bind()
    serving = threading.Thread(target=server.serve)
    serving.start()
    try:
        yield address
    finally:
        server.stop()
        serving.join()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.open_or_create(tmp_path / "certificates", shop_id="sol", now_ms=now_ms())


@pytest.fixture
def own(authority: Authority) -> PanelTls:
    path = pki.issue_panel(authority, ["127.0.0.1"], now_ms=now_ms())
    return PanelTls(path, path, authority.newest_der())


def get(address: str, path: str = "/", *, trusted: bytes | None = None) -> bytes:
    parts = urlsplit(address)
    if parts.scheme == "https":
        context = ssl.create_default_context(cadata=trusted)
        connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=context)
    else:
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
    with closing(connection):
        connection.request("GET", path)
        return connection.getresponse().read()


def shop(tmp_path: Path, **panel: object) -> Settings:
    return check_settings({"shop": SHOP, "panel": panel}, folder=tmp_path)


# --- serving ---------------------------------------------------------------------------------------------


def test_without_a_certificate_it_is_plain_http():
    with served(None) as address:
        assert address.startswith("http://")
        assert get(address, "/board") == b"http /board"


def test_who_trusts_the_authority_is_served(own: PanelTls):
    with served(own) as address:
        assert get(address, "/board", trusted=own.authority) == b"https /board"


def test_who_does_not_is_warned_and_the_server_goes_on(own: PanelTls):
    with served(own) as address:
        with pytest.raises(ssl.SSLCertVerificationError):
            get(address)
        assert get(address, trusted=own.authority) == b"https /"


def test_a_screen_fetches_the_authority_and_compares_its_fingerprint(own: PanelTls):
    with served(own) as address:
        blind = ssl.create_default_context()
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        parts = urlsplit(address)
        with closing(http.client.HTTPSConnection(parts.hostname, parts.port, context=blind)) as connection:
            connection.request("GET", AUTHORITY_PATH)
            fetched = connection.getresponse().read()
        assert hashlib.sha256(fetched).hexdigest().upper() == own.fingerprint.replace(":", "")
        assert get(address, trusted=fetched) == b"https /"


def test_with_a_given_certificate_there_is_no_authority_to_fetch(own: PanelTls):
    with served(PanelTls(own.certificate, own.key)) as address:
        assert get(address, AUTHORITY_PATH, trusted=own.authority) == b"https " + AUTHORITY_PATH.encode()


def test_plain_http_is_told_to_come_by_https(own: PanelTls):
    with served(own) as address:
        assert b"https" in get(address.replace("https", "http"))


def test_old_tls_is_not_spoken(own: PanelTls):
    with served(own) as address, socket.create_connection(("127.0.0.1", urlsplit(address).port)) as raw:
        old = ssl.create_default_context(cadata=own.authority)
        old.set_ciphers("DEFAULT@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(ssl.SSLError):
            old.wrap_socket(raw, server_hostname="127.0.0.1")


def test_a_client_that_says_nothing_holds_nobody_up(own: PanelTls):
    """The server would listen to it for hours; this test would not last so long."""
    with served(own, patience_s=HOURS_S) as address:
        port = urlsplit(address).port
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        assert get(address, trusted=own.authority) == b"https /"
        for client in silent:
            client.close()


def test_a_panel_for_every_network_says_the_address_screens_reach_it_by():
    server = PanelServer(application, host="0.0.0.0", port=0)
    address = server.bind()
    server.stop()
    assert urlsplit(address).hostname == own_address() != "0.0.0.0"


# --- which certificate -----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_panel_for_this_machine_only_needs_none(tmp_path: Path, host: str):
    assert panel_tls(shop(tmp_path, host=host), now_ms=now_ms()) is None
    assert not (tmp_path / "certificates").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7"])
def test_a_panel_on_the_network_has_the_shops_own(tmp_path: Path, host: str):
    tls = panel_tls(shop(tmp_path, host=host, names=["till.example"]), now_ms=now_ms())
    assert tls
    with served(tls) as address:
        assert get(address, trusted=tls.authority) == b"https /"
    certificate = pki.spelling.read_identity(tls.certificate.read_bytes()).certificate
    names = pki.certificates.hosts_of(certificate)
    assert {"localhost", "till.example", own_address() if host == "0.0.0.0" else host} <= names
    assert "0.0.0.0" not in names


def test_it_can_be_told_otherwise(tmp_path: Path):
    assert panel_tls(shop(tmp_path, host="0.0.0.0", tls="off"), now_ms=now_ms()) is None
    assert panel_tls(shop(tmp_path, tls="own"), now_ms=now_ms())


def test_a_given_certificate_is_taken_and_a_missing_one_named(tmp_path: Path, own: PanelTls):
    paths = {"cert": str(own.certificate), "key": str(own.key)}
    tls = panel_tls(shop(tmp_path, tls="given", **paths), now_ms=now_ms())
    assert tls == PanelTls(own.certificate, own.key)
    with pytest.raises(CertificateMissing, match=r"panel\.key"):
        panel_tls(shop(tmp_path, tls="given", cert=paths["cert"]), now_ms=now_ms())
    with pytest.raises(CertificateMissing, match=r"gone\.pem"):
        panel_tls(shop(tmp_path, tls="given", **paths | {"key": "gone.pem"}), now_ms=now_ms())


def broker(tmp_path: Path, url: str, **more: str) -> Settings:
    return check_settings({"shop": SHOP, "broker": {"url": url, **more}}, folder=tmp_path)


def test_a_broker_without_tls_is_shown_nothing(tmp_path: Path):
    assert broker_tls(broker(tmp_path, "mqtt://127.0.0.1")) is None


def test_for_one_with_tls_the_way_to_certificates_is_said(tmp_path: Path):
    settings = broker(tmp_path, "mqtts://127.0.0.1")
    with pytest.raises(pki.NoAuthority, match="broker-config"):
        broker_tls(settings)
    Authority.open_or_create(settings["certificates.folder"], shop_id="sol", now_ms=now_ms())
    with pytest.raises(CertificateMissing, match=r"hub\.pem"):
        broker_tls(settings)


def test_somebody_elses_broker_is_checked_against_what_is_given(tmp_path: Path, own: PanelTls):
    files = broker_tls(broker(tmp_path, "mqtts://broker.example", ca=str(own.certificate)))
    assert files
    assert (files.ca, files.certificate, files.key) == (own.certificate, None, None)
