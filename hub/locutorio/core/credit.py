"""What a credit note takes back of a receipt: never more than is left, of a line, of a rate of tax, of the
whole. Between the stations 7 and 8.

A note takes whole lines, or an amount that is spread over lines as they weigh; the discount goes back in
proportion, and with the last line everything that is left, down to the rounding. Pure; must not know how the
money goes back or where notes are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from locutorio.core.bill import BilledExtra, Discount
from locutorio.core.errors import ShopError
from locutorio.core.money import half_up, shared_out
from locutorio.core.receipt import Receipt
from locutorio.core.tax import TaxLine, tax_lines, written


class NothingToCredit(ShopError):
    code = "nothing_to_credit"


class TooMuchCredited(ShopError):
    """More than was sold, or than is left of it; fact left_minor."""

    code = "too_much_credited"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are to be taken back: calls by their id, extras by their place on the receipt, the first is
    0; None = all there are. `amount_minor` of them, None = whatever is left."""

    call_ids: frozenset[int] | None = None
    extras: frozenset[int] | None = None
    amount_minor: int | None = None


WHOLE = Wanted()


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a receipt after its credit notes: `parts_minor` call by call, extra by extra, and last
    its rounding; less by `discount_minor`; and the tax in it by rate."""

    parts_minor: tuple[int, ...]
    discount_minor: int
    tax_minor: dict[str, int]

    @property
    def gross_minor(self) -> int:
        return sum(self.parts_minor)

    @property
    def due_minor(self) -> int:
        return self.gross_minor - self.discount_minor


def left(receipt: Receipt, notes: Iterable[Receipt]) -> Left:
    """What the `notes` made so far have left of `receipt`."""
    calls = {call.call_id: call.cost_minor or 0 for call in receipt.calls}
    extras = [extra.amount_minor for extra in receipt.extras]
    rounding_minor, discount_minor = receipt.rounding_minor, _off(receipt)
    tax_minor = {line.percent: line.tax_minor for line in receipt.taxes}
    for note in notes:
        for call in note.calls:
            calls[call.call_id] += call.cost_minor or 0
        for extra in note.extras:
            _take(extras, receipt.extras, extra)
        rounding_minor += note.rounding_minor
        discount_minor += _off(note)
        for line in note.taxes:
            tax_minor[line.percent] += line.tax_minor
    return Left((*calls.values(), *extras, rounding_minor), discount_minor, tax_minor)


def note(receipt: Receipt, notes: Sequence[Receipt], wanted: Wanted) -> Receipt:
    """`receipt` turned round, with what is `wanted` of what is left; not paid back yet, without a number.

    NothingToCredit or TooMuchCredited where that is not there.
    """
    there = left(receipt, notes)
    chosen = _chosen(receipt, there, wanted)
    if not any(chosen) and (notes or wanted != WHOLE):
        raise NothingToCredit("nothing is left of that; it was credited already")
    taken = _taken(there, chosen, wanted.amount_minor)
    *lines_minor, rounding_minor = taken.parts_minor
    calls = tuple(
        replace(call, cost_minor=-taken_minor, working=None)
        for call, taken_minor in zip(receipt.calls, lines_minor, strict=False)
        if taken_minor
    )
    extras = tuple(
        replace(extra, amount_minor=-taken_minor)
        for extra, taken_minor in zip(receipt.extras, lines_minor[len(receipt.calls) :], strict=True)
        if taken_minor
    )
    return replace(
        receipt,
        kind="credit",
        corrects=receipt.number,
        corrects_issued_at_ms=receipt.issued_at_ms,
        calls=calls,
        extras=extras,
        charges_minor=sum(call.cost_minor or 0 for call in calls),
        rounding_minor=-rounding_minor,
        discount=_turned(receipt.discount, taken.discount_minor),
        due_minor=-taken.due_minor,
        taxes=_taxes(receipt, there, taken),
        deposit_minor=0,
        payments=(),
        cash_rounding_minor=0,
        change_minor=0,
    )


def _chosen(receipt: Receipt, there: Left, wanted: Wanted) -> tuple[int, ...]:
    """Part by part what may be taken: all that is left of it, or nothing. The rounding goes with the last."""
    wants = [wanted.call_ids is None or call.call_id in wanted.call_ids for call in receipt.calls]
    wants += [wanted.extras is None or at in wanted.extras for at in range(len(receipt.extras))]
    *lines_minor, rounding_minor = there.parts_minor
    chosen = [minor if wanted else 0 for minor, wanted in zip(lines_minor, wants, strict=True)]
    return (*chosen, rounding_minor if chosen == lines_minor else 0)


def _taken(there: Left, chosen: tuple[int, ...], amount_minor: int | None) -> Left:
    """What the note takes of what is left, or so much of it that it comes to the amount."""
    gross_minor = sum(chosen)
    if amount_minor is None:
        return Left(chosen, _in_proportion(there.discount_minor, gross_minor, there.gross_minor), {})
    if amount_minor <= 0:
        raise NothingToCredit("say how much: more than nothing")
    needed_minor = _in_proportion(there.gross_minor, amount_minor, there.due_minor)
    if not 0 < needed_minor <= gross_minor:
        left_minor = _in_proportion(there.due_minor, gross_minor, there.gross_minor)
        raise TooMuchCredited("that is more than is left of it", left_minor=left_minor)
    return Left(tuple(shared_out(needed_minor, chosen)), needed_minor - amount_minor, {})


def _in_proportion(amount_minor: int, part_minor: int, whole_minor: int) -> int:
    return half_up(amount_minor * part_minor, whole_minor) if whole_minor else 0


def _taxes(receipt: Receipt, there: Left, taken: Left) -> tuple[TaxLine, ...]:
    """Of each rate: with the last of it the tax that is left, else worked out, and never more than that."""
    calls_tax = written(receipt.calls_tax)
    rates = [
        *(calls_tax for _ in receipt.calls),
        *(written(extra.tax) for extra in receipt.extras),
        calls_tax,
    ]
    off_minor = shared_out(taken.discount_minor, taken.parts_minor)
    paid_minor = [gross - off for gross, off in zip(taken.parts_minor, off_minor, strict=True)]
    last_of = {
        rate
        for rate in rates
        if all(
            gross == left_minor
            for gross, left_minor, of in zip(taken.parts_minor, there.parts_minor, rates, strict=True)
            if of == rate
        )
    }
    lines = []
    for line in tax_lines(zip(rates, paid_minor, strict=True)):
        left_minor = there.tax_minor.get(line.percent, 0)
        tax_minor = left_minor if line.percent in last_of else min(line.tax_minor, left_minor)
        net_minor = line.net_minor + line.tax_minor - tax_minor
        if net_minor or tax_minor:
            lines.append(TaxLine(line.percent, -net_minor, -tax_minor))
    return tuple(lines)


def _take(left_minor: list[int], extras: Sequence[BilledExtra], credited: BilledExtra) -> None:
    """Off the lines with the same words and tax, one after the other: a note does not say which of them."""
    rest_minor = -credited.amount_minor
    for at, extra in enumerate(extras):
        if (extra.text, extra.tax) == (credited.text, credited.tax):
            taken_minor = min(rest_minor, left_minor[at])
            left_minor[at] -= taken_minor
            rest_minor -= taken_minor


def _off(receipt: Receipt) -> int:
    return receipt.discount.amount_minor if receipt.discount else 0


def _turned(discount: Discount | None, off_minor: int) -> Discount | None:
    return Discount(None, -off_minor, discount.reason) if discount and off_minor else None
