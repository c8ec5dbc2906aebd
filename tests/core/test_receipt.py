"""A receipt as data: the same text for ever, and a seal that notices every change."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from locutorio.core import seal
from locutorio.core.bill import BilledCall, BilledExtra, Discount
from locutorio.core.receipt import Buyer, Receipt
from locutorio.core.seal import FIRST_SEAL
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment
from locutorio.core.working import Run, Working

CALL = BilledCall(1, "Cabina 1", 1_772_449_100_000, "+34 911 23 45 67", "ES", "España", 60, 126, "reversal")
RECEIPT = Receipt(
    number=7, issued_at_ms=1_772_449_200_000, shop_name="Locutorio Peña", shop_lines=("Calle Mayor 1",),
    footer_lines=("Gracias",), timezone="Europe/Madrid", language="es", currency="EUR", currency_decimals=2,
    operator="Ana", booth_label="Cabina 1", calls=(CALL,), extras=(BilledExtra("Café", 1, 120),),
    charges_minor=126, rounding_minor=4, due_minor=250, payments=(Payment("cash", 250, 300),),
    change_minor=50,
)  # fmt: skip
CREDIT = replace(
    RECEIPT, number=8, kind="credit", corrects=7, corrects_issued_at_ms=1_772_449_200_000, bill_id=3,
    reason="bad line", calls=(replace(CALL, cost_minor=-126, reason="gift"),), extras=(), due_minor=-98,
    payments=(Payment("cash", -98, -98),), change_minor=0, charges_minor=-126, rounding_minor=0,
    discount=Discount(Decimal("12.5"), -28, "regular"), calls_tax="21", cash_rounding_minor=-2,
    taxes=(TaxLine("21", -81, -17),), tax_id="ESB58378431", country="ES", deposit_minor=0,
    buyer=Buyer("Viajes Sol SL", ("Gran Vía 2", "08010 Barcelona"), "ES", "ESB12345674"),
    masked_digits=4, link="https://bill.example/b/8-x", fiscal=("Locutorio 1",), key_version=2,
)  # fmt: skip

# As the program wrote it when a receipt was paid in one way and there were no bills.
OLD_TEXT = (
    '{"booth_label":"Cabina 1","calls":[{"answered_at_ms":1772449100000,"booth_label":"Cabina 1","call_id":1,'
    '"cost_minor":126,"country":"ES","destination":"España","duration_s":60,"evidence":"reversal",'
    '"number":"+34 911 23 45 67"}],"change_minor":50,"charges_minor":126,"currency":"EUR",'
    '"currency_decimals":2,"due_minor":250,"extras":[{"amount_minor":120,"quantity":1,"text":"Café"}],'
    '"footer_lines":["Gracias"],"issued_at_ms":1772449200000,"language":"es","method":"cash","number":7,'
    '"operator":"Ana","paid_minor":300,"rounding_minor":4,"shop_lines":["Calle Mayor 1"],'
    '"shop_name":"Locutorio Peña","timezone":"Europe/Madrid"}'
)
OLD_SEAL = "1b3a0aa19ff138f4b529dda0313d578bcba6a53abda183ce169ed6513f0c012f"


@pytest.mark.parametrize("receipt", [RECEIPT, CREDIT], ids=["sale", "credit"])
def test_it_comes_back_from_its_text_as_it_was(receipt):
    assert Receipt.from_json(receipt.to_json()) == receipt
    assert Receipt.from_json(receipt.to_json()).to_json() == receipt.to_json()


def test_what_a_call_was_made_up_of_is_kept_and_sealed():
    working = Working(connect_fee="0.15", runs=(Run(1, 60, "0.10", 60), Run(5, 1, "0.10", 60)), at_most="1")
    shown = replace(RECEIPT, calls=(replace(CALL, working=working),))
    assert Receipt.from_json(shown.to_json()) == shown
    dearer = replace(RECEIPT, calls=(replace(CALL, working=replace(working, connect_fee="0.16")),))
    assert len({receipt.seal(FIRST_SEAL) for receipt in (RECEIPT, shown, dearer)}) == 3


def test_its_text_is_canonical():
    assert RECEIPT.to_json().startswith('{"bill_id":null,"booth_label":"Cabina 1","buyer":null,"calls":[{')
    assert "Peña" in RECEIPT.to_json()


def test_an_old_receipt_is_read_and_its_seal_is_for_ever():
    """Receipts sealed long ago must verify with this version of the program."""
    assert Receipt.from_json(OLD_TEXT) == RECEIPT
    assert seal.seal(FIRST_SEAL, OLD_TEXT) == OLD_SEAL


@pytest.mark.parametrize("field", [field.name for field in fields(Receipt)])
def test_the_seal_notices_a_change_of_any_field(field):
    value = getattr(CREDIT, field)
    changed = value + 1 if isinstance(value, int) else "" if isinstance(value, str) else None
    if isinstance(value, tuple):
        changed = (*value, *value) or (CALL,)
    assert replace(CREDIT, **{field: changed}).seal(FIRST_SEAL) != CREDIT.seal(FIRST_SEAL)


def test_the_seal_notices_a_change_before_it():
    assert RECEIPT.seal("1" + FIRST_SEAL[1:]) != RECEIPT.seal(FIRST_SEAL)


def test_the_last_digits_are_hidden_from_customers_but_not_from_the_books():
    assert CREDIT.number_shown(CALL) == "+34 911 23 XX XX"
    assert CREDIT.calls[0].number == "+34 911 23 45 67"
    assert RECEIPT.number_shown(CALL) == "+34 911 23 45 67"
