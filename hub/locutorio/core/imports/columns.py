"""Which column is what: first by its heading, then by its cells. Before station 5.

A heading is believed where its cells do not speak against it. Must not know grids or how figures are written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from locutorio.core.imports import looks, roles

# A column may be full of faults and still be what its heading says.
NAMED_ENOUGH, BARE_ENOUGH, WHOLE_ENOUGH = 0.3, 0.7, 0.9
SECONDS = {roles.INCREMENTS, roles.FIRST_S, roles.NEXT_S}
LOOKS: dict[str, Callable[[looks.Cells], float]] = {
    roles.PREFIX: looks.area_codes,
    roles.COUNTRY_CODE: looks.codes,
    roles.LABEL: looks.letters,
    roles.PRICE: looks.amounts,
    roles.CONNECT_FEE: looks.amounts,
    roles.INCREMENTS: looks.any_increments,
    roles.FIRST_S: looks.any_increments,
    roles.NEXT_S: looks.any_increments,
    roles.VALID_FROM: looks.dates,
    roles.VALID_UNTIL: looks.dates,
    roles.STATUS: looks.letters,
}


@dataclass(frozen=True, eq=False)
class Column:
    """`texts`: its cells, some of them blank, as they stand one below the other."""

    at: int
    heading: str
    texts: list[str] = field(repr=False)

    @cached_property
    def cells(self) -> list[str]:
        return [text for text in self.texts if text]

    @cached_property
    def named(self) -> str:
        """The role its heading names and its cells do not deny."""
        role = roles.named(self.heading)
        if role in SECONDS and looks.pairs(self.cells) >= NAMED_ENOUGH:
            return roles.INCREMENTS
        is_believed = role and (not self.cells or LOOKS[role](self.cells) >= NAMED_ENOUGH)
        return role if is_believed else ""

    @cached_property
    def variety(self) -> int:
        return len(set(self.cells))

    def goes_on_from(self, country: "Column") -> float:
        """How many of its codes begin with the country code that stands beside them."""
        both = [pair for pair in zip(country.texts, self.texts, strict=True) if all(pair)]
        return looks.share(both, lambda pair: pair[1].lstrip("+0").startswith(pair[0].lstrip("+0")))


def by_heading(columns: Sequence[Column]) -> dict[int, str]:
    """The role of each column whose heading names one."""
    found: dict[str, list[Column]] = {}
    for column in columns:
        found.setdefault(column.named, []).append(column)
    found.pop("", None)
    _settle_codes(found)
    _settle_seconds(found)
    for role, rivals in found.items():
        if role not in roles.REPEATED:
            found[role] = [max(rivals, key=lambda rival: (LOOKS[role](rival.cells), -rival.at))]
    return {column.at: role for role, named in found.items() for column in named}


def by_cells(columns: Sequence[Column], taken: set[str], *, required_only: bool) -> dict[int, str]:
    """The roles that are not taken yet, for columns that look like them."""
    found: dict[str, Column] = {}

    def choose(role: str, looks_like: Callable[[looks.Cells], float]) -> None:
        free = [column for column in columns if column not in found.values()]
        fitting = [column for column in free if looks_like(column.cells) >= BARE_ENOUGH]
        if role not in taken and fitting:
            found[role] = max(fitting, key=lambda column: (column.variety, -column.at))

    choose(roles.PRICE, looks.fractions)
    choose(roles.PREFIX, looks.codes)
    if roles.PRICE not in found:
        choose(roles.PRICE, looks.amounts)
    choose(roles.LABEL, looks.letters)
    if not required_only:
        choose(roles.INCREMENTS, looks.pairs)
        choose(roles.VALID_FROM, looks.dates)
        _choose_seconds(columns, found)
    return {column.at: role for role, column in found.items()}


def _settle_codes(found: dict[str, list[Column]]) -> None:
    """Where codes are whole ones, the country's code beside them says nothing new."""
    for country in found.get(roles.COUNTRY_CODE, ()):
        codes = found.get(roles.PREFIX, [])
        whole = [column for column in codes if column.goes_on_from(country) > WHOLE_ENOUGH]
        if whole or not codes:
            found[roles.PREFIX] = whole or [country]
            del found[roles.COUNTRY_CODE]
            return


def _settle_seconds(found: dict[str, list[Column]]) -> None:
    """Beside a minimum or a first increment, an "increment" is the next one."""
    alone = roles.FIRST_S in found and roles.NEXT_S not in found and roles.INCREMENTS in found
    if alone and looks.pairs(found[roles.INCREMENTS][0].cells) < NAMED_ENOUGH:
        found[roles.NEXT_S] = found.pop(roles.INCREMENTS)


def _choose_seconds(columns: Sequence[Column], found: dict[str, Column]) -> None:
    free = [column for column in columns if column not in found.values()]
    alike = [column for column in free if looks.seconds(column.cells) >= BARE_ENOUGH]
    if roles.INCREMENTS not in found and alike:
        names = (roles.FIRST_S, roles.NEXT_S) if len(alike) > 1 else (roles.INCREMENTS,)
        found.update(zip(names, alike, strict=False))
