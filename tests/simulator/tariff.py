"""The simulated shop's prices, and what a call truly costs by them: worked out here by hand, not by the core.

The numbers are short, because every digit takes the simulator time.
"""

from locutorio.core.money import Currency
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff_document import load_tariff

BY_SECOND = "0033"  # 0.60 a minute, each second for itself
BY_MINUTE = "0049"  # 0.30 a minute, whole minutes, and 0.10 for the connection
GRATIS = "0044"
UNKNOWN = "0099"  # no price
BARRED = "0039"
EMERGENCY = "112"
NUMBERS = (BY_SECOND, BY_MINUTE, GRATIS, UNKNOWN, BARRED)


def _rate(prefix: str, label: str, price: str, increment_s: int, connect_fee: str = "0") -> dict[str, object]:
    return {
        "prefixes": [prefix],
        "label": label,
        "connect_fee": connect_fee,
        "steps": [{"from_s": 0, "price": price, "per_s": 60, "increment_s": increment_s}],
        "rounding": {"mode": "up", "decimals": 2},
    }


RATES = [
    _rate("33", "France", "0.60", 1),
    _rate("49", "Germany", "0.30", 60, "0.10"),
    _rate("44", "Help line", "0", 60),
    _rate("39", "Italy", "1.20", 1),
]
TARIFF = load_tariff(
    {
        "timezone": "Europe/Madrid",
        "on_period_change": "start",
        "decks": [{"versions": [{"effective_from": "2020-01-01T00:00:00Z", "rates": RATES}]}],
    }
)
SHOP = ShopProfile(
    shop_id="sim",
    name="Sim",
    address_lines=(),
    footer_lines=(),
    country="ES",
    timezone="Europe/Madrid",
    language="es",
    currency=Currency("EUR", 2),
    step_minor=5,
    call_limit_s=0,
)


def cost_minor(digits: str, seconds: int) -> int | None:
    """Cents for a call of so many seconds; None if nobody knows."""
    if digits == EMERGENCY or digits.startswith(GRATIS) or not seconds:
        return 0 if not digits.startswith(UNKNOWN) or not seconds else None
    if digits.startswith(BY_SECOND):
        return seconds
    if digits.startswith(BY_MINUTE):
        return 10 + 30 * -(-seconds // 60)
    if digits.startswith(BARRED):
        return 2 * seconds
    return None
