"""Receipts in six languages and a virtual printer that runs beside the test."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Payment
from printer_beside import PrinterBeside

ISSUED_MS = 1_772_448_900_000  # 2 March 2026, 10:55 UTC

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
            2,
            "Booth 3",
            ISSUED_MS - 800_000,
            "+212661234567",
            "MA",
            "Morocco, mobile networks",
            3661,
            96,
            "delay",
        ),
    ),
    extras=(BilledExtra("Coffee", 2, 240), BilledExtra("Photocopy", 1, 10)),
    charges_minor=126,
    rounding_minor=4,
    due_minor=380,
    payments=(Payment("cash", 380, 500),),
    change_minor=120,
)


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


@pytest.fixture(params=sorted(SAMPLES))
def sample(request: pytest.FixtureRequest) -> Receipt:
    return SAMPLES[request.param]


@pytest.fixture
def samples() -> dict[str, Receipt]:
    return SAMPLES


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[PrinterBeside]:
    beside = PrinterBeside(tmp_path / "paper")
    beside.on()
    yield beside
    beside.close()
