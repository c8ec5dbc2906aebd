"""What the operator has typed at the till: from form fields to tenders. Station 7 of the way of a call.

Fields: an amount for each way to pay, named like it (`cash`, `card` …); `customer`, whose account it is;
`expected_due`, what the bill came to when last shown, and `exact`, what that is in cash; `request_key`,
of this dialog; `print`. A button that fills a field in is `rest`, the way that takes what is left, or
`laid`, what was laid on the counter in minor units. Must not know what the bill holds.
"""

import re
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from locutorio.core.money import Currency
from locutorio.core.tender import CASH, METHODS, Tender
from locutorio.panel.money_input import plain_digits, read_money, write_money

BARCODE = re.compile(r"\d{8,14}")


@dataclass(frozen=True, slots=True)
class CheckoutForm:
    fields: MultiDict[str, str]
    language: str
    currency: Currency

    def typed(self, method: str) -> str:
        return self.fields.get(method, "").strip()

    def tenders(self) -> tuple[Tender, ...]:
        """What is to be paid how, without what is nothing; BadMoney if an amount cannot be read."""
        amounts = ((method, self._amount_minor(method)) for method in METHODS)
        return tuple(Tender(method, amount_minor) for method, amount_minor in amounts if amount_minor)

    def offered(self) -> tuple[Tender, ...]:
        """As typed; where nothing is typed, exactly what is due, in cash."""
        exact_minor = self.fields.get("exact", 0, type=int)
        return self.tenders() or ((Tender(CASH, exact_minor),) if exact_minor > 0 else ())

    def with_amount(self, method: str, amount_minor: int) -> "CheckoutForm":
        """As if that amount had been typed."""
        text = write_money(amount_minor, language=self.language, currency=self.currency)
        return replace(
            self, fields=MultiDict({**self.fields.to_dict(), method: text if amount_minor else ""})
        )

    @property
    def scanned(self) -> str:
        """What a scanner typed where an amount is expected, "" if it was none: no amount is that long."""
        typed = plain_digits(self.typed(CASH))
        return typed if BARCODE.fullmatch(typed) else ""

    @property
    def customer_id(self) -> int | None:
        return self.fields.get("customer", None, type=int)

    @property
    def prints(self) -> bool:
        return self.fields.get("print") == "1"

    @property
    def expected_due_minor(self) -> int:
        """-1, which no bill comes to, for what is no number."""
        return self.fields.get("expected_due", -1, type=int)

    def _amount_minor(self, method: str) -> int:
        typed = self.typed(method)
        return read_money(typed, language=self.language, currency=self.currency) if typed else 0
