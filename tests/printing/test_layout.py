import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.core.bill import BilledCall, BilledExtra
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Payment
from locutorio.core.working import Run, Working
from locutorio.printing.cells import width
from locutorio.printing.layout import lay_out
from locutorio.printing.preview import preview
from locutorio.printing.sheet import MIN_COLUMNS

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (32, 42, 48)


def texts(receipt, columns=42, copy=0):
    return [line.text(columns) for line in lay_out(receipt, columns, copy=copy)]


WORKINGS = (
    Working("0.15", (Run(1, 60, "0.1", 60), Run(1, 1, "0.1", 60)), at_least="0.30"),
    Working("", (Run(10, 60, "0.12", 60), Run(3061, 1, "0.01234567", 60)), at_most="0.96"),
)


def with_steps(receipt):
    worked = zip(receipt.calls, WORKINGS, strict=True)
    return replace(receipt, calls=tuple(replace(call, working=working) for call, working in worked))


@pytest.mark.parametrize("columns", WIDTHS)
def test_golden(sample, columns):
    """LOCUTORIO_GOLDEN=write pytest … writes them anew; look at the difference before committing it."""
    assert_golden(sample, columns, f"{sample.language}-{columns}.txt")


@pytest.mark.parametrize("columns", [MIN_COLUMNS, 42])
def test_golden_with_steps(sample, columns):
    assert_golden(with_steps(sample), columns, f"{sample.language}-{columns}-steps.txt")


def assert_golden(receipt, columns, name):
    file = GOLDEN / name
    text = preview(receipt, columns) + "\n"
    if os.environ.get("LOCUTORIO_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def assert_fits(receipt, columns, copy):
    for line in lay_out(receipt, columns, copy=copy):
        cells = columns // 2 if line.double else columns
        text = line.text(columns)
        assert width(text) <= cells, text
        assert text.isprintable() or set("\u200c\u200d") & set(text), text
        if line.right:
            assert width(text) == cells, "the right part stands at the right edge"


@pytest.mark.parametrize("columns", [24, 32, 42, 48, 64])
def test_no_line_is_wider_than_the_paper(sample, columns):
    assert_fits(sample, columns, copy=2)


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
)
receipts = st.builds(
    Receipt,
    number=st.integers(1, 10**9),
    issued_at_ms=st.integers(0, 2**41),
    shop_name=names,
    shop_lines=st.tuples(names),
    footer_lines=st.tuples(names, names),
    timezone=st.sampled_from(["Europe/Madrid", "Asia/Kathmandu"]),
    language=st.sampled_from(["en", "fr", "es", "cs", "pt", "ar", "xx"]),
    currency=st.sampled_from(["EUR", "MAD", "XOF", "KWD"]),
    currency_decimals=st.integers(0, 3),
    operator=names,
    booth_label=names,
    calls=st.tuples(calls),
    extras=st.tuples(st.builds(BilledExtra, text=names, quantity=st.integers(1, 999), amount_minor=minor)),
    charges_minor=minor,
    rounding_minor=st.integers(0, 99),
    due_minor=minor,
    payments=st.tuples(st.builds(Payment, st.sampled_from(["cash", "card", "x\x1bp"]), minor, minor)),
    change_minor=minor,
)


@settings(max_examples=150, deadline=None)
@given(receipts, st.integers(24, 64), st.integers(0, 3))
def test_whatever_people_type_fits_and_commands_nothing(receipt, columns, copy):
    assert_fits(receipt, columns, copy)


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
    lines = lay_out(samples["en"], 42, copy=0)
    assert [(line.left, line.right) for line in lines if line.double] == [
        ("Corner Calls", ""),
        ("Amount due", "€3.80"),
    ]


def test_times_are_the_shops(samples):
    summer = replace(samples["es"], issued_at_ms=1_783_075_500_000)
    assert any("UTC+02:00" in text for text in texts(summer))
    assert any("11:55" in text and "UTC+01:00" in text for text in texts(samples["es"]))
