"""The rows of a carrier's sheet, one by one: what each says, or why it cannot be taken. Before station 5.

A row of codes alone goes on with the row above it; where the country code has a column of its own, a blank
one repeats the one above. Must not know what rows mean to each other beside that (see `gather`).
"""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from locutorio.core.imports import roles
from locutorio.core.imports.codes import read_codes
from locutorio.core.imports.findings import Findings
from locutorio.core.imports.mapping import Mapping
from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.terms import Terms, TermsReader, says_blocked, says_price


class Entry(NamedTuple):
    """One row that was read."""

    line: int
    codes: tuple[str, ...]
    label: str
    terms: Terms


class Said(NamedTuple):
    """What the cells beside codes and label say, and what people should know of that."""

    terms: Terms
    remarks: tuple[tuple[str, str], ...]


class RowReader:
    def __init__(self, mapping: Mapping, terms: TermsReader, findings: Findings) -> None:
        named = (roles.PREFIX, roles.COUNTRY_CODE, roles.LABEL, "")
        beside = tuple(at for at, role in enumerate(mapping.columns) if role not in named)
        self._term_roles = tuple(mapping.columns[at] for at in beside)
        self._price_at = self._term_roles.index(roles.PRICE)
        self._blank = ("",) * len(mapping.columns)
        self._codes_of = _picker(mapping.of(roles.PREFIX))
        self._country_of = _picker(mapping.of(roles.COUNTRY_CODE))
        self._labels_of = _picker(mapping.of(roles.LABEL))
        self._beside_of = _picker(beside)
        self._reader = terms
        self._findings = findings
        self._said: dict[tuple[str, ...], Said | Unreadable] = {}  # rows repeat each other
        self._above: tuple[int, str, Said | None] = (0, "", None)
        self._country = ""

    def read(self, line: int, row: tuple[str, ...]) -> Entry | None:
        """None for a row that says nothing, or cannot be taken."""
        if not any(row):
            return None
        row += self._blank[len(row) :]
        country, codes = self._country_of(row), self._codes_of(row)
        labels, beside = self._labels_of(row), self._beside_of(row)
        if _is_remark(country + codes, beside[self._price_at]):
            self._findings.note("text_only", line)
            return None
        goes_on = not any(labels) and not any(beside)
        try:
            prefixes = self._prefixes(line, country, codes)
            label, said = self._as_above() if goes_on else (_joined(labels), self._say(beside))
        except Unreadable as error:
            self._findings.reject(line, error)
            self._above = self._above if goes_on else (line, "", None)
            return None
        self._above = (line, label, said)
        for code, word in said.remarks:
            self._findings.note(code, line, word)
        return Entry(line, prefixes, label, said.terms)

    def _prefixes(self, line: int, country: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
        if country:
            self._follow_country(line, *country)
        found: tuple[str, ...] = ()
        for text in codes:
            found += _codes(roles.PREFIX, text, self._country) if text else ()
        if not found and not any(country):
            raise Unreadable("no_code")
        return found or (self._country,)

    def _follow_country(self, line: int, text: str) -> None:
        if not text:
            self._findings.note("country_above", line)
            return
        self._country = ""  # nothing goes on with a code that cannot be read
        self._country = _codes(roles.COUNTRY_CODE, text, "")[0]

    def _as_above(self) -> tuple[str, Said]:
        line, label, said = self._above
        if said is None:
            raise Unreadable("above_rejected", above=line) if line else Unreadable("no_price")
        return label, said

    def _say(self, beside: tuple[str, ...]) -> Said:
        said = self._said.get(beside)
        if said is None:
            said = self._said[beside] = self._read_anew(beside)
        if isinstance(said, Unreadable):
            raise said.with_traceback(None)  # raised for each row that says the same, it would grow
        return said

    def _read_anew(self, beside: tuple[str, ...]) -> Said | Unreadable:
        cells = dict(zip(self._term_roles, beside, strict=True))
        try:
            terms = self._reader.read(cells)
        except Unreadable as error:
            return error
        return Said(terms, tuple(self._reader.remarks(terms, cells)))


def _picker(columns: tuple[int, ...]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Takes these columns out of a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return (lambda row: (row[columns[0]],)) if columns else (lambda row: ())


def _is_remark(keys: tuple[str, ...], price: str) -> bool:
    """A title, a footnote: nothing in it could be a prefix or a price."""
    is_text = all(not key or key[0].isalpha() for key in keys)
    return is_text and not says_price(price) and not says_blocked(price)


def _codes(role: str, text: str, before: str) -> tuple[str, ...]:
    try:
        return read_codes(text, before)
    except Unreadable as error:
        error.field, error.cell = role, text
        raise


@lru_cache(maxsize=4096)
def _joined(labels: tuple[str, ...]) -> str:
    """Country and destination in one; what a part repeats of the one before is said once."""
    label = ""
    for part in (" ".join(text.split()) for text in labels):
        if part.casefold().startswith(label.casefold()):
            label = part
        elif part.casefold() not in label.casefold():
            label = f"{label} - {part}"
    return label
