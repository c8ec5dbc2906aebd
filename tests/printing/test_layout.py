import os
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.bill import BilledCall, BilledExtra, Discount
from locutorio.core.receipt import Buyer, Receipt
from locutorio.core.slip import Kind as SlipKind
from locutorio.core.slip import Slip
from locutorio.core.tax import TaxLine
from locutorio.core.tender import Payment
from locutorio.printing.cells import width
from locutorio.printing.layout import lay_out
from locutorio.printing.preview import preview
from locutorio.printing.sheet import MIN_COLUMNS, Code, Line
from paper_samples import (
    WORKINGS,
    credit_note,
    deposit_slip,
    family,
    paid_out_slip,
    with_steps,
    z_report,
)

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (32, 42, 48)


def lines(document, columns=42, copy=0):
    return [part for part in lay_out(document, columns, copy=copy) if isinstance(part, Line)]


def texts(document, columns=42, copy=0):
    return [line.text(columns) for line in lines(document, columns, copy)]


@pytest.mark.parametrize("columns", WIDTHS)
def test_golden(sample, columns):
    """LOCUTORIO_GOLDEN=write pytest … writes them anew; look at the difference before committing it."""
    assert_golden(sample, columns, f"{sample.language}-{columns}.txt")


PAPER = {
    "steps": (with_steps, (MIN_COLUMNS, 42)),
    "family": (family, (32, 42)),
    "credit": (credit_note, (42,)),
    "deposit": (deposit_slip, (32,)),
    "paid-out": (paid_out_slip, (42,)),
    "z": (z_report, (32, 42)),
}


@pytest.mark.parametrize(
    ("name", "columns"), [(name, columns) for name, (_, widths) in PAPER.items() for columns in widths]
)
def test_golden_of_all_that_is_printed(sample, name, columns):
    make, _ = PAPER[name]
    assert_golden(make(sample), columns, f"{sample.language}-{columns}-{name}.txt")


def assert_golden(document, columns, name):
    file = GOLDEN / name
    text = preview(document, columns) + "\n"
    if os.environ.get("LOCUTORIO_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def assert_fits(document, columns, copy):
    for line in lines(document, columns, copy):
        cells = columns // 2 if line.double else columns
        text = line.text(columns)
        assert width(text) <= cells, text
        assert text.isprintable() or set("\u200c\u200d") & set(text), text
        if line.right:
            assert width(text) == cells, "the right part stands at the right edge"


@pytest.mark.parametrize("columns", [24, 32, 42, 48, 64])
@pytest.mark.parametrize("make", [lambda receipt: receipt, *(make for make, _ in PAPER.values())])
def test_no_line_is_wider_than_the_paper(sample, make, columns):
    assert_fits(make(sample), columns, copy=2)


names = st.text(alphabet=st.characters(), max_size=60)
minor = st.integers(0, 10**12)
calls = st.builds(
    BilledCall,
    call_id=st.integers(1),
    booth_label=names,
    answered_at_ms=st.integers(0, 2**41),
    number=names,
    country=st.sampled_from(["", "ES", "MA", "??"]),
    destination=names,
    duration_s=st.integers(0, 10**6),
    cost_minor=minor,
    evidence=st.sampled_from(["", "reversal", "delay"]),
    working=st.sampled_from([None, *WORKINGS]),
    reason=names,
)
head = {
    "number": st.integers(1, 10**9),
    "issued_at_ms": st.integers(0, 2**41),
    "shop_name": names,
    "shop_lines": st.tuples(names),
    "timezone": st.sampled_from(["Europe/Madrid", "Asia/Kathmandu"]),
    "language": st.sampled_from(["en", "fr", "es", "cs", "pt", "ar", "xx"]),
    "currency": st.sampled_from(["EUR", "MAD", "XOF", "KWD"]),
    "currency_decimals": st.integers(0, 3),
    "operator": names,
}
buyers = st.builds(Buyer, name=names, address_lines=st.tuples(names), country=names, tax_id=names)
rates = st.decimals(0, 100, places=2)
receipts = st.builds(
    Receipt,
    **head,
    footer_lines=st.tuples(names, names),
    booth_label=names,
    calls=st.tuples(calls),
    extras=st.tuples(st.builds(BilledExtra, text=names, quantity=st.integers(1, 999), amount_minor=minor)),
    charges_minor=minor,
    rounding_minor=st.integers(0, 99),
    due_minor=minor,
    payments=st.tuples(st.builds(Payment, st.sampled_from(["cash", "card", "x\x1bp"]), minor, minor)),
    change_minor=minor,
    kind=st.sampled_from(["sale", "credit"]),
    corrects=st.none() | st.integers(1, 10**9),
    reason=names,
    deposit_minor=minor,
    cash_rounding_minor=st.integers(-50, 50),
    discount=st.none() | st.builds(Discount, percent=st.none() | rates, amount_minor=minor, reason=names),
    taxes=st.tuples(st.builds(TaxLine, percent=rates.map(str), net_minor=minor, tax_minor=minor)),
    tax_id=names,
    buyer=st.none()
    | st.builds(Buyer, name=names, address_lines=st.tuples(names), country=names, tax_id=names),
    masked_digits=st.integers(0, 6),
    fiscal=st.tuples(names),
)
slips = st.builds(
    Slip,
    **head,
    kind=st.sampled_from(get_args(SlipKind)),
    amount_minor=minor,
    method=st.sampled_from(["cash", "", "x\x1bp"]),
    about=names,
    reason=names,
)


@settings(max_examples=150, deadline=None)
@given(receipts | slips, st.integers(24, 64), st.integers(0, 3))
def test_whatever_people_type_fits_and_commands_nothing(document, columns, copy):
    assert_fits(document, columns, copy)


def test_a_receipt_needs_room(samples):
    with pytest.raises(ValueError, match="at least 24"):
        texts(samples["en"], 23)


def test_the_rounding_has_a_line_only_if_there_is_any(samples):
    receipt = samples["en"]
    assert "Rounding                             €0.04" in texts(receipt)
    assert not any("Rounding" in text for text in texts(replace(receipt, rounding_minor=0)))


def test_only_a_copy_is_marked(samples):
    assert not any("DUPLICATE" in text for text in texts(samples["en"]))
    assert any("DUPLICATE 2" in text for text in texts(samples["en"], copy=2))


def test_an_assumed_answer_is_said_plainly(samples):
    receipt = samples["en"]
    assert any("+212661234567 *" in text for text in texts(receipt))
    assert any("does not signal" in text for text in texts(receipt))
    signalled = replace(receipt, calls=receipt.calls[:1])
    assert not any("*" in text for text in texts(signalled))


def test_a_call_from_another_booth_names_it(samples):
    receipt = samples["en"]
    moved = replace(receipt, calls=(replace(receipt.calls[0], booth_label="Booth 5"),))
    assert "Booth 5" in texts(moved)
    assert "Booth 3" not in texts(receipt)


def test_the_amount_due_is_the_loudest_line(samples):
    assert [(line.left, line.right) for line in lines(samples["en"]) if line.double] == [
        ("Corner Calls", ""),
        ("Amount due", "€3.80"),
    ]


def test_times_are_the_shops(samples):
    summer = replace(samples["es"], issued_at_ms=1_783_075_500_000)
    assert any("UTC+02:00" in text for text in texts(summer))
    assert any("11:55" in text and "UTC+01:00" in text for text in texts(samples["es"]))


def test_calls_stand_booth_by_booth(samples):
    shown = texts(family(samples["en"]))
    three, five = shown.index("Booth 3"), shown.index("Booth 5")
    assert three < next(n for n, text in enumerate(shown) if "Spain" in text) < five
    assert five < next(n for n, text in enumerate(shown) if "Morocco" in text)


def test_what_was_paid_with_is_told_in_order(samples):
    shown = [" ".join(text.split()) for text in texts(family(samples["en"]))]
    first = shown.index("Deposit -€1.00")
    assert shown[first : first + 5] == [
        "Deposit -€1.00",
        "Cash rounding -€0.02",
        "Paid by card €1.00",
        "Paid in cash €2.00",
        "Change €0.60",
    ]


def test_tax_has_a_row_for_each_rate(samples):
    shown = [" ".join(text.split()) for text in texts(family(samples["en"]))]
    assert [text for text in shown if "tax on" in text] == [
        "21% tax on €1.90 €0.40",
        "5.5% tax on €1.06 €0.06",
    ]


def test_hidden_digits_are_on_no_line(samples):
    receipt = family(samples["en"])
    shown = "\n".join(texts(receipt))
    assert "+34911234XXX" in shown
    assert not any(call.number in shown for call in receipt.calls)


def test_a_credit_note_says_what_it_takes_back(samples):
    shown = [" ".join(text.split()) for text in texts(credit_note(samples["en"]))]
    assert "Credit note" in shown
    assert "Corrects receipt 42 Mar 2, 2026" in shown
    assert "Given back in cash €1.50" in shown
    assert "Change €0.00" not in shown


def test_what_is_left_of_a_deposit_is_paid_back(samples):
    """As core.tender settles it: nothing was laid down, so nothing was paid in cash."""
    left = replace(samples["en"], deposit_minor=1000, payments=(Payment("cash", -620, 0),), change_minor=620)
    shown = [" ".join(text.split()) for text in texts(left)]
    first = shown.index("Deposit -€10.00")
    assert shown[first + 1] == "Deposit paid back €6.20"
    assert not any(text.startswith(("Paid in cash", "Given back", "Change")) for text in shown)


def test_only_card_knows_no_change(samples):
    receipt = replace(samples["en"], payments=(Payment("card", 380, 380),), change_minor=0)
    assert not any("Change" in text for text in texts(receipt))


def test_the_code_is_there_only_with_a_link(samples):
    codes = [part for part in lay_out(family(samples["en"]), 42, copy=0) if isinstance(part, Code)]
    assert codes == [Code("https://calls.example/b/1043-8f2k6w")]
    assert not any(isinstance(part, Code) for part in lay_out(samples["en"], 42, copy=0))


def test_who_walks_away_with_money_signs_for_it(samples):
    assert "Signature" in preview(paid_out_slip(samples["en"]), 42)
    assert "Signature" not in preview(deposit_slip(samples["en"]), 42)


def test_an_x_report_knows_no_count(samples):
    report = replace(z_report(samples["en"]), kind="x", number=None, counted=None)
    shown = preview(report, 42)
    assert "X report" in shown
    assert "Cash expected" in shown
    assert "Difference" not in shown
