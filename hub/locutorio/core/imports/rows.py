"""The rows of a carrier's sheet, one by one: what each says, or why it cannot be taken. Before station 5.

A row of codes alone goes on with the row above it; where the country code has a column of its own, a blank
one repeats the one above. Must not know what rows mean to each other beside that (see `gather`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from locutorio.core.imports import roles
from locutorio.core.imports.codes import read_codes
from locutorio.core.imports.findings import Findings
from locutorio.core.imports.mapping import Mapping
from locutorio.core.imports.reasons import Unreadable
from locutorio.core.imports.statuses import FORBIDDEN, status
from locutorio.core.imports.terms import Terms, TermsReader


class Entry(NamedTuple):
    """One row that was read."""

    line: int
    codes: tuple[str, ...]
    terms: Terms


class Said(NamedTuple):
    """What the cells beside the codes say, and what people should know of that."""

    terms: Terms
    remarks: tuple[tuple[str, str], ...]


class RowReader:
    def __init__(self, mapping: Mapping, terms: TermsReader, findings: Findings) -> None:
        self._codes_in = mapping.of(roles.PREFIX)
        self._country_in = mapping.of(roles.COUNTRY_CODE)
        self._labels_in = mapping.of(roles.LABEL)
        keys = (roles.PREFIX, roles.COUNTRY_CODE, roles.LABEL, "")
        self._terms_in = tuple(at for at, role in enumerate(mapping.columns) if role not in keys)
        self._term_roles = tuple(mapping.columns[at] for at in self._terms_in)
        self._price_at = self._term_roles.index(roles.PRICE)
        self._reader = terms
        self._findings = findings
        self._said: dict[tuple[str, ...], Said | Unreadable] = {}  # rows of one destination say the same
        self._above: tuple[int, Said | None] = (0, None)
        self._country = ""

    def read(self, line: int, row: Sequence[str]) -> Entry | None:
        """None for a row that says nothing, or cannot be taken."""
        if not any(row):
            return None
        country, codes = _texts(row, self._country_in), _texts(row, self._codes_in)
        labels, beside = _texts(row, self._labels_in), _texts(row, self._terms_in)
        keys = [text for text in (*country, *codes) if text]
        goes_on = bool(keys) and not any(labels) and not any(beside)
        if not goes_on and self._is_remark(keys, beside[self._price_at]):
            self._findings.note("text_only", line)
            return None
        try:
            prefixes = self._prefixes(line, country, codes)
            said = self._above_said() if goes_on else self._say(labels, beside)
        except Unreadable as error:
            self._findings.reject(line, error)
            self._above = self._above if goes_on else (line, None)
            return None
        self._above = (line, said)
        for code, word in said.remarks:
            self._findings.note(code, line, word)
        return Entry(line, prefixes, said.terms)

    def _is_remark(self, keys: Sequence[str], price: str) -> bool:
        """A title, a footnote: nothing in it could be a prefix or a price."""
        is_priced = any(map(str.isdigit, price)) or status(price) == FORBIDDEN
        return not is_priced and all(text[0].isalpha() for text in keys)

    def _prefixes(self, line: int, country: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
        if self._country_in:
            self._follow_country(line, *country)
        found: tuple[str, ...] = ()
        for text in filter(None, codes):
            found += _codes(roles.PREFIX, text, self._country)
        if not found and not any(country):
            raise Unreadable("no_code")
        return found or (self._country,)

    def _follow_country(self, line: int, text: str) -> None:
        if not text:
            self._findings.note("country_above", line)
            return
        self._country = ""  # nothing goes on with a code that cannot be read
        (self._country,) = _codes(roles.COUNTRY_CODE, text, "")[:1]

    def _above_said(self) -> Said:
        line, said = self._above
        if said is None:
            raise Unreadable("above_rejected", above=line) if line else Unreadable("no_price")
        return said

    def _say(self, labels: Sequence[str], beside: tuple[str, ...]) -> Said:
        key = (*labels, *beside)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._read_anew(_joined(labels), beside)
        if isinstance(said, Unreadable):
            raise said
        return said

    def _read_anew(self, label: str, beside: tuple[str, ...]) -> Said | Unreadable:
        cells = dict(zip(self._term_roles, beside, strict=True))
        try:
            terms = self._reader.read(label, cells)
        except Unreadable as error:
            return error
        return Said(terms, tuple(self._reader.remarks(terms, cells)))


def _texts(row: Sequence[str], columns: tuple[int, ...]) -> tuple[str, ...]:
    width = len(row)
    return tuple([row[at] if at < width else "" for at in columns])


def _codes(role: str, text: str, before: str) -> tuple[str, ...]:
    try:
        return read_codes(text, before)
    except Unreadable as error:
        error.field, error.cell = role, text
        raise


def _joined(labels: Sequence[str]) -> str:
    """Country and destination in one; what a part repeats of the one before is said once."""
    label = ""
    for part in (" ".join(text.split()) for text in labels):
        if part.casefold().startswith(label.casefold()):
            label = part
        elif part.casefold() not in label.casefold():
            label = f"{label} - {part}"
    return label
