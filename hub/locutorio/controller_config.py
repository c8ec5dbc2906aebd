"""The files that go onto a booth's board: its config.json, its certificate. The hub's own name at the broker
stays here."""

from urllib.parse import urlsplit

from locutorio import pki
from locutorio.pki import Authority
from locutorio.settings import Settings


def controller_config(
    settings: Settings, booth_id: str, key: str, profile: str, *, boots: int = 0
) -> dict[str, object]:
    """`key` as hex digits, for this booth alone. `boots`: how often a controller of this booth has started;
    another one counts on from there. The Wi-Fi is the technician's to fill in.
    """
    broker = urlsplit(settings["broker.url"])
    tls = broker.scheme == "mqtts"
    return {
        "shop": settings.shop.shop_id,
        "booth": booth_id,
        "key": key,
        "profile": profile,
        "boots": boots,
        "emergency": list(settings.shop.rules.emergency_numbers),
        "broker": {"host": broker.hostname, "port": broker.port or (8883 if tls else 1883), "tls": tls},
        "wifi": {"ssid": "", "password": ""},
    }


def controller_certificate(settings: Settings, booth_id: str, *, now_ms: int) -> dict[str, bytes]:
    """A new one by the shop's own authority, by the names its files have on the board, each DER."""
    authority = Authority.open(settings["certificates.folder"])
    files = pki.issue_booth(authority, booth_id, now_ms=now_ms)
    return {"ca": files.ca, "cert": files.certificate, "key": files.key}


class ControllerFiles:
    """Both, for whoever has no settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def config(self, booth_id: str, key: str, profile: str, *, boots: int = 0) -> dict[str, object]:
        return controller_config(self._settings, booth_id, key, profile, boots=boots)

    def certificate(self, booth_id: str, *, now_ms: int) -> dict[str, bytes]:
        return controller_certificate(self._settings, booth_id, now_ms=now_ms)
