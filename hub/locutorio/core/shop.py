"""The shop as its owner set it up: what pricing, bills and receipts need to know about it."""

from dataclasses import dataclass

from locutorio.core.money import Currency
from locutorio.core.rules import STANDARD, BoothRules


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """`shop_id` stands in every topic. `country` (ISO) tells what a number without prefix means.
    `step_minor`: call charges of a visit are rounded up to it; 0 = not rounded.
    `call_limit_s`: no single call may talk longer; 0 = no limit. `timezone` by the IANA names. `rules`:
    what the booths do without the hub, and what may be dialled. `receipt_steps`: a receipt shows how each
    call's cost came about.
    """

    shop_id: str
    name: str
    address_lines: tuple[str, ...]
    footer_lines: tuple[str, ...]
    country: str
    timezone: str
    language: str
    currency: Currency
    step_minor: int
    call_limit_s: int
    rules: BoothRules = STANDARD
    receipt_steps: bool = False
