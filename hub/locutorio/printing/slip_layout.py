"""A slip: a deposit, money put into the drawer or taken out, a drawer opened for nothing. Pure.

Must not know printers, bytes or fonts.
"""

from collections.abc import Iterator

from locutorio.core.slip import Slip
from locutorio.printing.sheet import Line, Part, Sheet
from locutorio.printing.tenders import given_back, paid
from locutorio.words import Words

BACK = ("deposit_back", "account_back")
SIGNED = ("paid_out", "safe_drop", *BACK)  # somebody walks away with money


def lay_out_slip(sheet: Sheet, slip: Slip, *, copy: int) -> Iterator[Part]:
    gettext = sheet.words.gettext
    yield from sheet.head(copy=copy)
    yield from sheet.title(title(sheet.words, slip.kind))
    yield from sheet.pair(gettext("Slip %(number)d", number=slip.number), slip.about, bold=True)
    yield from sheet.moment(slip.issued_at_ms)
    yield from sheet.pair(gettext("Operator"), slip.operator)
    if slip.reason:
        yield from sheet.pair(gettext("Reason"), slip.reason)
    if slip.amount_minor:
        yield from _amount(sheet, slip)
    if slip.kind == "deposit":
        yield Line("")
        yield from sheet.note(
            gettext("Keep this slip. The deposit counts towards your bill; what is over is paid back.")
        )
    if slip.kind in SIGNED:
        yield from _signature(sheet)


def title(words: Words, kind: str) -> str:
    titles = {
        "deposit": words.gettext("Deposit"),
        "deposit_back": words.gettext("Deposit paid back"),
        "account_paid": words.gettext("Paid onto the account"),
        "account_back": words.gettext("Paid back from the account"),
        "paid_in": words.gettext("Put into the drawer"),
        "paid_out": words.gettext("Taken out of the drawer"),
        "safe_drop": words.gettext("Into the safe"),
        "no_sale": words.gettext("Drawer opened, no sale"),
    }
    return titles[kind]


def _amount(sheet: Sheet, slip: Slip) -> Iterator[Line]:
    yield sheet.rule("=")
    yield from sheet.loud(sheet.words.gettext("Amount"), slip.amount_minor)
    yield sheet.rule("=")
    if slip.method:
        way = given_back if slip.kind in BACK else paid
        yield from sheet.note(way(sheet.words, slip.method))


def _signature(sheet: Sheet) -> Iterator[Line]:
    yield Line("")
    yield Line("")
    yield sheet.rule("_")
    yield from sheet.centred(sheet.words.gettext("Signature"))
