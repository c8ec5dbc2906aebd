"""What was counted in the drawer: from form fields to coins and notes. Station 7.

Fields: `piece-200`, how many of the piece worth 200 minor units; `left`, the amount that stays in the drawer,
empty = all of it; `hand_to`, who takes the open bills. Must not know what should be there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from locutorio.core.cash import denominations
from locutorio.core.money import Currency
from locutorio.desk.errors import BadCount
from locutorio.panel.money_input import plain_digits, read_money

PIECES_MAX = 100_000  # more of one kind is a slip of the fingers


@dataclass(frozen=True, slots=True)
class CountForm:
    fields: MultiDict[str, str]
    language: str
    currency: Currency

    @property
    def pieces_minor(self) -> tuple[int, ...]:
        """Every coin and note there is, the largest first."""
        return denominations(self.currency.code, self.currency.decimals)

    def typed(self, piece_minor: int) -> str:
        return self.fields.get(f"piece-{piece_minor}", "").strip()

    def counted(self) -> Mapping[int, int]:
        """How many of each there are; BadCount for what is no whole number."""
        return {piece: self._number(self.typed(piece)) for piece in self.pieces_minor if self.typed(piece)}

    @property
    def counted_minor(self) -> int:
        return sum(piece_minor * number for piece_minor, number in self.counted().items())

    @property
    def left_minor(self) -> int:
        """What stays; BadMoney if the amount cannot be read."""
        typed = self.fields.get("left", "").strip()
        if not typed:
            return self.counted_minor
        return read_money(typed, language=self.language, currency=self.currency)

    @property
    def hand_to(self) -> int | None:
        return self.fields.get("hand_to", None, type=int)

    @staticmethod
    def _number(typed: str) -> int:
        digits = plain_digits(typed)
        if not (digits.isascii() and digits.isdecimal()) or int(digits[:9]) > PIECES_MAX:
            raise BadCount("count whole coins and notes: none, or some of each")
        return int(digits)
