"""Calls priced anew on purpose: what changes, call by call and bill by bill. Beside the stations 5 and 7.

A correction is looked at before it is made: the preview's `key` stands for all it was worked out from, so
that what is confirmed is what was seen. Pure; must not know tariffs or where calls are kept.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from locutorio.core.money import round_up_to_step
from locutorio.core.receipt import Receipt
from locutorio.core.sold import SoldCall


@dataclass(frozen=True, slots=True)
class Asked:
    """Which calls are to be priced by which tariff version: those answered from `from_ms` until before
    `to_ms`, of one package or (None) of all."""

    tariff_id: int
    from_ms: int
    to_ms: int
    package_id: int | None


class CallChange(NamedTuple):
    """`call` as it was sold, what it costs instead, and where it went by the new tariff."""

    call: SoldCall
    new_minor: int
    destination: str

    @property
    def difference_minor(self) -> int:
        return self.new_minor - (self.call.price_minor or 0)


@dataclass(frozen=True, slots=True)
class BillChange:
    """The calls of a bill, rounded up to the shop's step as they are there. One that has a `receipt_number`
    is paid: the difference is owed to the customer, or lost."""

    bill_id: int
    booth_label: str
    receipt_number: int | None
    old_minor: int
    new_minor: int

    @property
    def difference_minor(self) -> int:
        return self.new_minor - self.old_minor


@dataclass(frozen=True, slots=True)
class Preview:
    """`unchanged` calls cost the same; `left_alone` were decided on by a person; for those `without_rate`
    the tariff has no price: they stay as they are."""

    asked: Asked
    key: str
    calls: tuple[CallChange, ...]
    bills: tuple[BillChange, ...]
    unchanged: int
    left_alone: int
    without_rate: int

    @property
    def looked_at(self) -> int:
        return len(self.calls) + self.unchanged + self.left_alone + self.without_rate

    @property
    def due_back_minor(self) -> int:
        """What was paid too much, over all the paid bills that become cheaper."""
        return sum(max(0, -bill.difference_minor) for bill in self.bills if bill.receipt_number is not None)

    @property
    def not_collected_minor(self) -> int:
        """What was paid too little, likewise."""
        return sum(max(0, bill.difference_minor) for bill in self.bills if bill.receipt_number is not None)


class NewPrice(NamedTuple):
    """What a call costs by the new tariff, None = nothing is known, and where it goes."""

    minor: int | None
    destination: str


LookedAt = Sequence[tuple[SoldCall, NewPrice]]


def changes(looked_at: LookedAt) -> tuple[CallChange, ...]:
    """The calls that cost something else by the new prices, and that nobody has decided on."""
    return tuple(
        CallChange(call, new.minor, new.destination)
        for call, new in looked_at
        if not call.decided and new.minor is not None and new.minor != call.price_minor
    )


def preview(asked: Asked, looked_at: LookedAt, on_bills: Iterable[SoldCall], *, step_minor: int) -> Preview:
    """`on_bills`: every call of the bills on which some call changes."""
    changed = changes(looked_at)
    left_alone = sum(call.decided for call, _ in looked_at)
    without_rate = sum(new.minor is None and not call.decided for call, new in looked_at)
    return Preview(
        asked=asked,
        key=_key(asked, looked_at),
        calls=changed,
        bills=_bills(changed, on_bills, step_minor),
        unchanged=len(looked_at) - len(changed) - left_alone - without_rate,
        left_alone=left_alone,
        without_rate=without_rate,
    )


def _key(asked: Asked, looked_at: LookedAt) -> str:
    told = [
        [call.id, call.seconds, call.price_minor, call.decided, call.receipt_number, new.minor]
        for call, new in looked_at
    ]
    asked_for = [asked.tariff_id, asked.from_ms, asked.to_ms, asked.package_id]
    return hashlib.sha256(json.dumps([asked_for, told]).encode()).hexdigest()


def _bills(
    changed: Sequence[CallChange], on_bills: Iterable[SoldCall], step_minor: int
) -> tuple[BillChange, ...]:
    new_minor = {change.call.id: change.new_minor for change in changed}
    calls: dict[int, list[SoldCall]] = {}
    for call in on_bills:
        if call.bill_id is not None:
            calls.setdefault(call.bill_id, []).append(call)
    return tuple(
        BillChange(
            bill_id=bill_id,
            booth_label=", ".join(dict.fromkeys(call.booth_label for call in group)),
            receipt_number=group[0].receipt_number,
            old_minor=round_up_to_step(sum(call.price_minor or 0 for call in group), step_minor),
            new_minor=round_up_to_step(
                sum(new_minor.get(call.id, call.price_minor or 0) for call in group), step_minor
            ),
        )
        for bill_id, group in calls.items()
    )


# --- what was paid ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaidWrong:
    """A receipt whose calls cost something else since: what was paid for them, rounded up as it stands there,
    less what was given back of it; and what is right, rounded up to the shop's step."""

    receipt_number: int
    paid_minor: int
    new_minor: int


def paid_wrong(
    receipts: Iterable[tuple[Receipt, Sequence[Receipt]]], calls: Iterable[SoldCall], *, step_minor: int
) -> list[PaidWrong]:
    """Of `receipts`, each with its credit notes, those that differ from what their calls cost as things
    stand."""
    right_minor: Counter[int | None] = Counter()
    for call in calls:
        right_minor[call.receipt_number] += call.price_minor or 0
    wrong = [
        PaidWrong(
            receipt_number=receipt.number,
            paid_minor=sum(each.charges_minor + each.rounding_minor for each in (receipt, *notes)),
            new_minor=round_up_to_step(right_minor[receipt.number], step_minor),
        )
        for receipt, notes in receipts
        if right_minor[receipt.number] != receipt.charges_minor
    ]
    return [each for each in wrong if each.paid_minor != each.new_minor]
