"""A receipt as a letter that waits to be sent: a file that any mail program opens, ready to look over.

The shop's own mail program sends it, so the hub holds nobody's mail password.
"""

from email.message import EmailMessage
from email.policy import SMTP

from locutorio.core.receipt import Receipt
from locutorio.documents.html import page
from locutorio.documents.roll import roll_pdf
from locutorio.printing.preview import preview
from locutorio.words import Words

COLUMNS = 42


def letter(receipt: Receipt, *, to: str = "", copy: int = 0) -> bytes:
    """`to` is an address, "" if the mail program shall ask; MIME with text, page and PDF."""
    words = Words(receipt.language, receipt.timezone)
    number = words.gettext("Receipt %(number)d", number=receipt.number)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"{number} – {receipt.shop_name}".replace("\n", " ")
    mail["X-Unsent"] = "1"  # opens as a draft
    if to:
        mail["To"] = to
    mail.set_content(preview(receipt, COLUMNS, copy=copy))
    mail.add_alternative(page(receipt, copy=copy), subtype="html")
    mail.add_attachment(
        roll_pdf(receipt, copy=copy), maintype="application", subtype="pdf",
        filename=f"{receipt.number}.pdf",
    )  # fmt: skip
    return mail.as_bytes()
