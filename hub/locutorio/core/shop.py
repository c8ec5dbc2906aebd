"""The shop as its owner set it up: what pricing, bills and receipts need to know about it."""

from dataclasses import dataclass
from typing import Literal

from locutorio.core.money import Currency
from locutorio.core.rules import STANDARD, BoothRules
from locutorio.core.signing import Signer

Kick = Literal["before", "after", "never"]


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """`shop_id` stands in every topic. `country` (ISO) tells what a number without prefix means.
    `step_minor`: the call charges of a bill are rounded up to it; 0 = not rounded.
    `call_limit_s`: no single call may talk longer; 0 = no limit. `timezone` by the IANA names. `rules`:
    what the booths do without the hub, and what may be dialled.

    Of the till: `cash_step_minor`: what is paid in cash is rounded to it, to the nearest; 0 = not.
    `calls_tax`, `extras_tax`: percent in the prices, "" = no tax is shown. `fiscal`: the name of its fiscal
    profile. `drawer_kick`: when the drawer opens for cash, before or after the paper, or never.
    On receipts: `receipt_steps` = how each call's cost came about; the last `masked_digits` of numbers are
    hidden; `receipt_link`: where customers see their bill, "" = nowhere; `program`: what made them.
    `signer` signs what the fiscal profile wants signed.
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
    tax_id: str = ""
    cash_step_minor: int = 0
    calls_tax: str = ""
    extras_tax: str = ""
    fiscal: str = "none"
    drawer_kick: Kick = "before"
    masked_digits: int = 0
    receipt_link: str = ""
    program: str = "Locutorio"
    signer: Signer | None = None
