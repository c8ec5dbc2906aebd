"""What the operator has filled in at the checkout: from form fields to extras and an amount.

Fields: `extra-ID` how many of an extra of the list; `free-text` and `free-amount` in pairs; `paid`;
`method`; `expected_due`, what the bill came to when it was last shown; `request_key`, of this dialog.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from locutorio.core.bill import BilledExtra
from locutorio.core.errors import ShopError
from locutorio.core.money import Currency
from locutorio.desk.extras import Extra
from locutorio.panel.money_input import read_money

QUANTITY_MAX = 999


class BadQuantity(ShopError):
    code = "bad_quantity"


@dataclass(frozen=True, slots=True)
class Counted:
    """`paid_minor` is None while nothing is typed."""

    extras: tuple[BilledExtra, ...]
    paid_minor: int | None


@dataclass(frozen=True, slots=True)
class CheckoutForm:
    fields: MultiDict[str, str]
    language: str
    currency: Currency

    @property
    def free_lines(self) -> list[tuple[str, str]]:
        """Text and amount as typed; an empty pair at the end for one more."""
        pairs = zip(self.fields.getlist("free-text"), self.fields.getlist("free-amount"), strict=True)
        return [pair for pair in pairs if any(part.strip() for part in pair)] + [("", "")]

    @property
    def expected_due_minor(self) -> int:
        """-1, which no bill comes to, for what is no number."""
        return self.fields.get("expected_due", -1, type=int)

    def quantity(self, extra: Extra) -> str:
        return self.fields.get(f"extra-{extra.id}", "") or "0"

    def count(self, catalogue: Iterable[Extra]) -> Counted:
        """The extras with their amounts, and what was paid; BadMoney or BadQuantity if it cannot be read."""
        return Counted(self._from_list(catalogue) + self._free(), self._paid())

    def _paid(self) -> int | None:
        typed = self.fields.get("paid", "").strip()
        return self._money(typed) if typed else None

    def _from_list(self, catalogue: Iterable[Extra]) -> tuple[BilledExtra, ...]:
        chosen = ((extra, whole_quantity(self.quantity(extra))) for extra in catalogue)
        return tuple(
            BilledExtra(extra.text, quantity, quantity * extra.amount_minor)
            for extra, quantity in chosen
            if quantity
        )

    def _free(self) -> tuple[BilledExtra, ...]:
        return tuple(
            BilledExtra(text.strip(), 1, self._money(amount)) for text, amount in self.free_lines[:-1]
        )

    def _money(self, typed: str) -> int:
        return read_money(typed, language=self.language, currency=self.currency)


def whole_quantity(typed: str) -> int:
    typed = typed.strip()
    if not typed.isdecimal() or int(typed) > QUANTITY_MAX:
        raise BadQuantity("a quantity is a whole number, 999 at most", text=typed[:20])
    return int(typed)
