"""Which certificates the hub shows and trusts, by its settings: to the broker, and to the panel's screens.

A panel that only this machine can reach speaks plain http: nothing is gained by a warning in its browser.
Any other speaks https, with a certificate by the shop's own authority unless one is given.
"""

import socket
from contextlib import suppress
from ipaddress import ip_address

from locutorio import pki
from locutorio.core.errors import ShopError
from locutorio.pki import Authority, TlsFiles
from locutorio.server import EVERYWHERE, PanelTls, own_address
from locutorio.settings import Settings


class CertificateMissing(ShopError):
    code = "certificate_missing"


def broker_tls(settings: Settings) -> TlsFiles | None:
    if not settings["broker.url"].startswith("mqtts://"):
        return None
    if settings["broker.ca"]:
        files = TlsFiles(settings["broker.ca"], settings["broker.cert"], settings["broker.key"])
    else:
        folder = Authority.open(settings["certificates.folder"]).folder
        files = TlsFiles(folder / "trusted.crt", folder / "hub.pem")
    for path in filter(None, (files.ca, files.certificate, files.key)):
        if not path.is_file():
            raise CertificateMissing(
                f"{path} is missing; `locutorio broker-config` makes the shop's own certificates"
            )
    return files


def panel_tls(settings: Settings, *, now_ms: int) -> PanelTls | None:
    wish = settings["panel.tls"]
    if wish == "auto":
        wish = "off" if only_here(settings["panel.host"]) else "own"
    if wish == "off":
        return None
    if wish == "given":
        return given(settings)
    shop_id = settings.shop.shop_id
    authority = Authority.open_or_create(settings["certificates.folder"], shop_id=shop_id, now_ms=now_ms)
    path = pki.issue_panel(authority, hosts(settings), now_ms=now_ms)
    return PanelTls(path, path, authority.newest_der())


def given(settings: Settings) -> PanelTls:
    certificate, key = settings["panel.cert"], settings["panel.key"]
    for name, path in (("panel.cert", certificate), ("panel.key", key)):
        if path is None or not path.is_file():
            raise CertificateMissing(f'panel.tls = "given" needs a file in {name}; {path or "none"} is there')
    return PanelTls(certificate, key)


def only_here(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def hosts(settings: Settings) -> set[str]:
    """What a screen may call the panel: anything else in its address bar is a warning."""
    host, name = settings["panel.host"], socket.gethostname()
    here = {name, f"{name}.local", own_address()} if host in EVERYWHERE else {host}
    return {"localhost", "127.0.0.1", *here, *settings["panel.names"]}
