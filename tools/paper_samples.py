"""Paper of six shops, each in its language: what docs/receipts/ shows and the tests of the paper stand on.

Each tells another story, so that together they have everything that can stand on a receipt.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from locutorio.core.bill import BilledCall, BilledExtra, Discount
from locutorio.core.receipt import Receipt
from locutorio.core.slip import Slip
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment
from locutorio.core.till import Counted, Drawer, Movement, Sold, TillReport
from locutorio.core.working import Run, Working

ISSUED_MS = 1_772_448_900_000  # 2 March 2026, 10:55 UTC
HOUR_MS = 3_600_000

ENGLISH = Receipt(
    number=42,
    issued_at_ms=ISSUED_MS,
    shop_name="Corner Calls",
    shop_lines=("7 High Street, Cork", "VAT IE1234567T"),
    footer_lines=("Thank you for calling from here",),
    timezone="Europe/Dublin",
    language="en",
    currency="EUR",
    currency_decimals=2,
    operator="Ann",
    booth_label="Booth 3",
    calls=(
        BilledCall(1, "Booth 3", ISSUED_MS - 900_000, "+34911234567", "ES", "Spain", 61, 30, "reversal"),
        BilledCall(
            2, "Booth 3", ISSUED_MS - 800_000, "+212661234567", "MA", "Morocco, mobile networks", 3661, 96,
            "delay",
        ),
    ),
    extras=(BilledExtra("Coffee", 2, 240), BilledExtra("Photocopy", 1, 10)),
    charges_minor=126,
    rounding_minor=4,
    due_minor=380,
    payments=(Payment("cash", 380, 500),),
    change_minor=120,
)  # fmt: skip


def _local(
    language: str, timezone: str, *, booth: str, places: Sequence[str], extras: Sequence[str], **other: Any
) -> Receipt:
    calls = zip(ENGLISH.calls, places, strict=True)
    sold = zip(ENGLISH.extras, extras, strict=True)
    return replace(
        ENGLISH,
        language=language,
        timezone=timezone,
        booth_label=booth,
        calls=tuple(replace(call, destination=place, booth_label=booth) for call, place in calls),
        extras=tuple(replace(extra, text=text) for extra, text in sold),
        **other,
    )


# The same sale in six languages.
SAMPLES = {
    "en": ENGLISH,
    "fr": _local(
        "fr",
        "Europe/Paris",
        booth="Cabine 3",
        places=("Espagne", "Maroc, réseaux mobiles"),
        extras=("Café crème", "Photocopie"),
        shop_name="Téléboutique Étoile",
        shop_lines=("12 rue de la Forêt, Nîmes",),
        operator="Éléonore",
        footer_lines=("Merci, à bientôt !",),
    ),
    "es": _local(
        "es",
        "Europe/Madrid",
        booth="Cabina 3",
        places=("España", "Marruecos, móviles"),
        extras=("Café con leche", "Fotocopia"),
        shop_name="Locutorio Peña",
        shop_lines=("Calle Mayor 7, León",),
        operator="Begoña",
        footer_lines=("¡Gracias por su visita!",),
    ),
    "cs": _local(
        "cs",
        "Europe/Prague",
        booth="Kabina 3",
        places=("Španělsko", "Maroko, mobilní sítě"),
        extras=("Káva s mlékem", "Kopie účtenky"),
        shop_name="Volárna U řeky",
        shop_lines=("Žitná 9, Děčín",),
        operator="Jiří Dvořák",
        footer_lines=("Děkujeme, přijďte opět",),
        currency="CZK",
    ),
    "pt": _local(
        "pt",
        "Europe/Lisbon",
        booth="Cabine 3",
        places=("Espanha", "Marrocos, redes móveis"),
        extras=("Café e pão", "Fotocópia"),
        shop_name="Cabines São João",
        shop_lines=("Praça da Estação 3, Évora",),
        operator="Conceição",
        footer_lines=("Obrigado, até à próxima",),
    ),
    "ar": _local(
        "ar",
        "Africa/Casablanca",
        booth="مقصورة 3",
        places=("إسبانيا", "المغرب، الهاتف المحمول"),
        extras=("قهوة", "نسخة"),
        shop_name="مركز الاتصال",
        shop_lines=("شارع محمد الخامس 12، الرباط",),
        operator="أمينة",
        footer_lines=("شكرا لزيارتكم",),
        currency="MAD",
    ),
}

WORKINGS = (
    Working("0.15", (Run(1, 60, "0.1", 60), Run(1, 1, "0.1", 60)), at_least="0.30"),
    Working("", (Run(10, 60, "0.12", 60), Run(3061, 1, "0.01234567", 60)), at_most="0.96"),
)


def with_steps(receipt: Receipt) -> Receipt:
    worked = zip(receipt.calls, WORKINGS, strict=True)
    return replace(receipt, calls=tuple(replace(call, working=working) for call, working in worked))


def family(receipt: Receipt) -> Receipt:
    """Two booths on one bill, a tenth off, taxes of two rates, a deposit used up, the rest paid half by card
    and half with coins of five; with a code to see it again and what the country's rules add."""
    first, second = receipt.calls
    label = receipt.booth_label
    return replace(
        receipt,
        number=1043,
        booth_label=f"{label}, 5",
        calls=(replace(first, booth_label=label), replace(second, booth_label=f"{label[:-1]}5")),
        discount=Discount(Decimal(10), 38, "regular customer"),
        due_minor=342,
        deposit_minor=100,
        payments=(Payment("card", 100, 100), Payment("cash", 140, 200)),
        cash_rounding_minor=-2,
        change_minor=60,
        taxes=(TaxLine("21", 190, 40), TaxLine("5.5", 106, 6)),
        tax_id="B12345678",
        masked_digits=3,
        link="https://calls.example/b/1043-8f2k6w",
        fiscal=("1B3A-0AA1-9FF1-38F4",),
    )


def credit_note(receipt: Receipt) -> Receipt:
    """The first call and a coffee are taken back; the money goes the way it came."""
    call, coffee = receipt.calls[0], receipt.extras[0]
    return replace(
        receipt,
        number=44,
        kind="credit",
        corrects=receipt.number,
        corrects_issued_at_ms=receipt.issued_at_ms,
        reason="bad line",
        issued_at_ms=receipt.issued_at_ms + HOUR_MS,
        calls=(replace(call, cost_minor=-30),),
        extras=(replace(coffee, quantity=1, amount_minor=-120),),
        charges_minor=-30,
        rounding_minor=0,
        due_minor=-150,
        payments=(Payment("cash", -150, -150),),
        change_minor=0,
        taxes=(TaxLine("21", -124, -26),),
    )


def deposit_slip(receipt: Receipt) -> Slip:
    return _slip(receipt, kind="deposit", number=77, amount_minor=1000, about=receipt.booth_label)


def paid_out_slip(receipt: Receipt) -> Slip:
    return replace(
        _slip(receipt, kind="paid_out", number=78, amount_minor=1250, about=""),
        method="",
        reason="printer paper",
    )


def _slip(receipt: Receipt, **other: Any) -> Slip:
    return Slip(
        issued_at_ms=receipt.issued_at_ms,
        shop_name=receipt.shop_name,
        shop_lines=receipt.shop_lines,
        timezone=receipt.timezone,
        language=receipt.language,
        currency=receipt.currency,
        currency_decimals=receipt.currency_decimals,
        operator=receipt.operator,
        method="cash",
        **other,
    )


def z_report(receipt: Receipt) -> TillReport:
    """A day's drawer, counted a few coins short."""
    at_ms = receipt.issued_at_ms + 8 * HOUR_MS
    return TillReport(
        kind="z",
        number=12,
        shift_id=12,
        opened_at_ms=receipt.issued_at_ms - HOUR_MS,
        opened_by=receipt.operator,
        at_ms=at_ms,
        operator=receipt.operator,
        shop_name=receipt.shop_name,
        shop_lines=receipt.shop_lines,
        tax_id="B12345678",
        timezone=receipt.timezone,
        language=receipt.language,
        currency=receipt.currency,
        currency_decimals=receipt.currency_decimals,
        sold=Sold(
            receipts=31, credits=1, first_number=42, last_number=73, calls=58, talk_s=15_640,
            charges_minor=10_482, rounding_minor=118, extras_minor=1_450, discount_minor=38,
            credited_minor=-150, cash_rounding_minor=-2, taxes=(TaxLine("21", 9_803, 2_059),),
        ),
        methods=(("cash", 8_960), ("card", 2_600), ("account", 300)),
        people=((receipt.operator, 11_860),),
        deposits_minor=500,
        drawer=Drawer(10_000, 9_460, 0, -1_250, -10_000),
        movements=(
            Movement("paid_out", at_ms - 5 * HOUR_MS, receipt.operator, -1_250, "printer paper"),
            Movement("safe_drop", at_ms - 2 * HOUR_MS, receipt.operator, -10_000, ""),
        ),
        duplicates=2,
        drawer_openings=1,
        counted=Counted(((5_000, 1), (1_000, 2), (200, 5), (50, 4)), 8_200, -10, 5_000),
    )  # fmt: skip
