"""What stands in a controller's config.json. The hub's own name at the broker stays here."""

from urllib.parse import urlsplit

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
