"""Which column of a carrier's sheet is what, and how it writes figures: guessed, shown, mended, remembered.

Before station 5. Must not know cells; what a column may be is in `roles`.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Self

from locutorio.core.errors import ShopError
from locutorio.core.imports.amounts import COMMA, POINT
from locutorio.core.imports.moments import DMY, MDY
from locutorio.core.imports.reasons import later
from locutorio.core.imports.roles import PREFIX, PRICE, REPEATED, ROLES

PROBLEMS = {
    "no_prefix_column": later("Say which column holds the prefixes."),
    "no_price_column": later("Say which column holds the price."),
    "two_columns": later("Two columns are said to be the same (%(role)s). Leave one of them out."),
}
CHOICES = {
    "decimal_mark": (POINT, COMMA),
    "date_form": (DMY, MDY),
    "price_per_s": (60, 1),
    "in_cents": (False, True),
}


class MappingProblem(ShopError):
    code = "mapping_problem"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a mapping, for people."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return PROBLEMS[self.code] % self.facts


@dataclass(frozen=True)
class Mapping:
    """`columns`: the role of each, "" = left out. Lines up to `header_line` are no rates; `header` is what
    that line says. A date like 02/03/2026 is read as `date_form` says, an amount like 1,250 by
    `decimal_mark`. Prices are for `price_per_s` seconds. `first_s` and `next_s` hold where no column says.
    """

    columns: tuple[str, ...]
    header_line: int = 0
    header: tuple[str, ...] = ()
    decimal_mark: str = POINT
    date_form: str = DMY
    price_per_s: int = 60
    in_cents: bool = False
    first_s: int = 60
    next_s: int = 60

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of that role."""
        return tuple(index for index, named in enumerate(self.columns) if named == role)

    def problems(self) -> tuple[Problem, ...]:
        count = Counter(self.columns)
        found = [Problem("no_prefix_column")] if not count[PREFIX] else []
        found += [Problem("no_price_column")] if not count[PRICE] else []
        twice = (role for role in ROLES if count[role] > 1 and role not in REPEATED)
        return (*found, *(Problem("two_columns", {"role": role}) for role in twice))

    def check(self) -> None:
        for problem in self.problems():
            raise MappingProblem(problem.sentence, problem=problem.code, **problem.facts)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A mapping as to_json wrote it, or as a form sent it; MappingProblem if it cannot be one."""
        try:
            values = dict(json.loads(text))
            values["columns"] = tuple(values["columns"])
            values["header"] = tuple(map(str, values.get("header", ())))
            mapping = cls(**values)
        except (ValueError, KeyError, TypeError) as error:
            raise MappingProblem("This is not a mapping of columns.") from error
        if not mapping._is_sound():
            raise MappingProblem("This is not a mapping of columns.")
        return mapping

    def _is_sound(self) -> bool:
        numbers = (self.header_line, self.first_s, self.next_s)
        return (
            all(role in ("", *ROLES) for role in self.columns)
            and all(getattr(self, name) in choices for name, choices in CHOICES.items())
            and all(type(number) is int for number in numbers)
            and self.header_line >= 0
            and all(1 <= seconds <= 3600 for seconds in (self.first_s, self.next_s))
        )
