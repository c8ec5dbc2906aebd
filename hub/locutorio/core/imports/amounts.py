"""An amount as carriers write it: 0.012, 0,012, 1.234,56, € 0,05, 0.05 USD/min. Before station 5.

Most amounts say themselves which of their marks is the decimal one. 1,250 does not: the sheet's own mark
decides it, and where a sheet writes both, it is refused. Always exact; must not know rows and columns.

>>> read_amount("1.234,50 €", ".")
Decimal('1234.50')
>>> read_amount("1,250", ","), read_amount("1,250", ".")
(Decimal('1.250'), Decimal('1250'))
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from locutorio.core.imports.reasons import Unreadable

POINT, COMMA = ".", ","
# A lone letter is no sign: O.5 is a slip of the hand, not five.
SIGN = r"(?:[A-Z]{3}|(?:US|CA|R|A)?[$€£¥₡₦₩₪₫₱₲₴₵₸₹₺₼₽₾﷼]|Kč|kr\.?|zł|Fr\.?|Dhs?\.?|Rs\.?|Bs\.?)"
AMOUNT = re.compile(
    rf"(?P<minus>[-−])?\s*(?P<front>{SIGN})?\s*(?P<less>[-−])?(?P<number>[0-9.,'’ \xa0\u202f]+?)"
    rf"\s*(?P<behind>{SIGN})?(?:\s*/\s*min\.?)?",
    re.IGNORECASE,
)
SPACED = re.compile(r"[1-9][0-9]{0,2}(?:['’ \xa0\u202f][0-9]{3})+(?:[.,][0-9]*)?")
NOT_NUMBER = re.compile(r"[^0-9.,]")
UNCLEAR = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
WHOLE = r"(?:0|[1-9][0-9]*)"
PLAIN = {mark: re.compile(rf"{WHOLE}{re.escape(mark)}?|{WHOLE}?{re.escape(mark)}[0-9]+") for mark in ".,"}
GROUPED = {
    POINT: re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?"),
    COMMA: re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?"),
}
OTHER = {POINT: COMMA, COMMA: POINT}
CENTS = "¢ "  # what an amount in hundredths may be marked with
LONGEST = 24  # characters; what is longer is no price, and exact sums stay within Decimal's 28 digits
SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")


@lru_cache(maxsize=8192)
def read_amount(text: str, mark: str) -> Decimal:
    """`mark`: the decimal mark where the amount itself leaves it open; "" = the sheet leaves it open too."""
    bare = text[1:-1] if text[:1] + text[-1:] == "()" else text  # as bookkeepers write what is below zero
    match = AMOUNT.fullmatch(bare) if len(text) <= LONGEST else None
    if match is None:
        raise Unreadable("scientific" if SCIENTIFIC.fullmatch(text) else "bad_amount", text=text)
    number = match["number"].strip()
    amount = _decimal(NOT_NUMBER.sub("", number) if SPACED.fullmatch(number) else number, mark, text)
    if match["minus"] or match["less"] or bare != text:
        raise Unreadable("negative", text=text)
    return amount


def _decimal(number: str, mark: str, text: str) -> Decimal:
    if UNCLEAR.fullmatch(number):
        if not mark:
            raise Unreadable("amount_unclear", text=text)
        return Decimal(number.replace(OTHER[mark], "").replace(mark, POINT))
    for decimal in (POINT, COMMA):
        if PLAIN[decimal].fullmatch(number):
            return Decimal(number.replace(decimal, POINT))
        if GROUPED[decimal].fullmatch(number):
            return Decimal(number.replace(OTHER[decimal], "").replace(decimal, POINT))
    raise Unreadable("bad_amount", text=text)


def sign_of(text: str) -> str:
    """The currency an amount is marked with: "€", "USD"; "" if with none."""
    match = AMOUNT.fullmatch(text[:LONGEST])
    return (match["front"] or match["behind"] or "") if match else ""


def decimal_marks(cells: Iterable[str]) -> set[str]:
    """The marks that can be nothing but decimal ones in these cells."""
    found: set[str] = set()
    for cell in cells:
        number = NOT_NUMBER.sub("", cell)
        last = max(POINT, COMMA, key=number.rfind)
        if last not in number or UNCLEAR.fullmatch(number):
            continue
        found.add(last if number.count(last) == 1 else OTHER[last])
    return found


def unclear_marks(cells: Iterable[str]) -> set[str]:
    """The marks that may be decimal ones and may part thousands."""
    numbers = (NOT_NUMBER.sub("", cell) for cell in cells)
    return {
        mark for number in numbers if UNCLEAR.fullmatch(number) for mark in (POINT, COMMA) if mark in number
    }
