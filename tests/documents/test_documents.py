"""Receipts and invoices as files: read back as a customer's or a company's program would."""

import email
from dataclasses import replace
from email.policy import default
from io import BytesIO
from xml.etree import ElementTree

import pytest
from company_receipts import a_bill, credit_of, receipt_of
from facturx import get_xml_from_pdf, xml_check_xsd
from locutorio.core.receipt import Receipt
from locutorio.documents import invoice_pdf, letter, page, roll_pdf
from pypdf import PdfReader

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


@pytest.fixture(params=["es", "fr", "pt", "cs", "en", "ar"])
def receipt(request: pytest.FixtureRequest) -> Receipt:
    return receipt_of(a_bill(), language=request.param)


def test_the_roll_says_what_the_paper_says(receipt: Receipt):
    (roll,) = PdfReader(BytesIO(roll_pdf(receipt, copy=2))).pages
    text = roll.extract_text()
    assert "Locutorio Barri" in text
    assert "5X XXX" not in text  # three digits are hidden, not more
    assert "+33 1 42 68 5X XX" in text
    assert round(float(roll.mediabox.width) / 72 * 25.4) == 80
    assert len(roll.images) == 1  # the code


def test_the_page_needs_nothing_else_and_trusts_no_text(receipt: Receipt):
    html = page(receipt)
    assert "Fotocopias &lt;A4&gt;" in html
    assert ("rtl" in html) == (receipt.language == "ar")
    assert "<script" not in html
    assert html.count("http") == 2  # the link and its picture's words
    assert "data:image/png;base64," in html


def test_a_letter_waits_to_be_sent(receipt: Receipt):
    mail = email.message_from_bytes(letter(receipt, to="nuria@example.org"), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == ("nuria@example.org", "1")
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]


@pytest.mark.parametrize("is_credit", [False, True])
def test_an_invoice_carries_the_european_standard(receipt: Receipt, is_credit: bool):
    issued = credit_of(receipt) if is_credit else receipt
    pdf = invoice_pdf(issued)
    _, xml = get_xml_from_pdf(pdf)
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    root = ElementTree.fromstring(xml)
    assert root.findtext(f".//{RAM}TypeCode") == ("381" if is_credit else "380")
    assert root.findtext(f".//{RAM}GrandTotalAmount") == f"{receipt.due_minor / 100:.2f}"
    assert root.findtext(f".//{RAM}DuePayableAmount") == "0.00"
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Importacions Núria" in text
    assert "ESB87654321" in text


def test_an_open_amount_and_rounded_cash_stand_on_it():
    receipt = receipt_of(a_bill(), account_minor=200)
    _, xml = get_xml_from_pdf(invoice_pdf(replace(receipt, cash_rounding_minor=-1)))
    root = ElementTree.fromstring(xml)
    assert root.findtext(f".//{RAM}RoundingAmount") == "-0.01"
    assert root.findtext(f".//{RAM}DuePayableAmount") == "2.00"
