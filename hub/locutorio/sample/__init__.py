"""A sample shop to look at and to test with: six booths, an owner, two operators, prices, extras.

The passwords are made anew each time: there is no login that fits two shops.
"""

import secrets
from dataclasses import dataclass

from locutorio.core.money import Currency
from locutorio.desk import extras
from locutorio.desk.booths import add_booth
from locutorio.desk.people import OPERATOR, add_person, create_owner
from locutorio.sample.prices import furnish_prices
from locutorio.store.engine import Store

SETTINGS = """\
# The sample shop's settings; `locutorio init` writes a file for a shop of your own.
[shop]
id = "barri"
name = "Locutorio Barri"
address = ["Carrer de la Lluna 12", "08001 Barcelona", "NIF B00000000"]
footer = ["Gracias por su visita"]
country = "ES"
timezone = "Europe/Madrid"
language = "es"
currency = "EUR"
rounding_step = "0.05"

[panel]
port = {panel_port}

[store]
url = "sqlite:///{folder}/locutorio.db"

[broker]
url = "mqtt://127.0.0.1:{broker_port}"

[printer]
kind = "network"
host = "127.0.0.1"
port = {printer_port}
profile = "TM-T88V"
columns = 42
"""

BOOTHS = 6
OWNER = "Maria"
OPERATORS = ("Ana", "Moussa")
EXTRAS = (
    ("Café", 120, "c"),
    ("Agua 0,5 l", 100, "a"),
    ("Fotocopia", 10, "f"),
    ("Internet 30 min", 100, "i"),
    ("Fax nacional", 150, "x"),
)


@dataclass(frozen=True, slots=True)
class SampleShop:
    """`booth_keys`: hex secret by booth id; `passwords` by name, made for this shop alone."""

    booth_keys: dict[str, str]
    passwords: dict[str, str]


def furnish(store: Store, currency: Currency, *, now_ms: int) -> SampleShop:
    """Fill an empty store with the sample shop; its prices have been in force for a day."""
    for text, amount_minor, key in EXTRAS:
        extras.add(store, text=text, amount_minor=amount_minor, key=key, now_ms=now_ms)
    passwords = {name: secrets.token_urlsafe(9) for name in (OWNER, *OPERATORS)}
    owner = create_owner(store, name=OWNER, password=passwords[OWNER], now_ms=now_ms)
    furnish_prices(store, currency, operator_id=owner.id, in_force_from_ms=now_ms - 86_400_000, now_ms=now_ms)
    for name in OPERATORS:
        add_person(
            store, name=name, password=passwords[name], role=OPERATOR, operator_id=owner.id, now_ms=now_ms
        )
    keys = {
        f"booth-{number}": add_booth(
            store, booth_id=f"booth-{number}", label=f"Cabina {number}", profile="reversal", now_ms=now_ms
        )
        for number in range(1, BOOTHS + 1)
    }
    return SampleShop(keys, passwords)
