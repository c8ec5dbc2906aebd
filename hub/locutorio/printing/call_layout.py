"""Calls on a receipt: when, where and how long, what each cost, and how that came about if it is to show.

Must not know sums or payments.
"""

from collections.abc import Iterator
from fractions import Fraction

from locutorio.core.bill import BilledCall
from locutorio.core.receipt import Receipt
from locutorio.core.working import Working
from locutorio.printing.sheet import Line, Sheet

PRICE_DECIMALS = 10
FINER_DECIMALS = 4  # of what is added up before it is rounded to coins


def calls(sheet: Sheet, receipt: Receipt) -> Iterator[Line]:
    """Booth by booth; a booth is named above its calls unless the receipt is of that one alone."""
    for booth_label, made_there in _by_booth(receipt.calls).items():
        if booth_label != receipt.booth_label:
            yield from sheet.pair(booth_label, "", bold=True)
        for call in made_there:
            yield from _call(sheet, receipt, call)


def _by_booth(billed: tuple[BilledCall, ...]) -> dict[str, list[BilledCall]]:
    booths: dict[str, list[BilledCall]] = {}
    for call in billed:
        booths.setdefault(call.booth_label, []).append(call)
    return booths


def _call(sheet: Sheet, receipt: Receipt, call: BilledCall) -> Iterator[Line]:
    """When, where and how long; below it the number and what it cost."""
    words = sheet.words
    when = words.time(call.answered_at_ms)
    indent = " " * (len(when) + 1)
    place = call.destination or words.country(call.country)
    mark = " *" if call.evidence == "delay" else ""
    cost = "-" if call.cost_minor is None else sheet.money(call.cost_minor)
    yield from sheet.pair(place, words.duration(call.duration_s), first=f"{when} ", indent=indent)
    yield from sheet.pair(receipt.number_shown(call) + mark, cost, first=indent, indent=indent)
    if call.reason:
        yield from sheet.pair(call.reason, "", first=indent, indent=indent)
    if call.working is not None:
        for text, amount in _working(sheet, receipt.currency_decimals, call.working):
            shown = words.number(
                amount, least=receipt.currency_decimals, most=receipt.currency_decimals + FINER_DECIMALS
            )
            yield from sheet.pair(text, shown, first=indent, indent=indent)


def _working(sheet: Sheet, decimals: int, working: Working) -> Iterator[tuple[str, Fraction]]:
    """Fee, increments and limits, for whoever wants to do the sum again."""
    gettext = sheet.words.gettext
    if working.connect_fee:
        yield gettext("Connect fee"), Fraction(working.connect_fee)
    for run in working.runs:
        price = sheet.words.number(Fraction(run.price), least=decimals, most=PRICE_DECIMALS)
        yield f"{run.increments} x {run.increment_s}s, {price}/{run.per_s}s", run.amount
    if working.at_least:
        yield gettext("At least"), Fraction(working.at_least)
    if working.at_most:
        yield gettext("At most"), Fraction(working.at_most)
