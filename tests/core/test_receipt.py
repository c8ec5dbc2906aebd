"""A receipt as data: the same text for ever, and a seal that notices every change."""

from dataclasses import fields, replace

import pytest
from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.receipt import FIRST_SEAL, Receipt
from locutorio.core.working import Run, Working

RECEIPT = Receipt(
    number=7, issued_at_ms=1_772_449_200_000, shop_name="Locutorio Peña", shop_lines=("Calle Mayor 1",),
    footer_lines=("Gracias",), timezone="Europe/Madrid", language="es", currency="EUR", currency_decimals=2,
    operator="Ana", booth_label="Cabina 1",
    calls=(
        BilledCall(1, "Cabina 1", 1_772_449_100_000, "+34 911 23 45 67", "ES", "España", 60, 126, "reversal"),
    ),
    extras=(BilledExtra("Café", 1, 120),), charges_minor=126, rounding_minor=4, due_minor=250, method="cash",
    paid_minor=300, change_minor=50,
)  # fmt: skip


def test_it_comes_back_from_its_text_as_it_was():
    assert Receipt.from_json(RECEIPT.to_json()) == RECEIPT
    assert Receipt.from_json(RECEIPT.to_json()).to_json() == RECEIPT.to_json()


def test_what_a_call_was_made_up_of_is_kept_and_sealed():
    working = Working(connect_fee="0.15", runs=(Run(1, 60, "0.10", 60), Run(5, 1, "0.10", 60)), at_most="1")
    shown = replace(RECEIPT, calls=(replace(RECEIPT.calls[0], working=working),))
    assert Receipt.from_json(shown.to_json()) == shown
    dearer = replace(working, connect_fee="0.16")
    changed = replace(RECEIPT, calls=(replace(RECEIPT.calls[0], working=dearer),))
    assert len({receipt.seal(FIRST_SEAL) for receipt in (RECEIPT, shown, changed)}) == 3


def test_its_text_is_canonical():
    assert RECEIPT.to_json().startswith('{"booth_label":"Cabina 1","calls":[{"answered_at_ms":1772449100000,')
    assert "Peña" in RECEIPT.to_json()


def test_the_seal_is_for_ever():
    """Receipts sealed long ago must verify with this version of the program."""
    assert RECEIPT.seal(FIRST_SEAL) == "1b3a0aa19ff138f4b529dda0313d578bcba6a53abda183ce169ed6513f0c012f"


@pytest.mark.parametrize("field", [field.name for field in fields(Receipt)])
def test_the_seal_notices_a_change_of_any_field(field):
    value = getattr(RECEIPT, field)
    changed = value + 1 if isinstance(value, int) else value + value
    assert replace(RECEIPT, **{field: changed}).seal(FIRST_SEAL) != RECEIPT.seal(FIRST_SEAL)


def test_the_seal_notices_a_change_before_it():
    assert RECEIPT.seal("1" + FIRST_SEAL[1:]) != RECEIPT.seal(FIRST_SEAL)
