"""What is on paper, as files: for the screen, for a letter, for a company's books. After station 8.

All is made from the receipt as it was frozen and from the one layout of printing, so that paper, page and PDF
say the same. Must not know the store, and nobody's address but the one it is given.
"""

from locutorio.documents.html import page
from locutorio.documents.invoice_pdf import invoice_pdf
from locutorio.documents.letter import letter
from locutorio.documents.roll import roll_pdf

__all__ = ["invoice_pdf", "letter", "page", "roll_pdf"]
