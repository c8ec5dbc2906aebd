"""Whatever goes on paper, laid out in lines of so many columns: the same for every printer and preview.

The one door to the layouts. Station 8. Must not know printers, bytes or fonts.
"""

from locutorio.core.receipt import Receipt
from locutorio.core.slip import Slip
from locutorio.core.till import TillReport
from locutorio.printing.receipt_layout import lay_out_receipt
from locutorio.printing.sheet import Part, Sheet
from locutorio.printing.slip_layout import lay_out_slip
from locutorio.printing.till_layout import lay_out_till

Document = Receipt | Slip | TillReport


def lay_out(document: Document, columns: int, *, copy: int) -> list[Part]:
    """The document in the language it was issued in. `copy` 0 is the original, n the nth DUPLICATE."""
    sheet = Sheet(document, columns)
    match document:
        case Receipt():
            return list(lay_out_receipt(sheet, document, copy=copy))
        case Slip():
            return list(lay_out_slip(sheet, document, copy=copy))
        case TillReport():
            return list(lay_out_till(sheet, document, copy=copy))
