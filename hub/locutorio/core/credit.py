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
    """What is left of a receipt after its credit notes: `lines_minor` call by call and then extra by extra,
    `rounding_minor`, and less by `discount_minor`; and the tax in it by rate."""

    lines_minor: tuple[int, ...]
    rounding_minor: int
    discount_minor: int
    tax_minor: dict[str, int]

    @property
    def gross_minor(self) -> int:
        return sum(self.lines_minor) + self.rounding_minor

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
    return Left((*calls.values(), *extras), rounding_minor, discount_minor, tax_minor)


def note(receipt: Receipt, notes: Sequence[Receipt], wanted: Wanted) -> Receipt:
    """`receipt` turned round, with what is `wanted` of what is left; not paid back yet, without a number.

    NothingToCredit or TooMuchCredited where that is not there.
    """
    there = left(receipt, notes)
    chosen = _chosen(receipt, there, wanted)
    if notes and not any(chosen):
        raise NothingToCredit("nothing is left of that; it was credited already")
    lines_minor, rounding_minor, off_minor = _taken(there, chosen, wanted.amount_minor)
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
    taken = Left(lines_minor, rounding_minor, off_minor, {})
    return replace(
        receipt,
        kind="credit",
        corrects=receipt.number,
        corrects_issued_at_ms=receipt.issued_at_ms,
        calls=calls,
        extras=extras,
        charges_minor=sum(call.cost_minor or 0 for call in calls),
        rounding_minor=-rounding_minor,
        discount=_turned(receipt.discount, off_minor),
        due_minor=-taken.due_minor,
        taxes=_taxes(receipt, there, taken),
        deposit_minor=0,
        payments=(),
        cash_rounding_minor=0,
        change_minor=0,
    )


def _chosen(receipt: Receipt, there: Left, wanted: Wanted) -> tuple[int, ...]:
    """Line by line what may be taken: all that is left of it, or nothing where it is not wanted."""
    wants = [wanted.call_ids is None or call.call_id in wanted.call_ids for call in receipt.calls]
    wants += [wanted.extras is None or at in wanted.extras for at in range(len(receipt.extras))]
    return tuple(minor if wants_it else 0 for minor, wants_it in zip(there.lines_minor, wants, strict=True))


def _taken(
    there: Left, chosen: tuple[int, ...], amount_minor: int | None
) -> tuple[tuple[int, ...], int, int]:
    """What the note takes: line by line, of the rounding, of the discount."""
    if chosen == there.lines_minor and amount_minor in (None, there.due_minor):
        return chosen, there.rounding_minor, there.discount_minor
    if amount_minor is None:
        gross_minor = sum(chosen)
        return chosen, 0, half_up(there.discount_minor * gross_minor, there.gross_minor) if gross_minor else 0
    if amount_minor <= 0:
        raise NothingToCredit("say how much: more than nothing")
    gross_minor = half_up(amount_minor * there.gross_minor, there.due_minor) if there.due_minor > 0 else 0
    if not 0 < gross_minor <= sum(chosen):
        raise TooMuchCredited(
            "that is more than is left of it",
            left_minor=half_up(sum(chosen) * there.due_minor, there.gross_minor or 1),
        )
    return tuple(shared_out(gross_minor, chosen)), 0, gross_minor - amount_minor


def _taxes(receipt: Receipt, there: Left, taken: Left) -> tuple[TaxLine, ...]:
    """Of each rate: with the last of it the tax that is left, else worked out, and never more than that."""
    calls_tax = written(receipt.calls_tax)
    rates = (
        [calls_tax for _ in receipt.calls] + [written(extra.tax) for extra in receipt.extras] + [calls_tax]
    )
    before_minor = [*there.lines_minor, there.rounding_minor]
    gross_minor = [*taken.lines_minor, taken.rounding_minor]
    off_minor = shared_out(taken.discount_minor, gross_minor)
    net_of_discount = [gross - off for gross, off in zip(gross_minor, off_minor, strict=True)]
    lines = []
    for line in tax_lines(zip(rates, net_of_discount, strict=True)):
        of_rate = [at for at, rate in enumerate(rates) if rate == line.percent]
        paid_minor = line.net_minor + line.tax_minor
        left_minor = there.tax_minor.get(line.percent, 0)
        is_last = all(gross_minor[at] == before_minor[at] for at in of_rate)
        tax_minor = left_minor if is_last else min(line.tax_minor, left_minor)
        if paid_minor:
            lines.append(TaxLine(line.percent, tax_minor - paid_minor, -tax_minor))
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
