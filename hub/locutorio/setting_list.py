"""Every setting of a shop: its name, what it may be, its default, what it is for.

The guide and the sample file are made from this list. Must not know where settings are written (settings).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locutorio.core.fiscal import PROFILES
from locutorio.core.rules import FALLBACKS, STANDARD
from locutorio.setting_kinds import (
    amount,
    any_text,
    country,
    currency,
    dialled,
    file,
    language,
    lines,
    one_of,
    or_empty,
    percent,
    text,
    timezone,
    topic_level,
    url,
    whole,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """`check` takes what stands in the file and returns what the program uses, or raises ValueError with
    the words for what it should be. A `default` of None means it must be written."""

    name: str
    check: Callable[[Any], Any]
    default: Any
    help: str


POWER, WATCHDOG = "an open booth comes back from a power cut", "an open booth started itself anew"
BROKER, HUB = "an open booth cannot reach the broker", "an open booth hears the broker but not the hub"
NO_CALL, A_CALL = ", no call under way", ", in a call"

SETTINGS = (
    Setting("shop.id", topic_level, "shop", "stands in every topic of its booths; never change it"),
    Setting("shop.name", text, None, "as it stands on panel and receipt"),
    Setting("shop.address", lines, [], "lines under the name on the receipt: street, town"),
    Setting("shop.footer", lines, [], "lines at the end of the receipt"),
    Setting("shop.country", country, None, "tells what a number dialled without prefix means"),
    Setting("shop.timezone", timezone, None, "for tariff periods, panel and receipts"),
    Setting("shop.language", language, "en", "of receipts, and of the panel until another is chosen"),
    Setting("shop.currency", currency, None, "of tariff, drawer and receipts"),
    Setting("shop.rounding_step", amount, "0", "the call charges of a bill are rounded up to it; 0 = not"),
    Setting(
        "shop.call_limit_s",
        whole(0, 86_400),
        7200,
        "the booth cuts any call that talks longer; 0 = no limit",
    ),
    Setting(
        "shop.emergency_numbers",
        dialled,
        [],
        "pass every lock, free of charge; empty = those of the country by its number plan",
    ),
    Setting("shop.barred", dialled, [], "no booth calls numbers that begin so; written as in the tariff"),
    Setting(
        "shop.unpriced",
        one_of("allow", "bar"),
        "allow",
        "numbers the tariff has no price for; allowed calls wait for a price at the checkout",
    ),
    Setting("shop.tax_id", any_text, "", "the shop's tax number, on its receipts and invoices"),
    Setting("shop.cash_step", amount, "0", "what is paid in cash is rounded to it, to the nearest; 0 = not"),
    Setting("tax.calls", percent, "", "percent in the price of calls; empty = no tax is shown"),
    Setting("tax.extras", percent, "", "percent in the price of extras that have none of their own"),
    Setting(
        "fiscal.profile",
        one_of(*PROFILES),
        "none",
        "by which country's rules the till is kept; chain = the seals on paper and closings, of no country",
    ),
    Setting(
        "drawer.kick", one_of("before", "after", "never"), "before", "for cash the drawer opens, to the paper"
    ),
    Setting("drawer.pin", one_of(2, 5), 2, "of the printer's plug that the drawer is on"),
    Setting(
        "receipt.link",
        or_empty(url("http", "https")),
        "",
        "where customers reach the panel's /b/ pages, like https://bills.example; on receipts as a QR code",
    ),
    Setting("receipt.masked_digits", whole(0, 6), 0, "so many last digits of numbers called are hidden"),
    Setting("receipt.steps", yes_or_no, False, "under each call of a receipt, how its cost comes about"),
    Setting(
        "lease.patience_s",
        whole(10, 86_400),
        30,
        "a booth that hears nothing for so long has lost the hub",
    ),
    Setting(
        "lease.ungranted_s",
        whole(0, 3600),
        20,
        "so long a call may talk before the hub said what it costs; not with lease.hub_call = finish",
    ),
    Setting("lease.power_idle", one_of(*FALLBACKS), STANDARD.power_idle, POWER + NO_CALL),
    Setting("lease.power_call", one_of(*FALLBACKS), STANDARD.power_call, POWER + A_CALL),
    Setting("lease.watchdog_idle", one_of(*FALLBACKS), STANDARD.watchdog_idle, WATCHDOG + NO_CALL),
    Setting("lease.watchdog_call", one_of(*FALLBACKS), STANDARD.watchdog_call, WATCHDOG + A_CALL),
    Setting("lease.broker_idle", one_of(*FALLBACKS), STANDARD.broker_idle, BROKER + NO_CALL),
    Setting("lease.broker_call", one_of(*FALLBACKS), STANDARD.broker_call, BROKER + A_CALL),
    Setting("lease.hub_idle", one_of(*FALLBACKS), STANDARD.hub_idle, HUB + NO_CALL),
    Setting("lease.hub_call", one_of(*FALLBACKS), STANDARD.hub_call, HUB + A_CALL),
    Setting(
        "panel.host",
        text,
        "127.0.0.1",
        "where the panel listens; 0.0.0.0 = on every network",
    ),
    Setting("panel.port", whole(0, 65_535), 8446, "port of the panel; 0 = any free one"),
    Setting(
        "panel.tls",
        one_of("auto", "own", "given", "off"),
        "auto",
        "https with a certificate of the shop's own or a given one; auto = own unless only for this machine",
    ),
    Setting(
        "panel.names", lines, [], "more names and addresses the panel is reached by, for its certificate"
    ),
    Setting("panel.cert", file, "", "a given certificate with its chain, PEM"),
    Setting("panel.key", file, "", "the key of the given certificate, PEM"),
    Setting("store.url", url("sqlite", "postgresql+psycopg"), "sqlite:///locutorio.db", "the books"),
    Setting("broker.url", url("mqtt", "mqtts"), "mqtt://127.0.0.1:1883", "the MQTT broker the booths use"),
    Setting(
        "broker.ca", file, "", "what an mqtts broker is checked against; empty = the shop's own authority"
    ),
    Setting(
        "broker.cert", file, "", "what the hub shows an mqtts broker; empty = by the shop's own authority"
    ),
    Setting("broker.key", file, "", "the key of broker.cert; empty = it is in the same file"),
    Setting("certificates.folder", file, "certificates", "the shop's own authority and what it has issued"),
    Setting(
        "printer.kind",
        one_of("none", "network", "file", "usb", "serial", "cups"),
        "none",
        "how the printer is reached",
    ),
    Setting("printer.host", any_text, "", "of a network printer"),
    Setting("printer.port", whole(1, 65_535), 9100, "of a network printer"),
    Setting("printer.path", any_text, "", "of a file or serial printer, like /dev/usb/lp0 or /dev/ttyUSB0"),
    Setting("printer.baud", whole(300, 921_600), 9600, "of a serial printer, as its self-test prints it"),
    Setting("printer.queue", any_text, "", "of a CUPS printer: its name, as `lpstat -e` lists it"),
    Setting("printer.usb_vendor", whole(0, 0xFFFF), 0, "of a USB printer, like 0x04b8"),
    Setting("printer.usb_product", whole(0, 0xFFFF), 0, "of a USB printer, like 0x0e15"),
    Setting("printer.profile", text, "default", "the printer's model by python-escpos, like TM-T88V"),
    Setting("printer.columns", whole(24, 64), 42, "letters on a line: 42 or 48 on 80 mm paper, 32 on 58 mm"),
    Setting("printer.confirms", yes_or_no, True, "by network, serial or USB it answers whether it printed"),
)
