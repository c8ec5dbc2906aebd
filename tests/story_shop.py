"""The shop that the call scripts happen in: a counter in Madrid, its tariff easy to reckon by hand."""

import json
from typing import Any

from boothkit.story import Story
from locutorio.core.money import Currency
from locutorio.core.shop import ShopProfile
from locutorio.core.tariff import Tariff
from locutorio.core.tariff_document import load_tariff
from stories import ROOT

SHOP = ShopProfile(
    shop_id="madrid",
    name="Locutorio Sol",
    address_lines=("Calle Mayor 1, Madrid",),
    footer_lines=("Thank you",),
    country="ES",
    timezone="Europe/Madrid",
    language="en",
    currency=Currency("EUR", 2),
    step_minor=5,
    call_limit_s=0,
)


def rate(prefixes: str, label: str, per_minute: str, *increments_s: int, **more: Any) -> dict[str, Any]:
    """A rate by the minute; the first minute in the first of the increments, the rest in the last."""
    steps = [
        {"from_s": from_s, "price": per_minute, "per_s": 60, "increment_s": increment_s}
        for from_s, increment_s in zip((0, 60), increments_s, strict=False)
    ]
    rounding = {"mode": "half_up", "decimals": 2}
    return {"prefixes": prefixes.split(), "label": label, "steps": steps, "rounding": rounding} | more


RATES = [
    rate("34", "Spain", "0.20", 60, connect_fee="0.10"),
    rate("346 347", "Spain, mobile", "0.35", 60, 30, connect_fee="0.15"),
    rate("34800 34900", "Spain, free numbers", "0", 1),
    rate("=112", "Emergency", "0", 1),
    rate("33", "France", "0.18", 1),
    rate("44", "United Kingdom", "0.12", 60),
    rate("44", "United Kingdom, by day", "0.24", 60, period={"from": "08:00", "to": "20:00"}, priority=10),
    rate("420", "Czechia", "0.15", 6),
    rate("212", "Morocco", "0.45", 60),
    rate("1", "North America", "0.06", 60),
]
SMALL = {
    "name": "Stories",
    "currency": "EUR",
    "timezone": "Europe/Madrid",
    "on_period_change": "split",
    "decks": [{"versions": [{"effective_from": "2026-01-01T00:00:00Z", "rates": RATES}]}],
}


def tariff_document(story: Story) -> dict[str, Any]:
    if isinstance(story.tariff, dict):
        return story.tariff
    if story.tariff == "small":
        return SMALL
    return json.loads((ROOT / f"hub/locutorio/{story.tariff}/tariff.json").read_text("utf-8"))


def tariff_of(story: Story) -> Tariff:
    return load_tariff(tariff_document(story))
